"""Sentences that say nothing of which reading a homograph has, and those that do."""

from __future__ import annotations

import pytest

from pipeline.language.homographs import decide
from pipeline.language.openness import leaves_open
from pipeline.language.sentences import TaggedSentence
from pipeline.language.tagger import tag


def is_open(text: str, word: str) -> bool:
    tokens = tag(text)
    return leaves_open(tokens, next(i for i, token in enumerate(tokens) if token.text == word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The bass is good.", "bass"),
        ("It was a row.", "row"),
        ("A bow!", "bow"),
        ("They read it.", "read"),
        ("We read the letter.", "read"),
        ("Record.", "Record"),
    ],
)
def test_a_sentence_without_a_clue_leaves_a_homograph_open(text: str, word: str) -> None:
    assert is_open(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The bass guitar is loud.", "bass"),
        ("The bow of the ship broke.", "bow"),
        ("He read it.", "read"),
        ("They read it yesterday.", "read"),
        ("They will read it.", "read"),
        ("Computers read and write files.", "read"),
        ("Children read better with glasses.", "read"),
        ("A record.", "record"),
        ("We object to it.", "object"),
    ],
)
def test_a_clue_decides_it(text: str, word: str) -> None:
    assert not is_open(text, word)


def test_an_open_homograph_is_decided_without_any_certainty() -> None:
    (decision,) = decide(TaggedSentence(tag("They read it.")))
    assert decision.reading == "read_present"
    assert decision.certainty == 0
