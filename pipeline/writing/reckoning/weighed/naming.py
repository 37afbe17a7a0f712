"""How the lines of a sum name its figures: «26 minutes», «17,770 movies», «more than forty»."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount
from pipeline.writing.reckoning.factors import duration
from pipeline.writing.reckoning.numerals import part_said, said
from pipeline.writing.reckoning.quantity import Quantity
from pipeline.writing.reckoning.spans import SPAN_SAID

_PLAIN = 4  # parts up to a quarter are said as such, however they are written
_DECIMALS = 10**4
_VOWEL = r"[aeio]|hour|ultra"


def named(quantity: Quantity | Figure, *, own: bool = True, bounded: bool = False) -> str:
    """Name a figure by its number and what it counts or measures.

    `own` names its noun, not only its unit; `bounded` says what bounds it, but no «about».
    """
    figure = _figure(quantity)
    if figure.kind == "year":
        return str(int(figure.value))
    if figure.kind == "part":
        return part_said(figure.value) or _one_in(figure.value)
    if figure.unit and figure.unit.name == "minute":
        return duration(Amount(figure.value), figure.unit)
    if part := _part_of_unit(figure):
        return part
    amount = Amount(figure.value, figure.bound if bounded and figure.bound != "about" else "exactly")
    name = figure.unit.said(figure.value) if figure.unit else figure.noun if own else ""
    per = f" {SPAN_SAID[figure.per]}" if figure.per in SPAN_SAID else ""
    return f"{amount.said()} {name}".rstrip() + per


def names(large: Quantity | Figure, small: Quantity | Figure, subject: str = "large") -> dict[str, str]:
    """Name two figures, the same noun once; `subject` is the one that is named with its bound."""
    own = not (isinstance(large, Quantity) and isinstance(small, Quantity) and _count_the_same(large, small))
    first, last = _figure(large), _figure(small)
    if subject == "large" and last.is_plain and first.unit:
        last = replace(last, unit=first.unit)  # what is named last bears the unit
    elif subject == "small" and first.is_plain and last.unit:
        first = replace(first, unit=last.unit)
    return {
        "large": named(first, bounded=subject == "large"),
        "small": named(last, own=own, bounded=subject == "small"),
    }


def _part_of_unit(figure: Figure) -> str:
    """Name halves and quarters of a unit, and what has no end as a decimal: «a twelfth of a teaspoon»."""
    part = part_said(figure.value) if figure.unit and not figure.per else ""
    parts = figure.value.denominator
    if not figure.unit or not part or (parts > _PLAIN and _DECIMALS % parts == 0):
        return ""
    one = f"{'an' if re.match(_VOWEL, figure.unit.singular) else 'a'} {figure.unit.singular}"
    return f"{part} {one}" if part == "half" else f"{part} of {one}"


def _one_in(part: Fraction) -> str:
    return f"one in {said(1 / part)}" if part.numerator == 1 else said(part)


def _count_the_same(large: Quantity, small: Quantity) -> bool:
    noun = large.figure.noun
    return bool(noun) and noun == small.figure.noun and not large.figure.unit


def _figure(quantity: Quantity | Figure) -> Figure:
    return quantity.figure if isinstance(quantity, Quantity) else quantity
