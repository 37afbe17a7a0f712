"""Make the list of names that the default voice guesses rightly: `python -m benchmarks.known_names CMUDICT`.

CMUDICT is the file `cmudict.dict` of the Carnegie Mellon Pronouncing Dictionary. Every word of it that none
of hibari's American dictionaries has is guessed and compared, apart from stress and weak vowels. Three
minutes.
"""

from __future__ import annotations

import lzma
import re
import sys
from collections.abc import Iterator
from pathlib import Path

PLACE = Path(__file__).parents[1] / "pipeline" / "speech" / "known_names" / "names.txt.xz"
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
_ALIKE = str.maketrans({
    "T": "t", "ɾ": "t", "ᵊ": "ə", "ɚ": "əɹ", "ɜ": "ə", "ɐ": "ə", "ʌ": "ə", "ᵻ": "ə", "ɪ": "ə", "ɔ": "ɑ",
    "ˈ": "", "ˌ": "",
})  # fmt: skip


def main(dictionary: Path) -> None:
    """Write the list."""
    names = sorted(set(_guessed_rightly(dictionary)))
    PLACE.write_bytes(lzma.compress("\n".join(names).encode("ascii"), preset=9))
    print(f"{len(names)} names, {PLACE.stat().st_size} bytes")


def _guessed_rightly(dictionary: Path) -> Iterator[str]:
    from hibari.g2p import G2P

    g2p = G2P(british=False)
    for word, pronunciation in _words(dictionary):
        name = word.capitalize()
        tokens = g2p.phonemize_tokens(g2p.tokenize(f"I met {name} there"))
        token = next((each for each in tokens if each.text == name), None)
        if token and (token.rating or 0) <= _GUESSED and _folded(token.phonemes or "") == pronunciation:
            yield word


def _words(dictionary: Path) -> Iterator[tuple[str, str]]:
    for line in dictionary.read_text(encoding="latin-1").splitlines():
        word, *sounds = line.partition("#")[0].split()
        word = re.sub(r"\(\d+\)$", "", word)
        if word.isascii() and word.isalpha() and len(word) > 1:
            yield word, _folded("".join(_SIGNS[sound.rstrip("012")] for sound in sounds))


def _folded(phonemes: str) -> str:
    """Make alike what differs in stress and weak vowels only."""
    return re.sub("ə(?=[lmn])", "", phonemes.translate(_ALIKE))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
