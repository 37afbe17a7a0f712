"""One quantity at two times: «from 3 percent in 1929 to about 25 in 1933»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.figures import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, minus, over
from pipeline.writing.reckoning.numerals import part_said, said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import units
from pipeline.writing.reckoning.vocabulary import either, loosely

# Ends of a scale that has no nought of its own: neither ratio nor percentage.
UNSCALED = ("temperature", "degree", "point")
FROM = re.compile(rf"\bfrom {loosely()}$", re.IGNORECASE)
_TO = re.compile(rf"^[^;:.]*? to {loosely()}$")
_FACTOR_MOST = 10**9
_CHANGED = re.compile(rf"\b{either('rising', 'falling', 'going')}\b")
_VARIES = re.compile(rf"\b{either('varying')}\b")


def from_to(reading: Reading) -> Iterator[tuple[Figure, Figure]]:
    """Give the pairs of one quantity's two ends: «from 3 percent in 1929 to about 25 in 1933»."""
    for first, second in reading.neighbours:
        if not FROM.search(reading.before(first)) or not _TO.match(reading.between(first, second)):
            continue
        if first.high or second.high or (first.per and second.per and first.per != second.per):
            continue
        if same_quantity(first, second):
            yield first, second


def same_quantity(first: Figure, second: Figure) -> bool:
    """Tell whether two figures measure alike; a bare one takes the unit or the noun of the other."""
    if "part" in (first.kind, second.kind):
        return False
    if first.unit and second.unit:
        return first.dimension == second.dimension
    if first.is_plain or second.is_plain:
        return True
    if first.unit or second.unit:  # «from 5 to 8 dollars» is read as 5 and 8 dollars
        return not (first.noun if first.unit is None else second.noun)
    return bool(first.noun and second.noun) and first.noun.split()[-1] == second.noun.split()[-1]


def on_one_scale(first: Figure, second: Figure) -> tuple[Amount, Amount] | None:
    """Give both amounts in the same unit."""
    one, two = amount_of(first), amount_of(second)
    if first.unit and second.unit and first.unit != second.unit:
        size = first.unit.size / second.unit.size
        one = Amount(one.value * size, one.bound, one.digits)
    return (one, two) if one.value > 0 and two.value > 0 else None


def changes(reading: Reading) -> Iterator[Draft]:
    """Say by what factor a quantity changed, or how many degrees it went."""
    for first, second in from_to(reading):
        unit = second.unit or first.unit
        if unit and unit.dimension in UNSCALED:
            yield from _degrees(first, second)
            continue
        if unit and unit.dimension == "calendar":
            continue
        ratio = over(*sorted((amount_of(first), amount_of(second)), key=lambda each: -each.value))
        if unit and unit.dimension == "percent" and (ratio is None or ratio.value < Fraction(7, 5)):
            yield from _points(first, second)
            continue
        if _is_change(reading, first):
            yield from _factor(first, second, "changed to")
        else:
            yield from contrast(first, second)


def _points(first: Figure, second: Figure) -> Iterator[Draft]:
    """Give the points between two percentages that are too near each other for a factor."""
    way = (second, first) if second.value > first.value else (first, second)
    gap = minus(*(amount_of(each) for each in way))
    if gap and gap.value >= 2:
        yield draft("points", "difference", way, (gap,), gap=gap.said())


def _is_change(reading: Reading, first: Figure) -> bool:
    """Tell a change in time from a range: something grew or fell, and does not vary between the two."""
    before = reading.before(first)[-60:]
    clause = re.split(r"[.;:,]", before)[-1]
    return bool(_CHANGED.search(clause)) and not _VARIES.search(clause)


def contrast(first: Figure, second: Figure) -> Iterator[Draft]:
    """Say the ratio of two figures of one quantity, whichever is the larger."""
    for each in _factor(first, second, "contrast"):
        yield Draft("contrast", each.formula, each.blanks, each.used)


def _degrees(first: Figure, second: Figure) -> Iterator[Draft]:
    if first.unit and second.unit and first.unit != second.unit:
        return
    way = (second, first) if second.value > first.value else (first, second)
    gap = minus(*(amount_of(each) for each in way))
    if gap and gap.value > 1:
        yield draft("degrees", "difference", way, (gap,), gap=gap.said())


def _factor(first: Figure, second: Figure, kind: str) -> Iterator[Draft]:
    """Give the larger over the smaller, up or down, where it is worth a word."""
    scaled = on_one_scale(first, second)
    if scaled is None or scaled[0].value == scaled[1].value:
        return
    falls = scaled[0].value > scaled[1].value
    large, small = scaled if falls else scaled[::-1]
    ratio = over(large, small)
    if ratio is None or not Fraction(7, 5) <= ratio.value <= _FACTOR_MOST:
        return
    spoken = plain_ratio(ratio)
    if spoken is None:
        return
    values = (large.value, small.value)
    pair = (first, second)
    if spoken.value == int(spoken.value) and spoken.value <= 10 and falls and kind == "changed to":
        part = _part_of_bound(spoken)
        yield draft(
            "changed down", "quotient", pair, (spoken,), values=values, part=part, factor=_times(spoken)
        )
    else:
        way = "down" if falls else "up"
        yield draft(
            f"{kind} {way}",
            "quotient",
            pair,
            (spoken,),
            values=values,
            factor=_times(spoken),
            to_one=_to_one(spoken),
        )


def plain_ratio(ratio: Amount) -> Amount | None:
    """Round a ratio to a plain number, the nearest whole or half one; a bound that would break is doubt."""
    value = ratio.value
    if ratio.bound in ("over", "at least", "under", "at most"):
        return ratio.rounded() if ratio.rounded().value >= Fraction(3, 2) else None
    if value >= 10:
        return Amount(value, ratio.bound, min(ratio.digits or 2, 2)).rounded()
    nearest = Fraction(round(value * 2), 2) if value < 5 else Fraction(round(value))
    if nearest < Fraction(3, 2) or abs(nearest - value) > value * Fraction(5, 100):
        finer = Amount(value, ratio.bound, 2).rounded()
        return finer if value >= 2 and (ratio.digits or 2) >= 2 else None
    return Amount(nearest, ratio.bound if nearest == value else "about")


def _times(ratio: Amount) -> str:
    if ratio.value == 2 and ratio.bound in ("exactly", "about"):
        return {"exactly": "", "about": "about "}[ratio.bound] + "twice"
    return f"{ratio.said()} times"


def _to_one(ratio: Amount) -> str:
    return f"{ratio.said()} to one"


def _part_of_bound(ratio: Amount) -> str:
    """Turn «more than five times» into «less than a fifth»."""
    words = {
        "exactly": "",
        "about": "about ",
        "over": "less than ",
        "under": "more than ",
        "at least": "at most ",
        "at most": "at least ",
    }
    return words[ratio.bound] + (part_said(1 / ratio.value) or f"one part in {said(ratio.value)}")


def saved_time(reading: Reading) -> Iterator[Draft]:
    """Give how much shorter or longer something takes: «from 6 hours 40 minutes to 4 hours»."""
    for first, second in from_to(reading):
        if not (first.unit and second.unit and first.dimension == "time" and first.unit != second.unit):
            continue
        scaled = on_one_scale(second, first)
        if scaled is None or scaled[0].bound != "exactly" or scaled[1].bound != "exactly":
            continue
        gap = scaled[1].value - scaled[0].value
        if gap > 0 and gap.denominator == 1:
            text = duration(gap, first.unit.name)
            values = (scaled[1].value, scaled[0].value)
            yield draft("saved", "difference", (first, second), (Amount(gap),), values=values, gap=text)


def duration(value: Fraction, unit: str) -> str:
    """Say minutes as hours and minutes: «two hours and forty minutes»."""
    if unit == "minute" and value >= 60:
        hours, minutes = divmod(value, 60)
        first = f"{said(Fraction(hours))} {units()['hour'].said(Fraction(hours))}"
        return (
            first
            if not minutes
            else f"{first} and {said(Fraction(minutes))} {units()['minute'].said(Fraction(minutes))}"
        )
    return f"{said(value)} {units()[unit].said(value)}"
