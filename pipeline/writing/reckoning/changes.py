"""One quantity at two times: «from 3 percent in 1929 to about 25 in 1933»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.figures import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, minus, over
from pipeline.writing.reckoning.numerals import part_said, said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import Unit, units
from pipeline.writing.reckoning.vocabulary import either, loosely

# Ends of a scale that has no nought of its own: neither ratio nor percentage.
UNSCALED = ("temperature", "degree", "point")
FROM = re.compile(rf"\bfrom {loosely()}$", re.IGNORECASE)
_TO = re.compile(rf"^[^;:.]*? to {loosely()}$")
_FACTOR_MOST = 10**13
_CHANGED = re.compile(rf"\b{either('rising', 'falling', 'going')}\b")
_DIFFERING = ("time", "length", "mass", "volume", "area")
_VARIES = re.compile(rf"\b{either('varying')}\b")


def from_to(reading: Reading) -> Iterator[tuple[Figure, Figure]]:
    """Give the pairs of one quantity's two ends: «from 3 percent in 1929 to about 25 in 1933»."""
    for first, second in reading.neighbours:
        if not FROM.search(reading.before(first)) or not _TO.match(reading.between(first, second)):
            continue
        if first.high or second.high or (first.per and second.per and first.per != second.per):
            continue
        bare = first.is_plain and second.is_plain  # «from 9 to 5» are hours of the clock
        if same_quantity(first, second) and not (bare and not _moves(reading, first)):
            yield first, second


def _moves(reading: Reading, figure: Figure) -> bool:
    clause = re.split(r"[.;:,]", reading.before(figure)[-60:])[-1]
    return bool(_CHANGED.search(clause) or _VARIES.search(clause))


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
    number = ratio_said(ratio, spoken)
    plain = spoken.value.denominator == 1 and spoken.value <= 10 and number == spoken.said()
    whole = kind == "changed to" and falls and plain
    yield draft(
        "changed down" if whole else f"{kind} {'down' if falls else 'up'}",
        "quotient",
        (first, second),
        (spoken,),
        values=(large.value, small.value),
        factor=_times(number),
        to_one=f"{number} to one",
        part=_part_of_bound(spoken) if whole else "",
    )


def plain_ratio(ratio: Amount) -> Amount | None:
    """Round a ratio to a plain number, the nearest whole or half one; a bound that would break is doubt."""
    value = ratio.value
    if ratio.bound in ("over", "at least", "under", "at most"):
        return ratio.rounded() if ratio.rounded().value >= Fraction(3, 2) else None
    if value >= 10:
        return Amount(value, ratio.bound, min(ratio.digits or 2, 2)).rounded()
    half, whole = Fraction(round(value * 2), 2), Fraction(round(value))
    if value >= 5 and abs(whole - value) <= value * Fraction(5, 100):
        return Amount(whole, ratio.bound if whole == value else "about")
    if value < 10 and half >= Fraction(3, 2) and abs(half - value) <= value * Fraction(3, 100):
        return Amount(half, ratio.bound if half == value else "about")
    if whole >= 2 and abs(whole - value) <= value * Fraction(12, 100):
        return Amount(whole, ratio.bound if whole == value else "about")
    is_near = half >= 2 and value < 5 and abs(half - value) <= value * Fraction(9, 100)
    return Amount(half, "about") if is_near else None


def ratio_said(ratio: Amount, spoken: Amount) -> str:
    """Say a ratio as one does: «about five», and «a little more than two» where it is a little off."""
    off = (ratio.value - spoken.value) / ratio.value
    if spoken.bound == "about" and abs(off) > Fraction(3, 100) and spoken.value <= 10:
        return f"{'a little more than' if off > 0 else 'almost'} {said(spoken.value)}"
    return spoken.said()


def _times(number: str) -> str:
    return f"{number.removesuffix('two')}twice" if number in ("two", "about two") else f"{number} times"


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


def differences(reading: Reading) -> Iterator[Draft]:
    """Give how much less or more a measure is at the end: «from 6 hours 40 minutes to 4 hours»."""
    for first, second in from_to(reading):
        unit = (first.unit if first.unit and second.unit else second.unit) or first.unit
        scaled = on_one_scale(second, first)
        if (
            scaled is None
            or unit is None
            or unit.dimension not in _DIFFERING
            or not _is_change(reading, first)
        ):
            continue
        falls = scaled[0].value < scaled[1].value
        large, small = scaled[::-1] if falls else scaled
        gap = minus(large, small)
        if gap is None or large.value >= 2 * small.value or gap.value.denominator != 1:
            continue
        yield draft(
            "saved" if falls else "gained",
            "difference",
            (first, second),
            (gap,),
            values=(large.value, small.value),
            gap=duration(gap, unit),
        )


def duration(amount: Amount, unit: Unit) -> str:
    """Say an amount with its unit, minutes as hours and minutes: «two hours and forty minutes»."""
    if unit.name != "minute" or amount.value < 60 or amount.bound != "exactly":
        return f"{amount.said()} {unit.said(amount.value)}"
    hours, minutes = (Fraction(part) for part in divmod(amount.value, 60))
    first = f"{said(hours)} {units()['hour'].said(hours)}"
    return f"{first} and {said(minutes)} {unit.said(minutes)}" if minutes else first
