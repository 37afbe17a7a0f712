"""What falls to each of many, and what so many of each come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from pipeline.writing.reckoning.amounts import Amount, amount_of, over, times
from pipeline.writing.reckoning.nouns import singular
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.quantity import Parsed, Quantity
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.spans import fitting, whole_count
from pipeline.writing.reckoning.units import units
from pipeline.writing.reckoning.vocabulary import either, listed, loosely

_PLACES = re.compile(rf"{either('places')}$")
_IN_PLACES = re.compile(rf" (?:in|from|across|at|over|on|among|between|into|to) {loosely()}(?:all )?")
_EACH_OF = re.compile(
    rf"(?:,| and| with)?(?: and)?(?: of which)? each (?:(?:[a-z]+ing|{either('having')}) )+{loosely()}"
)
_FOR_EACH = re.compile(rf" (?:for|to|from|in|on) (?:each|every one) of {loosely()}(?:its |their |his |her )?")
_APIECE = re.compile(r" (?:each|apiece|a ?piece|a head)\b(?! (?:year|day|month|week|hour|other))")
_EACH = re.compile(r" each\b(?! (?:other|year|day|week|month|hour|minute|time))")
_EACH_TIME = re.compile(
    r"(?: of [a-z]+)?,? (?:(?:each|every) time|(?:on|for|in|at|to|from|with|by) (?:each (?:of them|one)"
    r"|every one))\b"
)
_DOES = re.compile(rf",?(?: that| which| who)?(?: [a-z]+){{1,3}} {loosely()}")
_EVENTS = re.compile(rf"{either('events')}$")
_NEAR = 70  # characters
_GROUP = re.compile(rf"\b{either('groups')} of (?:[a-z]+ ){{0,2}}$", re.IGNORECASE)
_TOGETHER_DO = re.compile(rf"(?:,? (?:which|that))? (?:[a-z]+ )?{either('covering')} {loosely()}")
_GROUP_DOES = re.compile(rf"(?: (?!is\b|are\b|was\b|were\b|has\b|had\b|have\b)[a-z]+){{1,2}} {loosely()}")
_AT_PRICE = re.compile(rf"[^,;:.]{{0,25}} (?:at|for|costing|priced at|weighing|of) {loosely()}")
_TOGETHER = re.compile(
    r"[^,;:.]{0,12} (?:together|between them|altogether|among them|in all|combined|in total)\b"
)
_WEIGHING = re.compile(rf" (?:[a-z]+ )?{either('yielding')} {loosely()}")
_HOLDING = re.compile(
    rf"(?: of [a-z]+)? (?:containing|holding|filled with|stuffed with|carrying) {loosely()}"
)
_SHARED = re.compile(
    r",? (?:[a-z]+ )?(?:shared|divided|split|spread|dealt)(?: [a-z]+)? (?:by|among|amongst|between|over"
    r"|across) "
    rf"{loosely()}(?:the |its |their )?"
)
_SO_MANY_EACH = re.compile(rf" of {loosely()}\d")  # «two crews of about 155»
_CROWD = 20  # of so many nobody thinks that each did all of it
_CROWD_DOES = re.compile(rf" {either('crowd_work')} {loosely()}")
_MEASURES = frozenset("mass length volume money area".split())


def each_holds(reading: Reading) -> Iterator[Draft]:
    """Multiply so many by what each of them holds: «ten cohorts, each of about 480 men»."""
    parsed = parse(reading)
    for first, second in zip(parsed.quantities, parsed.quantities[1:], strict=False):
        if first.sentence != second.sentence or first.is_range or second.is_range or second.figure.value == 1:
            continue
        between = reading.text[first.end : second.start]
        if (are_things(reading, first) and _EACH_OF.fullmatch(between) and _is_held(reading, second)) or (
            are_things(reading, first)
            and _AT_PRICE.fullmatch(between)
            and _APIECE.match(parsed.behind(second))
            and _is_held(reading, second)
        ):
            yield from _total(reading, first, second)
        elif (
            _are_done(reading, first)
            and re.match(r",? ", between)
            and _EACH_TIME.match(parsed.behind(second))
            and _is_held(reading, second)
        ):
            if len(between) < _NEAR and not re.search(r"[;:]", between):
                yield from _total(reading, first, second)
        elif (
            are_things(reading, first)
            and _DOES.fullmatch(between)
            and _EACH.match(parsed.behind(second))
            and _is_held(reading, second)
        ):
            yield from _total(reading, first, second)
        elif are_things(reading, second) and _FOR_EACH.fullmatch(between) and _is_held(reading, first):
            yield from _total(reading, second, first)


def are_things(reading: Reading, quantity: Quantity) -> bool:
    """Tell whether a quantity counts things or people, at least two, and no rate of them."""
    figure = quantity.figure
    return (
        not figure.unit
        and not figure.per
        and figure.kind == "count"
        and figure.value >= 2
        and reading.is_plural(figure)
    )


def _is_held(reading: Reading, quantity: Quantity) -> bool:
    figure = quantity.figure
    if figure.kind == "part" or quantity.attribute or figure.value <= 0:
        return False
    return (quantity.dimension in _MEASURES | {"time"}) if figure.unit else reading.is_plural(figure)


def _are_done(reading: Reading, quantity: Quantity) -> bool:
    """Tell what is counted once or at a rate: «15 breaths a minute»."""
    figure = quantity.figure
    return not figure.unit and figure.kind == "count" and figure.value >= 2 and reading.is_plural(figure)


def _total(reading: Reading, things: Quantity, one: Quantity) -> Iterator[Draft]:
    total = times(amount_of(things.figure), amount_of(one.figure))
    if total is None or reading.says(total.value):
        return
    unit, spoken, _ = fitting(one.figure.unit, total, total)
    if unit and unit.name == "minute" and spoken.value >= 120:
        unit, spoken = units()["hour"], Amount(spoken.value / 60, spoken.bound, spoken.digits)
    plain = spoken.bound == "exactly" and spoken.value.denominator == 1 and spoken.value < 10**6
    spoken = Amount(spoken.value) if plain else spoken.rounded()
    scale = one.figure.unit.size / unit.size if one.figure.unit and unit else Fraction(1)
    what = unit.said(spoken.value) if unit else one.figure.noun
    span = one.figure.per or things.figure.per
    per = f" a {span}" if span else ""
    yield draft(
        "total", "product", (things.figure, one.figure), (spoken,), given=(scale,) if scale != 1 else (),
        total=f"{spoken.said()} {what}{per}",
    )  # fmt: skip


def share_of_each(reading: Reading) -> Iterator[Draft]:
    """Share out what so many hold together or is spread over them: «690,000 pupils in 81 countries»."""
    parsed = parse(reading)
    for first, second in zip(parsed.quantities, parsed.quantities[1:], strict=False):
        if first.sentence != second.sentence or first.is_range or second.is_range or second.figure.per:
            continue
        between = reading.text[first.end : second.start]
        if _is_dealt(reading, first) and are_things(reading, second):
            stuff = first.dimension in ("mass", "volume", "area", "money") and re.match(r" in ", between)
            given = first.dimension == "money" and first.verb in listed("giving_money")
            if given and re.fullmatch(rf" to {loosely()}", between):
                yield from _average(first, second)
                continue
            in_places = _IN_PLACES.fullmatch(between) and (stuff or _PLACES.search(second.figure.noun))
            if (in_places or _SHARED.fullmatch(between)) and not _is_each(second):
                yield from _average(first, second)
        elif are_things(reading, first) and _is_dealt(reading, second) and _WEIGHING.fullmatch(between):
            if _TOGETHER.match(parsed.behind(second)):
                yield from _average(second, first)
        elif (
            are_things(reading, first)
            and _is_dealt(reading, second)
            and not _EACH.match(parsed.behind(second))
        ):
            many = first.figure.value >= _CROWD and _CROWD_DOES.fullmatch(between)
            group = many or (_GROUP.search(reading.text[: first.start]) and _GROUP_DOES.fullmatch(between))
            if group or _TOGETHER_DO.fullmatch(between):
                large, small = (
                    (second, first)
                    if second.figure.unit or second.figure.value >= first.figure.value
                    else (first, second)
                )
                yield from _average(large, small)


def money_in_each(reading: Reading) -> Iterator[Draft]:
    """Share out one sum of money over what it lay in: «120 sacks containing about £2.6 million»."""
    parsed = parse(reading)
    for first, second in pairwise(parsed.quantities):
        between = reading.text[first.end : second.start]
        if are_things(reading, first) and _is_sum_of_money(parsed, second) and _HOLDING.fullmatch(between):
            yield from _average(second, first)


def _is_sum_of_money(parsed: Parsed, money: Quantity) -> bool:
    """Tell one sum for all of them: no second one stands by, and it is not each one's."""
    alone = sum(each.dimension == "money" for each in parsed.quantities) == 1
    one_each = _EACH.match(parsed.behind(money)) or _APIECE.match(parsed.behind(money)) or money.figure.per
    return alone and money.dimension == "money" and not money.is_range and not one_each


def _is_each(things: Quantity) -> bool:
    return bool(_SO_MANY_EACH.match(things.behind[len(things.figure.noun) + 1 :])) or bool(
        re.match(r"(?: [a-z]+)? each\b", things.behind)
    )


def _is_dealt(reading: Reading, quantity: Quantity) -> bool:
    figure = quantity.figure
    if figure.kind == "part" or figure.value < 2 or quantity.is_adjective or quantity.attribute:
        return False
    if quantity.lead in ("from", "to", "above", "below") and quantity.dimension != "money":
        return False
    return quantity.dimension in _MEASURES if figure.unit else reading.is_plural(figure)


def _average(whole: Quantity, things: Quantity) -> Iterator[Draft]:
    share = over(amount_of(whole.figure), amount_of(things.figure))
    if share is None:
        return
    unit, share, _ = fitting(whole.figure.unit, share, share)
    if share.value < Fraction(3, 2):
        return
    exactly = (
        share.bound == "exactly"
        and (share.value * (100 if whole.dimension == "money" else 1)).denominator == 1
    )
    spoken = Amount(share.value) if exactly else whole_count(share) if unit is None else share.rounded()
    if unit is None and spoken.value.denominator != 1:
        return
    scale = whole.figure.unit.size / unit.size if whole.figure.unit and unit else Fraction(1)
    what = unit.said(spoken.value) if unit else whole.figure.noun
    what += f" a {whole.figure.per}" if whole.figure.per and not _EVENTS.search(things.figure.noun) else ""
    yield draft(
        "average", "quotient", (whole.figure, things.figure), (spoken,), given=(scale,) if scale != 1 else (),
        amount=f"{spoken.said()} {what}", each=singular(things.figure.noun),
    )  # fmt: skip
