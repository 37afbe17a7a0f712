"""The body of an episode file: notes under headings, and further reading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.catalogue.addresses import web_address
from pipeline.catalogue.show import Link, Notes, Section
from pipeline.catalogue.text import one_line
from pipeline.catalogue.values import BadValueError
from pipeline.errors import Problem

FURTHER_READING = "Further reading"

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"##[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*")
_OTHER_HEADING = re.compile(r"#[ \t]+\S.*|##+\S.*|###+(?:[ \t].*)?|##[ \t]*")
_RULE = re.compile(r"(?:[*_-][ \t]*){3,}")
_QUOTE = re.compile(r">[ \t]*(.*)")
_LIST_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)])[ \t]+")
_LINK = re.compile(r"[-*+][ \t]+\[(.+)\]\((\S+)\)")


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
    («> …») is what a second voice asks before the paragraph that follows.
    """
    problems: list[Problem] = []
    text = _without_comments(body, path, first_line, problems)
    parts = _split(text, path, first_line, problems)
    _report_repeated(parts, path, problems)
    reading = [part for part in parts if part.heading.casefold() == FURTHER_READING.casefold()]
    _report_unanswered(parts, path, problems)
    sections = tuple(
        Section(
            part.heading, _joined(part.paragraphs), _joined(part.questions) if any(part.questions) else ()
        )
        for part in parts
        if part.paragraphs and part not in reading
    )
    found = [_link(number, line, path, problems) for part in reading for number, line in part.lines]
    return Notes(sections, tuple(link for link in found if link is not None)), problems


def _joined(paragraphs: list[list[str]]) -> tuple[str, ...]:
    return tuple(one_line(" ".join(lines)) for lines in paragraphs)


def _without_comments(body: str, path: Path, first_line: int, problems: list[Problem]) -> str:
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), body)
    opening = text.find("<!--")
    if opening < 0:
        return text
    line = first_line + text.count("\n", 0, opening)
    problems.append(Problem("has a comment that does not end", path, line, "end it with -->"))
    return text[:opening]


def _split(text: str, path: Path, first_line: int, problems: list[Problem]) -> list[_Part]:
    parts = [_Part("", first_line)]
    for number, raw in enumerate(text.split("\n"), start=first_line):
        line = raw.strip()
        if heading := _HEADING.fullmatch(line):
            parts.append(_Part(one_line(heading[1]), number))
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


def _report_unanswered(parts: list[_Part], path: Path, problems: list[Problem]) -> None:
    for part in parts:
        if part.is_unanswered:
            what = f"has a question under «{part.heading}» that no paragraph answers"
            problems.append(Problem(what, path, part.line, "write the answer below the lines with >"))


def _link(number: int, line: str, path: Path, problems: list[Problem]) -> Link | None:
    match = _LINK.fullmatch(line)
    remedy = "write each as: - [Title](https://example.org/page)"
    if match is None:
        problems.append(Problem(f"{FURTHER_READING} has a line that is not a link", path, number, remedy))
        return None
    try:
        return Link(one_line(match[1]), web_address(match[2]))
    except BadValueError as bad:
        problems.append(Problem(f"the link {bad}", path, number, bad.remedy or remedy))
        return None
