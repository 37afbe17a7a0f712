"""Rates told over another span of time: «100,000 times a day» is «about seventy a minute»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.reckoning.amounts import Amount, amount_of, high_of, over, times
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.quantity import Parsed, Quantity, are_alike
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.spans import SECONDS, SPAN_SAID, fitting, whole_count
from pipeline.writing.reckoning.verbs import says_the_same
from pipeline.writing.reckoning.vocabulary import either

_NO_RATES = frozenset("percent temperature degree time speed area point".split())
_UNCEASING = re.compile(rf"\b{either('unceasing')}\b", re.IGNORECASE)
_DAILY = re.compile(rf"\b{either('daily')}\b")
_WORK = re.compile(r"\b(?:earn|pay|paid|wage|salar|charg|invoice|fee|hire|rent|cost|price|sell|sold)\w*")
_YOUNG = re.compile(
    r"\b(?:calf|calves|cub|cubs|chick|chicks|baby|babies|infant|newborn|kitten|puppy|caterpillar|larva"
    r"|larvae|tree|trees"
    r"|plant|plants|vine|vines|forest|field)\b"
)
_GROWN = re.compile(r"\b(?:trees?|plants?|vines?|bush|bushes|fields?|shrubs?|cows?|sheep|ewes?)\b")
_IN_SEASON = re.compile(
    r"\b(?:in|during) (?:the |early |late |its )*(?:spring|summer|autumn|winter|season|[A-Z][a-z]+uary"
    r"|March|April|May|June"
    r"|July|August|[A-Z][a-z]+ember|October|day|daytime|night)\b|\bat (?:peak|its peak|rush|night|most"
    r"|full)\b"
)
_AT_TIMES = re.compile(r" (?:on|in|at|during|while|when|if) ")
_LAYS = re.compile(r"lay|lays|laid|laying")
_LEAST_LAID = 100
_MUCH = 120  # so many in a minute or an hour are told by the second or the minute
_A_YEAR_ROUND = 1000
_A_DAY_ROUND = 2880  # two a minute, day and night
_FEW = 6
_LEAST, _MOST = Fraction(2), Fraction(10) ** 13
_A_DAYS_WAY = 50  # metres a year: what a day of it is can be pictured
_CREEPING = Fraction(1, 10)  # metres a year: what creeps so slowly goes on


def rates(reading: Reading) -> Iterator[Draft]:
    """Say a rate over the span in which its number is plain."""
    parsed = parse(reading)
    for quantity in parsed.quantities:
        figure = quantity.figure
        if not figure.per or figure.kind == "part" or quantity.dimension in _NO_RATES or figure.value <= 0:
            continue
        if not (figure.unit or figure.noun) or _is_answered(parsed, quantity):
            continue
        if _is_one_every(quantity):
            yield from _one_every(quantity)
        elif _is_laid(quantity):
            yield from _laid(quantity)
        elif span := _span(parsed, quantity):
            yield from _over(quantity, span)


def _is_answered(parsed: Parsed, quantity: Quantity) -> bool:
    """Tell whether another figure already says the rate over another span, or is set against it."""
    others = [each for each in parsed.quantities if each is not quantity]
    again = any(
        each.figure.per and each.figure.per != quantity.figure.per
        for each in others
        if _may_be(quantity, each)
    )
    ends = quantity.lead == "from" or (quantity.lead == "to" and any(each.lead == "from" for each in others))
    against = any(
        are_alike(*sorted((quantity, each), key=lambda q: q.start)) and _is_other_side(parsed, quantity, each)
        for each in others
    )
    return again or ends or against


def _is_other_side(parsed: Parsed, quantity: Quantity, other: Quantity) -> bool:
    """Tell «240 words a minute silently and 180 aloud», where the comparison is the point."""
    if other.figure.per:
        return True
    first, second = sorted((quantity, other), key=lambda each: each.start)
    return other.takes_over and says_the_same(parsed.reading, first.figure, second.figure)


def _may_be(quantity: Quantity, other: Quantity) -> bool:
    bare = not other.figure.noun and not other.figure.unit
    return (
        bare
        or other.head == quantity.head
        or (bool(other.dimension) and other.dimension == quantity.dimension)
    )


def _is_one_every(quantity: Quantity) -> bool:
    """Tell «two beats a minute», which is one every half minute."""
    figure = quantity.figure
    return (
        figure.per in ("minute", "hour") and not figure.high and 2 <= figure.value <= _FEW and not figure.unit
    )


def _one_every(quantity: Quantity) -> Iterator[Draft]:
    figure = quantity.figure
    each = over(Amount(Fraction(60)), amount_of(figure))
    if each is None or each.value.denominator != 1 or figure.bound not in ("exactly", "about"):
        return
    unit = "second" if figure.per == "minute" else "minute"
    yield draft("one every", "inverse", (figure,), (each,), given=(60,), amount=f"{each.said()} {unit}s")


def _is_laid(quantity: Quantity) -> bool:
    """Tell «lays up to 2,000 eggs a day», which goes on day and night."""
    figure = quantity.figure
    few = _LEAST_LAID <= figure.value < _A_DAY_ROUND and figure.per == "day" and not figure.high
    return few and not figure.unit and bool(_LAYS.fullmatch(quantity.verb)) and quantity.head == "egg"


def _laid(quantity: Quantity) -> Iterator[Draft]:
    figure = quantity.figure
    each = over(Amount(SECONDS["day"]), amount_of(figure))
    if each is None:
        return
    name, size = ("minute", 60) if each.value >= _MUCH else ("second", 1)
    spoken = Amount(each.value / size, "about", 2).rounded()
    bound = "about" if figure.bound == "exactly" else figure.bound
    yield draft(
        "once in so many", "inverse", (figure,), (spoken,), given=(SECONDS["day"] / size,),
        amount=f"{said(spoken.value)} {name}s", one=f"{Amount(Fraction(1), bound).said()} egg",
    )  # fmt: skip


def _span(parsed: Parsed, quantity: Quantity) -> str:
    """Choose the span over which a rate is plain and surely holds: nobody works round the clock."""
    figure, subject = quantity.figure, parsed.sentence(quantity)
    if figure.dimension == "money" and figure.per in ("hour", "day") and _WORK.search(parsed.reading.text):
        return ""
    at_times = _IN_SEASON.search(quantity.behind) or _AT_TIMES.match(parsed.behind(quantity))
    unceasing = bool(_UNCEASING.search(subject)) and not at_times
    stuff = figure.dimension in ("money", "mass", "volume")
    if figure.per == "day":
        return _from_a_day(parsed, quantity, unceasing=unceasing)
    if figure.per == "year":
        return "" if figure.dimension == "mass" and _GROWN.search(subject) else _from_a_year(quantity)
    if figure.per in ("minute", "hour") and figure.value >= _MUCH:
        return "second" if figure.per == "minute" else "minute"
    over = {"second": "minute", "minute": "hour" if stuff else "", "week": "year" if stuff else ""}
    over["month"] = over["week"]
    return "day" if unceasing and figure.per in ("minute", "hour") else over.get(figure.per, "")


def _from_a_day(parsed: Parsed, quantity: Quantity, *, unceasing: bool) -> str:
    figure = quantity.figure
    if unceasing and figure.value >= _A_DAY_ROUND and figure.dimension in ("", "times", "volume"):
        return "minute"
    lived = _DAILY.search(f" {quantity.verb} ") and not _YOUNG.search(parsed.sentence(quantity))
    if (lived or unceasing) and not _IN_SEASON.search(parsed.reading.text):
        timed = any(each.dimension == "time" for each in parsed.quantities)
        return "" if timed else "year"
    return ""


def _from_a_year(quantity: Quantity) -> str:
    figure = quantity.figure
    if _IN_SEASON.search(quantity.behind):
        return ""
    if figure.dimension == "length" and figure.unit:
        metres = figure.value * figure.unit.size
        return "century" if metres <= _CREEPING else "day" if metres >= _A_DAYS_WAY else ""
    if figure.dimension in ("mass", "volume") and figure.unit:
        return "day"
    return "day" if figure.value >= _A_YEAR_ROUND else ""


def _over(quantity: Quantity, span: str) -> Iterator[Draft]:
    figure = quantity.figure
    ratio = SECONDS[span] / SECONDS[figure.per]
    if figure.per == "week":
        ratio = Fraction(52)
    calendar = Amount(ratio, digits=2 if {"year", "month"} & {span, figure.per} else None)
    ends = (
        Amount(e.value, e.bound, max(2, e.digits) if e.digits and figure.dimension == "money" else e.digits)
        for e in (amount_of(figure), high_of(figure))
    )
    low, high = (times(end, calendar) for end in ends)
    if low is None or high is None:
        return
    unit, low, high = fitting(figure.unit, low, high)
    low, high = (whole_count(each) if unit is None else each.rounded() for each in (low, high))
    if not (unit or figure.dimension) and {low.value.denominator, high.value.denominator} != {1}:
        return
    if not _LEAST <= low.value <= _MOST or (figure.high and low.value == high.value):
        return
    values = (figure.value,) if figure.high is None else (figure.value, figure.high)
    number = low.said() if figure.high is None else f"{low.said()} to {said(high.value)}"
    what = unit.said(low.value) if unit else figure.noun
    scale = figure.unit.size / unit.size if figure.unit and unit else Fraction(1)
    yield draft(
        f"rate {'up' if ratio > 1 else 'down'}", "each times", (figure,), (low, high)[: len(values)],
        given=(ratio * scale,), values=values, amount=f"{number} {what}", span=SPAN_SAID[span],
    )  # fmt: skip
