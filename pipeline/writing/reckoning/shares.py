"""How a share is said as one says it: «about three fifths», «nearly three in four», «about one in fifty»."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from pipeline.writing.reckoning.amounts import Amount
from pipeline.writing.reckoning.numerals import part_said, said

_TENS = 10
_PARTS = (2, 3, 4, 5, 6, 8, 10)
_CLOSE = Fraction(4, 100)  # of its value: so near a plain part that «about» will do
_OFF = Fraction(12, 100)
_SMALLEST = Fraction(18, 100)  # smaller shares are one in so many
_LARGEST = Fraction(82, 100)  # larger ones are so many in so many


def share_said(share: Amount, *, of_many: bool = False) -> tuple[str, Fraction] | None:
    """Say a share of a whole as a plain part with its bound, and give the part; None where there is none.

    `of_many`: of things that are counted, «seven in ten» is plain as well.
    """
    value = share.value
    if not 0 < value < 1:
        return None
    if value < _SMALLEST:
        return _one_in(share)
    parts = sorted(
        {
            Fraction(n, d)
            for d in _PARTS
            for n in range(1, d)
            if d < 6 or n in (1, d - 1) or (of_many and d == _TENS and n in (3, 7))
        },
        key=lambda each: abs(each - value) / value,
    )
    if share.bound in ("over", "at least"):
        parts = [each for each in parts if each <= value and (value - each) / value <= _OFF]
    elif share.bound in ("under", "at most"):
        parts = [each for each in parts if each >= value and (each - value) / value <= _OFF]
    if not parts:
        return None
    # The plainest part that is close, else the nearest.
    close = [each for each in parts if abs(each - value) / value <= _CLOSE]
    if value in parts:
        close = [value]
    best = min(close, key=lambda each: each.denominator) if close else parts[0]
    off = (value - best) / value
    if abs(off) > _OFF:
        return None
    return _worded(share, best, off), best


def _worded(share: Amount, part: Fraction, off: Fraction) -> str:
    name = (
        part_said(part)
        if part <= _LARGEST and part.denominator != _TENS
        else f"{said(Fraction(part.numerator))} in {said(Fraction(part.denominator))}"
    )
    words = {"over": "more than", "at least": "at least", "under": "less than", "at most": "at most"}
    if share.bound in words:
        return f"{words[share.bound]} {name}"
    if off == 0:
        return name if share.bound == "exactly" else f"about {name}"
    if abs(off) <= Fraction(1, 100):
        return f"about {name}"
    if abs(off) <= _CLOSE and share.bound == "about":
        return f"about {name}"
    if off > 0:
        return f"just over {name}" if off <= _CLOSE else f"a little over {name}"
    return f"almost {name}" if -off <= _CLOSE else f"a little under {name}"


def _one_in(share: Amount) -> tuple[str, Fraction] | None:
    inverse = 1 / share.value
    bounded = share.bound not in ("exactly", "about") and 20 < inverse < 100
    step = Fraction(5) if bounded else Fraction(10) ** max(0, len(str(floor(inverse))) - 2)
    if share.bound in ("under", "at most"):  # a smaller share is one in more
        near = floor(inverse / step) * step
        lead = "fewer than" if share.bound == "under" else "at most"
    elif share.bound in ("over", "at least"):
        near = -floor(-inverse / step) * step
        lead = "more than" if share.bound == "over" else "at least"
    else:
        near = floor(inverse / step + Fraction(1, 2)) * step
        lead = "" if near == inverse and share.bound == "exactly" else "about"
    return f"{lead} one in {said(Fraction(near))}".strip(), 1 / Fraction(near)


def change_said(change: Fraction) -> tuple[str, Fraction] | None:
    """Say by what part something grew or shrank: «a tenth», «about a third»."""
    parts = [
        Fraction(n, d) for d in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20) for n in range(1, d) if d < 6 or n == 1
    ]
    part = min(parts, key=lambda each: (abs(each - change), each.denominator))
    if abs(part - change) > change * Fraction(8, 100) or not part_said(part):
        return None
    return ("" if part == change else "about ") + part_said(part), part


def part_of_stuff(words: tuple[str, Fraction]) -> tuple[str, Fraction]:
    """Say «about an eighth», «one part in 2,500» of what is not counted."""
    bound = words[0].partition("one in ")[0]
    if name := part_said(words[1]):
        return f"{bound.replace('fewer', 'less')}{name}", words[1]
    return words[0].replace("one in", "one part in").replace("fewer", "less"), words[1]
