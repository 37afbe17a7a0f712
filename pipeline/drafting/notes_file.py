"""An episode file with something put under the headings of its notes; what stands there is never touched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue.frontmatter import Document
from pipeline.catalogue.new import NOTE_PROMPTS
from pipeline.catalogue.notes import FURTHER_READING, read_notes

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADING = re.compile(r"^[ \t]*##[ \t]+(?P<name>[^\r\n]+?)(?:[ \t]+#+)?[ \t]*\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of an episode file: where its line begins, and where what is under it begins and ends."""

    start: int
    body: int
    end: int


def parts_of(document: Document) -> dict[str, Part]:
    """Give the headings of a file's notes by their names in small letters; those in comments are none."""
    shown = _COMMENT.sub(lambda found: re.sub(r"[^\r\n]", " ", found[0]), document.text)
    begin = len(document.text) - len(document.body)
    headings = list(_HEADING.finditer(shown, begin))
    ends = [*(heading.start() for heading in headings), len(document.text)][1:]
    parts: dict[str, Part] = {}
    for heading, end in zip(headings, ends, strict=bool(headings)):
        body = heading.end() - heading[0].endswith("\r")
        parts.setdefault(heading["name"].casefold(), Part(heading.start(), body, end))
    return parts


def written_headings(document: Document) -> frozenset[str]:
    """Name the headings, in small letters, under which there is something to say already."""
    notes, _ = read_notes(document.body, document.path, document.body_line)
    return frozenset(section.heading.casefold() for section in notes.sections)


def byte_order_mark(path: Path) -> str:
    """Give the mark that a file begins with, if it has one: the text that was read is without it."""
    return "\ufeff" if path.read_bytes().startswith(b"\xef\xbb\xbf") else ""


def with_parts(document: Document, additions: Mapping[str, str]) -> str:
    """Give the file's text with blocks added at the end of what is under these headings.

    A heading that is not there yet is put in its usual place: before the next of the usual ones, else before
    further reading, else at the end. Every other byte stays.
    """
    text = document.text
    line_end = "\r\n" if "\r\n" in text else "\n"
    parts = parts_of(document)
    further = parts.get(FURTHER_READING.casefold())
    anchor = further.start if further else len(text)
    inserted: list[tuple[int, int, str]] = []
    for order, heading in enumerate(reversed(list(NOTE_PROMPTS))):
        part = parts.get(heading.casefold())
        block = additions.get(heading, "").strip("\n")
        if block and part is None:
            inserted.append((anchor, -order, f"## {heading}\n{block}\n\n"))
        elif block and part is not None:
            kept = len(text[part.body : part.end].rstrip())
            inserted.append((part.body + kept, -order, f"\n{block}"))
        anchor = part.start if part else anchor
    return _with_insertions(text, inserted, line_end)


def _with_insertions(text: str, inserted: list[tuple[int, int, str]], line_end: str) -> str:
    """Put each block in its place; of several in one place the one that was found last comes first."""
    pieces: list[str] = []
    cursor = 0
    for place, _, block in sorted(inserted):
        before = text[cursor:place]
        pieces.append(before)
        if block.startswith("## ") and (pieces_text := "".join(pieces)):
            gap = len(pieces_text) - len(pieces_text.rstrip("\r\n"))
            newlines = pieces_text[len(pieces_text) - gap :].count("\n")
            pieces.append(line_end * max(0, 2 - newlines))
        pieces.append(block.replace("\n", line_end))
        cursor = place
    pieces.append(text[cursor:])
    whole = "".join(pieces)
    return whole.rstrip("\r\n") + line_end if not text[cursor:].strip() else whole
