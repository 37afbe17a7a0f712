"""What the cells of a column look like: dates, numbers, addresses, durations, titles, whole texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property
from typing import Any

from pipeline.catalogue.values import FIRST_YEAR

_SAMPLE = 300  # cells: more of a column tell nothing new
_MOST = 0.8  # share of the filled cells that must have a shape for the column to have it
_MONTHS = (
    "jan feb mar apr may jun jul aug sep oct nov dec mär mai okt dez fév avr juin juil aoû déc "
    "ene abr ago dic"
)
_DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}.*|\d{1,2}[-/. ]+\d{1,2}[-/. ]+(?:\d{4}|\d{2})\b.*|\d{8}|\d{4}-\d{2}"
    rf"|(?=.*\d)(?:.*\W)?(?:{'|'.join(_MONTHS.split())})[^\W\d]*\b.*"
    r"|\d{4}年\d{1,2}月\d{1,2}日",
    re.IGNORECASE | re.DOTALL,
)
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_NUMBER = re.compile(r"(?:[^\W\d]{1,12}[ .:_-]*|#\s*|s\d{1,3}\s*e)?\d{1,6}(?:[.]0+)?\s*[.):]?", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"[-+]?\d[\d.,' ]*")
_DURATION = re.compile(
    r"(?:\d{1,3}:)?\d{1,3}:\d{2}(?:\.\d+)?|P(?:T|\d).*"
    r"|(?:\d+(?:[.,]\d+)?\s*(?:h|hrs?|hours?|std|m|min|mins|minutes?|minuten|s|secs?|seconds?|sek|sekunden)\b\.?\s*)+",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
_FLAGS = frozenset("true false yes no y n 0 1 x clean explicit ja nein oui non si sí".split())
_STATES = frozenset(
    "draft drafted drafting idea ideas todo to-do open planned backlog new done ready final finished "
    "complete completed published live public private scheduled review in-progress progress doing wip "
    "entwurf fertig offen geplant veröffentlicht brouillon publié terminé borrador publicado listo".split()
) | {"in progress", "to do", "not started", "in review", "work in progress", "in arbeit"}
_TYPES = frozenset({"full", "trailer", "bonus"})


@dataclass(frozen=True)
class ColumnCells:
    """The filled cells of a column, as far as they are looked at."""

    values: tuple[Any, ...]

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Give the cells as text."""
        return tuple(
            ", ".join(map(str, v)) if isinstance(v, list | tuple) else str(v).strip() for v in self.values
        )

    def mostly(self, test: Callable[[Any], bool]) -> bool:
        """Tell whether most cells pass a test; an empty column does."""
        return sum(map(test, self.values)) >= _MOST * len(self.values)

    def _look(self, shape: re.Pattern[str]) -> bool:
        return sum(1 for text in self.texts if shape.fullmatch(text)) >= _MOST * len(self.texts)

    @cached_property
    def are_numbers(self) -> bool:
        """Tell whether these number things: «3», «3.», «#3», «Ep. 3», «Week 3»."""
        return self.mostly(_is_plain_number) or self._look(_NUMBER)

    @cached_property
    def are_bare_numbers(self) -> bool:
        """Tell whether these are figures and nothing else."""
        return self.mostly(_is_plain_number) or self._look(_BARE_NUMBER)

    @cached_property
    def are_dates(self) -> bool:
        """Tell whether these are days or moments, however written."""
        return self.mostly(lambda value: isinstance(value, date)) or self._look(_DATE)

    @cached_property
    def are_of_the_past(self) -> bool:
        """Tell whether most of these days are of years in which no podcast came out: of other things."""
        years = [_year_of(value) for value in self.values]
        return sum(year is not None and year < FIRST_YEAR for year in years) > len(years) / 2

    @cached_property
    def are_durations(self) -> bool:
        """Tell whether these are lengths of time: «1:31», «92 s», «PT1M32S»."""
        return self.mostly(lambda value: isinstance(value, time | timedelta)) or self._look(_DURATION)

    @cached_property
    def are_addresses(self) -> bool:
        """Tell whether these are addresses of pages."""
        return self._look(_ADDRESS)

    @cached_property
    def are_uuids(self) -> bool:
        """Tell whether these are UUIDs."""
        return self._look(_UUID)

    @cached_property
    def are_words(self) -> bool:
        """Tell whether these are words, so that a title may be among them."""
        return not (
            self.are_bare_numbers
            or self.are_dates
            or self.are_durations
            or self.are_addresses
            or self.are_uuids
        )

    @cached_property
    def length(self) -> float:
        """Give the mean number of characters."""
        return sum(map(len, self.texts)) / (len(self.texts) or 1)

    @cached_property
    def variety(self) -> float:
        """Give the share of the cells that differ from each other."""
        return len({text.casefold() for text in self.texts}) / (len(self.texts) or 1)

    @cached_property
    def count_up(self) -> bool:
        """Tell whether these are the whole numbers from about one on, in either order."""
        numbers = [int(float(text)) for text in self.texts if re.fullmatch(r"\d{1,9}(?:\.0+)?", text)]
        return len(numbers) == len(self.texts) and bool(numbers) and max(numbers) <= 2 * len(set(numbers)) + 1

    def are_among(self, words: frozenset[str]) -> bool:
        """Tell whether most cells are some of these words, in any case."""
        return sum(1 for text in self.texts if text.casefold() in words) >= _MOST * len(self.texts)


def cells_of(values: Iterable[Any]) -> ColumnCells:
    """Take the first filled cells of a column."""
    taken: list[Any] = []
    for value in values:
        if value is None or value == "" or (isinstance(value, str) and not value.strip()):
            continue
        taken.append(value)
        if len(taken) == _SAMPLE:
            break
    return ColumnCells(tuple(taken))


def _year_of(value: Any) -> int | None:
    if isinstance(value, date):
        return value.year
    found = _YEAR.search(str(value))
    return int(found[0]) if found else None


def _is_plain_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


# What the cells must look like for a column to be this field, whatever it is called.
FITS: Mapping[str, Callable[[ColumnCells], bool]] = {
    "guid": lambda cells: not cells.count_up,
    "number": lambda cells: cells.are_numbers,
    "season": lambda cells: cells.are_numbers,
    "episode_number": lambda cells: cells.are_numbers,
    "episode_type": lambda cells: cells.are_among(_TYPES),
    "title": lambda cells: cells.are_words and not cells.mostly(_is_flag),
    "subtitle": lambda cells: cells.are_words,
    "summary": lambda cells: cells.are_words,
    "notes": lambda cells: cells.are_words,
    "topics": lambda cells: (
        not (cells.are_dates or cells.are_bare_numbers or cells.mostly(_is_flag)) or not cells.values
    ),
    "published": lambda cells: cells.are_dates and not cells.are_of_the_past,
    "link": lambda cells: not cells.are_numbers or not cells.values,
    "explicit": lambda cells: cells.mostly(_is_flag) or cells.are_among(_FLAGS),
    "reference_seconds": lambda cells: cells.are_durations or cells.are_bare_numbers,
    "draft": lambda cells: cells.mostly(_is_flag) or cells.are_among(_FLAGS) or cells.are_among(_STATES),
}


def shape_of(cells: ColumnCells) -> str:
    """Give the field that cells show by their shape alone, or nothing where they may be many a thing."""
    if not cells.values:
        return ""
    shapes: Sequence[tuple[str, bool]] = (
        ("guid", cells.are_uuids),
        ("link", cells.are_addresses),
        ("number", cells.count_up),
        ("published", cells.are_dates and not cells.are_of_the_past),
        ("reference_seconds", cells.are_durations),
    )
    return next((field for field, fits in shapes if fits), "")
