"""What is left of many, what is missing of a whole, and how long one takes where less is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.reckoning.amounts import Amount, amount_of, exact, minus, over, scaled
from pipeline.writing.reckoning.rates import SECONDS
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import units
from pipeline.writing.reckoning.vocabulary import loosely

_OF_SO_MANY = re.compile(rf"(?:^|[.;,] )Of (?:the |its |their |all )?{loosely()}$", re.IGNORECASE)
_ARE_LEFT = re.compile(
    r"(?: of them)? (?:are|were|is|was|have|had)? ?(?:still )?(?:left|remain(?:s|ed)?|surviv(?:e|es|ed)|alive"
    r"|came (?:home|back)|returned|stand|preserved)\b"
)
_OF_WHICH = re.compile(rf"[^.;:]*,? of (?:which|them|these) {loosely()}")
_IN_SO_LONG = re.compile(rf" (?:in|within|over) {loosely()}")
_FEW = 2
_A_YEAR = {"day": 365, "week": 52, "month": 12}
_LARGER = {"second": ("minute", 60), "minute": ("hour", 60)}


def few_of_many(reading: Reading) -> Iterator[Draft]:
    """Say what is left as one in so many: «Of perhaps 250,000 whales fewer than 1,000 were left»."""
    if len(reading.amounts) != _FEW:
        return
    many, few = reading.amounts
    if many.kind != "count" or not reading.is_plural(many) or not few.is_plain or many.high or few.high:
        return
    if not _OF_SO_MANY.search(reading.before(many)) or not _ARE_LEFT.match(reading.after(few)):
        return
    ratio = over(amount_of(many), amount_of(few))
    if ratio and ratio.value >= 2 * _FEW:
        ratio = ratio.rounded()
        yield draft("one in", "quotient", (many, few), (ratio,), one_in=ratio.said())


def the_part_not_told(reading: Reading) -> Iterator[Draft]:
    """Subtract the parts from the whole: «16 kilometres, of which eight are bridge and four tunnel»."""
    if len(reading.amounts) <= _FEW:
        return
    whole, *parts = reading.amounts
    if not whole.unit or whole.per or whole.high or any(part.high or part.per or part.unit for part in parts):
        return
    if not all(part.is_plain for part in parts) or not _OF_WHICH.fullmatch(reading.between(whole, parts[0])):
        return
    rest: Amount | None = amount_of(whole)
    for part in parts:
        rest = minus(rest, amount_of(part)) if rest else None
    if rest and rest.value > 0 and rest.bound in ("exactly", "about"):
        values = [part.value for part in parts]
        text = f"{rest.said()} {whole.unit.said(rest.value)}"
        yield draft("left", "rest", (whole, *parts), (rest,), given=(whole.value,), values=values, rest=text)


def one_in_so_long(reading: Reading) -> Iterator[Draft]:
    """Turn less than one a day around: «lost five seconds in 81 days», «gains 0.4 seconds a day»."""
    for first, second in reading.neighbours:
        if not first.unit or first.high or second.high or first.per or second.per or not second.unit:
            continue
        if second.unit.name not in ("day", "month", "year") or first.dimension not in (
            "time",
            "length",
            "mass",
        ):
            continue
        if (
            not _IN_SO_LONG.fullmatch(reading.past_noun(first, second))
            or first.dimension == second.dimension == "calendar"
        ):
            continue
        span = over(amount_of(second), amount_of(first))
        if span is None or span.value < _FEW or first.value == 1:
            continue
        span = span.rounded()
        text = f"{span.said()} {second.unit.said(span.value)}"
        yield draft(
            "one in so long",
            "quotient",
            (second, first),
            (span,),
            one=f"one {first.unit.singular}",
            time=text,
        )
    for figure in reading.amounts:
        if (
            figure.unit
            and figure.per in ("day", "year")
            and figure.kind != "part"
            and not figure.high
            and figure.value < 1
        ):
            span = over(exact(1), amount_of(figure))
            if span and span.value >= _FEW and figure.dimension in ("time", "length"):
                span = span if (span.value * 2).denominator == 1 else span.rounded()
                text = f"{span.said()} {figure.per}s"
                one = f"one {figure.unit.singular}"
                yield draft("one in so long", "inverse", (figure,), (span,), given=(1,), one=one, time=text)


def adds_up(reading: Reading) -> Iterator[Draft]:
    """Add up «15 seconds a month» over a year."""
    for figure in reading.amounts:
        name = figure.unit.name if figure.unit else ""
        if name not in _LARGER or figure.per not in ("week", "month") or figure.high or figure.noun:
            continue
        total = scaled(amount_of(figure), Fraction(_A_YEAR[figure.per]))
        larger, size = _LARGER[name]
        unit, ratio = (
            (units()[larger], Fraction(1, size))
            if total.value >= _FEW * size
            else (units()[name], Fraction(1))
        )
        total = Amount(total.value * ratio, total.bound, max(2, total.digits or 2)).rounded()
        given = (Fraction(_A_YEAR[figure.per]) * ratio,)
        text = f"{total.said()} {unit.said(total.value)}"
        if SECONDS[unit.name] * total.value < SECONDS["day"]:
            yield draft("whole days", "each times", (figure,), (total,), given=given, amount=text)
