"""Laws of squares and cubes, and percentages one upon another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, over
from pipeline.writing.reckoning.factors import same_quantity, times_said
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.vocabulary import either, loosely

_LAW = re.compile(
    r"\b(?:with|as|to|by|on|like) the (?P<power>square|cube|third power|second power|fourth power) of "
    r"(?:the |its |their |a |his |her )?(?P<of>[a-z][a-z ’'-]{2,40}?)(?=[.,;:]|$| (?:so|and|but"
    r"|which|while)\b)"
)
_INVERSE = re.compile(
    r"\b(?:falls|fall|drops|weakens|fades|inversely|decreases|shrinks|thins|declines|divided)\b"
)
_POWERS = {"square": 2, "second power": 2, "cube": 3, "third power": 3, "fourth power": 4}
_SQUARED = {2: "squared", 3: "cubed", 4: "to the fourth power"}
_PAIR = re.compile(rf"^(?:[^;.]*?)(?: to | against | instead of | rather than | over | and not ){loosely()}")
_UP = re.compile(
    rf"\b{either('rising')}\b[^.;%]*\bby {loosely()}$|\b(?:up|gains?|gained|adds?|added) {loosely()}$"
)
_DOWN = re.compile(rf"\b{either('falling')}\b[^.;%]*\bby {loosely()}$|\b(?:down|loses?|lost) {loosely()}$")
_THEN = re.compile(r"\b(?:then|afterwards|again|next|later|after that|followed by)\b")


def powers(reading: Reading) -> Iterator[Draft]:
    """Carry a law to two values that are told: «with the square of the speed … from 10 to 20»."""
    law = _LAW.search(reading.text)
    if not law or len(list(_LAW.finditer(reading.text))) > 1 or _INVERSE.search(reading.text):
        return
    power = _POWERS[law["power"]]
    for first, second in reading.neighbours:
        if first.start < law.start() or not _is_pair(reading, first, second):
            continue
        large, small = sorted((first.value, second.value), reverse=True)
        if small <= 0 or {first.bound, second.bound} != {"exactly"} or second.noun:
            return
        ratio = over(Amount(large), Amount(small))
        if ratio is None or ratio.value.denominator not in (1, 2) or not 1 < ratio.value <= 20:
            return
        result = Amount(ratio.value**power)
        if result.value.denominator != 1:
            result = Amount(result.value, "exactly", 2).rounded()
        if reading.says(result.value):
            return
        yield draft(
            "power law",
            "quotient to a power",
            (first, second),
            (result, ratio),
            given=(power,),
            values=(large, small),
            ratio_of=times_said(said(ratio.value)),
            of=law["of"].strip(),
            squared=_SQUARED[power],
            factor=times_said(result.said()),
        )
        return


def _is_pair(reading: Reading, first: Figure, second: Figure) -> bool:
    if first.high or second.high or not same_quantity(first, second) or first.value == second.value:
        return False
    if (
        first.dimension in ("percent", "temperature", "degree", "calendar", "times")
        or second.dimension == "percent"
    ):
        return False
    if not (first.unit or second.unit):
        return False
    return bool(_PAIR.fullmatch(reading.between(first, second)))


def one_upon_another(reading: Reading) -> Iterator[Draft]:
    """Work out a percentage up and then one down: «rose by 50 percent, then fell by 50»."""
    for first, second in reading.neighbours:
        if (
            first.dimension != "percent"
            or first.high
            or second.high
            or first.value >= 100
            or second.value >= 100
        ):
            continue
        if second.unit and second.dimension != "percent":
            continue
        between = reading.between(first, second)
        signs = [_sign(reading.before(first)[-40:]), _sign(between)]
        if 0 in signs or signs[0] == signs[1] or not _THEN.search(between) or re.search(r"[.;]\s", between):
            continue
        if {first.bound, second.bound} - {"exactly"} or len(reading.amounts) != 2:
            continue
        inputs = [sign * figure.value for sign, figure in zip(signs, (first, second), strict=True)]
        result = Amount((100 + inputs[0]) * (100 + inputs[1]) / 100)
        spoken = result if result.value.denominator == 1 else Amount(result.value, digits=3).rounded()
        middle = Amount(Fraction(100 + inputs[0]))
        yield draft(
            "one upon another",
            "up then down" if signs[0] > 0 else "down then up",
            (first, second),
            (spoken, middle),
            given=(100,),
            middle=middle.said(),
            result=spoken.said(),
        )


def _sign(text: str) -> int:
    if _DOWN.search(text):
        return -1
    return 1 if _UP.search(text) else 0
