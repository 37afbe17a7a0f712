"""What one unit takes, costs or makes, and how far apart things stand."""

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
from pipeline.writing.reckoning.spans import fitting, whole_count
from pipeline.writing.reckoning.units import unit_at
from pipeline.writing.reckoning.vocabulary import either, loosely

_TO_MAKE = re.compile(
    rf" (?:[a-z]+ )?to (?:make|produce|build|fill|weave|get|obtain|yield|print|bake|brew|dye|press"
    rf"|distil) {loosely()}"
)
_TO_MAKE_ONE = re.compile(
    r" (?:(?:[a-z]+ )?to (?:make|give|produce|yield|fill|get|obtain)|go into|goes into|make|makes|give"
    r"|gives|yield|yields) (?:a|one)(?: single)?(?= )"
)
_GIVING = re.compile(rf"(?:^|[ ,])(?:which )?{either('giving')} {loosely()}$")
_LONG_WITH = re.compile(
    rf"(?: long)?,? (?:and (?:has|had|carries|carried|holds|with)|with|has|had|carrying|carries) {loosely()}"
)
_STUFF = ("mass", "volume", "energy", "money")
_A_SINGLE = re.compile(r"\b(?:[Ee]ach|[Ee]very|[Aa]n?|[Oo]ne) (?:[a-z]+ )?$")
_TAKES = re.compile(
    rf"[^,;:.]{{0,40}} (?:needs|takes|swallows|uses|requires|contains|eats|drinks|gives"
    rf"|yields) {loosely()}"
)
_ONE_OF_THEM = re.compile(
    rf"(?:A|An|One|Each|Every|The) [^,;:.]{{3,40}} (?:makes?|gives?|yields?"
    rf"|produces?|holds?) {loosely()}"
)
_FEW = 4
_MANY = 10


def for_one(reading: Reading) -> Iterator[Draft]:
    """Say what one unit takes: «12,000 snails to make 1.4 grams», «30 kilos of leaf give seven of tea»."""
    parsed = parse(reading)
    for first, second in zip(parsed.quantities, parsed.quantities[1:], strict=False):
        if first.sentence != second.sentence or first.is_range or second.is_range or first.figure.per:
            continue
        between, two = reading.text[first.end : second.start], second.figure
        if not two.unit or two.value == 1 or two.per or second.dimension not in ("mass", "volume", "length"):
            continue
        if are_things(reading, first) and _TO_MAKE.fullmatch(between):
            yield from _for_one(first, second, first.figure.noun)
        elif _are_stuffs(reading, first, second) and (_GIVING.search(between) or _TO_MAKE.fullmatch(between)):
            yield from _for_one(first, second, "")


def _are_stuffs(reading: Reading, first: Quantity, second: Quantity) -> bool:
    one, two = first.figure, second.figure
    if (
        not one.unit
        or first.dimension != second.dimension
        or not (one.noun and two.noun)
        or one.noun == two.noun
    ):
        return False
    return all(re.match(r" of ", reading.text[each.end :]) for each in (one, two))


def _for_one(first: Quantity, second: Quantity, noun: str) -> Iterator[Draft]:
    one, two = first.figure, second.figure
    share = over(amount_of(one), amount_of(two))
    if share is None or two.unit is None:
        return
    scale = one.unit.size / two.unit.size if one.unit else Fraction(1)
    exactly = Amount(share.value * scale, share.bound, share.digits)
    if exactly.value < Fraction(3, 2):
        return
    spoken = whole_count(exactly) if noun else exactly.rounded()
    if noun and spoken.value.denominator != 1:
        return
    what = noun or f"{two.unit.said(spoken.value)} of {one.noun}"
    of = f" of {two.noun}" if two.noun and not noun else ""
    yield draft(
        "for one", "quotient", (one, two), (spoken,), given=(scale,) if scale != 1 else (),
        amount=f"{spoken.said()} {what}", each=f"{two.unit.singular}{of}",
    )  # fmt: skip


def of_the_stuff(reading: Reading) -> Iterator[Draft]:
    """Say what a second amount would make: «150 flowers to give a gram …, and 10,000 in a morning»."""
    parsed = parse(reading)
    for first in parsed.quantities:
        made = _TO_MAKE_ONE.match(reading.text, first.end)
        stuff = first.figure.unit is not None and first.dimension in ("mass", "volume")
        if (
            not made
            or not (stuff or are_things(reading, first))
            or not (unit := unit_at(reading.text, made.end()))
        ):
            continue
        for other in parsed.quantities:
            if other.start < made.end() or other.is_range or other.figure.unit != first.figure.unit:
                continue
            if not stuff and other.head != first.head:
                continue
            share = over(amount_of(other.figure), amount_of(first.figure))
            if share is None or share.value < Fraction(3, 2):
                continue
            spoken = whole_count(share)
            yield draft(
                "of the stuff", "quotient", (other.figure, first.figure), (spoken,),
                amount=f"{spoken.said()} {unit[0].said(spoken.value)}",
            )  # fmt: skip


def spacings(reading: Reading) -> Iterator[Draft]:
    """Say how far apart things stand: «80 kilometres long and carries 3,000 hooks»."""
    parsed = parse(reading)
    for first, second in zip(parsed.quantities, parsed.quantities[1:], strict=False):
        unit = first.figure.unit
        if unit is None or first.dimension != "length" or first.is_range or second.is_range:
            continue
        text = reading.text[first.figure.end : second.start]
        along = re.match(
            r" (?:along|on) (?:it|the way|its length)\b", parsed.behind(second)
        ) and re.fullmatch(r"[^,;:.]{0,40} with ", text)
        joined = first.attribute == "long" and _LONG_WITH.fullmatch(text)
        least = _FEW if along else _MANY
        if not (joined or along) or not are_things(reading, second) or second.figure.value < least:
            continue
        unit, gap, _ = fitting(unit, *(over(amount_of(first.figure), amount_of(second.figure)),) * 2)  # type: ignore[arg-type]
        if unit is None or gap.bound not in ("exactly", "about") or gap.value < 1:
            continue
        spoken = gap.rounded()
        scale = first.figure.unit.size / unit.size if first.figure.unit else Fraction(1)
        about = "about " if spoken.bound == "about" else ""
        yield draft(
            "spacing", "quotient", (first.figure, second.figure), (spoken,), given=(scale,),
            every=f"{about}every {Amount(spoken.value).said()}"
                  f" {unit.said(spoken.value)}", noun=singular(second.figure.noun),
        )  # fmt: skip


def by_the_kilo(reading: Reading) -> Iterator[Draft]:
    """Say what one unit of a thing takes: «Each 40-kg wheel swallows some 550 litres of milk»."""
    for first, second in pairwise(parse(reading).quantities):
        one, two = first.figure, second.figure
        if not first.is_adjective or second.is_adjective or first.is_range or second.is_range or two.per:
            continue
        if (
            first.dimension not in _STUFF
            or second.dimension not in _STUFF
            or first.dimension == second.dimension
        ):
            continue
        if not _A_SINGLE.search(reading.before(one)) or not _TAKES.fullmatch(
            reading.text[first.end : second.start]
        ):
            continue
        share = over(amount_of(two), amount_of(one))
        if share is None or one.unit is None or two.unit is None or share.value < Fraction(3, 2):
            continue
        spoken = Amount(share.value, share.bound, max(2, share.digits or 2)).rounded()
        what = f"{spoken.said()} {two.unit.said(spoken.value)}" + (f" of {two.noun}" if two.noun else "")
        yield draft("for one", "quotient", (two, one), (spoken,), amount=what, each=one.unit.singular)


def make_one(reading: Reading) -> Iterator[Draft]:
    """Say how many it takes to fill one unit: «One bee makes about a twelfth of a teaspoon of honey»."""
    for quantity in parse(reading).quantities:
        figure = quantity.figure
        if not figure.unit or figure.per or quantity.is_range or not 0 < figure.value <= Fraction(1, 5):
            continue
        single = _ONE_OF_THEM.fullmatch(parse(reading).sentence(quantity))
        if not single or (1 / figure.value).denominator != 1 or figure.bound not in ("exactly", "about"):
            continue
        number = Amount(1 / figure.value, figure.bound)
        yield draft(
            "make one", "inverse", (figure,), (number,), given=(1,), number=number.said(),
            unit=figure.unit.singular,
        )  # fmt: skip
