"""Spans of time: their seconds, how they are said, and the unit in which a number is plain."""

from __future__ import annotations

import re
from fractions import Fraction

from pipeline.writing.reckoning.amounts import Amount, scaled
from pipeline.writing.reckoning.units import Unit, units

# Seconds in each unit of time; a year of 365 days, and a month of a twelfth of it, are near enough.
SECONDS = {
    "second": Fraction(1),
    "minute": Fraction(60),
    "hour": Fraction(3600),
    "day": Fraction(86400),
    "week": Fraction(604800),
    "month": Fraction(31536000, 12),
    "year": Fraction(31536000),
    "decade": Fraction(315360000),
    "century": Fraction(3153600000),
}
# Seconds in the base unit of both dimensions of time; in a month near enough for «about so many times».
SECONDS_OF = {"calendar": Fraction(31556952, 12), "time": Fraction(1)}
SPAN_SAID = {
    "hour": "an hour",
    "day": "a day",
    "week": "a week",
    "month": "a month",
    "minute": "a minute",
    "year": "a year",
    "century": "a century",
    "second": "a second",
}

_SMALLER = {"pound": "ounce", "foot": "inch", "yard": "foot"}  # in which a part is told
_NO_SPAN = re.compile(
    r"(?:'|’|,? (?:later|late|early|overdue|ahead|behind|after|before|ago|old|earlier|older|younger|apart"
    r"|from now|since|hence|too|back|past|on)\b|-)"
)


def is_no_span(behind: str) -> bool:
    """Tell by what follows a length of time that nothing took so long: «ten years late», «ago», «old»."""
    return bool(_NO_SPAN.match(behind))


def whole_count(amount: Amount) -> Amount:
    """Round so that nobody hears of 5.4 eggs, where that is near enough."""
    whole = Fraction(round(amount.value))
    near = amount.value < 20 and abs(whole - amount.value) <= amount.value * Fraction(8, 100)
    if near and whole != amount.value and amount.bound in ("exactly", "about"):
        return Amount(whole, "about")
    return amount.rounded()


def so_many(amount: Amount, unit: Unit | None, noun: str) -> tuple[Amount, str] | None:
    """Round an amount of a unit or of things, and say it; None for a part of a thing, such as 5.3 eggs."""
    spoken = amount.rounded() if unit else whole_count(amount)
    if unit is None and spoken.value.denominator != 1:
        return None
    return spoken, f"{spoken.said()} {unit.said(spoken.value) if unit else noun}"


def fitting(unit: Unit | None, low: Amount, high: Amount) -> tuple[Unit | None, Amount, Amount]:
    """Choose the unit in which the number is plain: 340 millimetres become 34 centimetres."""
    if unit is None or unit.dimension not in ("length", "mass", "volume"):
        return unit, low, high
    if smaller := _SMALLER.get(unit.name) if low.value < 1 else None:
        factor = unit.size / units()[smaller].size
        if low.value * factor >= 1:
            return units()[smaller], scaled(low, factor), scaled(high, factor)
    if unit.metric:
        return unit, low, high
    ladder = {
        "length": ("millimetre", "centimetre", "metre", "kilometre"),
        "mass": ("milligram", "gram", "kilogram", "tonne"),
        "volume": ("millilitre", "litre"),
    }[unit.dimension]
    if unit.name not in ladder:
        return unit, low, high
    chosen = unit
    for name in ladder:
        each = units()[name]
        if (
            low.value * unit.size / each.size >= 1
            and each.size > unit.size
            and low.value >= (20 if each.name == "centimetre" else 100)
        ):
            chosen = each
        if low.value < 1 and each.size < unit.size and 2 <= low.value * unit.size / each.size < 1000:
            chosen = each
    factor = unit.size / chosen.size
    return chosen, scaled(low, factor), scaled(high, factor)
