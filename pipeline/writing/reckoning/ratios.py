"""Ratios that have a name of their own: slopes, what was planned, the few among the many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.reckoning.amounts import Amount, amount_of, over
from pipeline.writing.reckoning.factors import plain_ratio, ratio_said, times_said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import units
from pipeline.writing.reckoning.vocabulary import loosely

_IN_A_PLACE = re.compile(
    rf"(?:^|[.;] )(?:In|On|For) (?:a|an|the) [a-z-]+(?: [a-z-]+)? (?:of|with) {loosely()}$"
)
_BUILT_FOR = re.compile(
    rf",? (?:though|although|but|while|where)(?: [a-z]+){{0,3}} (?P<built>built|designed|meant"
    rf"|planned|made|intended) for "
    rf"{loosely()}$"
)
_MANY_FOR_ONE = 10


def slopes(reading: Reading) -> Iterator[Draft]:
    """Say a slope by the kilometre: «climbs 200 metres over 20 kilometres»."""
    for first, second in reading.neighbours:
        if not (first.unit and second.unit) or first.high or second.high or second.value < 2:
            continue
        if first.unit.name != "metre" or second.unit.name != "kilometre" or first.per or second.per:
            continue
        if not re.search(
            rf"\b(?:climbs?|climbed|rises?|rose|falls?|fell|drops?|dropped) {loosely()}$",
            reading.before(first),
        ):
            continue
        if not re.fullmatch(rf" (?:over|in|within|on) {loosely()}", reading.past_noun(first, second)):
            continue
        slope = over(amount_of(first), Amount(second.value, "exactly", amount_of(second).digits))
        if slope is None or slope.value < Fraction(1, 100):
            continue
        unit, scale = first.unit, Fraction(1)
        if slope.value < 1:
            unit, scale = units()["centimetre"], Fraction(100)
        slope = Amount(slope.value * scale, slope.bound, slope.digits).rounded()
        text = f"{slope.said()} {unit.said(slope.value)}"
        yield draft("slope", "quotient", (first, second), (slope,), given=(scale,), amount=text)


def beyond(reading: Reading) -> Iterator[Draft]:
    """Set a number against what was planned: «65,000 vehicles a day, though it was built for 30,000»."""
    for first, second in reading.neighbours:
        built = _BUILT_FOR.search(reading.past_noun(first, second))
        if not built or first.high or second.high or not (first.unit or reading.is_plural(first)):
            continue
        if not (second.is_plain or second.unit == first.unit) or second.per not in ("", first.per):
            continue
        ratio = over(amount_of(first), amount_of(second))
        spoken = plain_ratio(ratio) if ratio else None
        if ratio is None or spoken is None or ratio.value < Fraction(7, 5):
            continue
        factor = times_said(ratio_said(ratio, spoken))
        yield draft("beyond", "quotient", (first, second), (spoken,), factor=factor, built=built["built"])


def one_for_every(reading: Reading) -> Iterator[Draft]:
    """Set the few against the many of one place: «in a novel of 120,000 words … eleven mistakes»."""
    if len(reading.amounts) != 2:
        return
    many, few = reading.amounts
    opened = _IN_A_PLACE.search(reading.before(many))
    if not opened or many.high or few.high or many.per or few.per or many.unit or few.unit:
        return
    if not (reading.is_plural(many) and reading.is_plural(few)) or few.value < 2:
        return
    if re.search(r"[,;:.] |\b(?:and|of|who|which|that|every|each)\b", reading.past_noun(many, few)):
        return
    ratio = over(amount_of(many), amount_of(few))
    if ratio is None or ratio.value < _MANY_FOR_ONE:
        return
    ratio = ratio.rounded()
    yield draft("one for every", "quotient", (many, few), (ratio,), every=_every(ratio), noun=many.noun)


def _every(ratio: Amount) -> str:
    about = "about " if ratio.bound == "about" else ""
    return f"{about}every {ratio.said().removeprefix('about ')}"
