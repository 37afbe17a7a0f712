"""Subtitles, as they go into sentences."""

from __future__ import annotations

import pytest

from pipeline.writing.subtitles import about, kind_of, question


@pytest.mark.parametrize(
    ("subtitle", "kind", "said", "asked"),
    [
        ("controlling how noise is added", "gerund", "", "How do you control how noise is added?"),
        ("warming up and cooling down", "gerund", "", "How do you warm up and cool down?"),
        ("when models cheat", "moment", "the moment when models cheat", "What happens when models cheat?"),
        ("why every token has a price", "asks", "", "Do you know why every token has a price?"),
        ("the three vectors of attention", "the", "", "What are the three vectors of attention?"),
        ("the engine of it all", "the", "", "What is the engine of it all?"),
        ("cats vs dogs", "contrast", "cats versus dogs", "What sets cats apart from dogs?"),
        ("why 32K, or 50K tokens", "asks", "", "Why 32K, or 50K tokens?"),
        ("text, image, audio", "list", "text, image and audio", ""),
        ("no single GPU is enough", "clause", "how no single GPU is enough", ""),
        ("local context for efficiency", "phrase", "", ""),
        ("cost of a ride", "phrase", "the cost of a ride", ""),
        ("inside modern models", "place", "what lies inside modern models", ""),
        ("", "none", "", ""),
    ],
)
def test_a_subtitle_is_said_and_asked(subtitle: str, kind: str, said: str, asked: str) -> None:
    assert kind_of(subtitle) == kind
    assert about(subtitle) == (said or subtitle)
    if asked:
        assert question(subtitle) == asked


def test_what_asks_nothing_gives_no_question() -> None:
    assert question("local context for efficiency") == question("text, image, audio") == ""


def test_a_list_of_two_or_with_a_choice_is_left_as_it_is() -> None:
    assert about("one model, many tasks") == "one model, many tasks"
    assert about("ask again, look it up, or pass") == "ask again, look it up, or pass"
