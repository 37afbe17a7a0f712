"""How a thing's own measures compare: so many times as long as wide, so much between two levels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.writing.reckoning.amounts import amount_of, minus_as_told, over
from pipeline.writing.reckoning.comparisons import on_one_scale, scale_of
from pipeline.writing.reckoning.factors import plain_ratio, ratio_said, times_said
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.quantity import Quantity
from pipeline.writing.reckoning.reading import Draft, Reading, draft

_SIDES = frozenset("long wide high deep thick".split())
_JOINT = re.compile(r" [a-z]+,? (?:(?:and|but|yet|only|just|or) )*(?:[a-z]+ ){0,3}")
_ABOVE = re.compile(r" (?:above|over) (?P<what>(?:the|its) [A-Za-z]+(?: [A-Za-z]+)?)")
_STRIKING = 5  # times as long as wide


def proportions(reading: Reading) -> Iterator[Draft]:
    """Say how many times as long as wide a thing is: «6.4 kilometres long but a mere 21 metres wide»."""
    for first, second in pairwise(parse(reading).quantities):
        if first.dimension != "length" or second.dimension != "length" or first.sentence != second.sentence:
            continue
        sides = {first.attribute, second.attribute}
        if len(sides) == 1 or not sides <= _SIDES or first.is_range or second.is_range:
            continue
        if _JOINT.fullmatch(reading.text[first.figure.end : second.start]):
            yield from _as_long_as_wide(first, second)


def _as_long_as_wide(first: Quantity, second: Quantity) -> Iterator[Draft]:
    one, two = on_one_scale(first.figure, second.figure)
    pairs = ((one, first), (two, second))
    (most, large), (least, small) = pairs if one.value > two.value else pairs[::-1]
    ratio = over(most, least)
    spoken = plain_ratio(ratio) if ratio else None
    if ratio is None or spoken is None or ratio.value < _STRIKING:
        return
    scale = scale_of(large.figure, small.figure)
    yield draft(
        "as long as wide", "quotient", (large.figure, small.figure), (spoken,),
        given=(scale,) if scale != 1 else (), factor=times_said(ratio_said(ratio, spoken)),
        large=large.attribute, small=small.attribute,
    )  # fmt: skip


def between_heights(reading: Reading) -> Iterator[Draft]:
    """Give what lies between two heights of one top: «13,681 feet above the sea … 30,000 over its floor»."""
    for first, second in pairwise(parse(reading).quantities):
        one, two = first.figure, second.figure
        if not one.unit or one.unit != two.unit or first.dimension != "length" or one.value == two.value:
            continue
        marks = [mark["what"] for each in (first, second) if (mark := _ABOVE.match(each.behind))]
        if len(set(marks)) != 2 or first.is_range or second.is_range or first.sentence != second.sentence:
            continue
        high, low = sorted((one, two), key=lambda each: -each.value)
        gap = minus_as_told(amount_of(high), amount_of(low))
        if gap is None or gap.bound not in ("exactly", "about"):
            continue
        gap = gap.rounded() if gap.bound == "about" else gap
        text = f"{gap.said()} {one.unit.said(gap.value)}"
        yield draft("between them", "difference", (high, low), (gap,), gap=text)
