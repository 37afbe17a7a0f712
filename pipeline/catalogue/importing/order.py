"""The order of a list's episodes: oldest first, whichever way round the list has them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from itertools import pairwise

from pipeline.catalogue.episode_file import publication
from pipeline.catalogue.importing.items import Item


def oldest_first(items: Sequence[Item], newest_first: bool | None, zone: tzinfo) -> list[Item]:  # noqa: FBT001
    """Turn a list round if it has the newest first; its dates tell, else its numbers, else it does not."""
    if newest_first is None:
        days = [moment(item.published, zone) for item in items if item.published]
        numbers = [item.number for item in items if item.number is not None]
        newest_first = _falls(days) or (not _rises(days) and _falls(numbers))
    return list(reversed(items)) if newest_first else list(items)


def by_date(items: Sequence[Item], zone: tzinfo) -> list[Item]:
    """Sort episodes by date if all have one; those of one day stay as they stand."""
    if any(item.published is None for item in items):
        return list(items)
    return sorted(items, key=lambda item: moment(item.published, zone))


def moment(day: date | datetime | None, zone: tzinfo) -> datetime:
    """Give a moment to compare days and times by."""
    return publication(day or date.min, 0, zone)


def _falls(values: Sequence[datetime] | Sequence[int]) -> bool:
    return _steps(values, down=True) > _steps(values, down=False)


def _rises(values: Sequence[datetime] | Sequence[int]) -> bool:
    return _steps(values, down=False) > _steps(values, down=True)


def _steps(values: Sequence[datetime] | Sequence[int], *, down: bool) -> int:
    pairs = pairwise(values)
    return sum((later < earlier) if down else (later > earlier) for earlier, later in pairs)  # type: ignore[operator]
