"""How a word sounds, as far as a listener could tell it from another."""

from __future__ import annotations

import re
from functools import cache

from pipeline.listening.words import Word
from pipeline.speech.engines.misaki import reader
from pipeline.speech.spoken.words import Said, SpokenSentence, SpokenWord

# Differences that no listener hears in running speech: stress, the flapped t, reduced vowels.
_SAME = str.maketrans({"ˈ": "", "ˌ": "", "ː": "", " ": "", "T": "t", "ᵊ": "ə", "ᵻ": "ə", "ɪ": "ə", "ɐ": "ə"})
_LETTER_A = "A"  # its name; a reader takes it for the article


def sound_of(word: Word) -> str:
    """Give the word's phonemes in misaki's alphabet, without what is not told apart by ear."""
    phonemes = word.phonemes or "".join(map(_read, _parts(word)))
    return re.sub(r"\W", "", phonemes.translate(_SAME))


def _parts(word: Word) -> list[str]:
    return word.written.split()


@cache
def _read(written: str) -> str:
    if written == "A":
        return _LETTER_A
    word = SpokenWord(written, (Said(written),))
    return reader(british=False).phonemize(SpokenSentence((word,))).text
