"""How far two dates are apart, and the year so many years before a year."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount
from pipeline.writing.reckoning.days import IN_YEARS, step_of
from pipeline.writing.reckoning.moments import Moment
from pipeline.writing.reckoning.quantity import Quantity
from pipeline.writing.reckoning.reading import Draft, draft
from pipeline.writing.reckoning.units import units
from pipeline.writing.reckoning.weighed.measuring import years_in
from pipeline.writing.reckoning.weighed.naming import names

_BY_MONTHS = 24  # fewer months are told in months
_KIND = "from year to year"
_LEAST = 2
_SEEN = 10  # fewer years between two bare years a listener counts alone
_HALVES = 5  # years up to here are told in halves
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_MOST_TURNED = 6  # months from a date to one of the next year that does not say so
_SURELY = 20  # more years than that may be rounded


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
    years, bounds = years_in(span), {span.figure.bound, year.bound}
    if years is None:
        return None
    then = year.value - years
    if bounds - {"exactly", "about"} or not _FIRST_YEAR <= then <= _LAST_YEAR:
        return None
    about = "about " if "about" in bounds or span.figure.value > _SURELY else ""
    figures, given = (year, span.figure), (years / span.figure.value,)
    made = draft("so many years before", "difference", figures, (Amount(then),), given=given)
    return made.filled({"year": f"{about}{int(then)}", **names(year, span)})
