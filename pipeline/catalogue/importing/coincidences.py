"""Moments that loading refuses: a time that happens to be the one which a bare day gives another episode."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from pipeline.catalogue.episode_file import publication
from pipeline.catalogue.importing.dates import Day
from pipeline.catalogue.importing.items import Item


def set_apart(items: Sequence[Item], others: Iterable[tuple[Day, int]], zone: tzinfo) -> list[Item]:
    """Give new episodes, dated and numbered, days that no coincidence spoils; `others` are those of the show.

    A bare day that coincides is written with its time: two times may be equal, the number tells the order.
    A time that coincides with a bare day of the show moves on by seconds.
    """
    known = list(others)
    days = {publication(day, number, zone) for day, number in known if not isinstance(day, datetime)}
    new = [(item.published, item.number or 0) for item in items]
    times = {publication(day, number, zone) for day, number in (*known, *new) if isinstance(day, datetime)}
    return [_apart(item, days, times, zone) for item in items]


def _apart(item: Item, days: set[datetime], times: set[datetime], zone: tzinfo) -> Item:
    if item.published is None:
        return item
    moment = publication(item.published, item.number or 0, zone)
    if not isinstance(item.published, datetime):
        return replace(item, published=moment) if moment in times else item
    if moment not in days:
        return item
    while moment in days:
        moment += timedelta(seconds=1)
    return replace(item, published=moment)
