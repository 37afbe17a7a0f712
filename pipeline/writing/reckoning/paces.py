"""How much falls to a day or a minute of a stretch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.figures import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, over
from pipeline.writing.reckoning.rates import SECONDS, SPAN_SAID, fitting
from pipeline.writing.reckoning.reading import Draft, Reading, draft

_IN_TIME = re.compile(
    r"^(?P<gap>[^,;:.]{0,40}?),? (?:in|over|within|during|which (?:takes?|took|lasts?)|which (?:takes?|took) them|taking) (?:only |just |about |some |a little |less than |under |more than |over |nearly |almost |the |the first )*$"
)


def paces(reading: Reading) -> Iterator[Draft]:
    """Say how much falls to a day or a minute of a stretch: «13,200 houses in four days»."""
    for first, second in reading.neighbours:
        if (
            second.dimension not in ("time", "calendar")
            or first.high
            or second.high
            or not second.unit
            or second.per
        ):
            continue
        if (
            first.per
            or first.kind == "part"
            or first.dimension
            in (
                "percent",
                "temperature",
                "degree",
                "time",
                "calendar",
                "times",
                "money",
                "speed",
                "area",
                "ppm",
                "point",
            )
        ):
            continue
        if first.unit is None and not reading.is_plural(first):
            continue
        match = _IN_TIME.match(reading.past_noun(first, second))
        if not match or reading.has_verb(first.noun_end, first.noun_end + len(match["gap"])):
            continue
        if re.match(r"(?:'|’| later| after| before| ago|-)", reading.after(second)):
            continue
        yield from _pace(reading, first, second)


def _pace(reading: Reading, first: Figure, second: Figure) -> Iterator[Draft]:
    assert second.unit is not None
    pace = over(amount_of(first), amount_of(second))
    if pace is None or amount_of(first).value < 3:
        return
    span, factor = second.unit.name, Fraction(1)
    if pace.value * second.value < 2:
        return
    for smaller in ("week", "day", "hour", "minute", "second"):
        ratio = SECONDS[smaller] / SECONDS[span]
        if ratio < factor and pace.value * ratio >= Fraction(3, 2) and pace.value * factor > 1400:
            factor = ratio
            name = smaller
            break
    else:
        name = span
    pace = Amount(pace.value * factor, pace.bound, pace.digits)
    unit, pace, _ = fitting(first.unit, pace, pace)
    if not Fraction(3, 2) <= pace.value <= 10**6 or (factor == 1 and second.value == 1):
        return
    pace = pace.rounded()
    what = unit.said(pace.value) if unit else first.noun
    scale = first.unit.size / unit.size if first.unit and unit else Fraction(1)
    yield draft(
        "pace",
        "quotient",
        (first, second),
        (pace,),
        given=(factor * scale,),
        amount=f"{pace.said()} {what}",
        span=SPAN_SAID.get(name, f"a {name}"),
    )
