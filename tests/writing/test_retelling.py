"""A summary, asked and answered."""

from __future__ import annotations

import pytest

from pipeline.writing.retelling import questions_of

ORDINARY = frozenset("adding each every token gpu gradients models techniques".split())


def asked(*sentences: str) -> list[tuple[str, str]]:
    return [(answer.question or answer.asked, answer.answer) for answer in questions_of(sentences, ORDINARY)]


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        ("Each token computes scores.", "What does each token do?", "It computes scores."),
        (
            "Gradients are averaged across devices.",
            "What happens to gradients?",
            "They are averaged across devices.",
        ),
        ("Each parameter is a single number.", "What is each parameter?", "A single number."),
        ("Models can learn to cheat.", "What can models do?", "They can learn to cheat."),
        ("Techniques that force a format.", "What do they do?", "They force a format."),
        ("Adding noise to an image.", "how", "By adding noise to an image."),
        ("That reduces the cost by half.", "result", "It reduces the cost by half."),
    ],
)
def test_a_clause_answers_a_question(sentence: str, question: str, answer: str) -> None:
    assert (question, answer) in asked(sentence)


def test_an_adjunct_answers_one_too_unless_it_is_too_short_to_be_an_answer() -> None:
    said = "Gradients are averaged across devices after each step of the long training run."
    assert ("when", "After each step of the long training run.") in asked(said)
    assert "when" not in dict(asked("Gradients are averaged across devices after each step."))


def test_what_is_denied_is_not_claimed() -> None:
    assert "when" not in dict(asked("It copes with lengths not seen during training."))


def test_a_subject_that_begins_with_a_participle_is_no_method() -> None:
    assert "how" not in dict(asked("Understanding budgets frames what is feasible."))
