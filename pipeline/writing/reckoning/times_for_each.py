"""How long each of many took."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, over
from pipeline.writing.reckoning.nouns import singular
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.quantity import Parsed, Quantity
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.spans import SECONDS
from pipeline.writing.reckoning.stretches import is_stretch
from pipeline.writing.reckoning.units import units
from pipeline.writing.reckoning.vocabulary import loosely

_LASTED = re.compile(rf" (?:that |which )?(?:lasted|lasting|lasts?|took|taking|takes?) {loosely()}")
_FOR_THE_FIRST = re.compile(r" for (?:(?:its|their|his|her|the|each|first|last|all) )*")
_TOOK = re.compile(rf"\b(?:took|takes|needed|lasted|required) (?:[a-z]+ )?{loosely()}$")
_AND = re.compile(rf" (?:and|over) {loosely()}")
_FEWEST = 5
_LEAST = Fraction(3, 2)
_HALVES = 10  # below it a time is told in halves


def each_time(reading: Reading) -> Iterator[Draft]:
    """Say how long each took: «840 repetitions lasting 18 hours», «took 136 moves and 7 h 45 min»."""
    parsed = parse(reading)
    for first, second in pairwise(parsed.quantities):
        counted, time = (first, second) if second.dimension == "time" else (second, first)
        figure = counted.figure
        if time.dimension != "time" or not is_stretch(time) or first.sentence != second.sentence:
            continue
        if (
            figure.unit
            or figure.per
            or figure.high
            or figure.value < _FEWEST
            or not reading.is_plural(figure)
        ):
            continue
        if _lasts(parsed, first, second):
            yield from _long_each(figure, time.figure)


def _lasts(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    between = parsed.between(first, second)
    if _LASTED.fullmatch(between):
        return second.dimension == "time"
    if first.dimension == "time" and _FOR_THE_FIRST.fullmatch(between):
        return True
    return bool(_TOOK.search(parsed.sentence(first))) and bool(_AND.fullmatch(between))


def _long_each(counted: Figure, time: Figure) -> Iterator[Draft]:
    share = over(amount_of(time), amount_of(counted))
    if time.unit is None or share is None:
        return
    name = _plain_unit(time.unit.name, share.value)
    scale = SECONDS[time.unit.name] / SECONDS[name]
    exactly = Amount(share.value * scale, share.bound, 2)
    spoken = exactly
    if exactly.value.denominator != 1 or exactly.bound != "exactly":
        spoken = Amount(exactly.value, "about" if share.bound == "exactly" else share.bound, 2).rounded()
    if spoken.value.denominator != 1 and spoken.value < _HALVES:
        spoken = Amount(Fraction(round(spoken.value * 2), 2), spoken.bound)
    if spoken.value < _LEAST:
        return
    text = f"{spoken.said()} {units()[name].said(spoken.value)}"
    yield draft(
        "so long each", "quotient", (time, counted), (spoken,), given=(scale,), amount=text,
        each=singular(counted.noun),
    )  # fmt: skip


def _plain_unit(name: str, share: Fraction) -> str:
    """Choose the unit of a time; nobody works round the clock, so what took days is not told in hours."""
    smaller = ("day",) if SECONDS[name] >= SECONDS["day"] else ("hour", "minute", "second")
    sizes = {each: SECONDS[name] / SECONDS[each] for each in smaller}
    return next((each for each, size in sizes.items() if size >= 1 and share * size >= 2), name)
