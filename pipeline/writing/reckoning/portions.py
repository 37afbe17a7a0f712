"""What «every» or «each» comes to over a few of them, and what a large measure holds in a small one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, exact, over, scaled
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import unit_at, units

_EVERY_UNIT = re.compile(
    r"[^.,;]{0,20}? (?:with|for|in|over) (?:every|each)(?= (?:kilometre|kilometer|mile|metre|meter)\b)"
)
_EACH_THING = re.compile(
    r"(?: [a-z]+)? (?:with|at|for|in) (?:each|every) "
    r"(?P<thing>turn|stroke|step|stride|leap|jump|beat|lap|bound|hop)\b"
)
_A_MEASURE = re.compile(r"^(?:A|An|One|Each|Every) (?P<unit>cubic metre|tonne|hectare|square kilometre)\b")
_SMALLER = {
    "cubic metre": ("litre", 1000),
    "tonne": ("kilogram", 1000),
    "hectare": ("square metre", 10000),
    "square kilometre": ("hectare", 100),
}
_LADDER = {
    "tonne": "kilogram",
    "kilogram": "gram",
    "gram": "milligram",
    "cubic metre": "litre",
    "litre": "millilitre",
}
_A_HUNDRED = re.compile(r" (?:for|with|in|over) (?:every|each) (?P<number>hundred|thousand|ten) (?=[a-z])")
_HUNDREDS = {"ten": 10, "hundred": 100, "thousand": 1000}
_A_FEW = 3
_MOST_AMOUNTS = 2  # in a summary of which one is carried further
_KILOMETRE = 1000


def over_a_few(reading: Reading) -> Iterator[Draft]:
    """Carry «25 degrees warmer with every kilometre» over three of them."""
    for figure in reading.amounts:
        every = _EVERY_UNIT.match(reading.after(figure))
        if not every or not _can_be_carried(figure):
            continue
        found = unit_at(reading.text, figure.end + every.end())
        if found is None or found[0] == figure.unit or len(reading.amounts) > 1 or figure.value < _A_FEW:
            continue
        yield from _larger_step(figure, _A_FEW, f"{said(Fraction(_A_FEW))} {found[0].plural}", (_A_FEW,))


def for_a_larger_step(reading: Reading) -> Iterator[Draft]:
    """Carry «one degree for every hundred metres» ten times as far."""
    for figure in reading.amounts:
        every = _A_HUNDRED.match(reading.behind(figure)) or _A_HUNDRED.match(reading.after(figure))
        if not every or not _can_be_carried(figure):
            continue
        step = re.match(r"[a-z]+", reading.text[figure.start :].partition(every[0])[2])
        number = _HUNDREDS[every["number"]] * 10
        if step and len(reading.amounts) <= _MOST_AMOUNTS:
            yield from _larger_step(figure, 10, f"{said(Fraction(number))} {step[0]}", (10, number))


def _can_be_carried(figure: Figure) -> bool:
    """Tell one measured amount of a thing, of which there may be many times as much."""
    return bool(figure.unit) and not (figure.high or figure.per or figure.dimension in ("percent", "money"))


def _larger_step(figure: Figure, factor: int, step: str, given: tuple[int, ...]) -> Iterator[Draft]:
    amount = scaled(amount_of(figure), Fraction(factor))
    if figure.unit:
        text = f"{amount.said()} {figure.unit.said(amount.value)}"
        yield draft("larger step", "each times", (figure,), (amount,), given=given, amount=text, step=step)


def in_a_kilometre(reading: Reading) -> Iterator[Draft]:
    """Count the turns of a kilometre: «nearly five metres forward with each turn»."""
    for figure in reading.amounts:
        thing = _EACH_THING.match(reading.after(figure))
        if not thing or not figure.unit or figure.unit.name != "metre" or figure.high or figure.value > 50:
            continue
        number = over(exact(_KILOMETRE), amount_of(figure))
        if number:
            number = number.rounded()
            text = f"{number.said()} {thing['thing']}s"
            yield draft(
                "a kilometre of it", "inverse", (figure,), (number,), given=(_KILOMETRE,), amount=text
            )


def in_the_smaller_measure(reading: Reading) -> Iterator[Draft]:
    """Say of a litre what is told of a cubic metre: «A cubic metre of sea water holds 35 kilograms»."""
    large = _A_MEASURE.match(reading.text)
    if not large or len(reading.amounts) != 1:
        return
    figure = reading.amounts[0]
    if not figure.unit or figure.high or figure.per or figure.dimension not in ("mass", "volume"):
        return
    name, factor = _SMALLER[large["unit"]]
    unit, ratio = figure.unit, Fraction(1, factor)
    while figure.value * ratio < 1 and unit.name in _LADDER:
        smaller = units()[_LADDER[unit.name]]
        ratio, unit = ratio * unit.size / smaller.size, smaller
    amount = scaled(amount_of(figure), ratio)
    if 1 <= amount.value < factor:
        amount = Amount(amount.value, amount.bound, amount.digits).rounded()
        text = f"{amount.said()} {unit.said(amount.value)}"
        each = units()[name].singular
        yield draft(
            "for a single", "each times", (figure,), (amount,), given=(ratio,), amount=text, each=each
        )
