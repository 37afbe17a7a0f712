"""When things were: the dates of a summary, as far as it tells them, and how far two of them are apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount
from pipeline.writing.reckoning.days import IN_YEARS, MONTHS, step_of
from pipeline.writing.reckoning.quantity import Quantity
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import units
from pipeline.writing.reckoning.weighed.naming import names

_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
_DATES = (
    re.compile(rf"\b(?P<day>[1-3]?\d) {_MONTH}\b(?:,? (?P<year>1\d{{3}}|20\d\d)\b)?"),
    re.compile(
        rf"\b{_MONTH} (?P<day>[1-3]?\d)\b(?!,? ?\d{{1,3}}\b(?!\d))(?:,? (?P<year>1\d{{3}}|20\d\d)\b)?"
    ),
    re.compile(rf"\b{_MONTH},? (?P<year>1\d{{3}}|20\d\d)\b"),
)
_BY_MONTHS = 24  # fewer months are told in months
_KIND = "from year to year"
_LEAST = 2
_SEEN = 10  # fewer years between two bare years a listener counts alone
_HALVES = 5  # years up to here are told in halves
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_MOST_TURNED = 6  # months from a date to one of the next year that does not say so
_SURELY = 20  # more years than that may be rounded


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


def apart(one: Moment, two: Moment) -> Draft | None:
    """Say how far two dates are apart, as exactly as both are told."""
    first, last = sorted((one, two), key=lambda each: (each.year, each.month, each.day))
    if not _are_of_one_year(first, last) or {one.figure.bound, two.figure.bound} - {"exactly", "about"}:
        return None
    about = "about" in (one.figure.bound, two.figure.bound) or bool(first.month) != bool(last.month)
    told = {"small": first.said, "large": last.said}
    if first.day and last.day:
        return _by_days(first, last, told)
    if first.month and last.month:
        return _by_months(first, last, told)
    gap = last.year - first.year
    if gap < _SEEN:
        return None
    years = Amount(Fraction(gap), "about" if about else "exactly")
    values = (Fraction(first.year), Fraction(last.year))
    made = draft(_KIND, "years between", (first.figure, last.figure), (years,), values=values)
    return made.filled({"years": f"{years.said()} years", **told})


def _are_of_one_year(first: Moment, last: Moment) -> bool:
    """Tell whether a date whose year is not told with it lies in the year of the other or right after it."""
    if first.turned or (first.has_year and last.has_year):
        return not first.turned
    months = 12 * (last.year - first.year) + last.month - first.month
    return last.year - first.year == last.turned and not (last.turned and months > _MOST_TURNED)


def _by_days(first: Moment, last: Moment, told: dict[str, str]) -> Draft | None:
    try:
        gap = (date(last.year, last.month, last.day) - date(first.year, first.month, first.day)).days
    except ValueError:
        return None  # the 31st of June
    name, size = step_of(gap)
    if name == "month" and round(gap / size) % 12 == 0:
        name, size = IN_YEARS
    step = 2 if name in ("month", "year") and gap < _HALVES * size else 1
    value = Fraction(round(gap * step / size), step)
    if value < (1 if name == "year" else _LEAST):
        return None
    spoken = Amount(value, "exactly" if name == "day" else "about")
    values = tuple(Fraction(each) for each in (first.day, first.year, last.day))
    given = (first.month, last.month, last.year - first.year, size)
    figures = (first.figure, last.figure)
    made = draft(_KIND, "days between", figures, (spoken,), values=values, given=given)
    return made.filled({"years": f"{spoken.said()} {units()[name].said(value)}", **told})


def _by_months(first: Moment, last: Moment, told: dict[str, str]) -> Draft | None:
    gap = (last.year - first.year) * 12 + last.month - first.month
    name, size = ("month", 1) if gap <= _BY_MONTHS and gap % 12 else ("year", 12)
    step = 2 if name == "year" and gap < _HALVES * 12 else 1
    value = Fraction(round(Fraction(gap * step, size)), step)
    if value < (_LEAST if name == "month" else 1):
        return None
    spoken = Amount(value, "about")
    values = (Fraction(first.year), Fraction(last.year))
    figures, given = (first.figure, last.figure), (first.month, last.month, size)
    made = draft(_KIND, "months between", figures, (spoken,), values=values, given=given)
    return made.filled({"years": f"{spoken.said()} {units()[name].said(value)}", **told})


def years_before(span: Quantity, year: Figure) -> Draft | None:
    """Give the year so many years before a year."""
    unit = span.figure.unit
    if unit is None or unit.name not in ("year", "decade", "century") or span.is_range or span.figure.per:
        return None
    years, bounds = span.figure.value * unit.size / 12, {span.figure.bound, year.bound}
    then = year.value - years
    if years.denominator != 1 or bounds - {"exactly", "about"} or not _FIRST_YEAR <= then <= _LAST_YEAR:
        return None
    about = "about " if "about" in bounds or span.figure.value > _SURELY else ""
    figures, given = (year, span.figure), (unit.size / 12,)
    made = draft("so many years before", "difference", figures, (Amount(then),), given=given)
    return made.filled({"year": f"{about}{int(then)}", **names(year, span)})
