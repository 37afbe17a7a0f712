"""Numbers said in another unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.figures import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, exact, high_of, times
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import units

_MILES = re.compile(r"\b(?:kilometers?|meters?|centimeters?|liters?)\b")
_RISE = re.compile(
    r"\b(?:by|rises?|rose|falls?|fell|climbs?|drops?|gains?|warms?|cools?|adds?) (?:about |some |up to |only |another )?$"
)
_LEVEL = re.compile(
    r"\b(?:at|of|is|was|to|reach(?:es|ed)?|below|above|over|under|an?|the) (?:about |some |around |roughly |only |just )?$"
)
_LIFTED = {
    "millimetre": ("metre", 5000),
    "centimetre": ("metre", 1000),
    "metre": ("kilometre", 20000),
    "gram": ("kilogram", 5000),
    "kilogram": ("tonne", 5000),
    "millilitre": ("litre", 3000),
    "second": ("minute", 200),
    "minute": ("hour", 150),
    "hour": ("day", 72),
    "day": ("week", 60),
    "month": ("year", 30),
}


def conversions(reading: Reading) -> Iterator[Draft]:
    """Say a measure in metric units, or in miles and feet where the text spells as Americans do."""
    for figure in reading.amounts:
        if figure.unit is None:
            continue
        if figure.dimension == "temperature":
            yield from conv_degrees(reading, figure)
            continue
        target = figure.unit.metric
        if not target and _MILES.search(reading.text[figure.start : figure.end]):
            target = {"kilometre": "mile", "metre": "foot", "centimetre": "inch"}.get(figure.unit.name, "")
        if figure.unit.name == "metre a second":
            target = "kilometre an hour"
        if target:
            yield from _converted(reading, figure, target)


def lifted(reading: Reading) -> Iterator[Draft]:
    """Say a number that is large for its unit in the next larger one: «76 hours» is «about 3.2 days»."""
    for figure in reading.amounts:
        if figure.unit is None or figure.per or figure.high or figure.unit.name not in _LIFTED:
            continue
        name, least = _LIFTED[figure.unit.name]
        if (
            figure.value < least
            or figure.value % 365 == 0
            or re.match(r"s?-| of (?:the|a|each|every) year", reading.after(figure))
        ):
            continue
        ratio = figure.unit.size / units()[name].size
        if name == "week" and figure.value > 400:
            name, ratio = "year", Fraction(1, 365)
        amount = times(amount_of(figure), exact(ratio))
        if amount and not any(f.unit == units()[name] for f in reading.amounts):
            amount = amount.rounded()
            text = f"{amount.said()} {units()[name].said(amount.value)}"
            yield draft("converted", "each times", (figure,), (amount,), given=(ratio,), amount=text)


def _is_measure(reading: Reading, figure: Figure) -> bool:
    """Tell pounds of weight from pounds of money, and feet that measure from feet that walk."""
    assert figure.unit is not None
    after = reading.after(figure)
    if figure.unit.name == "pound":
        heavy = re.search(r"\b(?:weigh\w*|heavy|heavier|weight|mass|load|lift\w*|carr\w+)\b", reading.text)
        attribute = reading.text[figure.start : figure.end].find("-") > 0
        money = re.search(
            r"\b(?:price|cost|costs|pay|paid|tax|wages?|earn\w*|rent|fee|sold|bought|fine|prize|money|debt|loan)\b|£",
            reading.text,
        )
        return not money and bool(heavy or attribute or re.match(r" of ", after))
    if figure.unit.name == "foot" and figure.value < 10:
        return (
            bool(
                re.match(
                    r" (?:high|tall|long|deep|wide|thick|across|above|below|of|by|apart|in|down|up|under|from)\b",
                    after,
                )
            )
            or "-" in reading.text[figure.start : figure.end]
        )
    return True


def _converted(reading: Reading, figure: Figure, target: str) -> Iterator[Draft]:
    assert figure.unit is not None
    if not _is_measure(reading, figure):
        return
    unit = units()[target]
    ratio = figure.unit.size / unit.size
    if unit.name == "centimetre" and figure.value * ratio >= 300:
        unit, ratio = units()["metre"], ratio / 100
    if (unit.name == "kilogram" and figure.value * ratio < 1) or figure.per:
        return
    amounts = [times(each, exact(ratio)) for each in (amount_of(figure), high_of(figure))]
    low, high = amounts
    if (
        low is None
        or high is None
        or low.value < Fraction(1, 2)
        or any(f.unit == unit for f in reading.amounts)
    ):
        return
    low, high = low.rounded(), high.rounded()
    values = (figure.value,) if figure.high is None else (figure.value, figure.high)
    number = low.said() if figure.high is None else f"{low.said()} to {said(high.value)}"
    spoken = (low, high)[: len(values)]
    text = f"{number} {unit.said(spoken[-1].value)}"
    yield draft("converted", "each times", (figure,), spoken, given=(ratio,), values=values, amount=text)


def conv_degrees(reading: Reading, figure: Figure) -> Iterator[Draft]:
    assert figure.unit is not None
    before = reading.before(figure)
    if figure.unit.name != "fahrenheit" or any(f.unit and f.unit.name == "celsius" for f in reading.amounts):
        return
    values = (figure.value,) if figure.high is None else (figure.value, figure.high)
    if _RISE.search(before) and not re.search(r"\bto (?:about )?$", before):
        amounts = [_whole(Amount(each * Fraction(5, 9), figure.bound)) for each in values]
        kind, operation, given = "rise in celsius", "each times", (Fraction(5, 9),)
    elif _LEVEL.search(before):
        step = 10 if figure.value % 10 == 0 and figure.value >= 200 else 1  # an oven is set in tens
        amounts = [_whole(Amount((each - 32) * Fraction(5, 9), figure.bound), step) for each in values]
        kind, operation, given = "in celsius", "celsius", ()
    else:
        return
    bounds = " to ".join(each.said() if not n else said(each.value) for n, each in enumerate(amounts))
    yield draft(kind, operation, (figure,), amounts, given=given, values=values, amount=f"{bounds} degrees")


def _whole(amount: Amount, step: int = 1) -> Amount:
    """Round to whole degrees, or to tens of them."""
    value = Fraction(round(amount.value / step) * step)
    if value == amount.value or amount.bound != "exactly":
        return Amount(value, amount.bound if amount.bound == "exactly" or value == amount.value else "about")
    return Amount(value, "about")
