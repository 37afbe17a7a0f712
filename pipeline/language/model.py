"""The table of weights by which homographs are told apart: a log-linear model, kept small.

Each weight belongs to a feature together with a reading («tear_vrb», «w1=apart»), or together with being a
verb, which all words share. A pair is known by 26 bits of its CRC-32. A reading's score is the sum of its
weights.
"""

from __future__ import annotations

import json
import lzma
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

FILE = "homographs.model"
KEY_BITS = 26
SHARED = "verb"  # the owner of the weights that all words share
_FORMAT = 1
_STEPS = 127  # a weight is kept in eight bits
_LONGEST_GAP = 0xFFFF
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 0, "lp": 0, "pb": 0}]

Keys = NDArray[np.int64]
Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Word:
    """A homograph: its readings' names, and which is the verb's (-1: part of speech does not decide)."""

    readings: tuple[str, ...]
    verb: int = -1


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The homographs and the weights of what speaks for each reading."""

    words: dict[str, Word]
    keys: Keys  # ascending
    weights: Weights

    def scores(self, word: Word, features: Sequence[str]) -> list[float]:
        """Give the score of each reading of a word."""
        sums = [self._sum(reading, features) for reading in word.readings]
        if word.verb >= 0:
            sums[word.verb] += self.verb_score(features)
        return sums

    def verb_score(self, features: Sequence[str]) -> float:
        """Say how much speaks for a verb, whatever the word; below nought for something else."""
        return self._sum(SHARED, features)

    def _sum(self, owner: str, features: Sequence[str]) -> float:
        wanted = keys_of(owner, features)
        places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return float(self.weights[places][self.keys[places] == wanted].sum())


def keys_of(owner: str, features: Iterable[str]) -> Keys:
    """Give the keys of features that belong to a reading, or to SHARED."""
    begin = zlib.crc32(f"{owner}|".encode())
    mask = (1 << KEY_BITS) - 1
    return np.array([zlib.crc32(feature.encode(), begin) & mask for feature in features], np.int64)


def pack(model: Model) -> bytes:
    """Write a model as bytes: the words as JSON, then gaps between keys and eight-bit weights, compressed."""
    scale = float(np.abs(model.weights).max(initial=0.0)) / _STEPS or 1.0
    steps = np.round(model.weights / scale).astype(np.int8)
    kept = steps != 0
    keys, steps = _without_long_gaps(model.keys[kept], steps[kept])
    gaps = np.diff(keys, prepend=0).astype(np.uint16)
    words = {name: [*word.readings, word.verb] for name, word in model.words.items()}
    header = {"format": _FORMAT, "scale": scale, "count": len(keys), "words": words}
    parts = (
        json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode() + b"\n",
        (gaps & 0xFF).astype(np.uint8).tobytes(),
        (gaps >> 8).astype(np.uint8).tobytes(),
        steps.tobytes(),
    )
    return lzma.compress(b"".join(parts), format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC32, filters=_FILTERS)


def unpack(data: bytes) -> Model:
    """Read `pack`'s bytes back."""
    head, _, body = lzma.decompress(data).partition(b"\n")
    header = json.loads(head)
    low, high, steps = np.frombuffer(body, np.uint8).reshape(3, header["count"])
    words = {name: Word(tuple(facts[:-1]), facts[-1]) for name, facts in header["words"].items()}
    keys = np.cumsum(low.astype(np.int64) + (high.astype(np.int64) << 8))
    return Model(words, keys, steps.view(np.int8).astype(np.float64) * header["scale"])


@cache
def shipped_model() -> Model:
    """Read the model that comes with Ninety."""
    return unpack(files("pipeline.language").joinpath(FILE).read_bytes())


def _without_long_gaps(keys: Keys, steps: NDArray[np.int8]) -> tuple[Keys, NDArray[np.int8]]:
    """Put keys of no weight where two are too far apart for sixteen bits."""
    filled: list[int] = []
    last = 0
    for key in keys.tolist():
        while key - last > _LONGEST_GAP:
            last += _LONGEST_GAP
            filled.append(last)
        last = key
    if not filled:
        return keys, steps
    everything = np.concatenate([keys, np.array(filled, np.int64)])
    order = np.argsort(everything, kind="stable")
    return everything[order], np.concatenate([steps, np.zeros(len(filled), np.int8)])[order]
