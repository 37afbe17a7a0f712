"""Text and Markdown as passages: paragraphs between blank lines, without lists, tables, code and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.catalogue.text import one_line
from pipeline.drafting.sources.passages import Passage, ReadText

_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n.*?^\1[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TITLE_KEY = re.compile(r"^title[ \t]*[:=][ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FENCE = re.compile(r"^[ \t]*(```+|~~~+).*?(?:^[ \t]*\1[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)(?:[ \t]+#+)?")
_UNDERLINE = re.compile(r"(=+|-+)")
_NOT_PROSE = re.compile(
    r"(?:[-*+•][ \t]|\d{1,3}[.)][ \t]|\||>|\[\^?[^\]]+\]:|!\[|<|[ \t]*(?:[*_-][ \t]*){3,}$|:::|\{[%{])"
)
_LABEL = re.compile(
    r"(?:fig(?:ure)?|table|listing|caption|image|photo|source|box)\.?\s*[\d.]*\s*[:.–—]", re.IGNORECASE
)
_CAPITALS = re.compile(r"[^a-z]*[A-Z]{2}[^a-z]*")


def read_plain_text(text: str, *, markdown: bool) -> ReadText:
    """Read a text; one that calls itself by a heading or in its front matter gives that as its title."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    title = ""
    if markdown and (found := _FRONT_MATTER.match(text)):
        named = _TITLE_KEY.search(found[0])
        title = one_line(named[1]) if named else ""
        text = text[found.end() :]
    if markdown:
        text = _FENCE.sub("\n\n", _COMMENT.sub("\n\n", text))
    passages = tuple(_passages(text, markdown=markdown))
    heading = next((each for each in passages if each.kind == "heading" and each.level <= 1), None)
    return ReadText(title or (heading.text if heading else ""), passages)


def _passages(text: str, *, markdown: bool) -> Iterator[Passage]:
    for block in re.split(r"\n[ \t]*\n", text):
        lines = [line.rstrip() for line in block.split("\n") if line.strip()]
        if lines:
            yield from _of_block(lines, markdown=markdown)


def _of_block(lines: list[str], *, markdown: bool) -> Iterator[Passage]:
    """Read lines without a blank one among them: headings stand apart, what is no prose ends the prose."""
    prose: list[str] = []
    skipping = False  # the further lines of an item are of it
    for place, line in enumerate(lines):
        heading = _heading(lines, place, markdown=markdown)
        if heading:
            yield from _prose(prose)
            prose, skipping = [], False
            yield heading
        elif _UNDERLINE.fullmatch(line.strip()):
            continue
        elif _NOT_PROSE.match(line.strip()) or _LABEL.match(line.strip()) or line.startswith(("    ", "\t")):
            yield from _prose(prose)
            prose, skipping = [], True
        elif not skipping:
            prose.append(line.strip())
    yield from _prose(prose)


def _heading(lines: list[str], place: int, *, markdown: bool) -> Passage | None:
    line = lines[place].strip()
    below = lines[place + 1].strip() if place + 1 < len(lines) else ""
    if len(below) >= 3 and (rule := _UNDERLINE.fullmatch(below)) and not _UNDERLINE.fullmatch(line):
        return Passage(one_line(line), kind="heading", level=1 if rule[1][0] == "=" else 2)
    if markdown and (found := _HEADING.fullmatch(line)):
        return Passage(one_line(found[2]), kind="heading", level=len(found[1]))
    alone = len(lines) == 1 and len(line) <= 80 and not line.endswith((".", ",", ";", "?", "!", '"', "”"))
    if alone or (not markdown and place == 0 and len(line) <= 80 and _CAPITALS.fullmatch(line)):
        return Passage(one_line(line), kind="heading", level=2)
    return None


def _prose(lines: list[str]) -> Iterator[Passage]:
    if lines:
        yield Passage(one_line(" ".join(lines)))
