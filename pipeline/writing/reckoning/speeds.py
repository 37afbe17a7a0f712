"""Ways and speeds: how far in so long, how long for so far."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, exact, over, scaled, times
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import Unit, units
from pipeline.writing.reckoning.vocabulary import loosely

_WHOLE_LENGTH = re.compile(r"\blong\b|\b(?:ran|runs|stretches|stretched) [^.;]*$")
_AT = re.compile(rf" at {loosely()}")
_TOO_MANY = {"kilometre": 2000, "hour": 120, "day": 72}  # metres, minutes, hours


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
    """Say a high speed as the way of a second."""
    if len(reading.amounts) > 1 and any(f.is_plain for f in reading.amounts):
        return
    for figure in reading.amounts:
        if (
            figure.unit
            and figure.unit.name == "kilometre an hour"
            and not figure.high
            and figure.value >= 150
        ):
            low = times(amount_of(figure), exact(Fraction(5, 18)))
            if low:
                low = low.rounded()
                unit = units()["metre"]
                yield draft(
                    "speed",
                    "each times",
                    (figure,),
                    (low,),
                    given=(Fraction(5, 18),),
                    amount=f"{low.said()} {unit.said(low.value)}",
                )
