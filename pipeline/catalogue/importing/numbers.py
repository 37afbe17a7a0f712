"""The running numbers of new episodes: those of the list where they can be kept, else the next free ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from pipeline.catalogue.importing.items import Item
from pipeline.catalogue.limits import HIGHEST_NUMBER, HIGHEST_WITHIN_SEASON


def number_items(items: Sequence[Item], taken: Collection[int]) -> tuple[list[Item], str]:
    """Give new episodes, oldest first, numbers that no other has; and what became of the list's, in words.

    A list that begins again (each season at 1) keeps its numbers as those within the season.
    """
    given = [item.number for item in items if item.number is not None]
    counts = Counter(given).items()
    again = [number for number, count in counts if count > 1 or not 1 <= number <= HIGHEST_NUMBER]
    if again:
        seasons = any(item.season for item in items)
        kept = [_within_season(item) if seasons else replace(item, number=None) for item in items]
        told = (
            ""
            if seasons
            else f"the list's numbers are not kept: {again[0]} is no number of one episode alone"
        )
        return _numbered(kept, taken), told
    others = frozenset(taken)
    clashing = [number for number in given if number in others]
    freed = [replace(item, number=None) if item.number in others else item for item in items]
    told = (
        f"numbers that other episodes have are not kept: {', '.join(map(str, clashing[:5]))}"
        if clashing
        else ""
    )
    return _numbered(freed, taken), told


def _within_season(item: Item) -> Item:
    within = item.number if 1 <= (item.number or 0) <= HIGHEST_WITHIN_SEASON else None
    return replace(item, number=None, episode_number=item.episode_number or within)


def _numbered(items: Sequence[Item], taken: Collection[int]) -> list[Item]:
    given = {*taken, *(item.number for item in items if item.number)}
    free = _free_numbers(given)
    return [item if item.number else replace(item, number=next(free)) for item in items]


def _free_numbers(given: Collection[int]) -> Iterator[int]:
    """Give the numbers after the highest; when there are no more, those that were left out, from one on."""
    yield from range(max(given, default=0) + 1, HIGHEST_NUMBER + 1)
    yield from (number for number in range(1, HIGHEST_NUMBER + 1) if number not in given)
