"""How long a whole takes, or lasts, at a rate that is told beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from pipeline.writing.reckoning.amounts import Amount, amount_of, over, scaled, times
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.quantity import Parsed, Quantity
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.spans import SECONDS
from pipeline.writing.reckoning.units import units
from pipeline.writing.reckoning.vocabulary import either, loosely

_STORED = re.compile(rf"\b{either('storing')}\b[^,;:.]*$")
_NEEDED = re.compile(r"\b(?:needs?|needed|requires?|required|takes?|has)\b[^,;:.]*$")
_WAY = re.compile(
    r"\b(?:long|ran|runs|stretch\w*|flies|flew|sails?|sailed|swims?|swam|walk\w*|rode|rides?|rode"
    r"|marched|away|covers?)\b"
)
_EATING = re.compile(
    r"\b(?:eat|eats|eating|ate|erode|erodes|eroding|eroded|lose|loses|losing|lost|gnaw|gnaws|gnawing|gnawed"
    r"|wear|wears|wearing|retreat|retreats|retreating|retreated|advanc(?:e|es|ing|ed))\b[^,;:.]*$"
)
_MOVED_BACK = re.compile(r"\b(?:moved?|moves|moving|shifted|dragged|rolled|slid|pulled)\b[^,;:.]*$")
_INLAND = re.compile(r" (?:inland|back|away|from)\b")
_USED = re.compile(rf"\b{either('using')}\b[^,;:.]*$|\b(?:at|,) (?:[a-z]+ ){{0,2}}$")
_DONE = re.compile(
    r"\b(?:lays?|laid|sets?|prints?|printed|makes?|made|covers?|learns?|learned|tries|tests?|moves?"
    r"|digs?|dug|picks?|writes?|wrote|types?|typed|reads?|counts?|counted|grows?|advanced?|advances"
    r"|sailed|walked|rode|marched|flies|swims|crawls?)\b[^,;:.]*$"
)
_LEAST, _MOST = Fraction(2), Fraction(3000)
_YEAR = 365  # days
_MANY_DAYS = 2 * _YEAR
_MOST_YEARS = 200


def at_that_rate(reading: Reading) -> Iterator[Draft]:
    """Say how long it takes: «6,400 kilometres, and a caravan made 30 a day»."""
    parsed = parse(reading)
    for first, second in pairwise(each for each in parsed.quantities if not each.is_adjective):
        whole, rate = (first, second) if second.figure.per else (second, first)
        if whole.figure.per or rate.figure.per not in SECONDS or first.sentence != second.sentence:
            continue
        if whole.is_range or rate.is_range or whole.figure.kind == "part" or not _are_of_one(whole, rate):
            continue
        kind = _kind(parsed, whole, rate)
        if kind:
            yield from _time(kind, whole, rate)


def _are_of_one(whole: Quantity, rate: Quantity) -> bool:
    one, two = whole.figure, rate.figure
    if one.unit and two.unit:
        return one.dimension == two.dimension and one.dimension in ("length", "volume", "mass", "energy", "")
    if one.unit or two.unit:
        return (one if one.unit is None else two).is_plain and (one.dimension or two.dimension) in (
            "length",
            "volume",
        )
    bare = two.is_plain or (not two.noun and not two.unit) or (one.is_plain and whole.takes_over)
    return bare or (bool(one.noun and two.noun) and whole.head == rate.head)


def _kind(parsed: Parsed, whole: Quantity, rate: Quantity) -> str:
    before, rated = parsed.sentence(whole), parsed.sentence(rate)
    if whole.dimension == "length" and _EATING.search(rated):
        inland = rate.start < whole.start and _INLAND.match(whole.behind)
        return "lasts so long" if inland and _MOVED_BACK.search(before) else ""
    if whole.dimension == "length":
        moves = _DONE.search(rated) or _USED.search(rated) or rate.start - whole.end < 12
        return "takes so long" if _WAY.search(before + whole.behind[:6]) and moves else ""
    if whole.start < rate.start and _STORED.search(before) and _USED.search(rated):
        return "lasts so long"
    if whole.start > rate.start and _NEEDED.search(parsed.between(rate, whole)) and _DONE.search(rated):
        return "takes so long"
    if re.match(r" of (?:them|these|those)\b", rate.behind) and whole.start < rate.start:
        return "takes so long"
    after = whole.start < rate.start and not whole.dimension and _DONE.search(rated)
    return "takes so long" if after and _STORED.search(before) else ""


def _time(kind: str, whole: Quantity, rate: Quantity) -> Iterator[Draft]:
    one, two = whole.figure, rate.figure
    scale = one.unit.size / two.unit.size if one.unit and two.unit else Fraction(1)
    time = over(scaled(amount_of(one), scale), amount_of(two))
    if time is None or not _LEAST <= time.value <= _MOST:
        return
    if time.value * SECONDS[two.per] > _MOST_YEARS * SECONDS["year"]:
        return
    span = two.per
    if span == "day" and time.value > _MANY_DAYS:
        span, time, scale = "year", scaled(time, Fraction(1, _YEAR)), scale / _YEAR
    spoken = time.rounded()
    yield draft(
        kind, "quotient", (one, two), (spoken,), given=(scale,) if scale != 1 else (),
        time=f"{spoken.said()} {units()[span].said(spoken.value)}",
    )  # fmt: skip


def at_that_speed(reading: Reading) -> Iterator[Draft]:
    """Give the time of a way at a speed, and the way of a time: «120 kilometres …, at three an hour»."""
    parsed = parse(reading)
    for first, second in zip(parsed.quantities, parsed.quantities[1:], strict=False):
        speed, unit = second.figure.unit, first.figure.unit
        if second.dimension != "speed" or speed is None or unit is None or first.sentence != second.sentence:
            continue
        joined = re.fullmatch(rf"[^;:.]{{0,70}}\bat {loosely()}", reading.text[first.end : second.start])
        if not joined or first.is_range or second.is_range or first.attribute not in ("", "far", "long"):
            continue
        if re.search(r"\b(?:but|while|whereas|and|which|where)\b", joined[0]):
            continue
        if first.dimension == "length":
            time = over(
                scaled(amount_of(first.figure), unit.size / speed.size * 60), amount_of(second.figure)
            )
            yield from _moved(
                "journey time", "quotient", (first, second), time, "minute", unit.size / speed.size * 60
            )
        elif first.figure.dimension == "time":
            scale = unit.size / 3600 * speed.size
            way = times(scaled(amount_of(first.figure), scale), amount_of(second.figure))
            yield from _moved("journey", "product", (first, second), way, "metre", scale)


def _moved(
    kind: str,
    operation: str,
    pair: tuple[Quantity, Quantity],
    amount: Amount | None,
    name: str,
    scale: Fraction,
) -> Iterator[Draft]:
    """Say a way in metres or kilometres, a time in minutes, hours or days."""
    if amount is None:
        return
    unit = units()[name]
    for larger, most in (("kilometre", 2000),) if name == "metre" else (("hour", 120), ("day", 72)):
        if amount.value >= most:
            ratio = unit.size / units()[larger].size
            amount, unit, scale = scaled(amount, ratio), units()[larger], scale * ratio
    if amount.value >= 1:
        amount = amount.rounded()
        yield draft(
            kind, operation, tuple(each.figure for each in pair), (amount,), given=(scale,),
            amount=f"{amount.said()} {unit.said(amount.value)}",
        )  # fmt: skip
