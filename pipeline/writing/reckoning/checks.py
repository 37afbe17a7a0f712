"""Two numbers of which one confirms the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from math import factorial

from pipeline.writing.figures import Figure
from pipeline.writing.reckoning.amounts import Amount
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.reading import Draft, Reading, draft


def checks(reading: Reading) -> Iterator[Draft]:
    """Confirm a number by another: orders of so many things, pairs, powers of two, squares."""
    for small in reading.amounts:
        for large in reading.amounts:
            if (
                small is large
                or small.high
                or large.high
                or small.value.denominator != 1
                or not 3 <= small.value <= 10**6
            ):
                continue
            yield from _check(reading, small, large)


def _check(reading: Reading, small: Figure, large: Figure) -> Iterator[Draft]:
    n, total, text = int(small.value), large.value, reading.text
    if (
        4 <= n <= 20
        and total == factorial(n)
        and re.search(r"\b(?:orders?|ways|rows|sequences|arrang\w+|permut\w+|changes)\b", text)
    ):
        down = ", ".join(said(Fraction(k)) for k in (n, n - 1, n - 2))
        yield draft(
            "orders",
            "factorial",
            (small, large),
            (Amount(total),),
            n=said(Fraction(n)),
            down=f"{down}",
            total=said(total),
        )
    elif (
        n >= 4
        and total == Fraction(n * (n - 1), 2)
        and re.search(
            r"\b(?:pairs?|games|match(?:es)?|handshakes|connections|links|meets?|plays?|everyone|each other|every other|lines)\b",
            text,
        )
    ):
        yield draft(
            "paired",
            "pairs",
            (small, large),
            (Amount(total),),
            n=said(Fraction(n)),
            other=said(Fraction(n - 1)),
            twice=said(total * 2),
            total=said(total),
        )
    elif (
        n >= 4
        and n <= 60
        and total == 2**n
        and re.search(
            r"\b(?:bits?|questions?|doubl\w+|coins?|flips|toss\w*|folds?|yes|halv\w+|generations|squares|switches)\b",
            text,
        )
    ):
        yield draft(
            "powers", "power of two", (small, large), (Amount(total),), n=said(Fraction(n)), total=said(total)
        )
    elif (
        n >= 5
        and total == n * n
        and re.search(
            r"\b(?:quadratic\w*|squared?|squares|board|grid|pairs?|pairwise|by|each way|table)\b", text
        )
    ):
        yield draft(
            "squares", "square", (small, large), (Amount(total),), n=said(Fraction(n)), total=said(total)
        )
