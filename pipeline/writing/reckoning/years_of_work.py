"""What was done from one year to another, or within one year, shared out evenly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, over
from pipeline.writing.reckoning.flows import flows
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.quantity import Parsed, Quantity
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.spans import SECONDS, SPAN_SAID, so_many
from pipeline.writing.reckoning.stretches import is_done
from pipeline.writing.reckoning.vocabulary import listed

_TO = re.compile(r" (?:to|until|and|through|till) (?:about |around )?|–|-")
_FROM = re.compile(r"(?P<apart>[,(] )?\b(?P<word>between|from) (?:about |around )?$", re.IGNORECASE)
_ANOTHER = re.compile(r"[;:]|\b(?:but|which|while|that)\b|\. ")
_IS_FACTOR = re.compile(r" (?:as|more|less|the)\b")
_WITHIN_ONE = re.compile(
    r"(?: (?:were|was|had been|have been))?(?: [a-z]+(?:ed|en|ld|de|ut|lt|nt|ght))?(?: [a-z]+)? "
    r"(?:in|within) (?P<under>under )?(?:just |only |little more than )?"
    r"(?:a|one|the|a single|its first|the first|that|that first)(?: single| first| record)? "
    r"(?P<span>year|month|week|hour)\b(?! of | (?:or|after|before|later))"
)
_PARTS = {"year": "day", "month": "day", "week": "day", "hour": "minute"}
_MADE = ("", "money", "length", "mass", "volume", "times")
_LEAST_YEARS = 4
_FEWEST, _FEWEST_TIMES = 5, 3


def within_one(reading: Reading) -> Iterator[Draft]:
    """Say by the day what was done in a year: «around 64 million pairs were sold within the year»."""
    for quantity in parse(reading).quantities:
        figure = quantity.figure
        told = _WITHIN_ONE.match(reading.text, quantity.end)
        if (
            not told
            or not (is_done(reading, quantity) and flows(reading, quantity))
            or quantity.dimension in ("length", "area")
        ):
            continue
        span = _PARTS[told["span"]]
        ratio = SECONDS[told["span"]] / SECONDS[span]
        pace = over(amount_of(figure), Amount(ratio, "under" if told["under"] else "exactly", 2))
        if pace is None or pace.value < 2:
            continue
        if (so := so_many(pace, figure.unit, figure.noun)) is None:
            continue
        spoken, text = so
        yield draft(
            "pace", "each times", (figure,), (spoken,), given=(1 / ratio,),
            amount=text, span=SPAN_SAID[span],
        )  # fmt: skip


def by_the_year(reading: Reading) -> Iterator[Draft]:
    """Share out what was done from one year to another: «spent $25.8 billion … from 1960 to 1973»."""
    parsed = parse(reading)
    for first, last in pairwise(reading.years):
        lead = _FROM.search(reading.before(first))
        joined = _TO.fullmatch(reading.text[first.end : last.start])
        if not lead or not joined or (lead["apart"] and lead["word"] == "from"):
            continue
        if last.value - first.value < _LEAST_YEARS or {first.bound, last.bound} != {"exactly"}:
            continue
        if quantity := _made_then(parsed, first, last):
            yield from _yearly(quantity.figure, first, last)


def _made_then(parsed: Parsed, first: Figure, last: Figure) -> Quantity | None:
    """Find the one amount that is told of the years between two."""
    reading = parsed.reading
    if any(each.lead in ("from", "to") for each in parsed.quantities):
        return None  # a change has no yearly share
    here = parsed.sentence_at(first.start)
    made = [each for each in parsed.quantities if each.sentence == here and _is_made(reading, each)]
    if not made:
        return None
    start, end = (made[0].end, first.start) if made[0].start < first.start else (last.end, made[0].start)
    others = any(start < each.start < end for each in parsed.quantities)
    return None if others or _ANOTHER.search(reading.text[start:end]) else made[0]


def _is_made(reading: Reading, quantity: Quantity) -> bool:
    figure = quantity.figure
    if quantity.dimension not in _MADE or figure.per or figure.high or figure.kind == "part":
        return False
    if quantity.verb in listed("lasting_states") or quantity.lead in (listed("placing") - {"with"}) | {
        "by",
        "in",
        "for",
    }:
        return False
    if quantity.dimension == "times":
        return figure.value >= _FEWEST_TIMES and not _IS_FACTOR.match(quantity.behind)
    if not flows(reading, quantity):
        return False
    counted = bool(figure.unit) or reading.is_plural(figure)
    return figure.value >= _FEWEST and counted and not quantity.attribute


def _yearly(figure: Figure, first: Figure, last: Figure) -> Iterator[Draft]:
    pace = over(amount_of(figure), Amount(last.value - first.value))
    if pace is None:
        return
    if pace.value < Fraction(1, 2):
        yield from _once_in(figure, first, last)
    if pace.value < 2:
        return
    pace = Amount(pace.value, "about" if pace.bound == "exactly" else pace.bound, 2)
    told = so_many(pace, figure.unit, figure.noun)
    if told is None:
        return
    spoken, text = told
    yield draft("pace", "per year between", (figure, first, last), (spoken,), amount=text, span="a year")


def _once_in(figure: Figure, first: Figure, last: Figure) -> Iterator[Draft]:
    """Say how rarely something came: «froze 23 times between 1309 and 1814»."""
    apart = over(Amount(last.value - first.value), amount_of(figure))
    if figure.dimension not in ("", "times") or apart is None or apart.bound not in ("exactly", "about"):
        return
    spoken = Amount(Fraction(round(apart.value)), "about")
    once = "about once" if figure.dimension else "about one"
    text = f"{said(spoken.value)} years"
    yield draft("once in so many", "years for each", (figure, first, last), (spoken,), amount=text, one=once)
