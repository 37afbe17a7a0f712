"""Amounts: exact values with the bound and the digits of their source, and arithmetic that keeps both."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, log10

from pipeline.writing.quantities import Bound, Figure
from pipeline.writing.reckoning.numerals import said

_FLIPPED: dict[Bound, Bound] = {
    "under": "over",
    "over": "under",
    "at most": "at least",
    "at least": "at most",
}
_WORDS: dict[Bound, str] = {
    "exactly": "",
    "about": "about ",
    "under": "less than ",
    "over": "more than ",
    "at most": "at most ",
    "at least": "at least ",
}
_SMALL = 12  # up to here a whole number in a text is meant exactly, unless it says «about»
_SMOOTH = Fraction(3, 100)  # so near a whole number that only the whole number is said
_COARSE = Fraction(6, 100)  # an error of rounding that a listener would mind


@dataclass(frozen=True, slots=True)
class Amount:
    """A value; `digits` are those that count, None where the value is exact."""

    value: Fraction
    bound: Bound = "exactly"
    digits: int | None = None

    def rounded(self) -> Amount:
        """Round to the digits that the source bears, so that a bound stays true."""
        digits = self.digits
        if self.bound == "exactly" and digits is None and self.value.denominator == 1:
            return self
        digits = min(digits or 2, 2 if abs(self.value) < 100 else 3)
        value = _rounded(self.value, digits, self.bound)
        if value == 0 or abs(value - self.value) > _COARSE * abs(self.value):
            value = _rounded(self.value, digits + 1, self.bound)
        nearest = Fraction(round(value))
        if self.bound in ("exactly", "about") and abs(nearest - self.value) <= _SMOOTH * abs(self.value):
            value = nearest if value.denominator != 1 else value
        if value != self.value and self.bound == "exactly":
            return Amount(value, "about", digits)
        return Amount(value, self.bound, digits)

    def said(self, *, counts: bool = False) -> str:
        """Say the amount with its bound; «fewer than» where things are counted."""
        words = "fewer than " if counts and self.bound == "under" else _WORDS[self.bound]
        return words + said(self.value)


def amount_of(figure: Figure) -> Amount:
    """Give a figure's lower or only value as an amount."""
    return Amount(figure.value, figure.bound, _digits(figure, figure.value))


def high_of(figure: Figure) -> Amount:
    """Give the upper end of a figure's range, or its only value."""
    value = figure.value if figure.high is None else figure.high
    return Amount(value, figure.bound, _digits(figure, value))


def flipped(bound: Bound) -> Bound:
    """Give the bound of what gets less as the bounded value gets more."""
    return _FLIPPED.get(bound, bound)


def times(first: Amount, second: Amount) -> Amount | None:
    """Multiply; None where the bounds leave nothing to say."""
    bound = _together(first.bound, second.bound)
    return Amount(first.value * second.value, bound, _fewer(first, second)) if bound else None


def over(first: Amount, second: Amount) -> Amount | None:
    """Divide; None where the bounds leave nothing to say."""
    bound = _together(first.bound, flipped(second.bound))
    if not bound or second.value == 0:
        return None
    return Amount(first.value / second.value, bound, _fewer(first, second))


def minus(first: Amount, second: Amount) -> Amount | None:
    """Subtract, with no finer rounding than the coarser of the two has; None where the bounds say nothing."""
    bound = _together(first.bound, flipped(second.bound))
    if not bound:
        return None
    value = first.value - second.value
    steps = [_step(each) for each in (first, second) if each.digits is not None]
    if not steps or value == 0:
        return Amount(value, bound)
    digits = floor(log10(abs(value))) - max(steps) + 1
    return Amount(value, bound, digits) if digits >= 1 else None


def minus_as_told(first: Amount, second: Amount) -> Amount | None:
    """Subtract two figures as they are told: exactly where neither is bounded, noughts or not."""
    if first.bound == second.bound == "exactly":
        gap = Amount(first.value - second.value)
        return gap if gap.value * 1000 % 1 == 0 else None
    return minus(first, second)


def plus_as_told(first: Amount, second: Amount) -> Amount | None:
    """Add two figures as they are told: about, where one of them is; None where one is a bound."""
    bounds = {first.bound, second.bound}
    if bounds - {"exactly", "about"}:
        return None
    return Amount(first.value + second.value, "about" if "about" in bounds else "exactly")


def scaled(amount: Amount, factor: Fraction) -> Amount:
    """Give an amount in another unit: its bound and its digits stay."""
    return Amount(amount.value * factor, amount.bound, amount.digits)


def exact(value: Fraction | int) -> Amount:
    """Give a value that is exact by definition, such as the minutes of a day."""
    return Amount(Fraction(value))


def _digits(figure: Figure, value: Fraction) -> int | None:
    if figure.bound != "exactly" or figure.high is not None:
        return figure.digits
    if value.denominator == 1 and (
        value <= _SMALL or (figure.kind == "count" and (figure.digits > 2 or value <= 100))
    ):
        return None
    return max(figure.digits, 2)


def _step(amount: Amount) -> int:
    return floor(log10(abs(amount.value))) - (amount.digits or 1) + 1 if amount.value else 0


def _fewer(first: Amount, second: Amount) -> int | None:
    known = [each.digits for each in (first, second) if each.digits is not None]
    return min(known) if known else None


def _together(first: Bound, second: Bound) -> Bound | None:
    if second in (first, "exactly"):
        return first
    if first == "exactly":
        return second
    pair = {first, second} - {"about"}
    if len(pair) == 1:  # «from about 10 to under 2»: less than a fifth
        return pair.pop()
    if pair <= {"over", "at least"}:
        return "at least"
    return "at most" if pair <= {"under", "at most"} else None


def _rounded(value: Fraction, digits: int, bound: Bound) -> Fraction:
    step = Fraction(10) ** (floor(log10(abs(value))) - digits + 1) if value else Fraction(1)
    exactly = value / step
    if bound in ("over", "at least"):
        return floor(exactly) * step
    if bound in ("under", "at most"):
        return ceil(exactly) * step
    return floor(exactly + Fraction(1, 2)) * step
