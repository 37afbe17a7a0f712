"""Sizes of figures in base units, and amounts in the unit in which their numbers are plain."""

from __future__ import annotations

from fractions import Fraction

from pipeline.writing.reckoning.amounts import Amount
from pipeline.writing.reckoning.quantity import Quantity
from pipeline.writing.reckoning.spans import SECONDS, SECONDS_OF, fitting, so_many
from pipeline.writing.reckoning.units import Unit

SPANS = ("second", "minute", "hour", "day", "week", "month", "year")
# Dimensions that can be shared out.
SHARED = ("", "money", "mass", "volume", "length", "area", "energy", "times")
LEAST_IN = Fraction(3, 2)  # of a larger span, before a time is told in it


def size(quantity: Quantity) -> Fraction:
    """Give the value in the base unit of the dimension; lengths of time in seconds."""
    unit = quantity.figure.unit
    return quantity.figure.value * _base(unit) if unit else quantity.figure.value


def unit_size(quantity: Quantity, other: Quantity) -> Fraction:
    """Give the size of a quantity's unit in the base unit; a bare number has the other one's."""
    unit = quantity.figure.unit or other.figure.unit
    return _base(unit) if unit else Fraction(1)


def _base(unit: Unit) -> Fraction:
    """Give a unit's size; a year is as long as the spans have it, so that years stay years."""
    return SECONDS.get(unit.name) or unit.size * SECONDS_OF.get(unit.dimension, Fraction(1))


def seconds_as_told(time: Quantity) -> Amount:
    """Give a length of time in seconds, with its bound and at least two digits."""
    return Amount(size(time), time.figure.bound, max(2, time.figure.digits))


def years_in(span: Quantity) -> Fraction | None:
    """Give the whole years of a span that is told in years, decades or centuries; None for others."""
    unit = span.figure.unit
    if unit is None or unit.name not in ("year", "decade", "century") or span.is_range or span.figure.per:
        return None
    years = span.figure.value * unit.size / 12
    return years if years.denominator == 1 else None


def span_for(seconds: Fraction) -> str:
    """Give the longest span that goes into a length of time one and a half times, "" for none."""
    return next((name for name in reversed(SPANS) if seconds >= LEAST_IN * SECONDS[name]), "")


def is_length_of_time(quantity: Quantity) -> bool:
    """Tell a length of time with its unit from a rate and from a bare number."""
    figure = quantity.figure
    return quantity.dimension == "time" and not figure.per and figure.unit is not None


def is_plain_count(quantity: Quantity) -> bool:
    """Tell whether at least two whole things are counted, and no rate of them."""
    figure = quantity.figure
    many = figure.kind == "count" and not figure.unit and not figure.per and bool(figure.noun)
    return many and figure.value >= 2 and figure.value.denominator == 1


def can_be_shared(quantity: Quantity) -> bool:
    """Tell whether it is an amount of something that can be shared out, and no rate."""
    figure = quantity.figure
    if figure.kind in ("part", "ratio") or quantity.dimension not in SHARED or figure.per:
        return False
    return bool(figure.unit or quantity.noun)


def fitted(quantity: Quantity, amount: Amount) -> tuple[Unit | None, Amount, Fraction]:
    """Give an amount in the plainest unit, and how many of that unit go into the quantity's own."""
    written = quantity.figure.unit
    unit, amount, _ = fitting(written, amount, amount)
    return unit, amount, written.size / unit.size if written and unit else Fraction(1)


def plainly(quantity: Quantity, amount: Amount) -> tuple[Amount, str, Fraction] | None:
    """Give an amount of what a quantity tells of: as spoken, in words, and the scale of `fitted`."""
    unit, amount, scale = fitted(quantity, amount)
    so = so_many(amount, unit, quantity.noun)
    return (*so, scale) if so else None
