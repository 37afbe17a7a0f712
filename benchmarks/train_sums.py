"""Fit the weights of sums to what readers kept: `python -m benchmarks.train_sums [--check]`.

`--check` fits on four fifths of the summaries and judges the best sum of each of the others, five times, and
prints for each threshold how many summaries get a sum and how those were graded. Without it the weights are
fitted to all and written to `pipeline/writing/reckoning/weighed/weights.tsv`.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.sums_graded import GRADES, Graded, graded
from pipeline.writing.reckoning.weighed import weighing
from pipeline.writing.reckoning.weighed.features import features

_TABLE = Path(weighing.__file__).with_name("weights.tsv")
_PENALTY = 40.0  # of the squared weights; of 4 to 80 the one that set the fewest wrong ones first
_SEEN = 2  # times that a feature must occur
_STEPS = 150
_LEAST = 25  # thousandths: what weighs less is left out
_FOLDS = 5
_SHARES = (0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)

Example = tuple[list[str], str]  # the features of a sum, and its grade


def fit(summaries: Sequence[Sequence[Example]]) -> dict[str, int]:
    """Fit a logistic regression with a penalty on the weights' squares; give thousandths by feature."""
    examples = [each for summary in summaries for each in summary]
    seen = Counter(feature for told, _ in examples for feature in told)
    columns = {feature: place for place, feature in enumerate(sorted(f for f in seen if seen[f] >= _SEEN))}
    places = [(row, columns[f]) for row, (told, _) in enumerate(examples) for f in told if f in columns]
    rows, cols = np.array(places).T
    matrix = csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(len(examples), len(columns)))
    kept = np.array([GRADES[grade] for _, grade in examples])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = matrix @ weights[:-1] + weights[-1]
        slope = 1 / (1 + np.exp(-odds)) - kept
        penalty = _PENALTY / 2 * float(weights[:-1] @ weights[:-1])
        total = float((np.logaddexp(0, odds) - kept * odds).sum()) + penalty
        return total, np.append(matrix.T @ slope + _PENALTY * weights[:-1], slope.sum())

    start = np.zeros(len(columns) + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    table = {feature: round(1000 * found[place]) for feature, place in columns.items()}
    base = {weighing.BASE: round(1000 * found[-1])}
    return base | {feature: weight for feature, weight in table.items() if abs(weight) >= _LEAST}


def _weight(table: Mapping[str, int], told: Sequence[str]) -> int:
    return table[weighing.BASE] + sum(table.get(feature, 0) for feature in told)


def examples() -> list[list[Example]]:
    """Give the graded sums of every summary."""
    return [_of_summary(each) for each in graded()]


def _of_summary(each: Graded) -> list[Example]:
    reading = each.reading
    return [(features(reading, draft), grade) for draft, _, grade in each.sums]


def held_out(summaries: Sequence[Sequence[Example]]) -> list[tuple[int, str]]:
    """Give weight and grade of each summary's best sum, by weights not fitted to it, the surest first."""
    order = list(range(len(summaries)))
    random.Random(7).shuffle(order)  # noqa: S311 - the same folds every time
    best: list[tuple[int, str]] = []
    for fold in range(_FOLDS):
        held = set(order[fold::_FOLDS])
        table = fit([summary for place, summary in enumerate(summaries) if place not in held])
        best += (
            max((_weight(table, told), grade) for told, grade in summaries[place])
            for place in held
            if summaries[place]
        )
    return sorted(best, reverse=True)


def check(summaries: Sequence[Sequence[Example]]) -> None:
    """Print how the best sums of summaries are graded that the weights were not fitted to."""
    best = held_out(summaries)
    print(f"{len(summaries)} summaries, {sum(map(len, summaries))} sums")
    for share in _SHARES:
        said = best[: round(share * len(summaries))]
        if not said:
            continue
        counts = Counter(grade for _, grade in said)
        told = ", ".join(f"{grade} {counts[grade] / len(said):.1%}" for grade in GRADES)
        print(f"{share:.0%} of summaries get one at {said[-1][0]}: {told}")


def main() -> None:
    """Fit and write the weights, or check how well they judge what they have not seen."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="judge held-out summaries instead of writing")
    summaries = examples()
    if parser.parse_args().check:
        check(summaries)
        return
    table = fit(summaries)
    rows = (f"{weight}\t{feature}\n" for feature, weight in sorted(table.items()))
    _TABLE.write_text("".join(rows), encoding="utf-8")
    print(f"{len(table)} weights in {_TABLE.name}")


if __name__ == "__main__":
    main()
