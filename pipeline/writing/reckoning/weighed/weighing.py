"""Which sums are worth saying, weighed by what people kept of many.

The weights are those of a logistic regression over `features.py`, fitted by `benchmarks/train_sums.py` to
sums that readers graded one by one. They are whole numbers, thousandths, so that the same sum weighs the same
on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pipeline.writing.reckoning.reading import Draft, Reading
from pipeline.writing.reckoning.weighed.features import features

BASE = ""  # the feature that every sum has


def weigh(reading: Reading, draft: Draft) -> int:
    """Give the log-odds, in thousandths, that a reader would keep a sum."""
    table = weights()
    return table[BASE] + sum(table.get(each, 0) for each in features(reading, draft))


@cache
def weights() -> Mapping[str, int]:
    """Give what each feature weighs, in thousandths; features that are not named weigh nothing."""
    text = files("pipeline.writing.reckoning.weighed").joinpath("weights.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {feature: int(weight) for weight, feature in rows}
