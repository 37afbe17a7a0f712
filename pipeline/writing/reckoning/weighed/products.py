"""Two figures multiplied: so many of so much each, a rate over a length of time."""

from __future__ import annotations

from pipeline.writing.reckoning.amounts import Amount, amount_of, times
from pipeline.writing.reckoning.factors import UNSCALED
from pipeline.writing.reckoning.quantity import Quantity
from pipeline.writing.reckoning.reading import Draft, draft
from pipeline.writing.reckoning.spans import SECONDS, SPAN_SAID
from pipeline.writing.reckoning.weighed.measuring import (
    is_length_of_time,
    is_plain_count,
    plainly,
    seconds_as_told,
    unit_size,
)
from pipeline.writing.reckoning.weighed.naming import names

_NOT_ADDED = ("percent", "speed", *UNSCALED)


def all_of_them(things: Quantity, one: Quantity) -> Draft | None:
    """Multiply so many by what each of them is or does."""
    if not is_plain_count(things) or not _adds_up(one) or one.head == things.head:
        return None
    total = times(amount_of(things.figure), amount_of(one.figure))
    so = plainly(one, total) if total else None
    if so is None:
        return None
    spoken, text, scale = so
    per = f" {SPAN_SAID[one.figure.per]}" if one.figure.per in SPAN_SAID else ""
    figures = (things.figure, one.figure)
    made = draft("all of them", "product", figures, (spoken,), given=(scale,), total=text + per)
    return made.filled(names(things, one))


def _adds_up(one: Quantity) -> bool:
    """Tell whether several of it make more of it, and it is more than a bare number."""
    figure = one.figure
    if figure.kind in ("part", "ratio") or figure.value == 1 or one.dimension in _NOT_ADDED:
        return False
    return bool(figure.unit or one.noun)


def in_that_time(rate: Quantity, time: Quantity) -> Draft | None:
    """Multiply a rate by a length of time."""
    figure = rate.figure
    if figure.per not in SECONDS or not is_length_of_time(time) or not (figure.unit or rate.noun):
        return None
    length = seconds_as_told(time)
    factor = Amount(length.value / SECONDS[figure.per], length.bound, length.digits)
    total = times(amount_of(figure), factor) if factor.value > 1 else None
    so = plainly(rate, total) if total else None
    if so is None:
        return None
    spoken, text, scale = so
    figures, given = (figure, time.figure), (unit_size(time, time) / SECONDS[figure.per] * scale,)
    made = draft("in all that time", "part of", figures, (spoken,), given=given, total=text)
    return made.filled(names(rate, time))
