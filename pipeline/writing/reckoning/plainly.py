"""What can be said of two figures without naming their things: how many times, or how far apart.

Only where the summary itself sets the two against each other, and nothing better was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, minus_as_told, over
from pipeline.writing.reckoning.contrasts import MORE_THAN
from pipeline.writing.reckoning.ends import FROM
from pipeline.writing.reckoning.factors import (
    PLAIN_TO_SEE,
    UNSCALED,
    duration,
    on_one_scale,
    plain_ratio,
    ratio_said,
    same_quantity,
    times_said,
)
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.verbs import says_the_same
from pipeline.writing.reckoning.vocabulary import loosely

_SET_AGAINST = re.compile(
    r"\b(?:where|while|whereas|against|but|instead of|rather than|compared (?:with|to)|even when|as an?"
    r"|as the"
    r"|and (?:with|today|now|later|only|an?|the|its|his|her|their|was|were|most|in|[A-Z][a-z]+)\b)[^.;:]*$"
)
_NOT_OF_IT = re.compile(
    r"\b(?:after|within|until|since|before|for|every|aged?|of|at|than|by|between|another|further|up)"
    r" (?:about |some |only )*$"
)
_SAME_SENSE = re.compile(r"\b(?:asked|planned|meant|built|needed|paid) (?:for|at) (?:about |some |only )*$")
_AGES = re.compile(r"[ -](?:old|ago|later|earlier|before|after|of age|away)\b")
_SIZES = re.compile(
    r"\b(?:long|wide|high|deep|tall|thick|across|above|below|down|away|apart|under|in length|in diameter)\b"
)
_TIMED = ("time", "calendar")
_COMPARABLE = (
    "", "length", "mass", "ton", "volume", "gallon", "area", "speed", "money", "percent", "power", "energy",
    "pressure", "time", "frequency", "calories", "times",
)  # fmt: skip
_GAPS = ("length", "mass", "money", "time", "temperature", "degree")
_PLAIN = frozenset({"exactly", "about"})


def one_and_the_other(reading: Reading) -> Iterator[Draft]:
    """Say by how many times one figure is the other: «2.94 megabits …, and a common cable today 1,000»."""
    for first, second in _pairs(reading):
        if FROM.search(reading.before(first)) or not _are_alone(reading, first, second):
            continue
        if not _are_of_one_kind(reading, first, second):
            continue
        unit = first.unit or second.unit
        if unit and unit.dimension in UNSCALED:
            continue
        scaled = on_one_scale(first, second)
        if scaled is None or 1 in (first.value, second.value):
            continue
        large, small = sorted(scaled, key=lambda amount: -amount.value)
        ratio = over(large, small)
        if ratio is None or large.value == small.value:
            continue
        spoken = plain_ratio(ratio) if ratio.value >= Fraction(7, 5) else None
        if spoken is None:
            yield from _apart(reading, first, second, (large, small))
            continue
        yield draft(
            "one and the other",
            "quotient",
            (first, second),
            (spoken,),
            values=(large.value, small.value),
            number=ratio_said(ratio, spoken),
            factor=times_said(ratio_said(ratio, spoken)),
        )


def _pairs(reading: Reading) -> Iterator[tuple[Figure, Figure]]:
    """Give each figure with the next one, and with the one behind a time: «56.8 kilometres in one hour …»."""
    yield from reading.neighbours
    for first, between, second in zip(
        reading.amounts, reading.amounts[1:], reading.amounts[2:], strict=False
    ):
        if between.dimension in _TIMED and first.dimension not in _TIMED and not between.per:
            yield first, second


def degrees_apart(reading: Reading) -> Iterator[Draft]:
    """Give the degrees between two temperatures that are set against each other, one of them below nought."""
    for first, second in reading.neighbours:
        if FROM.search(reading.before(first)) or not _are_alone(reading, first, second):
            continue
        if not _are_of_one_kind(reading, first, second):
            continue
        unit = first.unit or second.unit
        if unit is None or unit.dimension not in ("temperature", "degree") or first.high or second.high:
            continue
        high, low = max(first.value, second.value), min(first.value, second.value)
        gap = Amount(high - low, "about" if "about" in (first.bound, second.bound) else "exactly")
        plain = {first.bound, second.bound} <= _PLAIN and not reading.says(gap.value)
        if low >= 0 or gap.value < PLAIN_TO_SEE or not plain:
            continue
        yield draft("degrees", "difference", (first, second), (gap,), values=(high, low), gap=gap.said())


def from_least_to_most(reading: Reading) -> Iterator[Draft]:
    """Give what lies between the least and the most of three: «21 days, a drone 24, and a queen only 16»."""
    if len(reading.amounts) != 3:
        return
    first, *others = reading.amounts
    unit = first.unit
    if unit is None or unit.dimension not in ("time", "length", "mass", "money") or first.high or first.per:
        return
    if (
        any(not each.is_plain or each.high or each.bound != "exactly" for each in others)
        or first.bound != "exactly"
    ):
        return
    if not all(
        re.fullmatch(r"[^.;:]*,(?: and)? (?:an?|the) [a-z ]+? (?:only |just )?", reading.between(a, b))
        for a, b in pairwise(reading.amounts)
    ):
        return
    values = sorted(each.value for each in reading.amounts)
    gap = values[-1] - values[0]
    if gap <= 0 or reading.says(gap):
        return
    yield draft(
        "between them",
        "difference",
        reading.amounts,
        (Amount(gap),),
        values=(values[-1], values[0]),
        gap=duration(Amount(gap), unit),
    )


def _apart(
    reading: Reading, first: Figure, second: Figure, amounts: tuple[Amount, Amount]
) -> Iterator[Draft]:
    """Give what lies between two that are near each other."""
    unit = first.unit or second.unit
    if (
        unit is None
        or unit.dimension not in _GAPS
        or (first.unit and second.unit and first.unit != second.unit)
    ):
        return
    if all(each.value <= PLAIN_TO_SEE for each in amounts):
        return
    gap = minus_as_told(*amounts)
    if gap is None or gap.bound not in ("exactly", "about") or reading.says(gap.value):
        return
    gap = gap if gap.bound == "exactly" else gap.rounded()
    yield draft(
        "between them",
        "difference",
        (first, second),
        (gap,),
        values=(amounts[0].value, amounts[1].value),
        gap=duration(gap, unit),
    )


def _are_alone(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell whether no third figure could be meant: none of their kind, and none bare."""
    others = [each for each in reading.amounts if each not in (first, second)]
    unit = first.unit or second.unit
    kin = [
        each for each in others if each.is_plain or (unit and each.unit and each.dimension == unit.dimension)
    ]
    return not kin and not (unit is None and any(each.kind == "count" for each in others))


def _are_of_one_kind(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell whether two figures measure the same of two things that the summary sets against each other."""
    between = reading.between(first, second)
    if first.dimension == "time" and second.is_plain and _go_on_for(reading, first, between):
        return True
    alike = _measure_alike(reading, first, second) and _are_set_against(between)
    if not alike or any(_AGES.match(reading.after(each)) for each in (first, second)):
        return False
    if second.is_plain and not _takes_over(reading, first, second):
        return False
    unit = first.unit or second.unit
    if unit and unit.dimension in _TIMED and not _dated(reading, first, second):
        return says_the_same(reading, first, second)
    return _of_one_size(reading, first, second)


def _measure_alike(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell whether two figures can be compared at all: unit, span of time, and what they are of."""
    if first.high or second.high or first.is_plain or not same_quantity(first, second):
        return False
    unit = first.unit or second.unit
    dimension = unit.dimension if unit else ""
    if dimension not in (*_COMPARABLE, *UNSCALED) or second.per not in ("", first.per):
        return False
    if dimension == "money" and first.unit and second.unit and first.unit != second.unit:
        return False
    if dimension == "percent" and reading.after(second).startswith(" of "):
        return False
    if unit is None:
        return reading.is_plural(first)
    other_noun = first.noun and second.noun and first.noun.split()[-1] != second.noun.split()[-1]
    return not other_noun or dimension == "power"  # «a 9-watt lamp», «a 60-watt bulb»


def _are_set_against(between: str) -> bool:
    """Tell whether what stands between two figures sets them against each other."""
    if re.search(r"[.;:]\s", between) or MORE_THAN.search(between) or not _SET_AGAINST.search(between):
        return False
    return not _NOT_OF_IT.search(between) or bool(_SAME_SENSE.search(between))


def _go_on_for(reading: Reading, first: Figure, between: str) -> bool:
    """Tell «dive for about 45 minutes and then breathe at the surface for about nine»."""
    both = re.search(rf"\bfor {loosely()}$", reading.before(first)) and re.search(
        rf"\bfor {loosely()}$", between
    )
    return bool(both and re.match(r"[^.;:]*,? and (?:then|afterwards|after that)\b", between))


def _takes_over(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell whether a bare number is told in the first one's sense: by the same verb, or as what was asked."""
    between = reading.between(first, second)
    later = re.search(
        rf"\b(?:today|now|nowadays)\b[^,;.]* (?:has|have|holds?|carr(?:y|ies)) {loosely()}$", between
    )
    measured = first.unit is not None and first.unit.dimension in ("length", "mass", *UNSCALED)
    same = says_the_same(reading, first, second, level=measured)
    return bool(_SAME_SENSE.search(between) or later) or same


def _dated(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell «three days in 1938, and … 2 hours and 22 minutes in 2015»: each time has a year of its own."""
    years = [re.match(r"[^,;.]{0,20}\bin \d{4}\b", reading.after(each)) for each in (first, second)]
    return all(years)


def _of_one_size(reading: Reading, first: Figure, second: Figure) -> bool:
    """Refuse a height and a width: words of size must be the same beside both, or stand but once."""
    unit = first.unit or second.unit
    if unit is None or unit.dimension != "length":
        return True
    around = [
        set(_SIZES.findall(text)) for text in (reading.between(first, second), reading.after(second)[:25])
    ]
    return not (around[0] and around[1] and around[0] != around[1])
