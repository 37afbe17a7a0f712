"""How often something comes, and which share of the day or the year it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.quantities import Bound, Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, high_of, over, scaled
from pipeline.writing.reckoning.numerals import part_said, said
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.quantity import Parsed, Quantity
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.shares import share_said
from pipeline.writing.reckoning.spans import SPAN_SAID
from pipeline.writing.reckoning.units import units

_EVENT = re.compile(r"^ (?:every|each|per) (?:[a-z]+ )?$")
_WHOLE_SPANS = {("day", "year"): 365, ("minute", "hour"): 60, ("hour", "day"): 24}
_DOUBLING = re.compile(r"\b(?:doubl|halv)(?:e|es|ed|ing)\b")
_PAUSES = re.compile(r" (?:from|between) ")  # «every two hours from 6 am to 10 pm»
_FOR_EVERY = re.compile(r"\bfor (?:[a-z]+ )?$")
_NEAR = 16  # characters
_CLOSE = Fraction(4, 100)
_LEAST_OF_SPAN = Fraction(19, 100)
_DAYS = 365
_TWICE = 2
_OFTEN = 4  # «every twenty minutes» is plainly three times an hour


def rhythms(reading: Reading) -> Iterator[Draft]:
    """Say how often something comes in a minute, an hour or a day: «two white flashes every 15 seconds»."""
    parsed = parse(reading)
    if _DOUBLING.search(reading.text):
        return
    for place, span in enumerate(parsed.quantities):
        if span.lead not in ("every", "each", "per") or span.figure.dimension != "time":
            continue  # «every four years» a year would not hold
        before = parsed.quantities[place - 1] if place else None
        if before and _is_event(parsed, before, span):
            yield from _so_often(before.figure, span.figure)
        elif not _is_told_of_amount(parsed, before, span):
            yield from _as_often(span.figure, pauses=bool(_PAUSES.match(parsed.behind(span))))


def _is_event(parsed: Parsed, counted: Quantity, span: Quantity) -> bool:
    figure = counted.figure
    is_count = figure.dimension == "times" or (figure.kind == "count" and bool(figure.noun))
    return (
        is_count and not figure.high and not figure.per and bool(_EVENT.match(parsed.between(counted, span)))
    )


def _is_told_of_amount(parsed: Parsed, before: Quantity | None, span: Quantity) -> bool:
    """Tell «5 cents for every twenty minutes», whose rhythm is no event's."""
    if before is None:
        return False
    between = parsed.between(before, span)
    close = len(between) < _NEAR and not re.search(r"[,;:]", between)
    return close or bool(_FOR_EVERY.search(between))


def _so_often(counted: Figure, span: Figure) -> Iterator[Draft]:
    """Say «two flashes every 15 seconds» by the minute."""
    for name, size in _spans(span):
        often = scaled(over(amount_of(counted), amount_of(span)) or amount_of(span), size)
        rounded = Amount(Fraction(round(often.value)), _bound(often))
        if span.high is not None or often.value < _TWICE or span.value > size or not _is_near(often, rounded):
            continue
        what = counted.noun or "times"
        yield draft(
            "so often in", "quotient", (counted, span), (rounded,), given=(size,),
            amount=f"{rounded.said()} {what}", span=SPAN_SAID[name],
        )  # fmt: skip
        return


def _as_often(span: Figure, *, pauses: bool) -> Iterator[Draft]:
    """Say «every ten to twenty minutes» by the hour."""
    for name, size in _spans(span):
        if pauses and name in ("day", "year"):
            return
        ends = [amount_of(span)] if span.high is None else [high_of(span), amount_of(span)]
        often = [Amount(size / end.value, end.bound, end.digits) for end in ends]
        rounded = [Amount(Fraction(round(each.value)), _bound(each)) for each in often]
        if often[0].value < (_OFTEN if span.high is None else _TWICE) or span.value > size:
            continue
        if not all(_is_near(*each) for each in zip(often, rounded, strict=True)):
            continue
        number = " to ".join([rounded[0].said(), *(said(each.value) for each in rounded[1:])])
        yield draft(
            "so often in", "parts of", (span,), rounded, given=(size,),
            values=tuple(end.value for end in ends), amount=f"{number} times", span=SPAN_SAID[name],
        )  # fmt: skip
        return


def _spans(span: Figure) -> Iterator[tuple[str, Fraction]]:
    """Give the spans over which something may be counted, with how many of the told unit they hold."""
    for name in ("minute", "hour", "day"):
        if span.unit:
            yield name, units()[name].size / span.unit.size
    if span.unit and span.unit.name == "day":
        yield "year", Fraction(_DAYS)


def _is_near(exactly: Amount, rounded: Amount) -> bool:
    return abs(rounded.value - exactly.value) <= exactly.value * _CLOSE


def _bound(amount: Amount) -> Bound:
    whole = amount.value.denominator == 1
    return amount.bound if amount.bound != "exactly" else "exactly" if whole else "about"


def of_a_span(reading: Reading) -> Iterator[Draft]:
    """Say which share of the year or the day something takes: «239 days a year»."""
    for quantity in parse(reading).quantities:
        figure = quantity.figure
        whole = _WHOLE_SPANS.get((figure.unit.name, figure.per)) if figure.unit else None
        if whole is None or figure.high or quantity.lead in ("from", "to", "by"):
            continue
        share = over(amount_of(figure), Amount(Fraction(whole)))
        if share is None or not _LEAST_OF_SPAN < share.value < Fraction(9, 10):
            continue
        found = share_said(Amount(share.value, share.bound, 2))
        if (
            found
            and abs(found[1] - share.value) <= share.value * Fraction(4, 100)
            and found[1].denominator <= 5
        ):
            part = f"{part_said(found[1])} of the {figure.per}"
            if figure.per == "year" and figure.unit:
                some = Fraction(found[1].numerator)
                part = f"{said(some)} {figure.unit.said(some)} in {said(Fraction(found[1].denominator))}"
            about = "" if found[1] == share.value and share.bound == "exactly" else "about "
            yield draft(
                "share of the span", "share of one", (figure,), (Amount(found[1]),), given=(whole,),
                share=f"{about}{part}",
            )  # fmt: skip
            return
