"""Names that the default voice has in no dictionary and says rightly all the same: Paul, Matthew.

They were guessed one by one and compared with a public pronouncing dictionary (NOTICE in this folder).
"""

from __future__ import annotations

import lzma
from functools import cache
from importlib.resources import files


def is_known_name(word: str) -> bool:
    """Tell whether the guess for a word, also in the possessive, is known to be right."""
    return word.casefold().removesuffix("'s").removesuffix("’s") in _names()


@cache
def _names() -> frozenset[str]:
    data = files("pipeline.speech.known_names").joinpath("names.txt.xz").read_bytes()
    return frozenset(lzma.decompress(data).decode("ascii").split("\n"))
