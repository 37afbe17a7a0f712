"""Notes of a list as the body of an episode file: nothing in them that such a body cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.catalogue.limits import LONGEST_LINE, LONGEST_PARAGRAPH
from pipeline.catalogue.links import Link
from pipeline.catalogue.notes import FURTHER_READING, read_notes
from pipeline.catalogue.text import heading_words

_HEADING = re.compile(r"#{1,6}[ \t]+(\S.*)")
_SENTENCE_END = re.compile(r"[.!?…]['\"’”)]*\s")
_LONGEST = min(LONGEST_LINE, LONGEST_PARAGRAPH)
_LONGEST_LINK_TITLE = 300  # characters
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)


def episode_body(notes: str, reading: Sequence[Link]) -> str:
    """Write notes and further reading as they stand below an episode's front matter; «» for neither."""
    own, problems = read_notes(notes, Path())
    text, links = (
        (notes, tuple(reading)) if problems else (_READING.sub("", notes), (*own.further_reading, *reading))
    )
    parts = [_safe(text)]
    if links:
        first: dict[str, Link] = {}
        for link in links:
            first.setdefault(link.url, link)
        parts.append("\n".join([f"## {FURTHER_READING}", *map(_link_line, first.values())]))
    return "".join(f"\n{part}\n" for part in parts if part)


def _link_line(link: Link) -> str:
    return f"- [{link.title.translate(_NO_BRACKETS)[:_LONGEST_LINK_TITLE]}]({link.url})"


_READING = re.compile(
    rf"^##[ \t]+{FURTHER_READING}[ \t]*$.*?(?=^##[ \t]|\Z)", re.DOTALL | re.MULTILINE | re.IGNORECASE
)
_NO_BRACKETS = str.maketrans("[]", "()")


def _safe(notes: str) -> str:
    """Keep notes as they are where an episode file can hold them; else headings and quotes become text."""
    text = _COMMENT.sub("", notes)
    lines = [_line(raw) for raw in text.split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(_once(lines))).strip()
    text = "\n\n".join(piece for block in text.split("\n\n") for piece in _pieces(block))
    if not read_notes(text, Path())[1]:
        return text
    return "\n".join(line.lstrip("#> \t") for line in text.split("\n")).strip()


def _pieces(block: str) -> Iterator[str]:
    """Part a paragraph that is longer than any may be, after a sentence where one ends, else at a space."""
    rest = block
    while len(rest) > _LONGEST:
        ends = [found.end() for found in _SENTENCE_END.finditer(rest, 0, _LONGEST)]
        at = ends[-1] if ends else rest.rfind(" ", 1, _LONGEST) + 1 or _LONGEST
        yield rest[:at].rstrip()
        rest = rest[at:].lstrip()
    yield rest


def _line(raw: str) -> str:
    line = raw.strip()
    if heading := _HEADING.fullmatch(line):
        return f"## {heading_words(heading[1])}"
    return line.lstrip("#> \t") if line.startswith((">", "#")) else raw.rstrip()


def _once(lines: Sequence[str]) -> list[str]:
    """Make headings that come again, or that mean something else to Ninety, different."""
    seen = {FURTHER_READING.casefold(): 1}
    made = []
    for line in lines:
        if line.startswith("## "):
            name = line[3:].casefold()
            seen[name] = count = seen.get(name, 0) + 1
            line = f"{line} ({count})" if count > 1 else line  # noqa: PLW2901
        made.append(line)
    return made
