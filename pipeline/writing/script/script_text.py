"""The body of a script: headings are sections, paragraphs are paragraphs, `{optional 1}` may go first.

What `{pause}`, `{sound}`, `{stress}` and `{slow}` ask for within a paragraph is read by directions.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.catalogue.limits import LONGEST_PARAGRAPH
from pipeline.catalogue.named_voices import NAME
from pipeline.catalogue.text import heading_words, without_comments
from pipeline.errors import InvalidScript
from pipeline.writing.script.directions import (
    BadDirectionError,
    Insert,
    is_insert,
    is_manner,
    put_back,
    read_insert,
    taken_out,
    with_markers,
    with_signs,
)
from pipeline.writing.script.markdown import as_markdown, plain_words
from pipeline.writing.script.script import Paragraph, Script, ScriptSection
from pipeline.writing.script.sentences import split_sentences

_HEADING = re.compile(r"(?P<level>#{1,6})\s+(?P<title>\S.*)")
_MARKER = re.compile(r"\{\s*(?P<name>[A-Za-z]+)(?:\s+(?P<value>[^{}\s]+))?\s*\}")
_AT_END = re.compile(r"(?<!\s)\s*(?<!\\)(\{\s*[A-Za-z]+(?:\s+[^{}\s]+)?\s*\})\s*$")
_WITHIN = re.compile(r"(?<!\\)\{\s*(?:optional|guest|host|voice|pause|sound|stress|slow)\b[^{}]*\}?")
_ROLES = ("host", "guest")
_REMEDY = (
    "the markers are {optional 1}, {guest}, {host} and {voice NAME}, before a paragraph or after a heading, "
    "and {pause 1s}, {sound FILE}, {stress word} and {slow words} within one"
)


@dataclass(frozen=True, slots=True)
class _Marks:
    """What markers say about a paragraph."""

    role: str | None = None
    optional: int | None = None

    def over(self, other: _Marks) -> _Marks:
        """Give these marks, and the other's where these say nothing."""
        return _Marks(self.role or other.role, self.optional or other.optional)


@dataclass(slots=True)
class _Part:
    """A section while it is read."""

    title: str
    marks: _Marks
    paragraphs: list[Paragraph] = field(default_factory=list)
    waiting: tuple[Insert, ...] = ()  # pauses and sounds in a block of their own: before what follows
    line: int = 0  # of these

    def close(self, file: Path | str) -> None:
        """Put what still waits after the last paragraph. Raises InvalidScript where there is none."""
        if self.waiting and not self.paragraphs:
            what = f"has only {self.waiting[0].marker} under «{self.title}», and nothing to say"
            raise InvalidScript(what, file=file, line=self.line, remedy="write a sentence under that heading")
        if self.waiting:
            last = self.paragraphs[-1]
            after = (replace(each, before=len(last.sentences)) for each in self.waiting)
            self.paragraphs[-1] = replace(last, inserts=(*last.inserts, *after))
            self.waiting = ()


def parse_body(body: str, format_name: str, file: Path | str, first_line: int = 1) -> Script:
    """Read a script's body. Raises InvalidScript with the line of what it cannot be."""
    parts: list[_Part] = []
    waiting: tuple[_Marks, int] | None = None  # markers on a line of their own belong to the next paragraph
    for line, block in _blocks(_without_comments(body, file, first_line), first_line):
        heading = _HEADING.fullmatch(block)
        if heading:
            _refuse_waiting(waiting, file)
            if parts:
                parts[-1].close(file)
            parts.append(_part(heading, file, line))
            continue
        if not parts:
            what = f"has text before the first heading: «{block[:40]}»"
            raise InvalidScript(what, file=file, line=line, remedy="begin with a line such as «## The idea»")
        _refuse_long(block, file, line)
        marks, inserts, text = _leading_marks(block, file, line)
        if waiting:
            marks = marks.over(waiting[0])
        if inserts:
            parts[-1].waiting, parts[-1].line = (*parts[-1].waiting, *inserts), line
        waiting = (marks, line) if not text and (marks != _Marks() or waiting) else None
        paragraph = _paragraph(text, marks.over(parts[-1].marks), file, line)
        if _is_seen(paragraph.text):  # a lone mark, a comment, a sign without width says nothing
            first, parts[-1].waiting = parts[-1].waiting, ()
            parts[-1].paragraphs.append(replace(paragraph, inserts=(*first, *paragraph.inserts)))
    _refuse_waiting(waiting, file)
    if parts:
        parts[-1].close(file)
    sections = tuple(ScriptSection(part.title, tuple(part.paragraphs)) for part in parts if part.paragraphs)
    if not sections:
        raise InvalidScript(
            "has nothing to say", file=file, line=first_line, remedy="write at least a sentence"
        )
    return Script(sections, format_name)


def paragraph_lines(body: str, file: Path | str, first_line: int = 1) -> list[int]:
    """Give the line on which each paragraph of a script begins, in their order. Raises InvalidScript."""
    lines = []
    for line, block in _blocks(_without_comments(body, file, first_line), first_line):
        if not _HEADING.fullmatch(block):
            _, _, text = _leading_marks(block, file, line)
            if _is_seen(_paragraph(text, _Marks(), file, line).text):
                lines.append(line)
    return lines


def _refuse_long(block: str, file: Path | str, line: int) -> None:
    if len(block) > LONGEST_PARAGRAPH:
        what = f"has a paragraph of {len(block):,} characters; {LONGEST_PARAGRAPH:,} is the most"
        raise InvalidScript(what, file=file, line=line, remedy="part it with blank lines")


def format_body(script: Script) -> str:
    """Write a script's body; `parse_body` gives the same script back."""
    blocks: list[str] = []
    for section in script.sections:
        blocks.append(f"## {as_markdown(section.title)}")
        blocks += [_written(paragraph) for paragraph in section.paragraphs]
    return "\n\n".join(blocks) + "\n"


def _written(paragraph: Paragraph) -> str:
    role = paragraph.role if paragraph.role in _ROLES else f"voice {paragraph.role}"
    marks = [f"{{{role}}}"] if role != _ROLES[0] else []
    marks += [f"{{optional {paragraph.optional}}}"] if paragraph.optional is not None else []
    text, markers = with_signs(paragraph.directed)
    return " ".join([*marks, with_markers(as_markdown(text), markers)])


def _without_comments(body: str, file: Path | str, first_line: int) -> str:
    text, cut = without_comments(body)
    if cut is None:
        return text
    opening = re.compile(r"(?<!\\)<!--").search(body, cut)
    if opening:
        line = first_line + body.count("\n", 0, opening.start())
        raise InvalidScript("has a comment that does not end", file=file, line=line, remedy="end it with -->")
    return text + body[cut:]


def _blocks(text: str, first_line: int) -> Iterator[tuple[int, str]]:
    """Go through headings and paragraphs, each as one line, with the number of its first line."""
    start, lines = first_line, list[str]()
    for number, raw in enumerate([*text.split("\n"), ""], start=first_line):
        line = raw.strip()
        is_heading = bool(_HEADING.fullmatch(line))
        if lines and (not line or is_heading):
            yield start, " ".join(lines)
            lines = []
        if is_heading:
            yield number, line
        elif line:
            start = start if lines else number
            lines.append(line)


def _part(heading: re.Match[str], file: Path | str, line: int) -> _Part:
    if heading["level"] != "##":
        what = f"has a heading of another kind: «{heading[0]}»"
        raise InvalidScript(what, file=file, line=line, remedy="write ## Heading")
    title, marks = heading_words(heading["title"]), _Marks()
    while found := _AT_END.search(title):
        marks = _read_marker(found[1], file, line).over(marks)
        title = title[: found.start()]
    return _Part(plain_words(title), marks)


def _leading_marks(block: str, file: Path | str, line: int) -> tuple[_Marks, list[Insert], str]:
    marks, inserts = _Marks(), list[Insert]()
    while found := is_insert(block) or (None if is_manner(block) else _MARKER.match(block)):
        if found["name"] in ("pause", "sound"):
            inserts.append(_insert(found, file, line))
        else:
            marks = marks.over(_read_marker(found[0], file, line))
        block = block[found.end() :].lstrip()
    return marks, inserts, block


def _insert(found: re.Match[str], file: Path | str, line: int) -> Insert:
    try:
        return read_insert(found)
    except BadDirectionError as bad:
        raise InvalidScript(str(bad), file=file, line=line, remedy=bad.remedy) from bad


def _read_marker(text: str, file: Path | str, line: int) -> _Marks:
    found = _MARKER.fullmatch(text)
    name, value = (found["name"], found["value"]) if found else ("", None)
    if name in _ROLES and value is None:
        return _Marks(role=name)
    if name == "voice" and value is not None and NAME.fullmatch(value):
        return _Marks(role=value)
    if name == "optional" and value is not None and re.fullmatch(r"[1-9]\d{0,3}", value):
        return _Marks(optional=int(value))
    raise InvalidScript(f"has the unknown marker {text}", file=file, line=line, remedy=_REMEDY)


def _paragraph(text: str, marks: _Marks, file: Path | str, line: int) -> Paragraph:
    try:
        text, taken = taken_out(text)
    except BadDirectionError as bad:
        raise InvalidScript(str(bad), file=file, line=line, remedy=bad.remedy) from bad
    stray = _WITHIN.search(text)
    if stray:
        shown = "".join(
            sign if sign.isprintable() else "…" for sign in stray[0][:60]
        )  # for one that was read
        what = f"has the marker {shown} in the middle of a paragraph"
        raise InvalidScript(what, file=file, line=line, remedy=_REMEDY)
    directed = put_back(plain_words(text), taken, split_sentences)
    return Paragraph(
        directed.sentences, marks.role or _ROLES[0], marks.optional, directed.inserts, directed.manners
    )


def _is_seen(text: str) -> bool:
    return any(unicodedata.category(sign)[0] not in "CZ" for sign in text)


def _refuse_waiting(waiting: tuple[_Marks, int] | None, file: Path | str) -> None:
    if waiting:
        what = "has a marker with no paragraph after it"
        raise InvalidScript(what, file=file, line=waiting[1], remedy=_REMEDY)
