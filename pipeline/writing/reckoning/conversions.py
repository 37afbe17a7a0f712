"""Numbers said in another unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, exact, high_of, times
from pipeline.writing.reckoning.numerals import numeral_at, said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import Unit, units
from pipeline.writing.reckoning.vocabulary import either, loosely

_AMERICAN = re.compile(r"\b(?:kilometers?|meters?|centimeters?)\b")
_TO_MILES = {"kilometre": "mile", "metre": "foot", "centimetre": "inch"}
_RISE = re.compile(rf"\b{either('moving')} {loosely()}$")
_LEVEL = re.compile(rf"\b{either('standing')} {loosely()}$")
_TO = re.compile(rf"(?<!up )\bto {loosely()}$")
_WEIGHT = re.compile(rf"\b{either('weight_words')}\b")
_MONEY = re.compile(rf"\b{either('money_words')}\b|£")
_SPEED = re.compile(rf"\b(?:at|of|made|makes|speeds?|winds?|reach\w*|sail\w*|up to|does|did) {loosely()}$")
_FOOT = re.compile(rf" {either('foot_words')}\b")
# Units that few can picture, and those that only readers of the same country can.
_RARE = ("knot", "fathom", "nautical mile", "acre", "fahrenheit", "metre a second")
_BRITISH = re.compile(
    r"\b(?:kilomet|met|centimet|millimet|lit)res?\b|\b\w+(?:our|ours|oured|ised|ise|yse)\b|\d (?:km"
    r"|m|kg|cm)\b|°C"
)
_NOT_BRITISH = re.compile(
    r"\b(?:hour|hours|four|our|your|pour|pours|poured|tour|tours|rise|wise|exercise|promise|raised|raise"
    r"|advise"
    r"|otherwise|noise|precise|surprise|enterprise|advised|promised|toured|devise|devised|sour|flour"
    r"|premise)\b"
)
# Numbers that are large for their unit: the next larger one, and from where on.
_LIFTED = {
    "second": ("minute", 600),
    "minute": ("hour", 100),
    "hour": ("day", 60),
    "day": ("week", 700),
    "month": ("year", 30),
}
_ON_END = re.compile(rf"\b(?:for|lasts?|lasted|took|takes|after|within|in) {loosely()}$")
_WORKING = re.compile(rf"\b{either('working')}\b")
_DAYS_AS_YEARS = 400
_NEARLY = Fraction(4, 100)  # off a whole number, that no listener minds


def conversions(reading: Reading) -> Iterator[Draft]:
    """Say a measure in metric units, or in miles and feet where the text spells as Americans do."""
    for figure in reading.amounts:
        unit = figure.unit
        if unit is None or not (unit.name in _RARE or _is_metric(reading) or not unit.metric):
            continue
        if unit.name == "fahrenheit" and sum(each.unit == unit for each in reading.amounts) == 1:
            yield from _degrees(reading, figure)
        target = unit.metric
        if not target and _AMERICAN.search(reading.text[figure.start : figure.end]):
            target = _TO_MILES.get(unit.name, "")
        if unit.name == "metre a second":
            target = "kilometre an hour"
        if target and not figure.per and _is_measure(reading, figure, unit):
            yield from _converted(reading, figure, unit, _fitting(figure, unit, units()[target]))


def _is_metric(reading: Reading) -> bool:
    """Tell by its spelling whether a summary is written for people who think in metres."""
    return bool(_BRITISH.search(_NOT_BRITISH.sub("", reading.text))) and not _AMERICAN.search(reading.text)


def _fitting(figure: Figure, unit: Unit, target: Unit) -> Unit:
    large = target.name == "centimetre" and figure.value * unit.size >= 3
    return units()["metre"] if large else target


def _is_measure(reading: Reading, figure: Figure, unit: Unit) -> bool:
    """Tell pounds of weight from pounds of money, and feet that measure from feet that walk."""
    after, is_attribute = reading.after(figure), "-" in reading.text[figure.start : figure.end]
    if unit.name == "pound":
        weighs = is_attribute or _WEIGHT.search(reading.text) or re.match(r" of ", after)
        return bool(weighs) and not _MONEY.search(reading.text)
    if unit.name == "knot":
        return bool(_SPEED.search(reading.before(figure)[-40:]))
    if unit.name == "foot" and figure.value < 10:
        return is_attribute or bool(_FOOT.match(after))
    return True


def _converted(reading: Reading, figure: Figure, unit: Unit, target: Unit) -> Iterator[Draft]:
    ratio = unit.size / target.size
    values = (figure.value,) if figure.high is None else (figure.value, figure.high)
    ends = (amount_of(figure), high_of(figure))[: len(values)]
    plain = [Amount(end.value, "about" if end.bound != "exactly" else "exactly", end.digits) for end in ends]
    spoken = [amount.rounded() for end in plain if (amount := times(end, exact(ratio)))]
    if spoken[0].value < Fraction(1, 2) or any(other.unit == target for other in reading.amounts):
        return
    number = " to ".join([spoken[0].said(), *(said(each.value) for each in spoken[1:])])
    text = f"{number} {target.said(spoken[-1].value)}"
    yield draft(
        "converted",
        "each times",
        (figure,),
        spoken,
        given=(ratio,),
        values=values,
        amount=text,
        source=_source(figure, unit),
    )


def _source(figure: Figure, unit: Unit) -> str:
    """Say the measure that is told in another unit, so that nobody asks which one is meant."""
    low = said(figure.value) + (f" to {said(figure.high)}" if figure.high else "")
    return f"{low} {unit.said(figure.high or figure.value)}"


def _degrees(reading: Reading, figure: Figure) -> Iterator[Draft]:
    """Say degrees Fahrenheit in Celsius: a rise as a difference, a level as a temperature."""
    before = reading.before(figure)
    if any(other.unit and other.unit.name == "celsius" for other in reading.amounts):
        return
    values = (figure.value,) if figure.high is None else (figure.value, figure.high)
    if _RISE.search(before) and not _TO.search(before):
        kind, operation, given = "rise in celsius", "each times", (Fraction(5, 9),)
        spoken = [_whole(each * Fraction(5, 9), figure) for each in values]
    elif _LEVEL.search(before):
        kind, operation, given = "in celsius", "celsius", (Fraction(5, 9),)
        spoken = [_whole((each - 32) * Fraction(5, 9), figure) for each in values]
    else:
        return
    number = " to ".join([spoken[0].said(), *(said(each.value) for each in spoken[1:])])
    yield draft(kind, operation, (figure,), spoken, given=given, values=values, amount=f"{number} degrees")


def _whole(exactly: Fraction, figure: Figure) -> Amount:
    """Round to whole degrees, and to tens of them where an oven is set in tens."""
    step = 10 if figure.value % 10 == 0 and figure.value >= 200 else 1
    value = Fraction(round(exactly / step) * step)
    bound = "about" if figure.bound == "exactly" and value != exactly else figure.bound
    return Amount(value, bound)


def _is_set_against(reading: Reading, figure: Figure) -> bool:
    """Tell «72 hours, ordinary grades for only four to six», where another such number follows."""
    return any(other.start > figure.start and other.is_plain for other in reading.amounts)


def lifted(reading: Reading) -> Iterator[Draft]:
    """Say a number that is large for its unit in the next larger one: «76 hours» is «about 3.2 days»."""
    for figure in reading.amounts:
        unit = figure.unit
        if unit is None or figure.per or figure.high or unit.name not in _LIFTED:
            continue
        name, least = _LIFTED[unit.name]
        stated = numeral_at(reading.text, figure.start)
        if (
            stated is None or stated.value != figure.value
        ):  # «8 minutes and 20 seconds» is told in minutes already
            continue
        if figure.value < least or figure.value % 365 == 0 or _is_set_against(reading, figure):
            continue
        on_end = _ON_END.search(reading.before(figure)) and not _WORKING.search(reading.text)
        recorded = re.match(
            r" of (?:[a-z]+ )?(?:time|tape|film|video|footage|music|recordings?|audio|testimony|speech)\b",
            reading.after(figure),
        )
        if unit.name == "hour" and not on_end and not recorded:
            continue  # hours that are worked or lost are no days
        if re.match(r"s?-| of (?:the|a|each|every) year", reading.after(figure)):
            continue
        ratio = unit.size / units()[name].size
        if name == "week" and figure.value > _DAYS_AS_YEARS:
            name, ratio = "year", Fraction(1, 365)
        amount = times(amount_of(figure), exact(ratio))
        if amount and amount.value >= 2 and not any(o.unit == units()[name] for o in reading.amounts):
            amount = Amount(amount.value, amount.bound, 1 if amount.value < 20 else amount.digits).rounded()
            text = f"{amount.said()} {units()[name].said(amount.value)}"
            if abs(round(amount.value) - amount.value) <= amount.value * _NEARLY:
                yield draft("lifted", "each times", (figure,), (amount,), given=(ratio,), amount=text)
