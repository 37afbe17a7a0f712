"""One quantity at two times: «from 3 percent in 1929 to about 25 in 1933»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, minus, minus_as_told, over
from pipeline.writing.reckoning.ends import Ends, ends_of
from pipeline.writing.reckoning.factors import (
    PLAIN_TO_SEE,
    UNSCALED,
    duration,
    on_one_scale,
    part_of,
    plain_ratio,
    ratio_said,
    scaled_to,
    times_said,
)
from pipeline.writing.reckoning.measures import as_much
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.vocabulary import either

_FACTOR_MOST = 10**5
_FALL_MOST = 1000
_DIFFERING = ("time", "length", "mass", "volume", "area", "money")
_VARIES = re.compile(rf"\b{either('varying')}\b")


def changes(reading: Reading) -> Iterator[Draft]:
    """Say by what factor a quantity changed, or how many degrees or points it went."""
    for ends in ends_of(reading):
        first, second = ends.first, ends.second
        unit = second.unit or first.unit
        if unit and unit.dimension in UNSCALED:
            yield from _degrees(first, second)
            continue
        if unit and unit.dimension == "calendar":
            continue
        ratio = over(*sorted((amount_of(first), amount_of(second)), key=lambda each: -each.value))
        if unit and unit.dimension == "percent" and (ratio is None or ratio.value < 2 or _is_odd(ends)):
            yield from _points(first, second)
        elif ends.is_change:
            yield from _factor(reading, ends)
        elif _VARIES.search(re.split(r"[.;:,]", reading.before(first)[-60:])[-1]):
            yield from _range(first, second)


def _is_odd(ends: Ends) -> bool:
    """Tell whether a share fell by no plain factor, from a time that has no name."""
    found = _ratio(ends.first, ends.second)
    return bool(
        found
        and found[3]
        and found[1].value < 10
        and ends.then == "before"
        and not part_of(found[2], ratio_said(*found[1:3]))
    )


def _points(first: Figure, second: Figure) -> Iterator[Draft]:
    """Give the points between two percentages that are too near each other for a factor."""
    way = (second, first) if second.value > first.value else (first, second)
    gap = minus(*(amount_of(each) for each in way))
    if gap and gap.value >= 2 and gap.bound in ("exactly", "about"):
        gap = gap.rounded()
        yield draft("points", "difference", way, (gap,), gap=gap.said())


def _degrees(first: Figure, second: Figure) -> Iterator[Draft]:
    if first.unit and second.unit and first.unit != second.unit:
        return
    way = (second, first) if second.value > first.value else (first, second)
    gap = minus(*(amount_of(each) for each in way))
    if gap and gap.value > 1:
        yield draft("degrees", "difference", way, (gap,), gap=gap.said())


def _factor(reading: Reading, ends: Ends) -> Iterator[Draft]:
    """Give the larger over the smaller, up or down, where it is worth a word."""
    found = _ratio(ends.first, ends.second)
    if found is None:
        return
    values, ratio, spoken, falls = found
    if falls and ratio.value > _FALL_MOST:
        return
    number = ratio_said(ratio, spoken)
    part = part_of(spoken, number) if falls else ""
    kind = "changed down" if part else "changed to down" if falls else "changed to up"
    yield draft(
        kind,
        "quotient",
        (ends.first, ends.second),
        (spoken,),
        values=values,
        factor=times_said(number),
        part=part,
        then=ends.then,
        then_at="earlier" if ends.then == "before" else f"{ends.then},",
        much=as_much(reading, ends.first, ends.second) or "as much",
    )


def _range(first: Figure, second: Figure) -> Iterator[Draft]:
    found = _ratio(first, second)
    if found:
        values, ratio, spoken, _ = found
        factor = times_said(ratio_said(ratio, spoken))
        yield draft("range", "quotient", (first, second), (spoken,), values=values, factor=factor)


def _ratio(first: Figure, second: Figure) -> tuple[tuple[Fraction, Fraction], Amount, Amount, bool] | None:
    scaled = on_one_scale(first, second)
    if scaled is None or scaled[0].value == scaled[1].value:
        return None
    falls = scaled[0].value > scaled[1].value
    large, small = scaled if falls else scaled[::-1]
    ratio = over(large, small)
    if ratio is None or not Fraction(7, 5) <= ratio.value <= _FACTOR_MOST:
        return None
    spoken = plain_ratio(ratio)
    return ((large.value, small.value), ratio, spoken, falls) if spoken else None


def differences(reading: Reading) -> Iterator[Draft]:
    """Give how much less or more a measure is at the end: «from 6 hours 40 minutes to 4 hours»."""
    for ends in ends_of(reading):
        first, second = ends.first, ends.second
        unit = (first.unit if first.unit and second.unit else second.unit) or first.unit
        scaled = on_one_scale(second, first)
        if scaled is None or not ends.is_change or scaled[0].value == scaled[1].value:
            continue
        if (unit and unit.dimension not in _DIFFERING) or (unit is None and not reading.is_plural(first)):
            continue
        if first.unit and second.unit and first.unit != second.unit and first.unit.size > second.unit.size:
            unit = second.unit
            scaled = (amount_of(second), scaled_to(first, second.unit))
        falls = scaled[0].value < scaled[1].value
        large, small = scaled[::-1] if falls else scaled
        gap = minus_as_told(large, small)
        if large.value <= PLAIN_TO_SEE and large.value.denominator == small.value.denominator == 1:
            continue
        if gap is None or _is_told_by_factor(ends, large, small) or gap.bound not in ("exactly", "about"):
            continue
        gap = gap if gap.bound == "exactly" else gap.rounded()
        if reading.says(gap.value):
            continue
        per = first.per or second.per
        text = duration(gap, unit) if unit else gap.said()
        yield draft(
            "saved" if falls else "gained",
            "difference",
            (first, second),
            (gap,),
            values=(large.value, small.value),
            gap=text,
            less=("fewer" if unit is None else "less") + (f" a {per}" if per else ""),
            then=ends.then,
        )


def _is_told_by_factor(ends: Ends, large: Amount, small: Amount) -> bool:
    """Tell whether a factor says the change better than the difference does."""
    if large.value < 2 * small.value:
        return False
    found = _ratio(ends.first, ends.second)
    if found is None:
        return True
    _, ratio, spoken, falls = found
    return not falls or bool(part_of(spoken, ratio_said(ratio, spoken))) or ratio.value > 10
