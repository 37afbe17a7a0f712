"""The phonemes of each word, as the aligner's acoustic model names them: ARPABET, without stress."""

from __future__ import annotations

from pipeline.speech.engines.misaki import reader
from pipeline.speech.spoken.words import SpokenSentence

# The signs of misaki in the phonemes of the CMU dictionary; stress and length are nothing to the aligner.
ARPABET = {
    "A": "EY", "I": "AY", "W": "AW", "Y": "OY", "O": "OW", "Q": "OW", "i": "IY", "ɪ": "IH",
    "ᵻ": "IH", "ɛ": "EH", "æ": "AE", "ɑ": "AA", "ɒ": "AA", "ɔ": "AO", "u": "UW", "ʊ": "UH",
    "ʌ": "AH", "ə": "AH", "ᵊ": "AH", "ɐ": "AH", "ɜ": "ER", "ɚ": "ER", "b": "B", "d": "D",
    "f": "F", "ɡ": "G", "h": "HH", "j": "Y", "k": "K", "l": "L", "m": "M", "n": "N",
    "p": "P", "s": "S", "t": "T", "T": "D", "ɾ": "D", "v": "V", "w": "W", "z": "Z",
    "ŋ": "NG", "ð": "DH", "θ": "TH", "ʃ": "SH", "ʒ": "ZH", "ʤ": "JH", "ʧ": "CH", "ɹ": "R",
    "x": "K", "a": "AA", "e": "EY", "o": "OW",
}  # fmt: skip


def pronunciations(sentence: SpokenSentence) -> list[str]:
    """Give each shown word's phonemes, with blanks between; empty for a word that is not spoken."""
    phonemized = reader(british=False).phonemize(sentence)
    signs: list[list[str]] = [[] for _ in sentence.words]
    for sign, word in zip(phonemized.text, phonemized.words, strict=True):
        if word >= 0 and sign in ARPABET:
            signs[word].append(ARPABET[sign])
    return [" ".join(word) for word in signs]
