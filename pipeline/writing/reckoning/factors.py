"""Two figures of one quantity: whether they are, and how their ratio and their difference are said."""

from __future__ import annotations

import re
from fractions import Fraction
from math import ceil, floor

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of
from pipeline.writing.reckoning.numerals import part_said, said
from pipeline.writing.reckoning.units import Unit, units

# Ends of a scale that has no nought of its own: neither ratio nor percentage.
UNSCALED = ("temperature", "degree", "point")
PLAIN_TO_SEE = 10  # two numbers up to here a listener subtracts alone
_TWO = r"(?<![\w-])two$"


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


def plain_ratio(ratio: Amount) -> Amount | None:
    """Round a ratio to a plain number, the nearest whole or half one; a bound that would break is doubt."""
    value = ratio.value
    if ratio.bound in ("over", "at least", "under", "at most"):
        rounded = ratio.rounded()
        if value < 10:  # «more than one and a half», never «more than 1.7»
            halves = value * 2
            is_least = ratio.bound in ("over", "at least")
            rounded = Amount(Fraction(floor(halves) if is_least else ceil(halves), 2), ratio.bound)
        is_near = abs(rounded.value - value) <= value * Fraction(12, 100)
        return rounded if rounded.value >= Fraction(3, 2) and is_near else None
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


def times_said(number: str) -> str:
    """Say a factor: «twice», «about five times»."""
    return re.sub(_TWO, "twice", number) if re.search(_TWO, number) else f"{number} times"


def part_of(spoken: Amount, number: str) -> str:
    """Turn «almost four» into «a little more than a quarter», «more than five» into «less than a fifth»."""
    if spoken.value.denominator != 1 or spoken.value > 10:
        return ""
    name = part_said(1 / spoken.value)
    if number.startswith("almost "):
        return f"a little more than {name}"
    if number.startswith("a little more than "):
        return f"a little less than {name}"
    return _part_of_bound(spoken)


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


def duration(amount: Amount, unit: Unit) -> str:
    """Say an amount with its unit, minutes as hours and minutes: «two hours and forty minutes»."""
    if unit.name == "percentage point":
        return f"{amount.said()} percentage point{'' if amount.value == 1 else 's'}"
    if unit.name != "minute" or amount.value < 60 or amount.bound not in ("exactly", "about"):
        return f"{amount.said()} {unit.said(amount.value)}"
    hours, minutes = (Fraction(part) for part in divmod(amount.value, 60))
    about = "about " if amount.bound == "about" else ""
    first = f"{about}{said(hours)} {units()['hour'].said(hours)}"
    return f"{first} and {said(minutes)} {unit.said(minutes)}" if minutes else first
