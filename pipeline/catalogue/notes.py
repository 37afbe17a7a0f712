"""The body of an episode file: notes under headings, and further reading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.catalogue.addresses import web_address
from pipeline.catalogue.limits import LONGEST_PARAGRAPH
from pipeline.catalogue.show import Link, Notes, Section
from pipeline.catalogue.text import heading_words, one_line, without_comments
from pipeline.catalogue.values import BadValueError
from pipeline.errors import Problem

FURTHER_READING = "Further reading"
KEY_POINTS = "Key points"

_HEADING = re.compile(r"##[ \t]+(\S.*)")
_OTHER_HEADING = re.compile(r"#[ \t]+\S.*|##+\S.*|###+(?:[ \t].*)?|##[ \t]*")
_RULE = re.compile(r"(?:[*_-][ \t]*){3,}")
_QUOTE = re.compile(r">[ \t]*(.*)")
_LIST_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)])[ \t]+")
_LINK = re.compile(r"[-*+][ \t]+\[(.+)")
_ADDRESS = re.compile(r"(\S+)\)")


@dataclass(slots=True)
class _Part:
    """What stands under one heading, while it is read."""

    heading: str
    line: int
    paragraphs: list[list[str]] = field(default_factory=list)
    questions: list[list[str]] = field(default_factory=list)  # as many as paragraphs, and one that waits
    lines: list[tuple[int, str]] = field(default_factory=list)
    is_open: bool = False  # does the next line of text go on with the last paragraph?

    def add(self, number: int, line: str) -> None:
        if not line:
            self.is_open = False
            return
        self.lines.append((number, line))
        if quote := _QUOTE.fullmatch(line):
            self._ask(quote[1])
        elif self.is_open and not _LIST_ITEM.match(line):
            self.paragraphs[-1].append(line)
        else:
            self.questions += [[]] * (len(self.paragraphs) + 1 - len(self.questions))
            self.paragraphs.append([line])
        self.is_open = not quote

    def _ask(self, words: str) -> None:
        if len(self.questions) == len(self.paragraphs):
            self.questions.append([])
        self.questions[-1].append(words)

    @property
    def is_unanswered(self) -> bool:
        """Tell whether the last question has no paragraph after it."""
        return len(self.questions) > len(self.paragraphs)


def read_notes(body: str, path: Path, first_line: int = 1) -> tuple[Notes, list[Problem]]:
    """Read notes: sections under `##` headings, paragraphs between blank lines, wrapped lines joined.

    Text before the first heading makes a section without a heading. HTML comments and rules are passed over,
    sections without text left out. Each item of a list is a paragraph of its own, its mark kept. A quote
    («> …») is what a second voice asks before the paragraph that follows. Further reading and key points are
    for the eye, and no sections.
    """
    problems: list[Problem] = []
    text = _without_comments(body, path, first_line, problems)
    parts = _split(text, path, first_line, problems)
    _report_repeated(parts, path, problems)
    reading, points = (_under(heading, parts) for heading in (FURTHER_READING, KEY_POINTS))
    _report_unanswered(parts, path, problems)
    _report_long(parts, path, problems)
    sections = tuple(
        Section(
            part.heading, _joined(part.paragraphs), _joined(part.questions) if any(part.questions) else ()
        )
        for part in parts
        if part.paragraphs and part not in (*reading, *points)
    )
    found = [_link(number, line, path, problems) for part in reading for number, line in part.lines]
    listed = tuple(_LIST_ITEM.sub("", text, count=1) for part in points for text in _joined(part.paragraphs))
    return Notes(sections, tuple(link for link in found if link is not None), listed), problems


def _under(heading: str, parts: list[_Part]) -> list[_Part]:
    return [part for part in parts if part.heading.casefold() == heading.casefold()]


def _joined(paragraphs: list[list[str]]) -> tuple[str, ...]:
    return tuple(one_line(" ".join(lines)) for lines in paragraphs)


def _without_comments(body: str, path: Path, first_line: int, problems: list[Problem]) -> str:
    text, opening = without_comments(body)
    if opening is not None:
        line = first_line + body.count("\n", 0, opening)
        problems.append(Problem("has a comment that does not end", path, line, "end it with -->"))
    return text


def _split(text: str, path: Path, first_line: int, problems: list[Problem]) -> list[_Part]:
    parts = [_Part("", first_line)]
    for number, raw in enumerate(text.split("\n"), start=first_line):
        line = raw.strip()
        if heading := _HEADING.fullmatch(line):
            parts.append(_Part(one_line(heading_words(heading[1])), number))
        elif _OTHER_HEADING.fullmatch(line):
            problems.append(
                Problem(f"has a heading of another kind: «{line}»", path, number, "write ## Heading")
            )
        else:
            parts[-1].add(number, "" if _RULE.fullmatch(line) else line)
    return parts


def _report_repeated(parts: list[_Part], path: Path, problems: list[Problem]) -> None:
    first_lines: dict[str, int] = {}
    for part in parts:
        name = part.heading.casefold()
        if name in first_lines:
            what = f"has the heading «{part.heading}» twice, first on line {first_lines[name]}"
            problems.append(Problem(what, path, part.line, "put both under one heading"))
        first_lines.setdefault(name, part.line)


def _report_long(parts: list[_Part], path: Path, problems: list[Problem]) -> None:
    for part in parts:
        longest = max((sum(map(len, lines)) for lines in part.paragraphs), default=0)
        if longest > LONGEST_PARAGRAPH:
            what = f"has a paragraph of {longest:,} characters; {LONGEST_PARAGRAPH:,} is the most"
            problems.append(Problem(what, path, part.line, "part it with blank lines"))


def _report_unanswered(parts: list[_Part], path: Path, problems: list[Problem]) -> None:
    for part in parts:
        if part.is_unanswered:
            what = f"has a question under «{part.heading}» that no paragraph answers"
            problems.append(Problem(what, path, part.line, "write the answer below the lines with >"))


def _link(number: int, line: str, path: Path, problems: list[Problem]) -> Link | None:
    match = _LINK.fullmatch(line)
    name, _, rest = match[1].rpartition("](") if match else ("", "", "")
    address = _ADDRESS.fullmatch(rest)
    remedy = "write each as: - [Title](https://example.org/page)"
    if not name or address is None:
        problems.append(Problem(f"{FURTHER_READING} has a line that is not a link", path, number, remedy))
        return None
    try:
        return Link(one_line(name), web_address(address[1]))
    except BadValueError as bad:
        problems.append(Problem(f"the link {bad}", path, number, bad.remedy or remedy))
        return None
