"""What one of so many costs, or one unit of so much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from pipeline.writing.reckoning.amounts import Amount, amount_of, over
from pipeline.writing.reckoning.each import are_things
from pipeline.writing.reckoning.nouns import singular
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.quantity import Quantity
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.spans import is_no_span
from pipeline.writing.reckoning.units import Unit, units
from pipeline.writing.reckoning.vocabulary import either, loosely

_TRADE = re.compile(r"\b(?:bought|sold|paid|pays|pay|buys|sells|costs?|worth|price[ds]?)\b")
_MONEY_FOR = re.compile(rf" for (?:an? (?:[a-z]+ )?{either('bundles')} of )?{loosely()}")
_FOR_MONEY = re.compile(rf"[^;:.]{{0,30}}?,? for {loosely()}")
_COSTS = re.compile(rf"(?: [^,;:.]{{0,30}})? {either('costing')} {loosely()}")
_EARNED = re.compile(
    rf"[^,;:.]{{0,20}}, for which [^,;:.]{{2,50}} (?:earned|received|paid|got|was paid|were paid) {loosely()}"
)
_APIECE = re.compile(r" (?:apiece|each|a piece|a head)\b")
_SOLD_BY = ("time", "mass", "volume", "area", "length")
_COINS = {"dollar": "cent", "euro": "cent", "pound sterling": "penny"}


def prices(reading: Reading) -> Iterator[Draft]:
    """Give the price of one: «$24 for a sheet of 100 airmail stamps», «ten seconds … cost $9»."""
    for first, second in pairwise(parse(reading).quantities):
        thing, money = (second, first) if first.dimension == "money" else (first, second)
        if money.dimension != "money" or first.sentence != second.sentence or _APIECE.match(money.behind):
            continue
        between = reading.text[first.end : second.start]
        if _is_one_or_rate(thing, money) or not _is_price(reading, thing, money, between):
            continue
        yield from _price(thing, money)


def _is_one_or_rate(thing: Quantity, money: Quantity) -> bool:
    figures = (thing.figure, money.figure)
    return thing.figure.value <= 1 or any(each.high or each.per or each.kind == "part" for each in figures)


def _is_price(reading: Reading, thing: Quantity, money: Quantity, between: str) -> bool:
    # The height of a tower is not what its price is of; the length of a bridge is, in `along`.
    sized = thing.is_adjective and thing.dimension == "length"
    measured = thing.figure.unit is not None and thing.dimension in _SOLD_BY
    measured = measured and not (sized or thing.attribute)
    if money.start > thing.start and _COSTS.fullmatch(between):
        return measured and thing.lead in ("", "of")
    if money.start > thing.start and are_things(reading, thing) and _EARNED.fullmatch(between):
        return True
    if thing.dimension == "time" and is_no_span(thing.behind):
        return False
    told = reading.text[: max(thing.start, money.start)]
    if not _TRADE.search(re.split(r"[;:.] ", told)[-1]) or not (measured or are_things(reading, thing)):
        return False
    if money.start < thing.start:
        return bool(_MONEY_FOR.fullmatch(between))
    return bool(_FOR_MONEY.fullmatch(between)) and not reading.has_verb(thing.end, money.start)


def _price(thing: Quantity, money: Quantity) -> Iterator[Draft]:
    price, unit = over(amount_of(money.figure), amount_of(thing.figure)), money.figure.unit
    if price is None or unit is None:
        return
    coin, scale = _coin(unit, price.value)
    spoken = Amount(price.value * scale, price.bound, price.digits)
    whole = spoken.bound == "exactly" and spoken.value.denominator == 1
    spoken = Amount(spoken.value) if whole else spoken.rounded()
    if spoken.value < 1:
        return
    each = (
        f"for every {thing.figure.unit.singular}"
        if thing.figure.unit
        else f"for each {singular(thing.figure.noun)}"
    )
    yield draft(
        "price", "quotient", (money.figure, thing.figure), (spoken,), given=(scale,) if scale != 1 else (),
        price=f"{spoken.said()} {coin.said(spoken.value)}", each=each,
    )  # fmt: skip


def _coin(unit: Unit, price: Fraction) -> tuple[Unit, Fraction]:
    """Choose the smaller coin for what costs less than one of the larger."""
    if price >= 1 or unit.name not in _COINS:
        return unit, Fraction(1)
    return units()[_COINS[unit.name]], Fraction(100)
