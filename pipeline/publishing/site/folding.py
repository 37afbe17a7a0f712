"""Letters without case and accents, and the words of a text: the same here as in the pages' search.js."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

_APOSTROPHES = "’‘"
_WORD = re.compile(r"[^\W_]+")
# Scripts that set no blanks between words: Han, Hiragana, Katakana, Thai. Each of their signs is a word here.
_UNSPACED = (
    "[\u0e01-\u0e3a\u0e40-\u0e5b\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3041-\u309f\u30a1-\u30fa"
    "\u30fd-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff6f\uff71-\uff9d\U00020000-\U000323af]"
)


class _Folding(dict[int, str]):
    """Signs by their code, each folded when it is first met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        parts = unicodedata.normalize("NFD", sign)
        bare = "".join(part for part in parts if not unicodedata.category(part).startswith("M")).lower()
        same = bare if _units(bare) == _units(sign) else sign
        self[code] = "'" if sign in _APOSTROPHES else same
        return self[code]


_FOLDED = _Folding()


def fold(text: str) -> str:
    """Give a text without case and accents, each sign at its place."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def words_in(folded: str) -> Counter[str]:
    """Count the words of a folded text: runs of letters and digits, and single signs of unspaced scripts."""
    found = _WORD.findall(folded)
    if folded.isascii() or not _unspaced().search(folded):
        return Counter(found)
    return Counter(part for word in found for part in _parts(word))


def _parts(word: str) -> list[str]:
    return [part for part in re.split(f"({_UNSPACED})", word) if part]


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(_UNSPACED)


def _units(text: str) -> int:
    """Count as JavaScript does: in units of UTF-16."""
    return len(text) + sum(sign > "\uffff" for sign in text)
