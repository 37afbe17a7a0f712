"""Sums that multiply or share out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, high_of, over, scaled, times
from pipeline.writing.reckoning.factors import duration
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import units
from pipeline.writing.reckoning.vocabulary import either, listed, loosely

_BY = re.compile(r"^(?: by |-by-| ?[×x] ?)(?:about )?$")
_MANY = 100_000  # so many squares are said in round numbers
_SIDES = ("metre", "foot", "kilometre", "mile", "centimetre")
_OF = re.compile(
    rf" of {loosely()}|,? each (?:of|with|holding|weighing|having|containing|carrying) {loosely()}"
)
_FOR = re.compile(rf" for {loosely()}")
_SHARED = re.compile(rf" (?:{either('sharing')} )?(?:in|into|among|between|on) ")
_TRADE = re.compile(r"\b(?:bought|sold|paid|buys|sells|cost)\b")
_FOR_MONEY = re.compile(rf"[^;:.]{{0,30}}?,? for {loosely()}")


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


def totals(reading: Reading) -> Iterator[Draft]:
    """Multiply things by what each of them holds: «15 rows of 15 letters», «four cycles of 90 minutes»."""
    for first, second in reading.neighbours:
        between = reading.past_noun(first, second)
        if not _OF.fullmatch(between) or first.value < 2:
            continue
        shifts = first.unit and first.unit.name == "day" and second.unit and second.unit.name == "hour"
        if not (_are_things(reading, first) or (shifts and not first.per)) or second.per or second.high:
            continue
        if second.dimension in ("time", "mass", "volume") or (
            _are_things(reading, second) and second.value >= 2 and second.kind == "count"
        ):
            yield from _total(reading, first, second)


def _are_things(reading: Reading, figure: Figure) -> bool:
    return figure.kind == "count" and not figure.per and reading.is_plural(figure)


def _total(reading: Reading, first: Figure, second: Figure) -> Iterator[Draft]:
    each, ends = amount_of(second), (amount_of(first), high_of(first))[: 1 if first.high is None else 2]
    products = [product for end in ends if (product := times(end, each))]
    if len(products) < len(ends) or reading.says(products[0].value):
        return
    given, unit = second.value, second.unit
    in_hours = unit and unit.name == "minute" and all(each.value % 60 == 0 for each in products)
    if in_hours:
        products = [scaled(product, Fraction(1, 60)) for product in products]
        given, unit = given / 60, units()["hour"]
    spoken = [
        Amount(p.value, p.bound) if p.value.denominator == 1 and p.bound == "exactly" else p.rounded()
        for p in products
    ]
    if unit and unit.name == "minute" and len(spoken) == 1 and spoken[0].bound == "exactly":
        text = duration(spoken[0], unit)
    else:
        number = " to ".join([spoken[0].said(), *(said(each.value) for each in spoken[1:])])
        text = f"{number} {unit.said(spoken[-1].value) if unit else second.noun}"
    values = tuple(end.value for end in ends)
    yield draft("total", "each times", (first, second), spoken, given=(given,), values=values, total=text)


def stretches(reading: Reading) -> Iterator[Draft]:
    """Multiply watchers by the years of their watch: «150,000 stars for 4 years»."""
    for first, second in reading.neighbours:
        if not _FOR.fullmatch(reading.past_noun(first, second)) or first.high or second.high:
            continue
        if not _are_things(reading, first) or first.value < 3 or second.value < 2:
            continue
        product = times(amount_of(first), amount_of(second))
        if product and second.unit and second.unit.name == "year":
            product = product.rounded()
            yield draft(
                "stretch",
                "product",
                (first, second),
                (product,),
                total=product.said(),
                each=f"{said(second.value)} years",
                noun=first.noun,
            )


def shared_out(reading: Reading) -> Iterator[Draft]:
    """Share things out over what holds them, where that goes without remainder: «52 cards in 4 suits»."""
    for first, second in reading.neighbours:
        if not _SHARED.fullmatch(reading.past_noun(first, second)) or first.high or second.high:
            continue
        if not (_are_things(reading, first) and _are_things(reading, second)):
            continue
        if first.bound != "exactly" or second.bound != "exactly" or second.value < 2:
            continue
        share = over(amount_of(first), amount_of(second))
        if share and share.value >= 3 and share.value.denominator == 1 and first.value % 10:
            yield draft("shared out", "quotient", (first, second), (share,), share=share.said())


def prices(reading: Reading) -> Iterator[Draft]:
    """Give the price of one where so many were bought for so much."""
    if not _TRADE.search(reading.text):
        return
    for first, second in (pair for each in reading.neighbours for pair in (each, each[::-1])):
        if second.dimension != "money" or not second.unit or first.high or second.high or first.value < 2:
            continue
        if second.start < first.start:
            if not _FOR.fullmatch(reading.past_noun(second, first)):
                continue
        elif not _FOR_MONEY.fullmatch(reading.past_noun(first, second)):
            continue
        if reading.has_verb(first.noun_end, second.start):
            continue
        if not _are_things(reading, first) and first.dimension not in ("area", "length", "mass"):
            continue
        price = over(amount_of(second), amount_of(first))
        if price and price.value >= 1:
            price = price.rounded()
            text = f"{price.said()} {second.unit.said(price.value)}"
            each = f"for every {first.unit.singular}" if first.unit else "for each of them"
            yield draft("price", "quotient", (second, first), (price,), price=text, each=each)
