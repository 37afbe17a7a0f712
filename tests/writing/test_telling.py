"""How a summary goes into a sentence."""

from __future__ import annotations

import pytest

from pipeline.writing.telling import shape_of


@pytest.mark.parametrize(
    ("sentence", "shape"),
    [
        ("running the process in a smaller space", "by"),
        ("manually adjusting probabilities before sampling", "by"),
        ("training on pairs transforms a model into an assistant", "sentence"),
        ("using one model to write, judge, and improve prompts for another", "by"),
        ("including a few examples so the model infers the task", "by"),
        ("training costs millions of dollars and takes weeks", "sentence"),
        ("a factor that divides the scores", "stands_for"),
        ("a survey of every kind it can produce and of what drives each", "was_made"),
        ("a chronological tour: the first in 2018, the next in 2020", "was_made"),
        ("chains of steps that map one thing to another", "stands_for"),
        ("a factor applied to the scores: it picks the top token", "stands_for"),
        ("built with care, from the ground up", "was_made"),
        ("encodes position by rotating vectors", "does"),
        ("from the first version to the last", "from"),
        ("excessive training causes refusal of clear requests", "sentence"),
    ],
)
def test_a_sentence_has_a_shape(sentence: str, shape: str) -> None:
    assert shape_of(sentence) == shape
