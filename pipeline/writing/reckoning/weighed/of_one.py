"""What one figure gives alone: a percentage as a part, a rate over another span, a time in a larger unit."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import log10

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, exact, over, times
from pipeline.writing.reckoning.quantity import Quantity
from pipeline.writing.reckoning.reading import Draft, draft
from pipeline.writing.reckoning.shares import share_said
from pipeline.writing.reckoning.spans import SECONDS, SPAN_SAID, so_many
from pipeline.writing.reckoning.units import units
from pipeline.writing.reckoning.weighed.gaps import every
from pipeline.writing.reckoning.weighed.measuring import (
    LEAST_IN,
    SHARED,
    SPANS,
    fitted,
    is_length_of_time,
    size,
    unit_size,
)
from pipeline.writing.reckoning.weighed.naming import named

_HUNDRED = 100
_LEAST_SHARE, _MOST_SHARE = Fraction(1, 2000), Fraction(19, 20)
_LEAST, _MOST = 2, Fraction(10) ** 9  # numbers that are said of a rate
_PICTURED = 20  # about so many are pictured best
_IN_HALVES = 5  # smaller numbers of a larger unit are said in halves
_OFF = Fraction(8, 100)  # an error that a listener minds
_NEIGHBOURS = 2  # so many shorter and longer spans than its own


def of_one(quantity: Quantity) -> Iterator[Draft]:
    """Give what can be said of one figure."""
    if quantity.is_range:
        return
    made = (_share_of_a_hundred(quantity), _other_span(quantity), _one_every(quantity), _restated(quantity))
    yield from filter(None, made)


def _share_of_a_hundred(quantity: Quantity) -> Draft | None:
    """Say a percentage as one in so many, or a plain part."""
    figure = quantity.figure
    if quantity.dimension != "percent" or figure.kind == "part" or figure.per:
        return None
    share = over(amount_of(figure), exact(_HUNDRED))
    found = share_said(share, of_many=True) if share and _LEAST_SHARE <= share.value < _MOST_SHARE else None
    if not found:
        return None
    spoken, given = (Amount(found[1]),), (_HUNDRED,)
    return draft(
        "plainly a part",
        "share of one",
        (figure,),
        spoken,
        given=given,
        share=found[0],
        small=named(quantity),
    )


def _other_span(quantity: Quantity) -> Draft | None:
    """Say a rate over the neighbouring span in which its number is plainest."""
    figure = quantity.figure
    if figure.per not in SPANS or figure.kind == "part" or quantity.dimension not in SHARED:
        return None
    if not (figure.unit or quantity.noun) or figure.value <= 0:
        return None
    found = [each for span in _neighbours(figure.per) if (each := _over(quantity, span))]
    if not found:
        return None
    _, span, so, factor = min(found)
    blanks = {"amount": so[1], "span": SPAN_SAID[span], "small": named(quantity)}
    return draft("over another span", "each times", (figure,), (so[0],), given=(factor,)).filled(blanks)


def _neighbours(span: str) -> tuple[str, ...]:
    """Give the spans next to a span, and the year; none within a day of what is told by the day.

    Nobody says that «1,100 people a day» come at night as well.
    """
    place = SPANS.index(span)
    shorter, longer = SPANS[max(0, place - _NEIGHBOURS) : place], SPANS[place + 1 : place + 1 + _NEIGHBOURS]
    if place >= SPANS.index("day"):
        shorter = tuple(each for each in shorter if SECONDS[each] >= SECONDS["day"])
    return tuple(each for each in (*shorter, *longer, "year") if each != span)


def _over(quantity: Quantity, span: str) -> tuple[float, str, tuple[Amount, str], Fraction] | None:
    """Give a rate over another span: how far it is from a pictured number, what is said, the factor."""
    ratio = SECONDS[span] / SECONDS[quantity.figure.per]
    amount = times(amount_of(quantity.figure), Amount(ratio, digits=2))
    if amount is None:
        return None
    unit, amount, scale = fitted(quantity, amount)
    so = so_many(amount, unit, quantity.noun) if _LEAST <= amount.value <= _MOST else None
    return (abs(log10(float(amount.value)) - log10(_PICTURED)), span, so, ratio * scale) if so else None


def _one_every(quantity: Quantity) -> Draft | None:
    """Say how far apart in time the things of a rate are."""
    figure = quantity.figure
    if figure.per not in SECONDS or figure.unit or not figure.noun or figure.value < _LEAST:
        return None
    gap = over(exact(SECONDS[figure.per]), amount_of(figure))
    told = every(gap, figure) if gap else None
    if told is None:
        return None
    given = (SECONDS[figure.per] / told.unit,)
    made = draft("one every so often", "inverse", (figure,), (told.spoken,), given=given)
    return made.filled({"amount": told.plain, "one": told.one, "noun": figure.noun, "small": named(quantity)})


def _restated(quantity: Quantity) -> Draft | None:
    """Say a length of time in a larger unit: «264 hours» are eleven days."""
    figure = quantity.figure
    if not is_length_of_time(quantity) or figure.value <= 1:
        return None
    told = _in_larger(quantity)
    if told is None:
        return None
    spoken, name = told
    blanks = {"amount": f"{spoken.said()} {units()[name].said(spoken.value)}", "small": named(quantity)}
    given = (size(quantity) / SECONDS[name] / figure.value,)
    return draft("in a larger unit", "each times", (figure,), (spoken,), given=given).filled(blanks)


def _in_larger(quantity: Quantity) -> tuple[Amount, str] | None:
    """Give the largest unit in which a length of time is whole, else the largest in which it is nearly so."""
    seconds, own = size(quantity), unit_size(quantity, quantity)
    own = SECONDS["hour"] if own == SECONDS["minute"] else own  # minutes are named in hours anyway
    spans = [name for name in reversed(SPANS) if SECONDS[name] > own and seconds >= LEAST_IN * SECONDS[name]]
    whole = [name for name in spans if (seconds / SECONDS[name]).denominator == 1]
    for name in (*whole, *spans[:1]):
        if spoken := _in_halves(quantity.figure, seconds / SECONDS[name]):
            return spoken, name
    return None


def _in_halves(figure: Figure, value: Fraction) -> Amount | None:
    """Round a value to whole ones or halves, where that is near, but leave a bound as it is told."""
    exactly = value.denominator == 1 and figure.bound == "exactly"
    spoken = Amount(value, figure.bound, None if exactly else 2).rounded()
    if (spoken.value * 2).denominator == 1 or spoken.bound not in ("exactly", "about"):
        return spoken
    near = Fraction(round(value * 2), 2) if value < _IN_HALVES else Fraction(round(value))
    return Amount(near, "about") if abs(near - value) <= _OFF * value else None
