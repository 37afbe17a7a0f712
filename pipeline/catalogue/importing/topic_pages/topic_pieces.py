"""Covering a line with known topics, as far as they go."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.catalogue.importing.topic_pages.topic_joints import RunTogether

_MOST_TIES = 16  # more equally good ways to cover a line tell nothing that these do not


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: a known topic, or what lies between known topics."""

    text: str
    start: int
    is_topic: bool
    is_tied: bool = False  # known topics cover it in several ways, none better than the others

    @property
    def end(self) -> int:
        """Give the place after its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class _Cover:
    """The best ways to cover a line up to some place, each as the places where its pieces end."""

    cost: tuple[int, int]  # characters not covered by topics, number of pieces
    ways: tuple[tuple[int, ...], ...]


def split(text: RunTogether, topics: Collection[str]) -> list[Piece]:
    """Cover a line so that the fewest characters are left over, then with the fewest pieces.

    A topic may stand beside another one anywhere, but beside what is unknown only at a joint. Where several
    covers are equally good, what they do not share becomes one tied piece.
    """
    ways = _best_ways(text, topics)
    shared = sorted(set(ways[0]).intersection(*ways[1:]))
    pieces = []
    for start, end in pairwise([0, *shared]):
        stretch = text.line[start:end]
        is_tied = any(start < place < end for way in ways for place in way)
        pieces.append(Piece(stretch, start, stretch in topics and not is_tied, is_tied))
    return pieces


def _best_ways(text: RunTogether, topics: Collection[str]) -> tuple[tuple[int, ...], ...]:
    best: dict[int, _Cover] = {0: _Cover((0, 0), ((),))}
    for end in range(1, len(text.line) + 1):
        cover: _Cover | None = None
        for start, uncovered in _pieces_ending(text, topics, end):
            if (before := best.get(start)) is None:
                continue
            cost = (before.cost[0] + uncovered, before.cost[1] + 1)
            ways = tuple((*way, end) for way in before.ways)
            if cover is None or cost < cover.cost:
                cover = _Cover(cost, ways)
            elif cost == cover.cost:
                cover = _Cover(cost, (cover.ways + ways)[:_MOST_TIES])
        if cover is not None:
            best[end] = cover
    return best[len(text.line)].ways


def _pieces_ending(text: RunTogether, topics: Collection[str], end: int) -> Iterator[tuple[int, int]]:
    """Give where pieces that end here may start, and how many of their characters no topic covers."""
    line = text.line
    if line[end : end + 1] == " ":
        return
    for topic in topics:
        start = end - len(topic)
        if start >= 0 and line.startswith(topic, start) and line[start - 1 : start] != " ":
            yield start, 0
    if end == len(line) or end in text.joints:
        for start in (0, *text.joints):
            if start < end and line[start:end] not in topics:
                yield start, end - start
