"""A word for the time tells the tense of «read»; where another verb may have it, nothing is told."""

from __future__ import annotations

import pytest

from pipeline.language.homographs import decide
from pipeline.language.sentences import TaggedSentence
from pipeline.language.tagger import tag
from pipeline.language.tense import tense_of_read


def told(text: str) -> str:
    tokens = tag(text)
    return tense_of_read(tokens, next(i for i, token in enumerate(tokens) if token.text == "read"))


@pytest.mark.parametrize(
    "text", ["We read it yesterday.", "You read it last night.", "They read the letter two days ago."]
)
def test_a_time_gone_by_makes_it_past(text: str) -> None:
    assert told(text) == "read_past"


@pytest.mark.parametrize("text", ["They usually read it at night.", "We read the news every day."])
def test_a_habit_makes_it_present(text: str) -> None:
    assert told(text) == "read_present"


@pytest.mark.parametrize(
    "text",
    [
        "They read it.",
        "Did you read it yesterday?",
        "I read what she wrote yesterday.",
        "To read daily helps.",
    ],
)
def test_elsewhere_nothing_is_told(text: str) -> None:
    assert told(text) == ""


def test_what_is_told_is_certain() -> None:
    (decision,) = decide(TaggedSentence(tag("We read it yesterday.")))
    assert (decision.reading, decision.certainty) == ("read_past", 1.0)
