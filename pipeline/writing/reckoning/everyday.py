"""What anybody would reckon on hearing two figures: so much for each, so much in all, so long in a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.knowledge.words import singular
from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, high_of, over, scaled, times
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.rates import fitting, whole_count
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import Unit, units
from pipeline.writing.reckoning.vocabulary import either, loosely

_WITH = re.compile(
    rf"(?: \w+)? (?:with|that hold|which hold|hold|that carry|carry|carrying|containing) {loosely()}"
)
_ON = re.compile(rf"(?: \w+)? (?:on|in|across|among|over|spread over|between) {loosely()}")
_IN_STAGES = re.compile(rf"(?: long)?,? (?:and|which) (?:has|had|have|counts?|takes?|took) {loosely()}")
_STAGES = re.compile(rf"\b{either('stages')}$")
_INSTEAD_OF = re.compile(
    rf" (?:takes the place of|replaces?|replaced|does the work of|is as much as) {loosely()}"
)
_AND_NEEDS = re.compile(
    rf",? and (?:needs?|takes?|uses?|costs?|gives?|yields?|burns?|eats?|drinks?) {loosely()}"
)
_WEIGHS = re.compile(rf"\bweigh(?:s|ed)? {loosely()}$")
_EACH = re.compile(r" (?:each|apiece|a head|a piece|per head|per person)(?=[.,;]|$)")
_WHO_EACH = re.compile(rf",? (?:who|which|that|and) (?:each )?[a-z]+ {loosely()}")
_OF_THEM = re.compile(r" (?:of them|of these|of those|such \w+)(?=[.,;]|$)")
_HALF_OF_IT = re.compile(r" of (?:it|them|that|these|those)\b")
_HABIT = re.compile(rf"\b{either('working')}\b")
_AT_A_TIME = re.compile(r" at (?:a|one) (?:time|go|stretch)\b")
_AND_USES = re.compile(
    rf",? (?:and|while|where) (?:an?|one|each|every) [a-z’' -]{{2,30}} "
    rf"{either('taking', 'using')} {loosely()}"
)
_MAKES = re.compile(rf"\b{either('supplying')}\b")
_STUFFS = ("mass", "volume", "area", "length", "money", "energy")
_SPREADABLE = ("area", "length")
_A_YEAR = 365
_FEW = 2
_LEAST_THINGS = 3
_PLAIN_TO_HALVE = 10  # up to here nobody needs help


def for_each_thing(reading: Reading) -> Iterator[Draft]:
    """Share out «176 windows with 2,600 square metres of glass», «47,000 trunks on 43 hectares»."""
    if len(reading.amounts) != _FEW:
        return
    first, second = reading.amounts
    if not (_is_single(first) and _is_single(second)):
        return
    if _holds(reading, first, second) or _needs_for_its_weight(reading, first, second):
        yield from _average(second, first)
    elif _is_dealt_out(reading, first, second) or _is_spread(reading, first, second):
        yield from _average(first, second)


def _holds(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell «176 windows with 2,600 square metres of glass»."""
    held = _WITH.fullmatch(reading.past_noun(first, second)) and second.dimension in _STUFFS
    return bool(held) and _is_count(reading, first)


def _needs_for_its_weight(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell «weighs about 38 kilograms and needs some 550 litres of milk»."""
    told = _WEIGHS.search(reading.before(first)) and _AND_NEEDS.fullmatch(reading.past_noun(first, second))
    return bool(told and first.unit and second.dimension in _STUFFS and second.value > first.value)


def _is_dealt_out(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell «2,000 tonnes takes the place of 80 lorries», «3,400 kilometres long and had 21 stages»."""
    between = reading.past_noun(first, second)
    if not _is_count(reading, second) or first.dimension not in (*_STUFFS, "time"):
        return False
    staged = _IN_STAGES.fullmatch(between) and _STAGES.search(second.noun)
    return bool(staged or (first.dimension != "time" and _INSTEAD_OF.fullmatch(between)))


def _is_spread(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell «47,000 trunks on 43 hectares», «690,000 pupils in 81 countries»."""
    if not _ON.fullmatch(reading.past_noun(first, second)) or first.value <= second.value:
        return False
    stuff = first.dimension in _STUFFS or _is_count(reading, first)
    return stuff and (_is_count(reading, second) or (second.dimension in _SPREADABLE and not first.unit))


def _average(whole: Figure, things: Figure) -> Iterator[Draft]:
    if things.value < _LEAST_THINGS:
        return
    share = over(amount_of(whole), amount_of(things))
    if share is None or (whole.unit is None and share.value.denominator == 1):
        return  # what can be shared out is, elsewhere
    unit, scale = whole.unit, Fraction(1)
    if unit:
        unit, share, _ = fitting(unit, share, share)
        scale = whole.unit.size / unit.size if whole.unit and unit else scale
    share = Amount(share.value, share.bound, max(2, share.digits) if share.digits else None)
    share = share.rounded() if unit else whole_count(share)
    if share.value < 1:
        return
    what = unit.said(share.value) if unit else whole.noun
    each = things.unit.singular if things.unit else singular(things.noun)
    yield draft(
        "average",
        "quotient",
        (whole, things),
        (share,),
        given=(scale,),
        amount=f"{share.said()} {what}",
        each=each,
    )


def in_all(reading: Reading) -> Iterator[Draft]:
    """Multiply «4.7 million visitors, who pay 26 euros each», «90 minutes, and four to five of them»."""
    for first, second in reading.neighbours:
        between = reading.past_noun(first, second)
        counted = first.kind == "count" and reading.is_plural(first) and not first.high and not second.high
        if counted and second.unit and _EACH.match(reading.behind(second)) and _WHO_EACH.fullmatch(between):
            yield from _product(first, second, second.unit, first.per)
        elif _are_so_many_of_them(reading, first, second):
            yield from _product(second, first, first.unit, "")


def _are_so_many_of_them(reading: Reading, one: Figure, number: Figure) -> bool:
    """Tell «takes 90 minutes, and a night holds four to five of them»."""
    measured = one.dimension in (*_STUFFS, "time") and not one.per and one.high is None
    counted = number.kind == "count" and not number.per and _OF_THEM.match(reading.after(number))
    return bool(measured and counted and re.match(r",? and\b", reading.past_noun(one, number)))


def _product(number: Figure, one: Figure, unit: Unit | None, per: str) -> Iterator[Draft]:
    ends = [times(amount_of(one), end) for end in (amount_of(number), high_of(number))]
    if unit is None or any(end is None or end.value >= 10**12 for end in ends) or number.value < _FEW:
        return
    unit_said, scale = unit, Fraction(1)
    if unit.name == "minute" and all(end and end.value >= 120 for end in ends):
        unit_said, scale = units()["hour"], Fraction(1, 60)
    amounts = [scaled(end, scale) for end in ends if end][: 1 if number.high is None else 2]
    halves = all((each.value * 2).denominator == 1 and each.value < 20 for each in amounts)
    spoken = amounts if halves else [each.rounded() for each in amounts]
    values = (number.value,) if number.high is None else (number.value, number.high)
    text = spoken[0].said() if len(spoken) == 1 else f"{spoken[0].said()} to {said(spoken[1].value)}"
    total = f"{text} {unit_said.said(spoken[-1].value)}" + (f" a {per}" if per else "")
    if len(values) == 1:
        yield draft("total", "product", (number, one), spoken, given=(scale,), total=total)
    else:
        given = (one.value * scale,)
        yield draft("total", "each times", (number,), spoken, given=given, values=values, total=total)


def half_of_it(reading: Reading) -> Iterator[Draft]:
    """Work out «holds 95 milligrams, and half of it is still there after five hours»."""
    for whole, part in reading.neighbours:
        if part.kind != "part" or part.unit or not whole.unit or not _is_single(whole):
            continue
        if whole.dimension not in _STUFFS or not _HALF_OF_IT.match(reading.after(part)):
            continue
        result = times(amount_of(whole), amount_of(part))
        if result is None or reading.says(result.value) or whole.value <= _PLAIN_TO_HALVE:
            continue
        if whole.bound != "exactly" or (result.value * 2).denominator != 1:
            result = Amount(result.value, result.bound, max(2, result.digits or 2)).rounded()
        noun = whole.unit.said(result.value)
        yield draft("part of", "part of", (part, whole), (result,), result=result.said(), noun=noun)


def time_in_a_year(reading: Reading) -> Iterator[Draft]:
    """Add up «two hours a night»: about thirty days a year."""
    for figure in reading.amounts:
        if not figure.unit or figure.unit.name not in ("minute", "hour") or figure.per != "day":
            continue
        if figure.high or _HABIT.search(reading.text) or figure.kind == "part":
            continue
        ratio = Fraction(_A_YEAR) / (24 if figure.unit.name == "hour" else 24 * 60)
        days = scaled(amount_of(figure), ratio)
        if not _FEW <= days.value <= _A_YEAR / 4:
            continue
        days = Amount(Fraction(round(days.value)), "about" if days.bound == "exactly" else days.bound)
        text = f"{days.said()} {units()['day'].said(days.value)}"
        yield draft("whole days", "each times", (figure,), (days,), given=(ratio,), amount=text)


def at_a_time(reading: Reading) -> Iterator[Draft]:
    """Divide «two hours a day, five minutes at a time»."""
    for whole, piece in reading.neighbours:
        if (
            whole.per != "day"
            or whole.dimension != "time"
            or piece.dimension != "time"
            or piece.high
            or whole.high
        ):
            continue
        if not _AT_A_TIME.match(reading.after(piece)) or not whole.unit or not piece.unit:
            continue
        scale = whole.unit.size / piece.unit.size
        number = over(scaled(amount_of(whole), scale), amount_of(piece))
        if number and number.value >= _FEW:
            number = number.rounded()
            yield draft(
                "so often",
                "quotient",
                (whole, piece),
                (number,),
                given=(scale,),
                number=number.said(counts=True),
            )


def enough_for_so_many(reading: Reading) -> Iterator[Draft]:
    """Divide «makes 11,000 litres a day» by «and a person uses some 550»."""
    for whole, one in reading.neighbours:
        told = whole.unit and _MAKES.search(reading.before(whole)) and not whole.high and not one.high
        if not told or not (one.is_plain or one.unit == whole.unit) or one.per not in ("", whole.per):
            continue
        number = over(amount_of(whole), amount_of(one))
        if number is None or number.value < _FEW or not _AND_USES.fullmatch(reading.past_noun(whole, one)):
            continue
        nearest = Fraction(round(number.value))
        if abs(nearest - number.value) <= number.value / 20:
            bound = number.bound if nearest == number.value else "about"
            spoken = Amount(nearest, bound)
            yield draft("enough for", "quotient", (whole, one), (spoken,), number=spoken.said())


def _is_single(figure: Figure) -> bool:
    return figure.high is None and not figure.per and figure.kind != "part" and figure.value > 0


def _is_count(reading: Reading, figure: Figure) -> bool:
    return figure.kind == "count" and reading.is_plural(figure)
