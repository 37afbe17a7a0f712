"""The blocks of a Markdown text, by line: headings, items, tables, paragraphs, code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.catalogue.text import heading_words

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*)$")
_ITEM = re.compile(r"([ \t]*)([-*+•◦‣▪●○·–]|\d{1,5}[.)]|[a-z][)])[ \t]+(\S.*)$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ALIGNMENT = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_CHECKBOX = re.compile(r"\[[ xX/-]\]\s+")
_CELL_PARTS = re.compile(r"\\\||\\.|`+|\[\[[^\[\]|]*\|[^\[\]|]*\]\]|\||\[|[^\\|`\[]+|.")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


@dataclass(slots=True)
class Block:
    """A part of a text: «heading», «item», «table», «paragraph», «code», «rule»."""

    kind: str
    line: int  # 1-based
    lines: list[str]  # the text; of a heading or an item without its mark
    level: int = 0  # of a heading 1 to 6, of an item or paragraph the columns it is indented
    mark: str = ""  # of an item
    apart: bool = True  # whether a blank line stands before it
    raw: list[str] = field(default_factory=list)  # the lines as they stand in the file

    @property
    def text(self) -> str:
        """Give the lines as one, single-spaced."""
        return " ".join(" ".join(self.lines).split())

    @property
    def source(self) -> str:
        """Give the block as it stands in the file."""
        return "\n".join(self.raw)


def markdown_blocks(text: str) -> list[Block]:
    """Part a text of Markdown into its blocks; comments are left out."""
    blanked = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text) if "<!--" in text else text
    return _Blocks(blanked.expandtabs(4).split("\n")).read()


@dataclass(slots=True)
class _Blocks:
    lines: Sequence[str]
    found: list[Block] = field(default_factory=list)
    apart: bool = True

    def read(self) -> list[Block]:
        at = 0
        while at < len(self.lines):
            at = self.take(at)
        return self.found

    def take(self, at: int) -> int:
        """Take the block, or the line of one, that stands here; give where the next begins."""
        line = self.lines[at]
        if not line.strip():
            self.apart = True
            return at + 1
        last = self.found[-1] if self.found and not self.apart else None
        if fence := _FENCE.match(line):
            return self.fenced(at, fence[1])
        return self.table(at) if self.is_table(at) else self.take_line(at, line, last)

    def take_line(self, at: int, line: str, last: Block | None) -> int:
        if heading := _HEADING.match(line):
            return self.add(at, Block("heading", at + 1, [heading_words(heading[2])], len(heading[1])))
        underline = _UNDERLINE.match(line)
        if underline and last and last.kind == "paragraph" and len(last.lines) == 1 and last.level < 4:
            last.kind, last.level = "heading", 1 if underline[1][0] == "=" else 2
            last.raw.append(line)
            self.apart = True
            return at + 1
        if _RULE.match(line):
            return self.add(at, Block("rule", at + 1, []))
        item = _ITEM.match(line)
        if item and not (last and last.kind == "paragraph" and _continues(item, last)):
            text = _CHECKBOX.sub("", item[3], count=1)
            return self.add(at, Block("item", at + 1, [text], len(item[1]), item[2]))
        return self.text(at, last)

    def add(self, at: int, block: Block) -> int:
        block.apart, self.apart = self.apart, block.kind in {"heading", "rule"}
        block.raw = [self.lines[at]]
        self.found.append(block)
        return at + 1

    def text(self, at: int, last: Block | None) -> int:
        line = self.lines[at].rstrip()
        quoted = re.sub(r"^ {0,3}(?:> ?)+", "", line)
        if last and last.kind in {"paragraph", "item"}:
            last.lines.append(quoted.strip())
            last.raw.append(line)
            return at + 1
        indent = len(line) - len(line.lstrip())
        return self.add(at, Block("paragraph", at + 1, [quoted.strip()], indent))

    def fenced(self, at: int, fence: str) -> int:
        end = at + 1
        while end < len(self.lines) and not self.lines[end].strip().startswith(fence):
            end += 1
        self.add(at, Block("code", at + 1, list(self.lines[at + 1 : end])))
        self.found[-1].raw = list(self.lines[at : end + 1])
        self.apart = True
        return end + 1

    def is_table(self, at: int) -> bool:
        """Tell whether a row with bars stands here and a row of dashes below it, with as many cells."""
        if "|" not in self.lines[at] or at + 1 >= len(self.lines):
            return False
        below = self.lines[at + 1]
        if "-" not in below or not _ALIGNMENT.match(below):
            return False
        return len(table_cells(below)) == len(table_cells(self.lines[at]))

    def table(self, at: int) -> int:
        end = at + 2
        while end < len(self.lines) and self.lines[end].strip() and "|" in self.lines[end]:
            end += 1
        rows = [*self.lines[at : at + 1], *self.lines[at + 2 : end]]
        self.add(at, Block("table", at + 1, list(rows)))
        self.found[-1].raw = list(self.lines[at:end])
        self.apart = True
        return end


def _continues(item: re.Match[str], paragraph: Block) -> bool:
    """Tell whether what looks like an item goes on with a paragraph: «…in the year» / «1986. Then …»."""
    return item[2][0].isdecimal() and item[2] not in {"1.", "1)"} and not paragraph.text.endswith(":")


def table_cells(line: str) -> list[str]:
    """Part a row of a Markdown table at its bars; an escaped one, or one in code, stays."""
    parts: list[str] = [""]
    code = False
    line = line.strip()
    last_tick = line.rfind("`")
    for match in _CELL_PARTS.finditer(line):
        part = match[0]
        if part[0] == "`":
            code = not code
        if part == "|" and not (code and last_tick >= match.end()):
            parts.append("")
        else:
            parts[-1] += "|" if part == "\\|" else part
    cells = [part.strip() for part in parts]
    if len(cells) > 1 and not cells[0] and line.lstrip().startswith("|"):
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1] and line.rstrip().endswith("|"):
        cells = cells[:-1]
    return cells


def sections(blocks: Sequence[Block]) -> Iterator[tuple[Block | None, list[Block]]]:
    """Go through headings with the blocks below each, up to the next; the first may have no heading."""
    heading: Block | None = None
    below: list[Block] = []
    for block in blocks:
        if block.kind == "heading":
            if heading or below:
                yield heading, below
            heading, below = block, []
        else:
            below.append(block)
    if heading or below:
        yield heading, below
