"""Words that no dictionary has and that are said as the words they are made of."""

from __future__ import annotations

import pytest

from pipeline.speech.compounds import is_said_as_its_parts
from pipeline.speech.engine import Guess, PreviewingEngine, find_engine
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence


def engine() -> PreviewingEngine:
    found = find_engine("hibari")
    assert isinstance(found, PreviewingEngine)
    return found


def guess_for(word: str) -> Guess:
    preview = engine().preview(speak_sentence(f"We met {word} there.", Lexicon()), "heart")
    return next(each for each in preview.guesses if each.text == word)


@pytest.mark.parametrize("word", ["biodistribution", "Rookwood", "sideview", "supersisters", "O'Higgins"])
def test_a_compound_and_a_word_with_a_prefix_need_no_dictionary(word: str) -> None:
    assert is_said_as_its_parts(guess_for(word), engine(), "heart")


@pytest.mark.parametrize("word", ["flibberwock", "Zwinkelbach", "grondle", "thrasmic"])
def test_a_word_made_of_nothing_known_stays_a_guess(word: str) -> None:
    assert not is_said_as_its_parts(guess_for(word), engine(), "heart")


def test_a_compound_that_is_guessed_otherwise_than_its_parts_stays_a_guess() -> None:
    assert not is_said_as_its_parts(Guess(2, "sideview", "sˈIdɪvˌu"), engine(), "heart")
