"""When things were: the dates of a summary, as far as it tells them, and how far two of them are apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import units

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_DATES = (
    re.compile(rf"\b(?P<day>[1-3]?\d) {_MONTH}\b(?:,? (?P<year>1\d{{3}}|20\d\d)\b)?"),
    re.compile(
        rf"\b{_MONTH} (?P<day>[1-3]?\d)\b(?!,? ?\d{{1,3}}\b(?!\d))(?:,? (?P<year>1\d{{3}}|20\d\d)\b)?"
    ),
    re.compile(rf"\b{_MONTH},? (?P<year>1\d{{3}}|20\d\d)\b"),
)
# The longest gap of days that is told in a unit, and the days of one.
_BY_DAYS = (("day", 21, Fraction(1)), ("week", 70, Fraction(7)), ("month", 730, Fraction(365, 12)))
_BY_MONTHS = 24  # fewer months are told in months
_LEAST = 2
_HALVES = 5  # years up to here are told in halves
_MOST_DAYS = Fraction(1461, 4)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as it is told; `month` and `day` are 0 where it does not tell them."""

    figure: Figure  # the year, or the day of a date without one
    year: int
    month: int
    day: int
    said: str


def moments(reading: Reading) -> list[Moment]:
    """Give the dates of a summary in their order; a date without a year has that of the one before it."""
    found: dict[int, re.Match[str]] = {}
    for pattern in _DATES:
        for match in pattern.finditer(reading.text):
            if not any(match.start() < each.end() and each.start() < match.end() for each in found.values()):
                found[match.start()] = match
    told: list[Moment] = []
    for figure in reading.years:
        if figure.value > 0 and not any(
            match.start() <= figure.start < match.end() for match in found.values()
        ):
            told.append(Moment(figure, int(figure.value), 0, 0, str(int(figure.value))))
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
        yield Moment(figure, year, _MONTHS.index(parts["month"]) + 1, day, match[0])


def _with_years(told: list[Moment]) -> Iterator[Moment]:
    """Give a date without a year the year of the one before, the next one where it would lie before it."""
    last: Moment | None = None
    for each in told:
        moment = each
        if not each.year and last:
            turned = (each.month, each.day) < (last.month, last.day)
            moment = Moment(each.figure, last.year + turned, each.month, each.day, each.said)
        yield moment
        last = moment if moment.year else last


def apart(one: Moment, two: Moment) -> Draft | None:
    """Say how far two dates are apart, as exactly as both are told."""
    first, last = sorted((one, two), key=lambda each: (each.year, each.month, each.day))
    if {one.figure.bound, two.figure.bound} - {"exactly", "about"}:
        return None
    about = "about" in (one.figure.bound, two.figure.bound)
    names = {"small": first.said, "large": last.said}
    if first.day and last.day:
        return _by_days(first, last, names)
    if first.month and last.month:
        return _by_months(first, last, names)
    gap = last.year - first.year
    if gap < _LEAST:
        return None
    years = Amount(Fraction(gap), "about" if about else "exactly")
    figures = (first.figure, last.figure)
    values = (Fraction(first.year), Fraction(last.year))
    return draft(
        "from year to year",
        "years between",
        figures,
        (years,),
        values=values,
        years=f"{years.said()} years",
        **names,
    )


def _by_days(first: Moment, last: Moment, names: dict[str, str]) -> Draft | None:
    try:
        gap = (date(last.year, last.month, last.day) - date(first.year, first.month, first.day)).days
    except ValueError:
        return None  # the 31st of June
    name, size = next(((name, size) for name, most, size in _BY_DAYS if gap <= most), ("year", _MOST_DAYS))
    value = Fraction(round(gap / size))
    if value < _LEAST:
        return None
    spoken = Amount(value, "exactly" if name == "day" else "about")
    values = tuple(Fraction(each) for each in (first.day, first.year, last.day))
    given = (first.month, last.month, last.year - first.year, size)
    return draft(
        "from year to year", "days between", (first.figure, last.figure), (spoken,), values=values, given=given,
        years=f"{spoken.said()} {units()[name].said(value)}", **names,
    )  # fmt: skip


def _by_months(first: Moment, last: Moment, names: dict[str, str]) -> Draft | None:
    gap = (last.year - first.year) * 12 + last.month - first.month
    name, size = ("month", 1) if gap <= _BY_MONTHS and gap % 12 else ("year", 12)
    step = 2 if name == "year" and gap < _HALVES * 12 else 1
    value = Fraction(round(Fraction(gap * step, size)), step)
    if value < (_LEAST if name == "month" else 1):
        return None
    spoken = Amount(value, "about")
    values = tuple(Fraction(each) for each in (first.year, first.month, last.year, last.month))
    return draft(
        "from year to year", "months between", (first.figure, last.figure), (spoken,), values=values, given=(size,),
        years=f"{spoken.said()} {units()[name].said(value)}", **names,
    )  # fmt: skip
