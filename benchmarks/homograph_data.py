"""Labelled sentences of homographs, in the tables of the Wikipedia homograph data (Gorman et al., LREC 2018).

`train.tsv` has a homograph, the name of its reading, a sentence, and the first and last byte of the word in
it; `wordids.tsv` has the readings of every homograph. Both are quoted and divided by tabs. They are no part
of Ninety. `homograph_sentences.tsv`, beside this module, has sentences of our own for readings that those
lack.
"""

from __future__ import annotations

import csv
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.language.model import Word
from pipeline.language.tagger import Token, tag

FOLDS = 5
OWN_SENTENCES = Path(__file__).parent / "homograph_sentences.tsv"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, which of its tokens is the homograph, and how that is read."""

    homograph: str
    reading: str
    sentence: str
    tokens: tuple[Token, ...]
    index: int
    own: bool = False  # of `homograph_sentences.tsv`

    @property
    def fold(self) -> int:
        """Give the part of the data it belongs to, the same for equal sentences."""
        return zlib.crc32(self.sentence.encode()) % FOLDS


def read_words(path: Path) -> dict[str, Word]:
    """Read the homographs, their readings, and which of these is the verb's, where that decides."""
    labels: dict[str, dict[str, str]] = {}
    for row in _rows(path):
        labels.setdefault(row["homograph"], {})[row["wordid"]] = row["label"]
    return {name: Word(tuple(readings), _verb(readings)) for name, readings in labels.items()}


def read_examples(path: Path) -> list[Example]:
    """Read the labelled sentences, tagged."""
    return [_example(row) for row in _rows(path)]


def own_examples(words: dict[str, Word]) -> list[Example]:
    """Read our own sentences, in which stars mark the homograph."""
    names = {reading: name for name, word in words.items() for reading in word.readings}
    lines = OWN_SENTENCES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [
        _located(names[reading], reading, marked.replace("*", ""), marked.index("*"), own=True)
        for reading, marked in rows
        if reading in names
    ]


def split(examples: Sequence[Example], fold: int) -> tuple[list[Example], list[Example]]:
    """Divide examples into those to learn from and those to judge by."""
    learned = [example for example in examples if example.fold != fold]
    return learned, [example for example in examples if example.fold == fold]


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")


def _verb(labels: dict[str, str]) -> int:
    verbs = [name for name, label in labels.items() if name.endswith("_vrb") or label == "verb"]
    also = [name for name, label in labels.items() if name not in verbs and "verb" in label]
    return list(labels).index(verbs[0]) if len(verbs) == 1 and not also else -1


def _example(row: dict[str, str]) -> Example:
    sentence = row["sentence"]
    start = len(sentence.encode()[: int(row["start"])].decode())
    return _located(row["homograph"], row["wordid"], sentence, start)


def _located(homograph: str, reading: str, sentence: str, start: int, *, own: bool = False) -> Example:
    tokens = tag(sentence)
    index = max(index for index, token in enumerate(tokens) if token.start <= start)
    return Example(homograph, reading, sentence, tokens, index, own)
