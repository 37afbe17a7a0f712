"""An episode that is a digest: three or four short ones of its topic, told together.

It is asked for by `format: digest`. What they have in common, their order and their joints are worked out in
`digest`; here they are chosen from the show and put between the digest's own first and last words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.catalogue.show import Episode
from pipeline.errors import InvalidScript
from pipeline.writing.digest import Digest, DigestItem, digest_of
from pipeline.writing.known.neighbours import tellable_beats
from pipeline.writing.known.own_words import has_enough_notes
from pipeline.writing.known.subject import subject_of
from pipeline.writing.material import Material
from pipeline.writing.moves import closing, opening, summarizing
from pipeline.writing.passages import Part, Passage
from pipeline.writing.phrases import Phrases
from pipeline.writing.said import for_the_ear

if TYPE_CHECKING:
    from pipeline.writing.plan import Plan

_REMEDY = (
    "give it a topic that three others without notes have, each with a year, a price, a temperature or a "
    "share in its summary; or take the line «format» out"
)


def digest_for(plan: Plan, episode: Episode) -> Digest:
    """Choose what a digest tells. Raises InvalidScript where too little goes together."""
    subject = subject_of(plan, episode)
    ask, keep = (subject.term.line("ask"), subject.term.line("keep")) if subject else ("", "")
    items = [
        DigestItem(other.slug, other.title, for_the_ear(plan.show, other), _counted(plan, other))
        for other in _of_its_topics(plan, episode)
        if tellable_beats(plan, other)
    ]
    digest = digest_of(items, ask, keep, episode.number)
    if digest is None:
        what = f"asks for a digest, and of {len(items)} other episodes of its topics too few go together"
        raise InvalidScript(what, file=episode.file, remedy=_REMEDY)
    return digest


def arrange_digest(material: Material, digest: Digest, phrases: Phrases) -> tuple[Part, ...]:
    """Put a digest together: its own question and summary, one chapter an episode, and its last words."""
    first = opening.ask(material) or opening.headline(material)
    begin = (first, opening.name(material, phrases)) if first else opening.begin(material, phrases)
    last = closing.keep(material)
    return (
        Part(
            material.name.heading,
            (
                *begin,
                *summarizing.told(material, phrases),
                Passage((digest.count,), "name", "phrases of digests"),
            ),
        ),
        *(
            Part(part.item.title, (Passage(part.sentences, "link", f"the summary of «{part.item.title}»"),))
            for part in digest.parts
        ),
        Part("What to keep", (*((last,) if last else ()), closing.following(material, phrases))),
    )


def _of_its_topics(plan: Plan, episode: Episode) -> Iterator[Episode]:
    for other in plan.index.ranked(episode):
        told_alone = has_enough_notes(other) or other.format == episode.format
        if set(other.topics) & set(episode.topics) and not told_alone:
            yield other


def _counted(plan: Plan, episode: Episode) -> str:
    subject = subject_of(plan, episode)
    return subject.term.counted if subject else ""
