"""How long an amount takes at a rate: a sum at so much a year, a way at a speed."""

from __future__ import annotations

from fractions import Fraction

from pipeline.writing.reckoning.amounts import Amount, amount_of, over
from pipeline.writing.reckoning.quantity import Quantity
from pipeline.writing.reckoning.reading import Draft, draft
from pipeline.writing.reckoning.spans import SECONDS
from pipeline.writing.reckoning.units import units
from pipeline.writing.reckoning.weighed.measuring import can_be_shared, span_for
from pipeline.writing.reckoning.weighed.naming import names

_HALVES = 5  # smaller numbers of a span are told in halves


def takes_at(whole: Quantity, rate: Quantity) -> Draft | None:
    """Divide an amount by a rate of the same; None where it comes to no time that can be said."""
    if not can_be_shared(whole) or rate.is_range:
        return None
    per = _seconds_of_one(whole, rate)
    time = over(amount_of(whole.figure), amount_of(rate.figure)) if per else None
    if per is None or time is None:
        return None
    name = span_for(time.value * per)
    if not name:
        return None
    scale = per / SECONDS[name]
    spoken = Amount(time.value * scale, time.bound, time.digits).rounded()
    if spoken.value.denominator not in ((1, 2) if spoken.value < _HALVES else (1,)):
        return None
    made = draft("so long at a rate", "quotient", (whole.figure, rate.figure), (spoken,), given=(scale,))
    return made.filled({"time": f"{spoken.said()} {units()[name].said(spoken.value)}", **names(whole, rate)})


def _seconds_of_one(whole: Quantity, rate: Quantity) -> Fraction | None:
    """Give the seconds in which a rate of one makes one of the amount; None where it is a rate of others."""
    one, two = whole.figure.unit, rate.figure.unit
    if one and two and whole.dimension == "length" and rate.dimension == "speed":
        return one.size / two.size * SECONDS["hour"]  # speeds are in metres an hour
    if rate.figure.per not in SECONDS:
        return None
    if one is None or two is None:
        alike = one is two and bool(whole.head) and whole.head == rate.head
        return SECONDS[rate.figure.per] if alike else None
    alike = whole.dimension == rate.dimension and (whole.dimension != "money" or one == two)
    return one.size / two.size * SECONDS[rate.figure.per] if alike else None
