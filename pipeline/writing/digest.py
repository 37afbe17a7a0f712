"""A digest: an episode that tells several short ones of its topic together, in the order of their years.

It is asked for by `format: digest`. Each of its episodes is told by the first sentences of its own summary;
what joins them is counted: how many years passed, or which is next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pipeline.catalogue.show import Episode, Show
from pipeline.errors import InvalidScript
from pipeline.writing.arrange import Part
from pipeline.writing.english import upper_first
from pipeline.writing.known.kinship import year_of
from pipeline.writing.known.neighbours import tellable_beats
from pipeline.writing.known.own_words import has_enough_notes
from pipeline.writing.known.related import index_of
from pipeline.writing.material import Material
from pipeline.writing.moves import closing, opening, telling
from pipeline.writing.names import Name, name_of
from pipeline.writing.passages import Passage
from pipeline.writing.phrases import Phrases
from pipeline.writing.reckoning.numerals import said

FEWEST, MOST = 3, 4  # episodes of a digest
_BEATS = 2  # of each
_REMEDY = (
    "give it a topic that three others without notes have, whose summaries are whole sentences; "
    "or take the line «format» out"
)


@dataclass(frozen=True, slots=True)
class Member:
    """An episode that a digest tells."""

    name: Name
    beats: tuple[str, ...]
    year: int | None


def members_of(show: Show, episode: Episode) -> tuple[Member, ...]:
    """Give the episodes that a digest tells: of its topics, the nearest to it; those with a year, if enough.

    Raises InvalidScript where there are not enough.
    """
    found = [
        (other.number, Member(name_of(other, index_of(show).ordinary), beats, year_of(" ".join(beats))))
        for other in _of_its_topics(show, episode)
        if (beats := tellable_beats(show, other)[:_BEATS])
    ]
    if len(found) < FEWEST:
        what = f"asks for a digest, and its topics have {len(found)} other episodes that it could tell"
        raise InvalidScript(what, file=episode.file, remedy=_REMEDY)
    dated = [(member.year, number, member) for number, member in found if member.year]
    if len(dated) >= FEWEST:
        return tuple(member for *_, member in sorted(dated[:MOST], key=lambda each: each[:2]))
    return tuple(member for _, member in sorted(found[:MOST], key=lambda each: each[0]))


def arrange_digest(material: Material, members: tuple[Member, ...], phrases: Phrases) -> tuple[Part, ...]:
    """Put a digest together: its own question and summary, one chapter an episode, and its last words."""
    first = opening.ask(material) or opening.headline(material)
    subtitled = first is not None and first.move == "headline"
    begin = (
        *((first,) if first else ()),
        opening.name(material, phrases, subtitled=subtitled),
        *telling.told(material, phrases, dated=False),
    )
    last = closing.keep(material)
    return (
        Part(material.name.heading, begin),
        *_chapters(members, phrases),
        Part("What to keep", (*((last,) if last else ()), closing.following(material, phrases))),
    )


def _of_its_topics(show: Show, episode: Episode) -> Iterator[Episode]:
    for other in index_of(show).ranked(episode):
        told_alone = has_enough_notes(other) or other.format == episode.format
        if set(other.topics) & set(episode.topics) and not told_alone:
            yield other


def _chapters(members: tuple[Member, ...], phrases: Phrases) -> Iterator[Part]:
    before: Member | None = None
    for member in members:
        joint = _joint(before, member, phrases)
        origin = f"the summary of «{member.name.heading}»"
        yield Part(member.name.heading, (Passage((joint, *member.beats), "link", origin),))
        before = member


def _joint(before: Member | None, member: Member, phrases: Phrases) -> str:
    """Say how many years passed since the one before, or which comes now."""
    gap = member.year - before.year if before and before.year and member.year else 0
    if gap > 0:
        years = "one year" if gap == 1 else f"{said(Fraction(gap))} years"
        return phrases.say("digest_years", years=years, Years=upper_first(years))
    return phrases.say("digest_next", other=member.name.mention, Other=upper_first(member.name.mention))
