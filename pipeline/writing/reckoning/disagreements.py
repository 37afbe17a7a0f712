"""The gap of two values that the summary calls a disagreement, a margin or a difference."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.writing.reckoning.amounts import amount_of, minus
from pipeline.writing.reckoning.factors import same_quantity
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.vocabulary import loosely

_BESIDE_IT = re.compile(rf",? (?:against|and|versus|to|while [a-z ]+|but [a-z ]+) {loosely()}")


def disagreements(reading: Reading) -> Iterator[Draft]:
    """Give the gap of two values that the summary calls a disagreement, a margin or a difference."""
    if not re.search(
        r"\b(?:disagree(?:s|d|ment)?|margin|difference|differ|discrepancy|tension|gap)\b", reading.text
    ):
        return
    for first, second in reading.neighbours:
        if (
            first.high
            or second.high
            or not same_quantity(first, second)
            or not (
                first.unit == second.unit
                or (second.is_plain and _BESIDE_IT.fullmatch(reading.past_noun(first, second)))
            )
        ):
            continue
        large, small = (first, second) if first.value > second.value else (second, first)
        gap = minus(amount_of(large), amount_of(small))
        if (
            gap
            and gap.value > 0
            and re.search(r"\b(?:against|and|while|but|give|versus)\b|[,;]", reading.between(first, second))
        ):
            measure = first.unit or second.unit
            unit = measure.plural if measure else ""
            if not reading.says(gap.value):
                yield draft("gap", "difference", (large, small), (gap,), gap=f"{gap.said()} {unit}".strip())
            return
