"""How far two figures that measure alike are apart, what remains of the larger one, and both together."""

from __future__ import annotations

from pipeline.writing.reckoning.amounts import Amount, amount_of, minus_as_told, plus_as_told, scaled
from pipeline.writing.reckoning.factors import duration
from pipeline.writing.reckoning.nouns import singular
from pipeline.writing.reckoning.quantity import Quantity
from pipeline.writing.reckoning.reading import Draft, draft
from pipeline.writing.reckoning.units import Unit, units
from pipeline.writing.reckoning.weighed.measuring import unit_size
from pipeline.writing.reckoning.weighed.naming import names

_MOST = 100  # of a number so many times larger nobody takes the smaller one


def gap_between(large: Quantity, small: Quantity) -> Draft | None:
    """Say how much more the larger one is."""
    return _difference("the gap", "gap", large, small)


def left(large: Quantity, small: Quantity) -> Draft | None:
    """Say what remains of the larger one."""
    if large.dimension == "percent" or not (large.figure.unit or large.noun):
        return None
    return _difference("what remains", "rest", large, small)


def together(first: Quantity, second: Quantity) -> Draft | None:
    """Add two."""
    scaled_to = _on_scale(first, second)
    if first.dimension == "percent" or scaled_to is None:
        return None
    one, two, unit = scaled_to
    total = plus_as_told(one, two)
    amount = _said(total, unit, first.noun or second.noun) if total else None
    if total is None or amount is None:
        return None
    figures, values = (first.figure, second.figure), (one.value, two.value)
    made = draft("both of them", "total", figures, (total,), values=values, total=amount)
    return made.filled(names(first, second))


def _difference(kind: str, blank: str, large: Quantity, small: Quantity) -> Draft | None:
    scaled_to = _on_scale(large, small)
    if scaled_to is None:
        return None
    one, two, unit = scaled_to
    gap = minus_as_told(one, two)
    gap = gap if gap is None or gap.bound == "exactly" else gap.rounded()
    if gap is None or gap.value <= 0 or one.value > _MOST * two.value or gap.value in (one.value, two.value):
        return None
    amount = _said(gap, unit, large.noun or small.noun)
    if amount is None:
        return None
    figures, values = (large.figure, small.figure), (one.value, two.value)
    made = draft(kind, "difference", figures, (gap,), values=values)
    return made.filled({blank: amount, **names(large, small)})


def _on_scale(large: Quantity, small: Quantity) -> tuple[Amount, Amount, Unit | None] | None:
    """Give both in the unit of the smaller one; None where units do not come out, as years in days."""
    scale = unit_size(large, small) / unit_size(small, large)
    if scale.denominator != 1:
        return None
    unit, other = small.figure.unit or large.figure.unit, large.figure.unit or small.figure.unit
    if unit and other and unit.dimension != other.dimension:
        return None
    return scaled(amount_of(large.figure), scale), amount_of(small.figure), unit


def _said(amount: Amount, unit: Unit | None, noun: str) -> str | None:
    """Say an amount as told, exact where it is exact: things need a noun and come whole."""
    if unit is None and amount.value.denominator != 1:
        return None
    if unit is None:
        return f"{amount.said()} {singular(noun) if noun and amount.value == 1 else noun}".rstrip()
    if unit.dimension == "percent":
        return f"{amount.said()} {units()['percentage point'].said(amount.value)}"
    return duration(amount, unit)
