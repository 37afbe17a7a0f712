"""The words by which relations are known, as patterns of one of them; the lists are in `vocabulary.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


def either(*names: str) -> str:
    """Give a pattern for one of the words of these lists, the longest first."""
    words = [word for name in names for word in _lists()[name]]
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"


def listed(name: str) -> frozenset[str]:
    """Give the words of a list."""
    return frozenset(_lists()[name])


def loosely() -> str:
    """Give a pattern for what may stand between a word and its number: «only about», or nothing."""
    return f"(?:{either('loosely')} )*"


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    text = files("pipeline.writing.reckoning").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return {
        name: tuple(" ".join(word.split()) for word in words.split(","))
        for name, words in tomllib.loads(text).items()
    }


def lists_of(word: str) -> tuple[str, ...]:
    """Give the names of the lists that hold a word."""
    return _homes().get(word, ())


@cache
def _homes() -> dict[str, tuple[str, ...]]:
    homes: dict[str, list[str]] = {}
    for name, words in _lists().items():
        for word in words:
            homes.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in homes.items()}
