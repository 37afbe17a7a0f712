"""When things were: the dates of a summary, as far as it tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.days import MONTHS
from pipeline.writing.reckoning.reading import Reading

_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
_DATES = (
    re.compile(rf"\b(?P<day>[1-3]?\d) {_MONTH}\b(?:,? (?P<year>1\d{{3}}|20\d\d)\b)?"),
    re.compile(
        rf"\b{_MONTH} (?P<day>[1-3]?\d)\b(?!,? ?\d{{1,3}}\b(?!\d))(?:,? (?P<year>1\d{{3}}|20\d\d)\b)?"
    ),
    re.compile(rf"\b{_MONTH},? (?P<year>1\d{{3}}|20\d\d)\b"),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as it is told; `month` and `day` are 0 where it does not tell them."""

    figure: Figure  # the year, or the day of a date without one
    year: int
    month: int
    day: int
    said: str
    turned: bool = False  # its year is told nowhere: it is the one after that of the date before

    @property
    def has_year(self) -> bool:
        """Tell whether its year is told with it."""
        return self.said.endswith(str(self.year)) or not self.month


def moments(reading: Reading) -> list[Moment]:
    """Give the dates of a summary in their order; a date without a year has that of the one before it."""
    found: dict[int, re.Match[str]] = {}
    for pattern in _DATES:
        for match in pattern.finditer(reading.text):
            if not any(match.start() < each.end() and each.start() < match.end() for each in found.values()):
                found[match.start()] = match
    told = [
        Moment(figure, int(figure.value), 0, 0, str(int(figure.value)))
        for figure in reading.years
        if figure.value > 0
        and not any(match.start() <= figure.start < match.end() for match in found.values())
    ]
    for match in found.values():
        told += _dated(reading, match)
    told.sort(key=lambda each: each.figure.start)
    return [each for each in _with_years(told) if each.year]


def _dated(reading: Reading, match: re.Match[str]) -> Iterator[Moment]:
    parts = match.groupdict()
    year, day = int(parts.get("year") or 0), int(parts.get("day") or 0)
    place = match.start("year") if year else match.start("day")
    figure = next((each for each in reading.figures if each.start == place), None)
    if figure:
        yield Moment(figure, year, MONTHS.index(parts["month"]) + 1, day, match[0])


def _with_years(told: list[Moment]) -> Iterator[Moment]:
    """Give a date without a year the year of the one before, the next one where it would lie before it."""
    last: Moment | None = None
    for each in told:
        moment = each
        if not each.year and last:
            turned = (each.month, each.day) < (last.month, last.day)
            moment = Moment(each.figure, last.year + turned, each.month, each.day, each.said, turned)
        yield moment
        last = moment if moment.year else last
