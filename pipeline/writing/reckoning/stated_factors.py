"""A stated factor worked out: «ten times as many as …», «a foreman three times as much»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from pipeline.writing.reckoning.amounts import Amount, amount_of, over, times
from pipeline.writing.reckoning.numerals import numeral_at
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.reading import Draft, Reading, draft

_AS_AFTER = re.compile(
    r" (?:what (?P<what>[a-z]+ )?|(?:its|their|the) [a-z]+ (?:in|of|on|at) |that of )(?P<rest1>.*)| as"
    r" (?:many|much|long|high|tall|far|large|big|heavy|fast|deep|wide|often) as (?:(?:in|on|at|for|by)"
    r" )?(?P<rest>.*)"
)
_K_TIMES = re.compile(
    r"[,;](?: (?:and|but|while|whereas))? (?:an?|the|its|his|her|their|[A-Z][a-z]+(?:[’']s)?)(?:"
    r" [a-zA-Z-]+){0,4} "
    r"(?P<factor>twice|half|double|thrice|[a-z]+(?= times)|\d+(?= times))(?: times)? (?:as (?:much|many"
    r"|long)|that)"
    r"(?P<again> again)?(?=[.,;]|$)"
)
_FACTORS = {"twice": Fraction(2), "double": Fraction(2), "half": Fraction(1, 2), "thrice": Fraction(3)}


def behind_factors(reading: Reading) -> Iterator[Draft]:
    """Give what a factor was taken of: «364,545 new pianos …, roughly ten times as many as in …»."""
    parsed = parse(reading)
    quantities = parsed.quantities
    for known, factor in pairwise(quantities):
        after = _AS_AFTER.match(reading.text, factor.figure.end)
        if (
            not (factor.dimension == "times" or factor.figure.kind == "part")
            or not after
            or known.sentence != factor.sentence
        ):
            continue
        if known.is_range or factor.is_range or not (known.noun or known.figure.unit):
            continue
        if known.dimension in ("percent", "temperature", "times", "time") or known.lead in ("from", "by"):
            continue
        if re.match(r"(?:the |those |its |that )?\d", after["rest"] or after["rest1"]) or not re.search(
            r",", parsed.between(known, factor)
        ):
            continue
        if any(
            each.start > factor.start and each.dimension == known.dimension and each.dimension
            for each in quantities
        ):
            continue
        other = over(amount_of(known.figure), amount_of(factor.figure))
        if other is None or (factor.figure.value < 2 and factor.figure.kind != "part"):
            continue
        other = Amount(other.value, other.bound, 2).rounded() if other.bound != "exactly" else other.rounded()
        if other.value < 2 or (not known.figure.unit and other.value.denominator != 1):
            continue
        what = known.figure.unit.said(other.value) if known.figure.unit else known.noun
        what += f" a {known.figure.per}" if known.figure.per else ""
        yield draft(
            "behind a factor",
            "quotient",
            (known.figure, factor.figure),
            (other,),
            amount=f"{other.said()} {what}",
        )


def before_factors(reading: Reading) -> Iterator[Draft]:
    """Multiply by a factor that stands alone: «12 dollars a day, a foreman three times as much»."""
    parsed = parse(reading)
    for known in parsed.quantities:
        figure = known.figure
        if (
            known.is_range
            or not (figure.unit or reading.is_plural(figure))
            or known.dimension in ("percent", "temperature", "times")
        ):
            continue
        told = _K_TIMES.match(reading.text, known.end)
        if not told or figure.kind == "part":
            continue
        factor = _FACTORS.get(told["factor"].lower()) or _number(told["factor"])
        if factor is None:
            continue
        if told["again"]:
            factor += 1
        other = times(amount_of(figure), Amount(factor))
        if other is None or reading.says(other.value):
            continue
        spoken = Amount(other.value, other.bound) if other.value.denominator == 1 else other.rounded()
        what = figure.unit.said(spoken.value) if figure.unit else known.noun
        per = f" a {figure.per}" if figure.per else ""
        yield draft(
            "times that",
            "each times",
            (figure,),
            (spoken,),
            given=(factor,),
            amount=f"{spoken.said()} {what}{per}",
        )


def _number(words: str) -> Fraction | None:
    numeral = numeral_at(words, 0)
    return numeral.value if numeral and numeral.end == len(words) else None
