"""Letters said one by one: their names, apart, with the phonemes that leave an engine no choice."""

from __future__ import annotations

from pipeline.speech.spoken.words import Said

# Misaki's alphabet, American, the stress left open.
_NAMES = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "A bi si di i ɛf ʤi Aʧ I ʤA kA ɛl ɛm ɛn O pi kju ɑɹ ɛs ti ju vi dʌbᵊlju ɛks wI zi".split(),
        strict=True,
    )
)
_VOWELS = "AIOWYQæɑɒɔəɚɛɜɪʊʌiu"


def spelled(letters: str) -> Said:
    """Give letters as they are said one after the other: the last carries the stress («AM» is ˌAˈɛm)."""
    letters = letters.upper()
    stresses = ["ˌ"] * (len(letters) - 1) + ["ˈ"]
    sounds = (_stressed(_NAMES[letter], mark) for letter, mark in zip(letters, stresses, strict=True))
    return Said(" ".join(letters), "".join(sounds))


def _stressed(name: str, mark: str) -> str:
    """Put the mark where misaki does, before the vowel that is stressed."""
    place = next(index for index, sign in enumerate(name) if sign in _VOWELS)
    return name[:place] + mark + name[place:]
