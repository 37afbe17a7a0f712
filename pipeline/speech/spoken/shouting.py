"""Where capitals are shouted or a heading, and so say nothing of how a word is read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pipeline.speech.spoken.rules.capitals import EMPHATIC
from pipeline.speech.spoken.rules.numerals import is_regnal
from pipeline.speech.spoken.rules.rule import Peeled

_LETTERS = 10  # fewer capitals may be acronyms
_LONG = 5  # letters, of a word that is no acronym
_WORDS = 3  # in a stretch of capitals that counts inside a sentence


def shouted_places(tokens: Sequence[Peeled]) -> list[bool]:
    """Tell for every token whether it stands among shouted words: the whole sentence, or a stretch of it."""
    places = [False] * len(tokens)
    start = 0
    for capitals, group in groupby(tokens, key=_is_capital):
        stretch = list(group)
        whole = len(stretch) == len(tokens)
        if capitals and (_is_shouted(stretch) if whole else _is_shouted_within(stretch)):
            places[start : start + len(stretch)] = [True] * len(stretch)
        start += len(stretch)
    return places


def _is_capital(token: Peeled) -> bool:
    """Tell whether all of its letters are capitals; figures and dashes go with their neighbours."""
    return all(sign.isupper() for sign in token.core if sign.isalpha())


def _is_shouted(tokens: Sequence[Peeled]) -> bool:
    words = [token.core for token in tokens]
    if len(words) < 2 or not any(map(str.isalpha, "".join(words))):
        return False
    if any(word in EMPHATIC or is_regnal(word.title()) for word in words):
        return True
    long = sum(len(word) >= _LONG for word in words)
    return len(words) > 2 and _letters(words) >= _LETTERS and 2 * long >= len(words)


def _is_shouted_within(tokens: Sequence[Peeled]) -> bool:
    words = [token.core for token in tokens if any(map(str.isalpha, token.core))]
    meant = sum(word in EMPHATIC for word in words)
    return len(words) >= _WORDS and _letters(words) >= _LETTERS and 2 * meant >= len(words)


def _letters(words: Sequence[str]) -> int:
    return sum(map(str.isalpha, "".join(words)))
