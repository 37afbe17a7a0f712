"""Names that the default voice has in no dictionary: those it guesses rightly, and how the others are said.

They were guessed one by one and compared with a public pronouncing dictionary (NOTICE in this folder).
"""

from __future__ import annotations

import lzma
from functools import cache
from importlib.resources import files

from pipeline.process.files import digest

_READINGS = "readings.txt.xz"


def is_known_name(word: str) -> bool:
    """Tell whether the guess for a word, also in the possessive, is known to be right."""
    name = _bare(word.casefold().removesuffix("'s").removesuffix("’s"))
    return name in _names() or name.removesuffix("s") in _names()


def known_reading(word: str) -> str:
    """Give the phonemes, American, of a name that would be guessed wrongly («Tolstoy»), or nothing."""
    return _readings().get(_bare(word.casefold()), "")


@cache
def fingerprint() -> str:
    """Identify the readings: with others, names are said otherwise."""
    return digest(_data(_READINGS).hex())


def _bare(word: str) -> str:
    """Take the apostrophe out of «O'Brien», as the dictionary has it."""
    return word.replace("'", "").replace("’", "")


@cache
def _names() -> frozenset[str]:
    return frozenset(lzma.decompress(_data("names.txt.xz")).decode("ascii").split("\n"))


@cache
def _readings() -> dict[str, str]:
    lines = lzma.decompress(_data(_READINGS)).decode("utf-8").split("\n")
    return {name: phonemes for name, _, phonemes in (line.partition("\t") for line in lines)}


def _data(name: str) -> bytes:
    return files("pipeline.speech.known_names").joinpath(name).read_bytes()
