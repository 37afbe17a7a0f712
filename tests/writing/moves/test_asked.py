"""What a summary that asks without a mark says."""

from __future__ import annotations

import pytest

from pipeline.writing.moves.asked import as_told
from pipeline.writing.phrases import Phrases, load_banks


def told(text: str) -> str:
    return as_told(text, Phrases(load_banks(), 1, {"show": "Ninety"}))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            "How a farm lad from Kansas, aged just 24, found Pluto on two photographic plates.",
            "A farm lad from Kansas, aged just 24, found Pluto on two photographic plates.",
        ),
        (
            "How a fire that August swept through the town, leaving one church.",
            "A fire that August swept through the town, leaving one church.",
        ),
        (
            "Why the sons of tall men tend to be shorter, and why the same drift flatters a new coach.",
            "The sons of tall men tend to be shorter, and the same drift flatters a new coach.",
        ),
        ("Why hot water sometimes freezes first.", "Hot water sometimes freezes first."),
        (
            "How yeast turns sugar into gas, and why the acid it makes keeps moulds away.",
            "Yeast turns sugar into gas, and the acid it makes keeps moulds away.",
        ),
    ],
)
def test_what_is_said_how_or_why_is_so(asked: str, said: str) -> None:
    assert told(asked) == said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            "What counts as secret, how long the duty lasts, and why a law shields who reports a crime.",
            "A law shields who reports a crime.",
        ),
        (
            "How a lookup takes the same time in ten entries or a million, and what a full bucket does.",
            "A lookup takes the same time in ten entries or a million.",
        ),
        ("Why there are no straight lines, and what to do about it.", "There are no straight lines."),
    ],
)
def test_of_several_questions_those_that_say_something_are_told(asked: str, said: str) -> None:
    assert told(asked) == said


@pytest.mark.parametrize(
    "asked",
    [
        "How to tell a zero from a blank, what NaN is for, and the reason it equals nothing.",
        "What happens when the mains fails, and who is called.",
        "How fast light travels.",
        "How much sugar is in honey, and why it never spoils.",
        "Whether a contract needs a signature.",
    ],
)
def test_what_cannot_stand_alone_is_what_it_is_about(asked: str) -> None:
    said = told(asked)
    assert said.endswith(f"{asked[0].lower()}{asked[1:]}")
    assert len(said) > len(asked)


@pytest.mark.parametrize(
    "text",
    [
        "How does a lock work?",
        "How bees see colour is not how we see it.",
        "What a bee sees is not what we see.",
        "What makes one bread light and another heavy is mostly the air in it.",
        "What makes a story stay in the mind is often a mixture of fear, hope and surprise.",
        "Who ruled the valleys in the north was long a matter of dispute.",
        "Why this works is still disputed.",
        "When the bell rings, everyone runs.",
        "How long a star lives depends on its mass.",
        "A lock lifts a boat.",
    ],
)
def test_a_statement_and_a_question_stay_as_they_are(text: str) -> None:
    assert told(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "When a billionaire walks into a bar the mean income shoots up and the median hardly stirs.",
        "When the tide turns the boats are on the mud.",
    ],
)
def test_what_happens_at_a_time_is_no_question_with_a_comma_or_without(text: str) -> None:
    assert told(text) == ""
    assert told(text.replace(" the ", ", the ", 1)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "What happens in the pan when an egg is beaten.",
        "What holds up a bridge and is never seen.",
        "What makes stars that are old so red.",
    ],
)
def test_a_question_whose_verb_is_not_answered_is_what_it_is_about(text: str) -> None:
    assert text[1:-1] in told(text)
