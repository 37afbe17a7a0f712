"""Which other episodes a thin script may tell of, and which sentences of theirs can be heard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.catalogue.show import Episode
from pipeline.knowledge.find import Found
from pipeline.language.tagger import is_spelled_small
from pipeline.writing.beats import beats_of
from pipeline.writing.known.kinship import kin_by_years, year_of
from pipeline.writing.known.subject import subject_of, told_in
from pipeline.writing.known.terms import hard_terms_in
from pipeline.writing.names import Name, name_of, spoken_names
from pipeline.writing.said import for_the_ear

if TYPE_CHECKING:
    from pipeline.writing.plan import Plan

MOST_NEIGHBOURS = 2
_LONGEST_BEAT = 34  # words
_LONGEST_TOLD = 40  # words, of all sentences of one neighbour
_HARD_AT_MOST = 1  # terms of another summary that stay unexplained
# A sentence that begins so cannot be heard without the one before it.
_LEANS = re.compile(
    r"(?:it|its|this|that|these|those|they|their|both|each|he|she|his|her|one|another|here|there|such|then|so|but"
    r"|and|instead|otherwise|the (?:first|second|other|latter|former|two|same))\b",
    re.IGNORECASE,
)
_LEANING = frozenset({"pronoun", "possessive", "joint"})

# link: the pack leads there; named: the summary names it; years: both have one.
Way = Literal["link", "named", "years"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another episode, with whole sentences that can be heard alone."""

    name: Name
    beats: tuple[str, ...]
    way: Way
    say: str = ""  # the sentence of a pack that leads there
    gap: int | None = None  # years from this summary to that one; below 0: that one is earlier


def neighbours_of(
    plan: Plan, episode: Episode, subject: Found | None, following: Episode | None
) -> tuple[Neighbour, ...]:
    """Give the episodes that a thin script may tell of, two at most.

    The next episode, which is named at the end, is not among them.
    """
    found: dict[str, Neighbour] = {}
    for other, way, say in _candidates(plan, episode, subject):
        if other.slug in found or other is following or other.slug == episode.slug:
            continue
        if beats := _defined(plan, other) if way == "link" else tellable_beats(plan, other):
            gap = _gap(episode, other)
            found[other.slug] = Neighbour(name_of(other, plan.index.ordinary), beats, way, say, gap)
    return tuple(found.values())[:MOST_NEIGHBOURS]


def tellable_beats(plan: Plan, episode: Episode) -> tuple[str, ...]:
    """Give the first sentences of a summary, if they can be heard in another episode; often none."""
    told: list[str] = []
    for beat in beats_of(for_the_ear(plan.show, episode), episode.title):
        whole = beat.verdict == "clause" and beat.opens_with not in _LEANING and not _LEANS.match(beat.text)
        if not whole or len(beat.text.split()) > _LONGEST_BEAT or _is_hard(plan, episode, beat.text):
            break
        told.append(beat.text)
    while len(" ".join(told).split()) > _LONGEST_TOLD:
        told.pop()
    return tuple(told)


def _candidates(plan: Plan, episode: Episode, subject: Found | None) -> Iterator[tuple[Episode, Way, str]]:
    for link in subject.term.links if subject else ():
        other = told_in(plan, subject.pack, link.to) if subject else None
        if other:
            yield other, "link", link.say
    for other in plan.index.named_in(episode):
        if any(_is_telling(plan, name, episode) for name in spoken_names(other)):
            yield other, "named", ""
    if subject is None:
        yield from ((_found(plan, slug), "years", "") for slug in kin_by_years(plan, episode))


def _found(plan: Plan, slug: str) -> Episode:
    episode = plan.show.episode(slug)
    if episode is None:
        raise KeyError(slug)
    return episode


def _defined(plan: Plan, episode: Episode) -> tuple[str, ...]:
    """Give what the entry of another episode says it is."""
    subject = subject_of(plan, episode)
    return (subject.term.definition,) if subject and subject.way == "title" else ()


def _is_telling(plan: Plan, name: str, episode: Episode) -> bool:
    """Refuse a name that may be any common word: «party», «process», «Brine» as a title spells it."""
    if " " in name:
        return name.casefold() in episode.summary.casefold()
    is_name = name.casefold() not in plan.index.ordinary and not is_spelled_small(name)
    return is_name and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", episode.summary))


def _gap(episode: Episode, other: Episode) -> int | None:
    here, there = year_of(episode.summary), year_of(other.summary)
    return there - here if here and there and there != here else None


def _is_hard(plan: Plan, episode: Episode, text: str) -> bool:
    """Say whether a sentence holds more terms than a listener of another episode can let pass."""
    subject = subject_of(plan, episode)
    own = {name.casefold() for name in (subject.term.names if subject else ())}
    return sum(term.casefold() not in own for term in hard_terms_in(plan, text)) > _HARD_AT_MOST
