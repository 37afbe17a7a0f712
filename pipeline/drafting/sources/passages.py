"""What is read of a document: its text in paragraphs, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "heading"]

# Below these headings stands what nobody says aloud: names of other works, acknowledgements, lists.
_APART = re.compile(
    r"(?:[\dIVX]+(?:\.\d+)*\.?\s+|appendix\s+\w\.?\s*)?"
    r"(?:references?|bibliography|works cited|literature(?: cited)?|citations|(?:foot|end)?notes"
    r"|further reading|external links|see also|acknowledge?ments?|index|(?:table of )?contents"
    r"|list of (?:figures|tables)|glossary|about the authors?|disclosures?|funding|conflicts? of interest)"
    r"\s*:?",
    re.IGNORECASE,
)


class UnreadableDocument(Exception):
    """A document that nothing can be read of; the text says why, to follow its name."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a heading of a document."""

    text: str
    page: int = 0  # 1-based, of a document that has pages; else 0
    kind: Kind = "text"
    level: int = 0  # of a heading: 1 is the outermost; 0: not known


@dataclass(frozen=True, slots=True)
class ReadText:
    """What a document is called, as far as it says so, and its passages in the order of reading."""

    title: str
    passages: tuple[Passage, ...]


def is_apart(heading: str) -> bool:
    """Tell a heading below which nothing is said aloud."""
    return _APART.fullmatch(heading.strip()) is not None


def main_text(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Give the paragraphs of a document, without those under headings such as «References»."""
    apart: int | None = None
    for passage in passages:
        if passage.kind == "text":
            if apart is None:
                yield passage
        elif is_apart(passage.text):
            apart = passage.level
        elif apart is not None and passage.level <= apart:
            apart = None
