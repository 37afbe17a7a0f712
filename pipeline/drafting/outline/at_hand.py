"""The author's own material on an episode, each piece under the heading of the notes that it may serve."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.catalogue.material import quoted_points, read_material
from pipeline.catalogue.reading_page import read_reading_page
from pipeline.catalogue.show import Episode, Show
from pipeline.drafting.headings import EXAMPLE, HOOK, IDEA, KEEP, LIMIT, WORTH
from pipeline.drafting.sources.subjects import place_of, stems_of, subjects_of
from pipeline.errors import InvalidPage
from pipeline.knowledge.find import find_subject
from pipeline.knowledge.show_packs import glossary_of, packs_of
from pipeline.writing.script.markdown import plain_words

MOST_PER_HEADING = 6
_MOST_EXPLAINED = 4
_HEADING_OF_LINE: Mapping[str, str] = {
    "ask": HOOK, "is": IDEA, "why": IDEA, "like": IDEA, "example": EXAMPLE, "number": EXAMPLE, "but": LIMIT,
    "keep": KEEP,
}  # fmt: skip
# Where a sentence belongs, by its words: the first that fits.
_HEADING_BY_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        LIMIT,
        re.compile(
            r"\b(?:but|however|although|unless|except|only|cannot|can't|fails?|limits?|never|not)\b",
            re.IGNORECASE,
        ),
    ),
    (
        EXAMPLE,
        re.compile(
            r"\b(?:for example|for instance|such as)\b|\d\s?(?:%|percent|kg|km|m|°)"
            r"|\b\d{2,}(?:,\d{3})*\b(?<!1[5-9]\d\d)(?<!20\d\d)"
        ),
    ),
    (
        WORTH,
        re.compile(
            r"\b(?:because of (?:this|it)|since then|changed?|saves?|saved|allows?|first|before|until)\b"
            r"|\b(?:1[5-9]|20)\d\d\b",
            re.IGNORECASE,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class AtHand:
    """A piece of material, the heading that it may serve, and where it came from."""

    heading: str
    text: str
    origin: str


def material_at_hand(show: Show, episode: Episode) -> tuple[AtHand, ...]:
    """Gather what the author has on an episode: points, sentences, links; what packs and glossary know.

    Raises InvalidShow for a faulty pack.
    """
    found = dict.fromkeys(
        (
            *_points(show, episode),
            *_pack_lines(show, episode),
            *_explained(show, episode),
            *_links(show, episode),
        )
    )
    counted: dict[str, int] = {}
    kept = []
    for each in found:
        counted[each.heading] = counted.get(each.heading, 0) + 1
        if counted[each.heading] <= MOST_PER_HEADING:
            kept.append(each)
    return tuple(kept)


def explained_names_of(show: Show, episode: Episode) -> tuple[str, ...]:
    """Name what the glossary or a pack explains: nobody needs to be asked what that is."""
    text = f"{episode.title}. {plain_words(episode.summary)}".casefold()
    known = (name for entry in glossary_of(show) for name in (entry.term, *entry.aliases))
    return tuple(name for name in known if name.casefold() in text)


def _points(show: Show, episode: Episode) -> Iterator[AtHand]:
    for point in (*read_material(show.root, episode.slug), *quoted_points(episode.quotations)):
        place = (
            point.under
            if point.source.startswith("sources/")
            else (f"line {point.line}" if point.line else "")
        )
        origin = ", ".join(filter(None, (point.source or "material", place)))
        yield AtHand(_heading_for(point.text), plain_words(point.text), origin)


def _heading_for(text: str) -> str:
    return next((heading for heading, pattern in _HEADING_BY_WORDS if pattern.search(text)), IDEA)


def _pack_lines(show: Show, episode: Episode) -> Iterator[AtHand]:
    subject = find_subject(packs_of(show), episode, ("title", "forms"))
    if subject is None:
        return
    for key, heading in _HEADING_OF_LINE.items():
        if line := subject.term.line(key):
            yield AtHand(heading, line, f"pack {subject.pack.name}, «{subject.term.term}»")


def _explained(show: Show, episode: Episode) -> Iterator[AtHand]:
    """Give the definitions of terms in the summary."""
    text = plain_words(episode.summary).casefold()
    found = [
        AtHand(IDEA, plain_words(entry.definition), f"glossary, «{entry.term}»")
        for entry in glossary_of(show)
        if any(
            re.search(rf"(?<!\w){re.escape(name.casefold())}(?:e?s)?(?!\w)", text)
            for name in (entry.term, *entry.aliases)
        )
    ]
    yield from found[:_MOST_EXPLAINED]


def _links(show: Show, episode: Episode) -> Iterator[AtHand]:
    """Give the links of the reading page that name the episode's subject."""
    try:
        links = read_reading_page(show.root).links
    except InvalidPage:  # whoever builds the page says what is wrong with it
        return
    (subject,) = subjects_of(show, [episode])
    for link in links:
        named = " / ".join((link.title, link.remark, *link.headings))
        stems = stems_of(named)
        if any(place_of(name, named, stems) is not None for name in subject.names):
            yield AtHand(IDEA, f"{link.title}: {link.url}", "the reading page")
