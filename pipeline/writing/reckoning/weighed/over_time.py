"""An amount spread over a length of time: so much a day, one every so long, so long for each."""

from __future__ import annotations

from fractions import Fraction

from pipeline.writing.reckoning.amounts import Amount, amount_of, over
from pipeline.writing.reckoning.nouns import singular
from pipeline.writing.reckoning.quantity import Quantity
from pipeline.writing.reckoning.reading import Draft, draft
from pipeline.writing.reckoning.spans import SECONDS, SPAN_SAID, so_many
from pipeline.writing.reckoning.weighed.gaps import Every, every
from pipeline.writing.reckoning.weighed.measuring import (
    SPANS,
    can_be_shared,
    fitted,
    is_length_of_time,
    is_plain_count,
    seconds_as_told,
    size,
    unit_size,
)
from pipeline.writing.reckoning.weighed.naming import names

_LEAST = 2  # things that are said of a span
_BY_HOUR = (5 * SECONDS["minute"], 2 * SECONDS["day"])  # within these a speed is told by the hour


def over_time(whole: Quantity, time: Quantity) -> Draft | None:
    """Spread an amount over a length of time, in the longest span in which its number is plain."""
    if not is_length_of_time(time) or not can_be_shared(whole):
        return None
    length = seconds_as_told(time)
    for span in _spans_for(whole, time):
        if found := _pace(whole, length, span):
            return _spread(whole, time, span, found)
    return _one_every(whole, time)


def _spread(whole: Quantity, time: Quantity, span: str, pace: tuple[Amount, str, Fraction]) -> Draft:
    spoken, text, scale = pace
    figures, given = (whole.figure, time.figure), (SECONDS[span] / unit_size(time, time) * scale,)
    made = draft("spread over time", "quotient", figures, (spoken,), given=given)
    return made.filled({"amount": text, "span": SPAN_SAID[span], **names(whole, time)})


def _spans_for(whole: Quantity, time: Quantity) -> list[str]:
    """Give the spans in which a pace may be told, the plainest first: its own unit; speeds by the hour."""
    seconds = size(time)
    spans = [span for span in reversed(SPANS) if SECONDS[span] < seconds]
    own = time.figure.unit.name if time.figure.unit else ""
    if own in spans and time.figure.value > 1:
        spans = [own, *(span for span in spans if SECONDS[span] < SECONDS[own])]
    by_hour = whole.dimension == "length" and _BY_HOUR[0] <= seconds < _BY_HOUR[1]
    return ["hour", *spans] if by_hour else spans


def _pace(whole: Quantity, length: Amount, span: str) -> tuple[Amount, str, Fraction] | None:
    """Give so much in one span, as it is said, and how many of its units go into the written one."""
    pace = over(amount_of(whole.figure), Amount(length.value / SECONDS[span], length.bound, length.digits))
    if pace is None:
        return None
    unit, pace, scale = fitted(whole, pace)
    so = so_many(pace, unit, whole.noun) if pace.value >= 1 else None
    if so is None or (unit is None and so[0].value < _LEAST):
        return None
    return *so, scale


def _one_every(things: Quantity, time: Quantity) -> Draft | None:
    """Say how long it is from one thing to the next, on average."""
    told = _gap(time, things) if not things.figure.unit and things.figure.value >= _LEAST else None
    if told is None:
        return None
    blanks = {"amount": told.plain, "one": told.one, "noun": things.figure.noun, **names(things, time)}
    return _divided("one every so long", time, things, told).filled(blanks)


def time_for(time: Quantity, things: Quantity) -> Draft | None:
    """Say how long each of so many things took."""
    told = _gap(time, things) if is_length_of_time(time) and is_plain_count(things) else None
    if told is None:
        return None
    blanks = {"amount": told.text, "each": singular(things.figure.noun), **names(things, time)}
    return _divided("so long for each of them", time, things, told).filled(blanks)


def _gap(time: Quantity, things: Quantity) -> Every | None:
    gap = over(seconds_as_told(time), amount_of(things.figure))
    return every(gap, things.figure) if gap else None


def _divided(kind: str, time: Quantity, things: Quantity, told: Every) -> Draft:
    """Put a length of time, divided by so many things, into a formula."""
    figures, given = (time.figure, things.figure), (unit_size(time, time) / told.unit,)
    return draft(kind, "quotient", figures, (told.spoken,), given=given)
