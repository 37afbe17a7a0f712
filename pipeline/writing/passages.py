"""A passage: what one move makes of the material, where it came from, and what it is worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Move = Literal[
    "ask",
    "headline",
    "name",
    "is",
    "whole",
    "beat",
    "because",
    "unpack",
    "sum",
    "behind",
    "why and like",
    "number",
    "example",
    "but",
    "link",
    "years",
    "notes",
    "keep",
    "return",
    "next",
]
# What is said by the show itself, and not of the subject.
FRAME: frozenset[Move] = frozenset({"name", "next"})
# What the glossary or a pack knows, and what other episodes say.
OF_THE_FIELD: frozenset[Move] = frozenset(
    {"ask", "is", "unpack", "behind", "why and like", "number", "example", "but", "keep"}
)
OF_OTHERS: frozenset[Move] = frozenset({"link", "years", "next"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A few whole sentences that stay together."""

    sentences: tuple[str, ...]  # or paragraphs of a few
    move: Move
    origin: str  # what it was made of, as `ninety script -v` prints it
    rank: int | None = None  # what giving it up costs (see arrange); None: it always stays
    apart: bool = False  # each of the sentences is a paragraph of its own
    opens: bool = False  # a paragraph begins with it

    @property
    def text(self) -> str:
        """Give the sentences as one line."""
        return " ".join(self.sentences)

    @property
    def blocks(self) -> tuple[str, ...]:
        """Give what stands in paragraphs of their own."""
        return self.sentences if self.apart else (self.text,)


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter: what it is called, and its passages."""

    title: str
    passages: tuple[Passage, ...]


def some(passage: Passage | None) -> tuple[Passage, ...]:
    """Give a passage as what may be strung together with others; none as nothing."""
    return () if passage is None else (passage,)
