"""Words like any other, nearly all of a text: no rule and no abbreviation concerns them in any place."""

from __future__ import annotations

from functools import lru_cache

from pipeline.speech.spoken.rules import is_plain
from pipeline.speech.spoken.rules.abbreviations import SHORT_FORMS


@lru_cache(maxsize=16384)  # a text has the same words over and over
def is_ordinary(word: str) -> bool:
    """Tell whether nothing but the lexicon can decide how a word is said."""
    return word.isascii() and word.isalpha() and is_plain(word) and word not in SHORT_FORMS
