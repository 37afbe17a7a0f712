"""Rates and rhythms, told over another span of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.figures import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, exact, high_of, over, scaled, times
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import Unit, units
from pipeline.writing.reckoning.vocabulary import loosely

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
    "month": ("day", "year"),
    "year": ("day", "hour", "century"),
    "decade": ("year", "century"),
    "century": ("year",),
}
_PLAIN = (Fraction(5), Fraction(300))
_WHOLE_LENGTH = re.compile(r"\blong\b|\b(?:ran|runs|stretches|stretched) [^.;]*$")
_AT = re.compile(rf" at {loosely()}")
_TOO_MANY = {"kilometre": 2000, "hour": 120, "day": 72}  # metres, minutes, hours
_EVERY = re.compile(r"\b(?:every|each|once (?:in|every)) (?:about |some |roughly )?$|\bevery (?:about )?$")
_NO_RHYTHM = re.compile(
    r"\b(?:doubl|halv|half|by|per|percent|degree|least|almost every)\w*\b[^,;]*\bevery (?:about |some )?$"
)
_SPANS = {
    "minute": ("hour", "day"),
    "hour": ("day", "week"),
    "second": ("minute",),
    "day": ("year",),
    "week": ("year",),
    "month": ("year",),
    "year": ("century",),
}
SPAN_SAID = {
    "hour": "an hour",
    "day": "a day",
    "week": "a week",
    "minute": "a minute",
    "year": "a year",
    "century": "a century",
    "second": "a second",
}


def rates(reading: Reading) -> Iterator[Draft]:
    """Say a rate over another span: «100,000 times a day» is «about seventy a minute»."""
    for figure in reading.amounts:
        if not figure.per or figure.dimension in (
            "percent",
            "temperature",
            "degree",
            "time",
            "calendar",
            "money",
            "speed",
            "area",
        ):
            continue
        if (
            re.search(r"\bfrom (?:about )?$|(?<!up )\bto (?:about )?$", reading.before(figure))
            or figure.kind == "part"
        ):
            continue
        yield from _other_span(figure)


def _other_span(figure: Figure) -> Iterator[Draft]:
    spans = _OTHERS[figure.per]
    for span, may_fit in [*((span, False) for span in spans), *((span, True) for span in spans)]:
        ratio = SECONDS[span] / SECONDS[figure.per]
        constant = Amount(ratio, digits=2 if {"year", "month"} & {span, figure.per} else None)
        amounts = [times(amount, constant) for amount in (amount_of(figure), high_of(figure))]
        low, high = (each for each in amounts)
        if low is None or high is None or (ratio < 1 and (figure.high or figure.value <= 1)):
            continue
        if span == "century" and not _is_slow(figure):
            continue  # what grows so slowly goes on; what gives a kilogram a year need not live so long
        unit = figure.unit
        if may_fit or ratio > 1:
            unit, low, high = fitting(unit, low, high)
        least, most = _PLAIN if ratio < 1 else (Fraction(1), Fraction(10) ** 7)
        if not least <= low.value <= most or (unit and unit.dimension == "length" and low.value > 50000):
            continue
        low, high = low.rounded(), high.rounded()
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
        if low.value * unit.size / each.size >= 1 and each.size > unit.size and low.value >= 100:
            chosen = each
        if low.value < 1 and each.size < unit.size and 2 <= low.value * unit.size / each.size < 1000:
            chosen = each
    factor = unit.size / chosen.size
    return chosen, scaled(low, factor), scaled(high, factor)


def ways(reading: Reading) -> Iterator[Draft]:
    """Give the time that a length takes at a speed that is told beside it."""
    lengths = [figure for figure in reading.amounts if figure.dimension == "length" and not figure.high]
    if len(lengths) != 2 or bool(lengths[0].per) == bool(lengths[1].per):
        return
    whole, rate = sorted(lengths, key=lambda figure: bool(figure.per))
    if not (whole.unit and rate.unit) or not _WHOLE_LENGTH.search(reading.text[: whole.end + 12]):
        return
    scale = whole.unit.size / rate.unit.size
    time = over(scaled(amount_of(whole), scale), amount_of(rate))
    if time and time.value >= 2:
        time = time.rounded()
        text = f"{time.said()} {units()[rate.per].said(time.value)}"
        yield draft("way", "quotient", (whole, rate), (time,), given=(scale,), time=text)


def journeys(reading: Reading) -> Iterator[Draft]:
    """Give the way of so long at a speed, and the time of so far: «4 seconds at 100 kilometres per hour»."""
    for first, second in reading.neighbours:
        if second.dimension != "speed" or not first.unit or first.high or second.high or not second.unit:
            continue
        if not _AT.fullmatch(reading.between(first, second)):
            continue
        if first.dimension == "time":
            scale = first.unit.size / 3600 * second.unit.size  # metres, the base unit of a speed's hour
            way = times(scaled(amount_of(first), scale), amount_of(second))
            yield from _journey("journey", "product", (first, second), way, units()["metre"], scale)
        elif first.dimension == "length":
            scale = first.unit.size / second.unit.size * 60
            time = over(scaled(amount_of(first), scale), amount_of(second))
            yield from _journey("journey time", "quotient", (first, second), time, units()["minute"], scale)


def _journey(
    kind: str, operation: str, pair: tuple[Figure, Figure], amount: Amount | None, unit: Unit, scale: Fraction
) -> Iterator[Draft]:
    """Say a way in metres or kilometres, a time in minutes, hours or days."""
    if amount is None:
        return
    for name in ("kilometre",) if unit.name == "metre" else ("hour", "day"):
        larger = units()[name]
        if amount.value >= _TOO_MANY[larger.name]:
            ratio = unit.size / larger.size
            amount, unit, scale = scaled(amount, ratio), larger, scale * ratio
    if amount.value >= 1:
        amount = amount.rounded()
        text = f"{amount.said()} {unit.said(amount.value)}"
        yield draft(kind, operation, pair, (amount,), given=(scale,), amount=text)


def speeds(reading: Reading) -> Iterator[Draft]:
    """Say a high speed as the way of a minute."""
    for figure in reading.amounts:
        if (
            figure.unit
            and figure.unit.name == "kilometre an hour"
            and not figure.high
            and figure.value >= 120
        ):
            low = over(amount_of(figure), exact(60))
            if low:
                low = low.rounded()
                unit = units()[figure.unit.name.removesuffix(" an hour")]
                yield draft(
                    "speed",
                    "each times",
                    (figure,),
                    (low,),
                    given=(Fraction(1, 60),),
                    amount=f"{low.said()} {unit.said(low.value)}",
                )


def rhythms(reading: Reading) -> Iterator[Draft]:
    """Say a rhythm as so many times in a longer span: «every 20 minutes» is «three times an hour»."""
    for figure in reading.amounts:
        if figure.dimension not in ("time", "calendar") or figure.high or not figure.unit or figure.value < 2:
            continue
        before = reading.before(figure)
        if not _EVERY.search(before) or _NO_RHYTHM.search(before):
            continue
        if any(
            f.end <= figure.start and figure.start - f.noun_end < 12 and f is not figure
            for f in reading.amounts
        ):
            continue
        for span in _SPANS.get(figure.unit.name, ()):
            amount = over(exact(SECONDS[span] / SECONDS[figure.unit.name]), amount_of(figure))
            if amount is None or not 2 <= amount.value <= 100:
                continue
            spoken = Amount(Fraction(round(amount.value)), "about")
            if (
                amount.bound not in ("exactly", "about")
                or abs(spoken.value - amount.value) > amount.value / 20
            ):
                continue
            if amount.value.denominator == 1:
                spoken = amount
            given = (SECONDS[span] / SECONDS[figure.unit.name],)
            kind = "rhythm of a day" if span == "day" else "rhythm"
            if kind != "rhythm" and re.search(r"\b[ap]\.?m\b", reading.text):
                break
            yield draft(
                kind,
                "inverse",
                (figure,),
                (spoken,),
                given=given,
                amount=_times_said(spoken),
                span=SPAN_SAID[span],
            )
            break


def _times_said(amount: Amount) -> str:
    return (
        f"{amount.said()} times"
        if amount.value != 2
        else f"{'about ' if amount.bound == 'about' else ''}twice"
    )
