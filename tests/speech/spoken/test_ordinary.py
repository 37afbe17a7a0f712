from __future__ import annotations

import pytest

from pipeline.speech.spoken.ordinary import is_ordinary


@pytest.mark.parametrize("word", ["tree", "Trees", "a", "holiday"])
def test_a_word_that_nothing_but_the_lexicon_decides_is_ordinary(word: str) -> None:
    assert is_ordinary(word)


@pytest.mark.parametrize(
    "word", ["Dr", "etc", "km", "Oct", "vs", "IV", "iPhone", "it's", "café", "7", "x", "million"]
)
def test_a_word_that_its_place_may_change_is_not(word: str) -> None:
    assert not is_ordinary(word)
