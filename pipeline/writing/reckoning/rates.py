"""Rates and rhythms, told over another span of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, exact, high_of, scaled, times
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import Unit, units
from pipeline.writing.reckoning.vocabulary import either, loosely

# Seconds in each unit of time; a year of 365 days, and a month of a twelfth of it, are near enough.
SECONDS = {
    "second": Fraction(1),
    "minute": Fraction(60),
    "hour": Fraction(3600),
    "day": Fraction(86400),
    "week": Fraction(604800),
    "month": Fraction(31536000, 12),
    "year": Fraction(31536000),
    "decade": Fraction(315360000),
    "century": Fraction(3153600000),
}
# For a rate, the spans that may be told instead, the best first, and what numbers are still plain.
_OTHERS = {
    "second": ("minute", "hour"),
    "minute": ("hour", "day", "second"),
    "hour": ("minute", "day"),
    "day": ("minute", "hour", "year"),
    "week": ("year",),
    "month": ("year",),
    "year": ("hour", "day", "century"),
    "decade": ("year", "century"),
    "century": ("year",),
}
# An average over a shorter span holds by itself where the span is small or nobody rests in it.
_AVERAGES = {
    ("hour", "minute"),
    ("minute", "second"),
    ("second", "minute"),
    ("year", "day"),
    ("decade", "year"),
    ("century", "year"),
}
_SUBJECT_UNCEASING = re.compile(rf"\b{either('unceasing')}\b", re.IGNORECASE)
_PLANT = re.compile(
    r"\b(?:calf|calves|cub|cubs|chick|chicks|baby|babies|infant|newborn|kitten|puppy|caterpillar|larva|larvae|fir|oak|beech|birch|spruce|pine|tree|trees|plant|plants|vine|vines|willow|poplar|forest|field)\b"
)
_DAILY = re.compile(rf"\b{either('daily')}\b")
_PLAIN = (Fraction(5), Fraction(300))
_FEWEST = Fraction(19, 20)  # fewer than five are said where they are a whole number, or nearly one
_NO_RATES = ("percent", "temperature", "degree", "time", "calendar", "speed", "area")
_TO_THE_YEAR = ("day", "week", "month")  # over which money is paid again and again
_WORK = re.compile(r"\b(?:earn|pay|paid|wage|salar|work|charg|invoice|rate|fee|hire|rent)", re.IGNORECASE)
_END_OF_CHANGE = re.compile(r"\bfrom (?:about )?$|(?<!up )\bto (?:about )?$")
_FEW = 5
_AT_TIMES = re.compile(r" (?:in|during|at|when|while|on|after|before|for) ")
_CREEPING = Fraction(1, 20)  # metres a year: what creeps so slowly goes on
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_IN_SEASON = re.compile(
    r"[^.;,]*\b(?:in|during) (?:the |early |late )*(?:spring|summer|autumn|winter|season|[A-Z][a-z]+uary"
    r"|March|April|May|June|July|August|[A-Z][a-z]+ember|October)\b"
)
_FOR_TIME = re.compile(
    r",? for (?:about |some )?(?:an?|\d|[a-z]+ (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b)"
)
SPAN_SAID = {
    "hour": "an hour",
    "day": "a day",
    "week": "a week",
    "month": "a month",
    "minute": "a minute",
    "year": "a year",
    "century": "a century",
    "second": "a second",
}


def rates(reading: Reading) -> Iterator[Draft]:
    """Say a rate over another span: «100,000 times a day» is «about seventy a minute»."""
    for figure in reading.amounts:
        if not figure.per or figure.kind == "part" or figure.dimension in _NO_RATES:
            continue
        if _END_OF_CHANGE.search(reading.before(figure)):
            continue
        if _FOR_TIME.match(reading.behind(figure)):
            yield from _for_so_long(reading, figure)
        elif figure.dimension == "money" and len([f for f in reading.amounts if f.is_plain or f.per]) > 1:
            continue  # what is told beside it is the point
        elif figure.unit is not None or figure.value >= _FEW:  # «two tides a day» are not quite 730 in a year
            seasonal = bool(_IN_SEASON.match(reading.behind(figure)))
            yield from (
                each
                for each in _other_span(figure, _spans_that_hold(reading, figure))
                if not (seasonal and each.blanks["span"] in ("a year", "a day"))
            )


def _spans_that_hold(reading: Reading, figure: Figure) -> tuple[str, ...]:
    """Give the spans over which a rate surely holds: nobody works round the clock, and machines stop."""
    if figure.dimension == "money":
        earned = figure.per == "day" and _WORK.search(reading.text)
        return () if earned or figure.per not in _TO_THE_YEAR else ("year",)
    clause = reading.text[_clause_start(reading, figure) : figure.start]
    verb = next(
        (t for t in reading.tokens_in(_clause_start(reading, figure), figure.start) if t.tag in _FINITE), None
    )
    subject = reading.text[_clause_start(reading, figure) : verb.start if verb else figure.start]
    if _SUBJECT_UNCEASING.search(subject) and not _AT_TIMES.match(reading.behind(figure)):
        return _OTHERS[figure.per]
    spans = [span for span in _OTHERS[figure.per] if (figure.per, span) in _AVERAGES]
    timed = any(other.dimension in ("time", "calendar") for other in reading.amounts if other is not figure)
    if len(reading.amounts) > 1 and figure.per == "hour":
        spans = []  # what is told beside it is the point
    if figure.per == "second" and len(reading.amounts) > 1:
        spans = []  # what is told beside it is the point
    if figure.per == "day" and _DAILY.search(clause) and not timed and not _PLANT.search(subject):
        spans.append("year")
    creeps = figure.unit and figure.dimension == "length" and figure.value * figure.unit.size < _CREEPING
    if figure.per == "year" and creeps:
        spans.append("century")
    return tuple(spans)


def _clause_start(reading: Reading, figure: Figure) -> int:
    return max((m.end() for m in re.finditer(r"[.;:,] ", reading.before(figure))), default=0)


def _for_so_long(reading: Reading, rate: Figure) -> Iterator[Draft]:
    """Multiply a rate by the time that it is kept up: «24 pictures a second for 90 minutes»."""
    time = next((figure for figure in reading.amounts if figure.start > rate.end), None)
    if time is None or time.unit is None or rate.high or time.high or time.unit.name not in SECONDS:
        return
    if not re.fullmatch(rf",? for {loosely()}", reading.text[rate.noun_end : time.start]):
        return
    ratio = SECONDS[time.unit.name] / SECONDS[rate.per]
    total = times(scaled(amount_of(rate), ratio), amount_of(time))
    if total and time.value * ratio >= 2:
        spoken = Amount(total.value, total.bound) if total.value.denominator == 1 else total.rounded()
        what = rate.unit.said(spoken.value) if rate.unit else rate.noun
        if what:
            text = f"{spoken.said()} {what}"
            yield draft("total", "product", (rate, time), (spoken,), given=(ratio,), total=text)


def _other_span(figure: Figure, spans: tuple[str, ...]) -> Iterator[Draft]:
    for span, may_fit in [*((span, False) for span in spans), *((span, True) for span in spans)]:
        ratio = SECONDS[span] / SECONDS[figure.per]
        low, high = (_over_span(figure, end, span) for end in (amount_of(figure), high_of(figure)))
        if low is None or high is None or (ratio < 1 and (figure.high or figure.value <= 1)):
            continue
        if figure.dimension == "mass" and figure.per == "day" and ratio < 1:
            continue  # bread is not eaten by the hour
        if span == "century" and not _is_slow(figure):
            continue  # what grows so slowly goes on; what gives a kilogram a year need not live so long
        unit = figure.unit
        if may_fit or ratio > 1:
            unit, low, high = fitting(unit, low, high)
        least, most = _PLAIN if ratio < 1 else (Fraction(1), Fraction(10) ** 7)
        if ratio < 1 and not figure.high and _is_nearly_whole(low):
            least = _FEWEST
        if not least <= low.value <= most or (unit and unit.dimension == "length" and low.value > 50000):
            continue
        low, high = (whole_count(each) if unit is None else each.rounded() for each in (low, high))
        values = (figure.value,) if figure.high is None else (figure.value, figure.high)
        amount = low.said() if figure.high is None else f"{low.said()} to {said(high.value)}"
        what = unit.said(low.value) if unit else figure.noun
        if unit and unit.dimension == "times":
            what = "times" if ratio >= 1 else ""
        if not what and not (unit and unit.dimension == "times"):
            return
        scale = figure.unit.size / unit.size if figure.unit and unit else Fraction(1)
        yield draft(
            f"rate {'up' if ratio > 1 else 'down'}",
            "each times",
            (figure,),
            (low, high)[: len(values)],
            given=(ratio * scale,),
            values=values,
            amount=f"{amount} {what}".strip(),
            span=SPAN_SAID[span],
            all_of=_all_of(figure.per),
        )
        return


def _over_span(figure: Figure, amount: Amount, span: str) -> Amount | None:
    """Carry an amount over another span; of money two digits stay: about 40 a month are about 480 a year."""
    ratio = SECONDS[span] / SECONDS[figure.per]
    if figure.dimension != "money":
        return times(amount, Amount(ratio, digits=2 if {"year", "month"} & {span, figure.per} else None))
    digits = max(2, amount.digits) if amount.digits else None
    return times(Amount(amount.value, amount.bound, digits), exact(round(ratio)))


def _is_nearly_whole(amount: Amount) -> bool:
    whole = Fraction(round(amount.value))
    return amount.bound in ("exactly", "about", "at most") and abs(whole - amount.value) <= amount.value / 20


def whole_count(amount: Amount) -> Amount:
    """Round so that nobody hears of 5.4 eggs, where that is near enough."""
    whole = Fraction(round(amount.value))
    near = amount.value < 20 and abs(whole - amount.value) <= amount.value * Fraction(8, 100)
    if near and whole != amount.value and amount.bound in ("exactly", "about"):
        return Amount(whole, "about")
    return amount.rounded()


def _is_slow(figure: Figure) -> bool:
    return figure.unit is not None and figure.dimension == "length" and figure.value * figure.unit.size < 1


def _all_of(span: str) -> str:
    return {
        "day": "day and night",
        "year": "the whole year",
        "hour": "the hour",
        "week": "the whole week",
    }.get(span, f"the whole {span}")


def fitting(unit: Unit | None, low: Amount, high: Amount) -> tuple[Unit | None, Amount, Amount]:
    """Choose the unit in which the number is plain: 340 millimetres become 34 centimetres."""
    if unit is None or unit.metric or unit.dimension not in ("length", "mass", "volume"):
        return unit, low, high
    ladder = {
        "length": ("millimetre", "centimetre", "metre", "kilometre"),
        "mass": ("milligram", "gram", "kilogram", "tonne"),
        "volume": ("millilitre", "litre"),
    }[unit.dimension]
    if unit.name not in ladder:
        return unit, low, high
    chosen = unit
    for name in ladder:
        each = units()[name]
        if (
            low.value * unit.size / each.size >= 1
            and each.size > unit.size
            and low.value >= (20 if each.name == "centimetre" else 100)
        ):
            chosen = each
        if low.value < 1 and each.size < unit.size and 2 <= low.value * unit.size / each.size < 1000:
            chosen = each
    factor = unit.size / chosen.size
    return chosen, scaled(low, factor), scaled(high, factor)
