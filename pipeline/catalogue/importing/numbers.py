"""The running numbers of new episodes: those of the list where they can be kept, else the next free ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from pipeline.catalogue.importing.items import Item
from pipeline.catalogue.limits import HIGHEST_NUMBER


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
    return replace(item, number=None, episode_number=item.episode_number or item.number)


def _numbered(items: Sequence[Item], taken: Collection[int]) -> list[Item]:
    following = max([0, *taken, *(item.number for item in items if item.number)])
    numbered = []
    for item in items:
        if item.number is None:
            following += 1
        numbered.append(replace(item, number=item.number or following))
    return numbered
