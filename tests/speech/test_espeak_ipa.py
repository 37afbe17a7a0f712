from __future__ import annotations

import pytest

from pipeline.speech.engines.coqui.espeak_ipa import to_espeak
from pipeline.speech.engines.misaki import reader
from pipeline.speech.engines.stretches import Phonemized
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence


def written(phonemes: str) -> str:
    return to_espeak(Phonemized(phonemes, (0,) * len(phonemes))).text


@pytest.mark.parametrize(
    ("misaki", "espeak"),
    [
        ("həlˈO", "həlˈoʊ"),
        ("ʤˈYfəl ʧˈYs", "dʒˈɔɪfəl tʃˈɔɪs"),
        ("bˈɛTəɹ", "bˈɛɾɚ"),
        ("bˈɛTəɹ Idˈiə", "bˈɛɾɚɹ aɪdˈiə"),
        ("bˈɜɹd fˈɜɹi", "bˈɜːd fˈɜːɹi"),
        ("ʤˌɛnəɹˈAʃən", "dʒˌɛnɚɹˈeɪʃən"),
        ("əbˈWt sˈOfə", "ɐbˈaʊt sˈoʊfə"),
        ("ʃi wʌz hˈæpi", "ʃiː wʌz hˈæpi"),
        ("lˈɔɹə ɹˈul fˈɑðəɹ", "lˈɔːɹə ɹˈuːl fˈɑːðɚ"),
        ("nˈO — nˈOt…", "nˈoʊ, nˈoʊt."),
        ("“jˈɛs” (fˈIn)", "jˈɛs fˈaɪn"),
    ],
)
def test_the_signs_are_written_out_as_espeak_does(misaki: str, espeak: str) -> None:
    assert written(misaki) == espeak


def test_length_that_is_marked_already_is_not_marked_twice() -> None:
    assert written("sˈiː fˈɑːðəɹ") == "sˈiː fˈɑːðɚ"


def test_every_sign_keeps_its_word() -> None:
    sentence = speak_sentence("Better voices around here — and RoPE, too.", Lexicon())
    before = reader(british=False).phonemize(sentence)
    after = to_espeak(before)
    assert len(after.text) == len(after.words)
    assert set(after.words) == set(before.words)
    assert list(filter(lambda word: word >= 0, after.words)) == sorted(w for w in after.words if w >= 0)


def test_the_lexicons_pronunciation_comes_along() -> None:
    sentence = speak_sentence("RoPE and QLoRA.", Lexicon())
    assert to_espeak(reader(british=False).phonemize(sentence)).text == "ɹˈoʊp ænd kjˈuː lˈɔːɹə."
