"""Make the lists of names that the default voice guesses: `python -m benchmarks.known_names CMUDICT`.

CMUDICT is the file `cmudict.dict` of the Carnegie Mellon Pronouncing Dictionary. Every word of it that none
of hibari's American dictionaries has is guessed and compared, apart from stress and weak vowels. Those that
are guessed rightly make one list; those that are not make the other, with their pronunciation. Three minutes.
"""

from __future__ import annotations

import lzma
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "pipeline" / "speech" / "known_names"
_GUESSED = 2  # hibari's mark for a guess
# ARPAbet, as CMUdict is written, in misaki's signs.
_SIGNS = {
    "AA": "ɑ", "AE": "æ", "AH": "ʌ", "AO": "ɔ", "AW": "W", "AY": "I", "B": "b", "CH": "ʧ", "D": "d",
    "DH": "ð",
    "EH": "ɛ", "ER": "ɜɹ", "EY": "A", "F": "f", "G": "ɡ", "HH": "h", "IH": "ɪ", "IY": "i", "JH": "ʤ",
    "K": "k",
    "L": "l", "M": "m", "N": "n", "NG": "ŋ", "OW": "O", "OY": "Y", "P": "p", "R": "ɹ", "S": "s", "SH": "ʃ",
    "T": "t",
    "TH": "θ", "UH": "ʊ", "UW": "u", "V": "v", "W": "w", "Y": "j", "Z": "z", "ZH": "ʒ",
}  # fmt: skip
_UNSTRESSED = {"AH0": "ə", "ER0": "əɹ"}
_ALIKE = str.maketrans({
    "T": "t", "ɾ": "t", "ᵊ": "ə", "ɚ": "əɹ", "ɜ": "ə", "ɐ": "ə", "ʌ": "ə", "ᵻ": "ə", "ɪ": "ə", "ɔ": "ɑ",
    "ˈ": "", "ˌ": "",
})  # fmt: skip


def main(dictionary: Path) -> None:
    """Write the lists."""
    right: set[str] = set()
    wrong: dict[str, str] = {}
    for word, sounds, guess in _guessed(dictionary):
        if _folded(guess) == _folded("".join(_SIGNS[sound.rstrip("012")] for sound in sounds)):
            right.add(word)
        else:
            wrong.setdefault(word, as_misaki(sounds))
    _write("names.txt.xz", sorted(right))
    _write(
        "readings.txt.xz", [f"{word}\t{said}" for word, said in sorted(wrong.items()) if word not in right]
    )


def as_misaki(sounds: Sequence[str]) -> str:
    """Write ARPAbet sounds in misaki's American signs: «R OW1 Z AH0» as «ɹˈOzə»."""
    return re.sub("ə(?=l$)", "ᵊ", "".join(map(_sign, sounds)))


def _sign(sound: str) -> str:
    bare, stress = sound.rstrip("012"), {"1": "ˈ", "2": "ˌ"}.get(sound[-1], "")
    return _UNSTRESSED.get(sound) or stress + _SIGNS[bare]


def _write(name: str, lines: Sequence[str]) -> None:
    place = FOLDER / name
    place.write_bytes(lzma.compress("\n".join(lines).encode("utf-8"), preset=9))
    print(f"{name}: {len(lines)} names, {place.stat().st_size} bytes")


def _guessed(dictionary: Path) -> Iterator[tuple[str, list[str], str]]:
    """Give words of the dictionary that are guessed, their sounds, and the guess."""
    from hibari.g2p import G2P

    g2p = G2P(british=False)
    for word, sounds in _words(dictionary):
        name = word.capitalize()
        tokens = g2p.phonemize_tokens(g2p.tokenize(f"I met {name} there"))
        token = next((each for each in tokens if each.text == name), None)
        if token and (token.rating or 0) <= _GUESSED:
            yield word, sounds, token.phonemes or ""


def _words(dictionary: Path) -> Iterator[tuple[str, list[str]]]:
    for line in dictionary.read_text(encoding="latin-1").splitlines():
        word, *sounds = line.partition("#")[0].split()
        word = re.sub(r"\(\d+\)$", "", word)
        if word.isascii() and word.isalpha() and len(word) > 1:
            yield word, sounds


def _folded(phonemes: str) -> str:
    """Make alike what differs in stress and weak vowels only."""
    return re.sub("ə(?=[lmn])", "", phonemes.translate(_ALIKE))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
