"""What one pass over a tagged sentence keeps in mind: its clauses, its groups of nouns, its verb."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

from pipeline.language.words import Word

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
PLURALS = frozenset(("NNS", "NNPS"))
ADVERBS = frozenset(("RB", "RBR", "RBS"))
DETERMINERS = frozenset(("DT", "PRP$", "PDT", "WP$"))
BEFORE_NOUN = frozenset("JJ JJR JJS CD VBG VBN POS $ # AFX".split()) | ADVERBS | NOUNS
Tense = Literal["past", "present", ""]
_TENSES: dict[str, Tense] = {
    "VBD": "past",
    "VBN": "past",
    "VBZ": "present",
    "VBP": "present",
    "NNS": "present",
}


@cache
def listed(name: str) -> frozenset[str]:
    """Give one of the word lists of `clauses.toml`."""
    text = files("pipeline.language").joinpath("clauses.toml").read_text(encoding="utf-8")
    return frozenset(str(tomllib.loads(text)[name]).split())


@dataclass(frozen=True, slots=True)
class Head:
    """The word that a group of nouns turns on."""

    place: int
    plural: bool | None = None  # None: it may stand with either number
    led: bool = False  # by a preposition or a participle, and so no subject
    segment: int = 0  # how many commas stand before it


@dataclass(frozen=True, slots=True)
class Opener:
    """What opens a clause inside the sentence: a word, or nothing in «the pitch you hear»."""

    place: int
    word: str = ""
    after_comma: bool = False
    perhaps: bool = False  # it may prove to be a preposition


@dataclass(slots=True)
class Scan:
    """What one pass over a sentence has found; places are those of its words."""

    words: Sequence[Word]
    verb: int | None = None  # of the main clause
    subject: Head | None = None
    gerund: bool = False  # the subject is a doing: «giving the wrong one»
    openers: list[Opener] = field(default_factory=list)
    waiting: list[Opener] = field(default_factory=list)  # for their verb
    closed: Opener | None = None  # the one whose verb came last
    heads: list[Head] = field(default_factory=list)
    other_verbs: list[int] = field(default_factory=list)  # finite, after the main one, none waiting
    segment: int = 0
    begin: int = 0  # of the segment
    led: bool = False  # what stands here belongs to a preposition or a participle

    @property
    def tense(self) -> Tense:
        """Give «past», «present», or «» for a modal's and for none."""
        return _TENSES.get(self.words[self.verb].tag, "") if self.verb is not None else ""

    @property
    def subjects_here(self) -> list[Head]:
        """Give the heads of this segment that may be subjects."""
        return [head for head in self.heads if head.segment == self.segment and not head.led]

    def before(self, place: int) -> Word | None:
        """Give the word before a place."""
        return self.words[place - 1] if place else None

    def after(self, place: int) -> Word | None:
        """Give the word after a place."""
        return self.words[place + 1] if place + 1 < len(self.words) else None

    def open(self, opener: Opener) -> None:
        """Put a clause on the pile of those that wait for their verb."""
        self.waiting.append(opener)
        self.openers.append(opener)
