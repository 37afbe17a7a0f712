from __future__ import annotations

import pytest

from pipeline.speech.engines.british import as_british
from pipeline.speech.engines.misaki import reader
from pipeline.speech.spoken.lexicon import Lexicon, packaged_entries
from pipeline.speech.spoken.sentence import speak_sentence

# Words of which the American and the British dictionary are both at hand, and differ in one way each.
WORDS = (
    "bird furry start starry story north square merry near letter onyx lot llama law go cat water see happy "
    "blue"
)


@pytest.mark.parametrize("word", WORDS.split())
def test_american_phonemes_become_what_the_british_dictionary_has(word: str) -> None:
    sentence = speak_sentence(word, Lexicon())
    american, british = (reader(british=british).phonemize(sentence).text for british in (False, True))
    assert as_british(american) == british


def test_phonemes_written_for_a_british_voice_stay_as_they_are() -> None:
    for entry in packaged_entries():
        assert as_british(as_british(entry.phonemes)) == as_british(entry.phonemes)


def test_a_term_reaches_a_british_voice_in_its_own_alphabet() -> None:
    sentence = speak_sentence("QLoRA and OpenAI's tokenizers.", Lexicon())
    assert reader(british=True).phonemize(sentence).text == "kjˈuː lˈɔːɹə and ˌQpᵊnˌAˈIz tˈQkənˌIzəz."
