"""How a pace is said: by the unit of time or of work in which its number is plain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, over, scaled
from pipeline.writing.reckoning.nouns import singular
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.quantity import Quantity
from pipeline.writing.reckoning.reading import Draft, draft
from pipeline.writing.reckoning.spans import SECONDS, SPAN_SAID, fitting, so_many

_SHORTER = {"hour": "minute", "minute": "second"}
_LARGE = 1400
_LEAST, _MOST = Fraction(3, 2), 10**11


def paced(amount: Quantity, time: Quantity) -> Iterator[Draft]:
    """Give how much of an amount falls to one unit of its time, or how long one of many took."""
    one, two = amount.figure, time.figure
    if time.lead == "over" and two.bound == "over":
        two = replace(two, bound="exactly")  # «300 billion dollars over five years»
    if two.unit is None:
        yield from _by_the_thing(one, two)
    elif two.unit.name in ("minute", "second") and one.unit and one.unit.name in ("mile", "kilometre"):
        yield from _speed(one, two)
    else:
        yield from _pace(one, two)


def _pace(one: Figure, two: Figure) -> Iterator[Draft]:
    pace = over(amount_of(one), amount_of(two))
    if pace is None or two.unit is None:
        return
    span, factor = two.unit.name, Fraction(1)
    shorter = _SHORTER.get(span, "")
    if shorter and pace.value > _LARGE and pace.value >= 2 * SECONDS[span] / SECONDS[shorter]:
        span, factor = shorter, SECONDS[shorter] / SECONDS[span]
    unit, pace, _ = fitting(one.unit, scaled(pace, factor), scaled(pace, factor))
    if factor == 1 and two.value == 1:
        return
    if not _LEAST <= pace.value <= _MOST:
        yield from _one_in(one, two)
        return
    told = so_many(pace, unit, one.noun)
    if told is None:
        return
    spoken, amount = told
    scale = one.unit.size / unit.size if one.unit and unit else Fraction(1)
    yield draft(
        "pace", "quotient", (one, two), (spoken,), given=(factor * scale,),
        amount=amount, span=SPAN_SAID.get(span, f"a {span}"),
    )  # fmt: skip


def _one_in(counted: Figure, time: Figure) -> Iterator[Draft]:
    """Say how rarely something came: «three times in 2.1 million years»."""
    one = over(amount_of(time), amount_of(counted))
    if (
        counted.unit
        or one is None
        or time.unit is None
        or one.value < 2
        or one.bound not in ("exactly", "about")
    ):
        return
    spoken = one.rounded() if time.unit.name == "year" else _plainly(one)
    if spoken and (spoken.value * 2).denominator == 1:
        text = f"{said(spoken.value)} {time.unit.said(spoken.value)}"
        number = f"{Amount(Fraction(1), spoken.bound).said()} {singular(counted.noun)}"
        yield draft("once in so many", "quotient", (time, counted), (spoken,), amount=text, one=number)


def _plainly(amount: Amount) -> Amount | None:
    """Round a short time to halves or to whole numbers; None where neither is near."""
    for plain, off in ((Fraction(round(amount.value * 2), 2), 20), (Fraction(round(amount.value)), 10)):
        if abs(plain - amount.value) <= amount.value / off:
            return Amount(plain, amount.bound if plain == amount.value else "about")
    return None


def _speed(way: Figure, time: Figure) -> Iterator[Draft]:
    """Say by the hour how fast something went that covered miles or kilometres in minutes or seconds."""
    speed = over(amount_of(way), amount_of(time))
    if speed is None or way.unit is None or time.unit is None:
        return
    factor = SECONDS["hour"] / SECONDS[time.unit.name]
    bound = "about" if speed.bound == "exactly" else speed.bound
    spoken = Amount(speed.value * factor, bound, max(2, speed.digits or 2)).rounded()
    text = f"{spoken.said()} {way.unit.said(spoken.value)}"
    yield draft("pace", "quotient", (way, time), (spoken,), given=(factor,), amount=text, span="an hour")


def _by_the_thing(amount: Figure, things: Figure) -> Iterator[Draft]:
    """Share out «a 35-metre tower» over «four summers»."""
    pace = over(amount_of(amount), amount_of(things))
    if pace is None or pace.value < 2:
        return
    told = so_many(pace, amount.unit, amount.noun)
    if told is None:
        return
    spoken, text = told
    yield draft("average", "quotient", (amount, things), (spoken,), amount=text, each=singular(things.noun))
