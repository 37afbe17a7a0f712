"""How a word sounds, as far as a listener could tell it from another."""

from __future__ import annotations

import re
from functools import cache

from pipeline.speech.engines.misaki import reader
from pipeline.speech.spoken.words import Said, SpokenSentence, SpokenWord

# Differences that no listener hears in running speech: stress, the flapped t, reduced vowels.
_SAME = str.maketrans({"ˈ": "", "ˌ": "", "ː": "", " ": "", "T": "t", "ᵊ": "ə", "ᵻ": "ə", "ɪ": "ə", "ɐ": "ə"})
_POOR, _POUR = "ʊɹ", "ɔɹ"  # one vowel for most Americans
_LETTER_A = "A"  # its name; a reader takes it for the article


def sound_of(written: str, phonemes: str = "") -> str:
    """Give the sound of a word or several, without what is not told apart by ear.

    It is that of the phonemes (misaki's alphabet) if there are any, else what a reader makes of each word by
    itself; letters said one by one are written apart.
    """
    phonemes = phonemes or "".join(map(_read, written.split()))
    return re.sub(r"\W", "", phonemes.translate(_SAME)).replace(_POOR, _POUR)


def sounds_in_context(sentence: SpokenSentence) -> list[str]:
    """Give the phonemes of each shown word as its sentence has them said: «I read», «it was read»."""
    phonemized = reader(british=False).phonemize(sentence)
    sounds = [""] * len(sentence.words)
    for sign, word in zip(phonemized.text, phonemized.words, strict=True):
        if word >= 0:
            sounds[word] += sign
    return sounds


@cache
def _read(written: str) -> str:
    if written == "A":
        return _LETTER_A
    word = SpokenWord(written, (Said(written),))
    return reader(british=False).phonemize(SpokenSentence((word,))).text
