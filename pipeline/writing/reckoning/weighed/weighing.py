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
from pipeline.writing.reckoning.weighed.features import Features

BASE = ""  # the feature that every sum has


class Weighing:
    """What the sums of one summary weigh; what a figure or a pair adds in a kind of sum is looked up once."""

    def __init__(self, reading: Reading) -> None:
        """Read the figures of a summary."""
        self._features = Features(reading)
        self._found: dict[tuple[str, tuple[str, ...]], int] = {}

    def weigh(self, draft: Draft) -> int:
        """Give the log-odds, in thousandths, that a reader would keep a sum."""
        told = self._features.of(draft)
        return (
            weights()[BASE]
            + weights().get(f"{draft.kind}:", 0)
            + sum(self._of(draft.kind, part) for part in told)
        )

    def _of(self, kind: str, part: tuple[str, ...]) -> int:
        if (kind, part) not in self._found:
            table, of_kind = weights(), _weights_of(kind)
            self._found[kind, part] = sum(table.get(each, 0) + of_kind.get(each, 0) for each in part)
        return self._found[kind, part]


@cache
def weights() -> Mapping[str, int]:
    """Give what each feature weighs, in thousandths; features that are not named weigh nothing."""
    text = files("pipeline.writing.reckoning.weighed").joinpath("weights.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {feature: int(weight) for weight, feature in rows}


@cache
def _weights_of(kind: str) -> Mapping[str, int]:
    """Give what features weigh in sums of one kind, beside what they weigh in all."""
    start = f"{kind}: "
    return {each.removeprefix(start): weight for each, weight in weights().items() if each.startswith(start)}
