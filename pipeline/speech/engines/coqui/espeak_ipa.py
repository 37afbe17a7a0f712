"""From misaki's phonemes to the IPA that espeak writes for American English.

Coqui's and Piper's voices were trained on espeak's phonemes, and Coqui gets them from the program
`espeak-ng`, which no Python package brings. The G2P of the default engine writes misaki's alphabet, which
is espeak's with diphthongs and affricates as one sign and without length: here it is written out again.
The lexicon's own pronunciations come along.
"""

from __future__ import annotations

import re

from pipeline.speech.engines.stretches import Phonemized

_VOWEL = "[AIOQWYaeiouæɐɑɒɔəɚɛɜɪʊʌᵊᵻ]"
_BEFORE_VOWEL = f"(?= ?[ˈˌ]?{_VOWEL})"  # of the next word too
_WORD_BEGINS = "(?<![^ ])"

# Tried from the top at every sign; what no line names stays as it is. Written after espeak-ng's «en-us».
_LINES = (
    (f"{_WORD_BEGINS}ə", "ɐ"),  # about
    (f"ɜɹ{_BEFORE_VOWEL}", "ɜːɹ"),  # furry
    ("ɜɹ", "ɜː"),  # bird
    (f"əɹ{_BEFORE_VOWEL}", "ɚɹ"),  # generation
    ("əɹ", "ɚ"),  # better
    ("A", "eɪ"),
    ("I", "aɪ"),
    ("W", "aʊ"),
    ("Y", "ɔɪ"),
    ("O", "oʊ"),
    ("Q", "əʊ"),
    ("ʤ", "dʒ"),
    ("ʧ", "tʃ"),
    ("ʣ", "dz"),
    ("ʦ", "ts"),
    ("T", "ɾ"),
    ("ᵊ", "ə"),
    ("(?<=[ˈˌ])i(?![ːə])", "iː"),  # see; but not happy, idea
    (r"(?<=^[hʃwbm])i(?=\W|$)|(?<= [hʃwbm])i(?=\W|$)", "iː"),  # he, she, we, be, me, unstressed
    ("u(?!ː)", "uː"),
    ("ɑ(?!ː)", "ɑː"),
    ("ɔ(?!ː)", "ɔː"),
    (" ?—", ","),
    (" ?…", "."),
    ('["“”()]', ""),
)
_ANY = re.compile("|".join(f"({pattern})" for pattern, _ in _LINES))


def to_espeak(phonemized: Phonemized) -> Phonemized:
    """Write misaki's phonemes as espeak does; each sign keeps the word it belongs to."""
    text: list[str] = []
    words: list[int] = []
    done = 0
    for match in _ANY.finditer(phonemized.text):
        written = _LINES[(match.lastindex or 1) - 1][1]
        text += (phonemized.text[done : match.start()], written)
        words += phonemized.words[done : match.start()]
        words += [phonemized.words[match.end() - 1]] * len(written)
        done = match.end()
    return Phonemized("".join(text) + phonemized.text[done:], (*words, *phonemized.words[done:]))
