"""How a list of any length becomes pages: where it is cut, and which other pages each leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.publishing.site.library import ListedEpisode

_HEAVIEST = 200_000  # bytes of cards on a page
_CARD = 900  # bytes of a card beside its texts
_ESCAPED = "&<>\"'"  # signs that become five or so
_STEPS = (1, 2, 10, 100, 1000)  # pages from one page to those it leads to, beside the first and the last


@dataclass(frozen=True, slots=True)
class Turn:
    """A link to a page of a list, or with `gap` to one that does not follow the one named before it."""

    number: int
    folder: str
    relation: str  # «prev» and «next» for the neighbours
    gap: bool


def cut(episodes: Sequence[ListedEpisode], most: int) -> list[Sequence[ListedEpisode]]:
    """Cut a list into pages of at most so many episodes, fewer where they have much to say.

    The pages keep their episodes when others are added at the end. An empty list is one page.
    """
    parts: list[Sequence[ListedEpisode]] = []
    start, weight = 0, 0
    for place, heard in enumerate(episodes):
        own = _weight(heard)
        if place - start == most or (place > start and weight + own > _HEAVIEST):
            parts.append(episodes[start:place])
            start, weight = place, 0
        weight += own
    return [*parts, episodes[start:]]


def turns(paths: Sequence[str], number: int) -> list[Turn]:
    """Choose the pages that a page of a list leads to: its neighbours, the ends, and some on the way there.

    `number` counts from 1. Nothing where there is only one page.
    """
    last = len(paths)
    wanted = {1, number, last} | {number + step * way for step in _STEPS for way in (-1, 1)}
    chosen = sorted(each for each in wanted if 1 <= each <= last) if last > 1 else []
    relations = {number - 1: "prev", number + 1: "next"}
    return [
        Turn(each, paths[each - 1].removesuffix("index.html"), relations.get(each, ""), each - before > 1)
        for before, each in zip([0, *chosen], chosen, strict=False)
    ]


def _weight(heard: ListedEpisode) -> int:
    texts = (heard.title, heard.subtitle, heard.episode.summary, *heard.episode.topics)
    return _CARD + _bytes("".join(texts)) + sum(len(folder) for _, folder in heard.topics)


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass")) + 5 * sum(text.count(sign) for sign in _ESCAPED)
