"""Two figures that measure alike: how many times the one the other is, and what part of it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from pipeline.writing.reckoning.amounts import Amount, amount_of, over
from pipeline.writing.reckoning.factors import UNSCALED, plain_ratio, ratio_said, times_said
from pipeline.writing.reckoning.frames import frame_of
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.quantity import Parsed, Quantity, are_alike
from pipeline.writing.reckoning.reading import Draft, draft
from pipeline.writing.reckoning.shares import change_said, part_of_stuff, share_said
from pipeline.writing.reckoning.weighed.differences import gap_between, left, together
from pipeline.writing.reckoning.weighed.measuring import unit_size
from pipeline.writing.reckoning.weighed.naming import names

_LEAST_RATIO, _MOST_RATIO = Fraction(3, 2), Fraction(10) ** 9
_LEAST_SHARE, _MOST_SHARE = Fraction(1, 2000), Fraction(19, 20)
_LEAST_MORE, _MOST_MORE = Fraction(26, 25), 2
_NEARLY_WHOLE = Fraction(4, 5)  # beyond a whole factor: the next one is nearly reached
_FAR = Fraction(1, 4)  # a bound that says little
_NEARLY_ALIKE = Fraction(11, 10)  # up to here the difference says more than a part
_PLAIN = 2  # digits of numbers whose difference is easily heard
_MOST_ADDED = 20
_HUNDRED = 100
_FAR_OFF = 100  # times: a bare number is then of something else, an age or a year of school


def measure_alike(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    """Tell whether two are of one kind; a bare number is of the kind of the one right before it."""
    one, two = first.figure, second.figure
    if first.dimension in UNSCALED or "part" in (one.kind, two.kind):
        return False
    if first.attribute and second.attribute and first.attribute != second.attribute:
        return False  # a height and a width
    if two.is_plain and first.dimension != "percent":
        return _takes_its_kind(parsed, first, second)
    if one.per != two.per or (first.dimension == "percent" and two.is_plain and two.value > _HUNDRED):
        return False
    return first.dimension == second.dimension == "time" or are_alike(first, second)


def _takes_its_kind(parsed: Parsed, first: Quantity, second: Quantity) -> bool:
    """Tell whether a bare number is told of as the one before it is; one that is far off seldom is."""
    counted = not (first.figure.unit or first.figure.per)
    frame = frame_of(parsed, first, second)
    if frame and (counted or frame != "contrast"):
        return True  # «while», «until» and the like stand between many that have nothing in common
    low, high = sorted((first.figure.value, second.figure.value))
    return counted and high <= _FAR_OFF * low and are_alike(first, second)


def of_two_alike(first: Quantity, second: Quantity, *, is_next: bool) -> Iterator[Draft]:
    """Set two against each other in the plainest way, and take one as a part of the other."""
    sizes = (first.figure.value * unit_size(first, second), second.figure.value * unit_size(second, first))
    large, small = (first, second) if sizes[0] >= sizes[1] else (second, first)
    near = max(sizes) < _NEARLY_ALIKE * min(sizes)
    made = [_against(large, small, near=near), _part(small, large), left(large, small)]
    if is_next and max(sizes) <= _MOST_ADDED * min(sizes):
        made.append(together(first, second))
    yield from filter(None, made)


def _against(large: Quantity, small: Quantity, *, near: bool) -> Draft | None:
    """Say a factor; where there is none, the difference of numbers near each other or plain, else a part."""
    if made := _times(large, small):
        return made
    gap = gap_between(large, small)
    plain = gap and gap.formula.spoken[0] * 1000 % 1 == 0
    digits = max(large.figure.digits, small.figure.digits)
    if gap and (near or (plain and digits <= _PLAIN)):
        return gap
    return None if near else _more(large, small) or gap


def _ratio(large: Quantity, small: Quantity) -> tuple[Amount, Fraction] | None:
    """Divide two; give the constant too by which the written numbers' quotient is multiplied."""
    ratio = over(amount_of(large.figure), amount_of(small.figure))
    if ratio is None:
        return None
    scale = unit_size(large, small) / unit_size(small, large)
    return Amount(ratio.value * scale, ratio.bound, ratio.digits), scale


def _times(large: Quantity, small: Quantity) -> Draft | None:
    found = _ratio(large, small)
    if small.figure.value == 1 and small.figure.unit == large.figure.unit:
        return None  # «25 dollars is 25 times one dollar»
    if not found or not _LEAST_RATIO <= found[0].value <= _MOST_RATIO:
        return None
    said_as = _factor(found[0])
    if said_as is None:
        return None
    spoken, factor = said_as
    figures = (large.figure, small.figure)
    made = draft("the one and the other", "quotient", figures, (spoken,), given=(found[1],), factor=factor)
    return made.filled(names(large, small))


def _factor(ratio: Amount) -> tuple[Amount, str] | None:
    """Say a factor by a plain number, else by the whole one that bounds it, where that is not far."""
    if spoken := plain_ratio(ratio):
        return spoken, times_said(ratio_said(ratio, spoken))
    bounded = _between_wholes(ratio)
    return bounded if abs(bounded[0].value - ratio.value) <= _FAR * ratio.value else None


def _between_wholes(ratio: Amount) -> tuple[Amount, str]:
    """Say a factor that is near no plain one: «more than twice», «nearly three times»."""
    low = Fraction(floor(ratio.value))
    if ratio.value - low > _NEARLY_WHOLE and ratio.bound in ("exactly", "about"):
        return Amount(low + 1), f"nearly {times_said(said(low + 1))}"
    words = {"under": "less than", "at most": "at most"}.get(ratio.bound)
    if words:
        return Amount(low + 1), f"{words} {times_said(said(low + 1))}"
    if low == 1:
        return Amount(_LEAST_RATIO), "at least half as much again as"
    return Amount(low), f"more than {times_said(said(low))}"


def _more(large: Quantity, small: Quantity) -> Draft | None:
    """Say by what part the one is more."""
    found = _ratio(large, small)
    if not found or not _LEAST_MORE <= found[0].value < _MOST_MORE:
        return None
    part = change_said(found[0].value - 1) if found[0].bound in ("exactly", "about") else None
    if part is None:
        return None
    values = (small.figure.value, large.figure.value * found[1])
    figures, spoken = (small.figure, large.figure), (Amount(part[1]),)
    made = draft("more by a part", "changed by", figures, spoken, values=values, part=part[0])
    return made.filled(names(large, small))


def _part(small: Quantity, large: Quantity) -> Draft | None:
    """Say what part of the larger one the smaller one is."""
    found = _ratio(small, large)
    if small.figure.value == 1 and not small.figure.unit:
        return None  # «one of 37» is one in 37
    if not found or not _LEAST_SHARE <= found[0].value <= _MOST_SHARE:
        return None
    share = share_said(found[0], of_many=not large.dimension)
    if share and large.dimension and "one in " in share[0]:
        share = part_of_stuff(share)
    if not share:
        return None
    kind = "one in so many of them" if " in " in share[0] else "a part of the whole"
    figures, spoken = (small.figure, large.figure), (Amount(share[1]),)
    made = draft(kind, "quotient", figures, spoken, given=(found[1],), share=share[0])
    return made.filled(names(large, small, "small"))
