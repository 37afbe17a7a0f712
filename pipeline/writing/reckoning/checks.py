"""Two numbers of which one confirms the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import factorial

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.vocabulary import either

_MAKES = re.compile(r"\b(?:makes?|made|gives?|gave|comes? to|so|that is|altogether|in all|total|or)\b")
_AS_ONE = re.compile(r" (?:by|to) | ?[×x:–-] ?")
_LEAST_PRODUCT = 50
_POWERS = tuple(10**power for power in range(10))


@dataclass(frozen=True, slots=True)
class _Check:
    """How the larger number follows from the smaller, and the words without which it would be chance."""

    operation: str
    least: int
    most: int
    total: Callable[[int], int]
    words: str  # a list of the vocabulary


_CHECKS: Mapping[str, _Check] = {
    "orders": _Check("factorial", 4, 20, factorial, "orders"),
    "paired": _Check("pairs", 4, 10**6, lambda n: n * (n - 1) // 2, "pairs"),
    "powers": _Check("power of two", 4, 60, lambda n: 2**n, "doublings"),
    "squares": _Check("square", 5, 10**6, lambda n: n * n, "squares"),
}


def checks(reading: Reading) -> Iterator[Draft]:
    """Confirm a number by another: orders of so many things, pairs, powers of two, squares."""
    whole = [figure for figure in reading.amounts if figure.high is None and figure.value.denominator == 1]
    whole = [figure for figure in whole if figure.dimension not in ("time", "calendar", "money", "percent")]
    whole = [figure for figure in whole if figure.start not in _said_as_one(reading)]
    for kind, check in _CHECKS.items():
        if not re.search(rf"\b{either(check.words)}\b", reading.text):
            continue
        for small in whole:
            if not check.least <= small.value <= check.most or small.dimension == "percent":
                continue
            total = check.total(int(small.value))
            yield from (
                _check(kind, small, large)
                for large in whole
                if large.value == total and not _is_part_of(reading, small, large)
            )


def _is_part_of(reading: Reading, small: Figure, large: Figure) -> bool:
    """Tell «four of six matches», of which the one does not follow from the other."""
    return small.start < large.start and bool(
        re.fullmatch(r" (?:[a-z]+ )?(?:out )?of (?:the |its |their |all )?", reading.between(small, large))
    )


def _said_as_one(reading: Reading) -> set[int]:
    """Give where numbers begin of which two are said as one, a score or a format: «4 to 6», «4 by 6»."""
    pairs = [pair for pair in reading.neighbours if _AS_ONE.fullmatch(reading.between(*pair))]
    return {figure.start for pair in pairs if not (pair[0].unit or pair[1].unit) for figure in pair}


def product_checks(reading: Reading) -> Iterator[Draft]:
    """Confirm a product of which the summary tells both factors too."""
    whole = [f for f in reading.amounts if f.high is None and f.bound == "exactly" and f.kind != "part"]
    if not _MAKES.search(reading.text):
        return
    for first, second in combinations(whole, 2):
        total = first.value * second.value
        if first.value in _POWERS or second.value in _POWERS:
            continue  # «100 of 10,000»: tens multiply into each other by chance
        if min(first.value, second.value) < 3 or total < _LEAST_PRODUCT or first.dimension == "percent":
            continue
        for product in whole:
            if product.value == total and product.start > max(first.start, second.start):
                yield draft(
                    "product check",
                    "product",
                    (first, second, product),
                    (Amount(total),),
                    values=(first.value, second.value),
                    a=said(first.value),
                    b=said(second.value),
                    total=said(total),
                )


def _check(kind: str, small: Figure, large: Figure) -> Draft:
    n = small.value
    return draft(
        kind,
        _CHECKS[kind].operation,
        (small, large),
        (Amount(large.value),),
        n=said(n),
        other=said(n - 1),
        twice=said(large.value * 2),
        down=", ".join(said(n - step) for step in range(3)),
        total=said(large.value),
    )
