"""The sums that readers graded, and the weights that are fitted to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

import pytest

from benchmarks.sums_graded import summaries
from benchmarks.train_sums import examples, fit, held_out
from pipeline.writing.quantities import figures_in
from pipeline.writing.reckoning.reading import Draft, Reading
from pipeline.writing.reckoning.weighed.proposals import proposals
from pipeline.writing.reckoning.weighed.weighing import weights
from pipeline.writing.sums import kinds, sentences_of

_BOUND = re.compile(r"\b(?:at least|at most|more than|fewer than|less than|nearly)\b")
_NEAR, _NEAR_A_BOUND = Fraction(12, 100), Fraction(1, 4)
_TURNS = 3
_ROUND = (Fraction(100), Fraction(1000))
_DAYS = {Fraction(1, 365), Fraction(12, 365)}  # of a year and a month, in which days are told


def made() -> Iterator[tuple[Reading, Draft]]:
    """Give every sum that the figures of the graded summaries could give."""
    for title, summary in summaries():
        reading = Reading(summary, "", title)
        yield from ((reading, draft) for draft in proposals(reading))


def own(reading: Reading) -> set[Fraction]:
    """Give the numbers of a summary, and one, which needs no source."""
    return {Fraction(1)} | {n for f in reading.figures for n in (f.value, f.high) if n is not None}


@pytest.mark.slow
def test_what_is_spoken_is_what_the_formula_gives_when_worked_out_again() -> None:
    for reading, draft in made():
        ((result,), (spoken,)) = draft.formula.results, draft.formula.spoken
        is_bound = _BOUND.search(" ".join(draft.blanks.values()))
        assert abs(result - spoken) <= abs(result) * (_NEAR_A_BOUND if is_bound else _NEAR), (
            reading.text,
            draft,
        )


@pytest.mark.slow
def test_what_goes_into_a_formula_stands_in_the_summary() -> None:
    for reading, draft in made():
        known, figures = own(reading), reading.figures
        sizes = _DAYS | {f.unit.size / g.unit.size for f in figures for g in figures if f.unit and g.unit}
        # «one in eight» and «nine in ten» are two numbers of the summary.
        shares = {few / many for few in known for many in known if many}
        for number in draft.formula.inputs:
            assert number in known | shares or any(number / size in known for size in sizes), (
                reading.text,
                draft,
            )


@pytest.mark.slow
def test_every_number_said_is_the_formulas_or_the_summarys() -> None:
    for reading, draft in made():
        known = own(reading) | {*draft.formula.inputs, *draft.formula.spoken, *draft.formula.given}
        known |= {Fraction(part) for n in draft.formula.spoken for part in (n.numerator, n.denominator)}
        known |= kinds()[draft.kind].numbers | {f.value for f in figures_in(draft.blanks.get("each", ""))}
        known |= {Fraction(n // 60) for n in known}  # minutes are said in hours
        known |= {1 / number for number in known if number}
        for turn in range(_TURNS):
            for short in (True, False):
                said = figures_in(sentences_of(reading, draft, turn, short=short))
                numbers = {n for f in said for n in (f.value, f.high) if n is not None} - known
                # «An eighth of a thousand» is read as 125, «930 to a thousand» as a range of thousands.
                assert numbers <= {one * two for one in known for two in {*known, *_ROUND}}, (
                    reading.text,
                    draft,
                )


@pytest.mark.slow
def test_the_weights_are_those_that_training_gives() -> None:
    assert fit(examples()) == weights()


@pytest.mark.slow
def test_few_of_the_surest_sums_of_unseen_summaries_are_wrong() -> None:
    told = examples()
    best = held_out(told)[: round(0.35 * len(told))]
    assert sum(grade == "f" for _, grade in best) / len(best) < 0.12
