"""Every sum that the figures of a summary could give, whatever they are told of.

The lines of these kinds say arithmetic and no more («the one is about three times the other»), so that they
hold wherever the numbers do. Whether a listener gains by one is weighed in `weighing.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from pipeline.writing.reckoning.moments import moments
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.quantity import Parsed, Quantity
from pipeline.writing.reckoning.reading import Draft, Reading
from pipeline.writing.reckoning.weighed.ages import ages
from pipeline.writing.reckoning.weighed.alike import measure_alike, of_two_alike
from pipeline.writing.reckoning.weighed.dates_apart import apart, years_before
from pipeline.writing.reckoning.weighed.lasting import takes_at
from pipeline.writing.reckoning.weighed.of_one import of_one
from pipeline.writing.reckoning.weighed.over_time import over_time, time_for
from pipeline.writing.reckoning.weighed.parts import percent_of, rest_of, share_of_share, whole_behind
from pipeline.writing.reckoning.weighed.products import all_of_them, in_that_time
from pipeline.writing.reckoning.weighed.spread import for_each, per_unit

_EACH = re.compile(r"\b(?:each|every|apiece|a piece|per)\b")
_OF_ANY_TWO = (over_time, for_each, per_unit, time_for, in_that_time, percent_of, rest_of, takes_at)
_LEAST = Fraction(1, 100)
_OF_NEIGHBOURS = (whole_behind, share_of_share)


def proposals(reading: Reading) -> Iterator[Draft]:
    """Give every sum that the figures could give, in the order of the figures."""
    parsed = parse(reading)
    for quantity in parsed.quantities:
        yield from of_one(quantity)
    for first, second in parsed.pairs():
        yield from filter(_is_sayable, _of_two(parsed, first, second))
    for one, two in combinations(moments(reading), 2):
        if made := apart(one, two):
            yield made
    yield from ages(parsed)
    for quantity in parsed.quantities:
        yield from filter(None, (years_before(quantity, year) for year in reading.years))


def _is_sayable(made: Draft) -> bool:
    """Tell whether the result can be said, and its figures again: a third has no end as a decimal."""
    figures = (each for each in made.used if each.kind != "part")
    ends = all((1000 * each.value).denominator == 1 for each in figures)
    return ends and (abs(made.formula.spoken[0]) >= _LEAST or made.kind == "one in so many of them")


def _of_two(parsed: Parsed, first: Quantity, second: Quantity) -> Iterator[Draft]:
    if first.is_range or second.is_range or 0 in (first.figure.value, second.figure.value):
        return
    is_next = parsed.quantities.index(second) - parsed.quantities.index(first) == 1
    if measure_alike(parsed, first, second):
        yield from of_two_alike(first, second, is_next=is_next)
    rules = (*_OF_ANY_TWO, *(_OF_NEIGHBOURS if is_next else ()))
    if is_next or _EACH.search(parsed.reading.text):
        rules = (*rules, all_of_them)
    for one, two in ((first, second), (second, first)):
        yield from filter(None, (rule(one, two) for rule in rules))
