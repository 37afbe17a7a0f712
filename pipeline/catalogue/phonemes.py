"""Phonemes as people write them into a lexicon: misaki's alphabet, one sign a sound."""

from __future__ import annotations

from typing import Any

from pipeline.catalogue.text import one_line
from pipeline.catalogue.values import BadValueError, clean

# After misaki's table of English phonemes (github.com/hexgrad/misaki, EN_PHONES.md), American and British
# together; T is the American t of «water», ᵊ the weak vowel of «pixel», ᵻ that of «boxes».
CONSONANTS = "bdfhjklmnpstvwzðŋɡɹʃʒʤʧθT"
VOWELS = "AIOQWYaiuæɐɑɒɔəɛɜɪʊʌᵊᵻ"
MARKS = "ˈˌː"
LONGEST = 255  # bytes

# What is typed instead, from an ordinary keyboard or another alphabet.
_MEANT = {
    "g": "ɡ", "r": "ɹ", "e": "A or ɛ", "o": "O or ɔ", "'": "ˈ", "`": "ˈ", "’": "ˈ", ",": "ˌ", ":": "ː",
    "ɚ": "əɹ", "ɝ": "ɜɹ", "ɾ": "T", "ʔ": "t", "S": "ʃ", "Z": "ʒ", "N": "ŋ", "@": "ə",
    "ǝ": "ə", "c": "k", "x": "k", "y": "j",
}  # fmt: skip


def phonemes(value: Any) -> str:
    """Read phonemes in misaki's alphabet; between words stands a space."""
    line = one_line(clean(value))
    if len(line.encode("utf-8")) > LONGEST:
        raise BadValueError(f"is longer than {LONGEST} bytes", remedy="make it shorter")
    unknown = [sign for sign in dict.fromkeys(line) if sign not in CONSONANTS + VOWELS + MARKS + " "]
    if unknown:
        signs = ", ".join(f"«{sign}»" for sign in unknown)
        raise BadValueError(f"holds {signs}, which is no phoneme", remedy=_remedy(unknown))
    if not set(line) & set(VOWELS):
        raise BadValueError(f"has no vowel: «{line}»", remedy=_alphabet())
    return line


def _remedy(unknown: list[str]) -> str:
    meant = [f"for «{sign}» write {_MEANT[sign]}" for sign in unknown if sign in _MEANT]
    return "; ".join([*meant, _alphabet()])


def _alphabet() -> str:
    return (
        f"the alphabet is misaki's: vowels {' '.join(VOWELS)}, consonants {' '.join(CONSONANTS)}, "
        f"stress {MARKS[0]} {MARKS[1]}, length {MARKS[2]}; `ninety say WORD --phonemes` shows examples"
    )
