"""Sums that multiply or share out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, times
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import units
from pipeline.writing.reckoning.vocabulary import listed

_BY = re.compile(r"^(?: by |-by-| ?[×x] ?)(?:about )?$")
_MANY = 100_000  # so many squares are said in round numbers
_SIDES = ("metre", "foot", "kilometre", "mile", "centimetre")


def areas(reading: Reading) -> Iterator[Draft]:
    """Multiply two sides: «a board of 8 by 8 squares», «12 by 20 metres»."""
    for first, second in reading.neighbours:
        if not _are_sides(reading, first, second):
            continue
        area = times(amount_of(first), amount_of(second))
        if area is None or reading.says(area.value):
            continue
        large = second.unit or area.value >= _MANY
        spoken = Amount(area.value, area.bound, 2 if large else None).rounded()
        yield draft(
            "area",
            "product",
            (first, second),
            (spoken,),
            area=f"{spoken.said()} {_square(reading, second)}".strip(),
            first=said(first.value),
            second=said(second.value),
        )


def _are_sides(reading: Reading, first: Figure, second: Figure) -> bool:
    if not _BY.match(reading.between(first, second)) or first.high or second.high or first.noun:
        return False
    if (first.unit and first.unit != second.unit) or (not second.unit and min(first.value, second.value) < 3):
        return False
    if second.unit.name not in _SIDES if second.unit else not _fills_an_area(reading, second):
        return False
    third = [figure for figure in reading.amounts if figure.start > second.end]
    return not any(_BY.match(reading.between(second, figure)) for figure in third)


def _fills_an_area(reading: Reading, side: Figure) -> bool:
    """Tell «8 by 8 squares» from «8 by 42 binoculars» and «16 by 9», sizes that have no product."""
    nouns = side.noun.split()
    return bool(nouns) and nouns[-1] in listed("cells") and reading.is_plural(side)


def _square(reading: Reading, side: Figure) -> str:
    if side.unit is None:
        return side.noun if reading.is_plural(side) else ""
    unit = units().get(f"square {side.unit.name}")
    return unit.plural if unit else f"square {side.unit.plural}"
