"""How much falls to a day or a minute of a stretch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, over, scaled
from pipeline.writing.reckoning.rates import SECONDS, SPAN_SAID, fitting, whole_count
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.vocabulary import loosely

_NEVER = (
    "percent", "temperature", "degree", "time", "calendar", "times", "speed", "area", "ppm", "point"
)  # fmt: skip
# The end of a range is nothing that anybody went through: «spans from 176 to 2,023 metres in 200 years».
_RANGE = re.compile(rf"\b(?:from|between) [^.;:]*\d[^.;:]* (?:to|and) {loosely()}$")
_LARGE = 1400
_SHORTER = {"hour": ("minute",), "minute": ("second",)}
_TAKES = re.compile(rf"\b(?:takes?|took|needs?|needed) {loosely()}$")
_EMPTIED = re.compile(rf"^[^.;:]* (?:emptied|filled|evacuated|cleared) (?:in|within) {loosely()}$")
_BURNS = re.compile(
    rf" (?:burns?|burned|melts?|drains?|empties|runs out|dries)(?: for| in| within)? {loosely()}"
)
_OPENING = re.compile(
    rf"(?:^|[.;] )(?:In|Over|Within|During|In only|In just) (?:the |his |her |its |their )?{loosely()}$"
)
_OVER = re.compile(r"(?<!in )(?<!during )\bover $")  # «80 tonnes over 9 hours»: no bound, but «in»
_LASTS = re.compile(rf"\b(?:lasts?|lasted|takes?|took) {loosely()}$")
_COVERED = re.compile(rf" and (?:covers?|covered|crosses|crossed|runs|ran|flies|flew) {loosely()}")
_TO_DO = re.compile(rf" (?:to [a-z]+ (?:the )?|for (?:the )?){loosely()}")
_IN_TIME = re.compile(
    r"^(?P<gap>[^,;:.]{0,40}?),? (?:in|over|during|which (?:takes?|took|lasts?)|taking) "
    rf"(?:the first )?{loosely()}$"
)


def paces(reading: Reading) -> Iterator[Draft]:
    """Say how much falls to a day or a minute of a stretch: «13,200 houses in four days»."""
    for first, second in reading.neighbours:
        if _is_amount(reading, first) and _is_stretch(second) and _is_in_time(reading, first, second):
            over = _OVER.search(reading.past_noun(first, second))
            yield from pace_of(first, replace(second, bound="exactly") if over else second)
        elif _is_amount(reading, second) and _is_stretch(first) and _is_opened(reading, first, second):
            yield from pace_of(second, replace(first, bound="exactly"))
        elif _is_amount(reading, second) and _is_stretch(first) and _is_taken(reading, first, second):
            yield from pace_of(second, first)


def _is_amount(reading: Reading, figure: Figure) -> bool:
    if figure.per or figure.high or figure.kind == "part" or figure.dimension in _NEVER or figure.value < 3:
        return False
    if _RANGE.search(reading.before(figure)):
        return False
    return figure.unit is not None or reading.is_plural(figure)


def _is_stretch(figure: Figure) -> bool:
    return figure.dimension in ("time", "calendar") and not figure.high and not figure.per


def _is_in_time(reading: Reading, first: Figure, second: Figure) -> bool:
    if _BURNS.fullmatch(reading.past_noun(first, second)) and re.search(
        r"\b[A-Za-z]+ of $", reading.before(first)
    ):
        return True
    if _EMPTIED.search(reading.between(first, second)):
        return True
    match = _IN_TIME.match(reading.past_noun(first, second))
    if not match or reading.has_verb(first.noun_end, first.noun_end + len(match["gap"])):
        return False
    return not re.match(r"(?:'|’| later| after| before| ago|-)", reading.after(second))


def _is_opened(reading: Reading, time: Figure, amount: Figure) -> bool:
    """Tell «Over 62 years the play has had 460 actors», told of nothing else."""
    if len(reading.amounts) != 2 or time.value < 2 or not _OPENING.search(reading.before(time)):
        return False
    if re.search(r"[.;:]|\b(?:from|by|to|every|each|a|an)\b", reading.past_noun(time, amount)[-12:]):
        return False
    between = reading.past_noun(time, amount)
    return reading.is_plural(amount) and not re.search(
        r"[;:.]|\b(?:grew|rose|fell|shrank|reached|still|now)\b", between
    )


def _is_taken(reading: Reading, time: Figure, amount: Figure) -> bool:
    before, between = reading.before(time), reading.between(time, amount)
    if _LASTS.search(before) and _COVERED.fullmatch(between):
        return True
    return bool(_TAKES.search(before) and _TO_DO.fullmatch(between))


def pace_of(first: Figure, second: Figure) -> Iterator[Draft]:
    """Give how much of the first falls to one unit of the time that is the second."""
    pace = over(amount_of(first), amount_of(second))
    if pace is None or second.unit is None:
        return
    span, factor = _span(pace, second.unit.name)
    unit, pace, _ = fitting(first.unit, scaled(pace, factor), scaled(pace, factor))
    if not Fraction(3, 2) <= pace.value <= 10**11 or (factor == 1 and second.value == 1):
        return
    pace = whole_count(pace) if unit is None else pace.rounded()
    scale = first.unit.size / unit.size if first.unit and unit else Fraction(1)
    what = unit.said(pace.value) if unit else first.noun
    yield draft(
        "pace",
        "quotient",
        (first, second),
        (pace,),
        given=(factor * scale,),
        amount=f"{pace.said()} {what}",
        span=SPAN_SAID.get(span, f"a {span}"),
    )


def _span(pace: Amount, stated: str) -> tuple[str, Fraction]:
    """Choose a shorter span where the number is large; nobody works every day, so a month stays a month."""
    for shorter in _SHORTER.get(stated, ()):
        ratio = SECONDS[shorter] / SECONDS[stated]
        if pace.value > _LARGE and pace.value * ratio >= 2:
            return shorter, ratio
    return stated, Fraction(1)
