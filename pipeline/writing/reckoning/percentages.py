"""Percentages that changed, counted in people; and degrees, which have no parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.reckoning.amounts import Amount, amount_of, minus_as_told
from pipeline.writing.reckoning.factors import PLAIN_TO_SEE
from pipeline.writing.reckoning.frames import frame_of
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.quantity import Quantity
from pipeline.writing.reckoning.reading import Draft, Reading, draft

_DEATHS = re.compile(r"\b(?:deaths?|mortality|died|die|dying)\b", re.IGNORECASE)
# «Of adults affected» is said of a hundred adults, «of women among the students» of a hundred students.
_PEOPLE = re.compile(
    r"\b(?:proportion|share|percentage) of [a-z]+ (?:among|in) (?:the |all |its )?(?P<base>[a-z]+s"
    r"|people|children)\b"
    r"|\b(?:proportion|share|percentage) of (?P<who>[a-z]+s|people|children|women|men) "
    r"(?:who|with|without|aged|living|using|having|[a-z]+ed)\b"
)
_FROM = re.compile(r"\bfrom (?:about |some )?[-−]?$")
_TO = re.compile(r"\bto (?:about |some |[-−])?$")
_PAIR = 2


def changes_in_people(reading: Reading) -> Iterator[Draft]:
    """Count a share that changed in people, where a pack says whom it counts.

    Deaths are said of a thousand without it, where the bounds allow no factor («from about 10 to under 2»).
    """
    for first, second in _changes(reading):
        deaths = bool(_DEATHS.search(reading.before(first.figure)[-60:]))
        bounded = {first.figure.bound, second.figure.bound} & {"under", "over"}
        if not reading.counted and not (deaths and bounded):
            continue
        base = max(_base(first.figure.value, second.figure.value), 1000)
        amounts = [Amount(each.figure.value * base / 100, each.figure.bound) for each in (first, second)]
        yield draft(
            "changed people" if reading.counted else "changed share", "share of a base",
            (first.figure, second.figure), amounts, given=(base,), counted=reading.counted,
            died="died " if deaths else "", before=amounts[0].said(counts=True),
            after=amounts[1].said(counts=True), base=said(Fraction(base)).removeprefix("a "),
        )  # fmt: skip


def _changes(reading: Reading) -> Iterator[tuple[Quantity, Quantity]]:
    parsed = parse(reading)
    for first, second in parsed.pairs():
        if first.dimension == "percent" and frame_of(parsed, first, second) == "change":
            yield first, second


def _base(*values: Fraction) -> int:
    """Give the smallest round number of which all percentages are whole."""
    base = 100
    while any((value * base / 100).denominator != 1 for value in values) and base < 10**6:
        base *= 10
    return base


def in_every_hundred(reading: Reading) -> Iterator[Draft]:
    """Say by how many in a hundred a share changed: «the proportion of adults rose from 32% to 46%»."""
    for first, second in _changes(reading):
        low, high = sorted((first.figure, second.figure), key=lambda each: each.value)
        people = _PEOPLE.search(parse(reading).sentence(first))
        gap = high.value - low.value
        if not people or {low.bound, high.bound} != {"exactly"} or high.value >= 2 * low.value:
            continue
        if gap.denominator == 1 and gap > 1:
            more = "more" if high is second.figure else "fewer"
            yield draft(
                "more in a hundred", "difference", (high, low), (Amount(gap),),
                gap=said(gap), more=more, noun=people["base"] or people["who"],
            )  # fmt: skip


def degrees_between(reading: Reading) -> Iterator[Draft]:
    """Give the degrees between two temperatures of one thing: «from −180 °C at night to 430 by day»."""
    figures = reading.amounts
    if len(figures) != _PAIR or figures[0].dimension not in ("temperature", "degree"):
        return
    first, second = figures
    if first.high or second.high or not (second.is_plain or second.unit == first.unit):
        return
    if not (_FROM.search(reading.before(first)) and _TO.search(reading.between(first, second))):
        return
    high, low = sorted(figures, key=lambda each: -each.value)
    gap = minus_as_told(amount_of(high), amount_of(low))
    if gap and gap.value >= PLAIN_TO_SEE and not _are_round(first.value, second.value):
        yield draft("degrees", "difference", (high, low), (gap,), gap=gap.said())


def _are_round(*values: Fraction) -> bool:
    return all(0 <= value <= 100 and value % 10 == 0 for value in values)
