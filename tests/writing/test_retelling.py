"""A summary, asked and answered."""

from __future__ import annotations

import pytest

from pipeline.writing.retelling import questions_of

ORDINARY = frozenset("adding each every token gpu gradients models techniques".split())


def asked(*sentences: str, from_first: bool = False) -> list[tuple[str, str]]:
    answers = questions_of(sentences, ORDINARY, from_first=from_first)
    return [(answer.question or answer.asked, answer.answer) for answer in answers]


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


def test_nothing_is_asked_of_what_nobody_has_heard_of_yet() -> None:
    assert asked("A forger and a judge: both learn.", "The contest improves both.", from_first=True) == []
    assert asked("That reduces the cost by half.", from_first=True) == []
    assert asked("Models can learn to cheat.", "That reduces the cost by half.", from_first=True)
