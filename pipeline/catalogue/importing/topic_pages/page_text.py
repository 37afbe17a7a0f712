"""The lines of a page, whatever saved it: encoding, line ends, blank lines and backslashes seen to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue.limits import LARGEST_LIST
from pipeline.catalogue.text import character_name, one_line, read_text, stray_character
from pipeline.errors import InvalidPage

_HTML = re.compile(r"\s*<(?:!doctype|\?xml|html|head|body|div|p|h1)\b", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")  # CommonMark 0.31, section 2.4
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: single-spaced, its backslash escapes undone."""

    number: int
    text: str
    after_blank: bool


def page_lines(path: Path) -> list[Line]:
    """Give the lines of a page that are not blank. Raises InvalidPage for what cannot be one."""
    text = _page_text(path)
    lines: list[Line] = []
    after_blank = True
    for number, raw in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        words = _ESCAPE.sub(r"\1", one_line(raw))
        if words:
            lines.append(Line(number, words, after_blank))
        after_blank = not words
    return lines


def _page_text(path: Path) -> str:
    if not path.is_file():
        raise InvalidPage("there is no such file", file=path)
    text, problem = read_text(path, LARGEST_LIST)
    if problem is not None:
        raise InvalidPage(problem.what, file=path, line=problem.line, remedy=problem.remedy)
    if not text.strip():
        raise InvalidPage("is empty", file=path)
    _refuse_other_kinds(path, text)
    return text


def _refuse_other_kinds(path: Path, text: str) -> None:
    if stray := stray_character(text.replace("\f", "\n")):
        line = text.count("\n", 0, stray.start()) + 1
        what = f"is not a page of text: it holds the control character {character_name(stray[0])}"
        raise InvalidPage(what, file=path, line=line)
    if _REPLACEMENT in text:
        line = text.count("\n", 0, text.index(_REPLACEMENT)) + 1
        what = "was saved in the wrong encoding: a character has become «\ufffd»"
        raise InvalidPage(what, file=path, line=line, remedy="save it again as UTF-8")
    if _HTML.match(text):
        raise InvalidPage("is HTML, not text", file=path, line=1, remedy="save the page's text instead")
