"""Plain lines: «Title - summary» on each, or a title with a paragraph below it, or titles alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.catalogue.importing.column_names import fold
from pipeline.catalogue.importing.listing import Listing, Row, ShowFacts
from pipeline.catalogue.importing.readers.headings import columns_of
from pipeline.catalogue.importing.readers.marks import Entry, is_split, taken_apart, without_marks
from pipeline.catalogue.importing.readers.properties import property_of
from pipeline.catalogue.importing.readers.source import Source
from pipeline.errors import InvalidPage

_LONGEST_TITLE = 120  # characters
_SENTENCE_END = re.compile(r"[.!…;,:][\"”»’')\]]*$")
_REMEDY = "write each episode on a line as «Title - summary», or as a title with its summary on the next line"


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


def read_plain_lines(source: Source) -> Listing:
    """Read a text of lines or of blocks. Raises InvalidPage for one that is prose, without titles.

    A list of titles alone is one of drafts: its rows have no summary.
    """
    blocks = _blocks(source.text)
    about, blocks = _front(blocks)
    rows = _records(blocks) or _rows(blocks)
    if not rows:
        line = blocks[0][0].number if blocks else 1
        what = "is prose, not a list: no line of it is a title"
        raise InvalidPage(what, file=source.path, line=line, remedy=_REMEDY)
    if len(rows) > 2 and columns_of(rows) == ("title",) and _is_header(str(rows[0].cells["title"])):
        rows = rows[1:]
    columns = columns_of(rows)
    return Listing(source.path, "lines", tuple(rows), columns, about, warnings=source.warnings)


def _blocks(text: str) -> list[list[_Line]]:
    blocks: list[list[_Line]] = []
    apart = True
    for number, raw in enumerate(text.split("\n"), start=1):
        line = " ".join(re.sub(r"^\s*(?:> ?)+", "", raw).split())
        if not line or re.fullmatch(r"[-=*_~]{3,}", line):
            apart = True
            continue
        if apart:
            blocks.append([])
        blocks[-1].append(_Line(number, line))
        apart = False
    return blocks


def _front(blocks: list[list[_Line]]) -> tuple[ShowFacts, list[list[_Line]]]:
    """Take the show's title from above: a line alone before blocks or lines of «Title - summary».

    Before blocks it may be split as well: «Net Thirty: money for people who work for themselves».
    """
    if len(blocks) < 2 or len(blocks[0]) != 1:
        return ShowFacts(), blocks
    rest = blocks[1:]
    lines = [line for block in rest for line in block]
    split = sum(is_split(line.text) for line in lines)
    of_blocks = all(_is_card(block) for block in rest) and len(rest) > 1
    of_lines = len(lines) > 1 and split > 0.8 * len(lines) and not is_split(blocks[0][0].text)
    if of_blocks or of_lines:
        return ShowFacts(title=without_marks(blocks[0][0].text)), rest
    return ShowFacts(), blocks


def _is_card(block: Sequence[_Line]) -> bool:
    return len(block) > 1 and _may_be_title(block[0].text)


def _may_be_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and not (_SENTENCE_END.search(text) and not text.endswith("..."))


def _rows(blocks: Sequence[Sequence[_Line]]) -> list[Row]:
    lines = [line for block in blocks for line in block]
    split = sum(is_split(line.text) for line in lines)
    cards = sum(map(_is_card, blocks))
    if len(blocks) > 1 and cards > 0.7 * len(blocks) and not (split > 0.8 * len(lines)):
        return _of_cards(blocks)
    alternating = _alternating(blocks)
    if alternating:
        return _of_cards(alternating)
    if split > 0.6 * len(lines) and _are_short_heads(lines):
        return _of_lines(lines)
    if pairs := _pairs(lines):
        return _of_cards(pairs)
    if len(lines) > 1 and sum(_may_be_title(line.text) for line in lines) >= 0.9 * len(lines):
        return _of_lines(lines)
    return []


def _records(blocks: Sequence[Sequence[_Line]]) -> list[Row]:
    """Read blocks of «Title: …», «Summary: …»: every line names what it is, and names come again."""
    lines = [line for block in blocks for line in block]
    named = [property_of(line.text) for line in lines]
    first = next((found[0] for found in named if found), "")
    starts = [place for place, found in enumerate(named) if found and found[0] == first]
    if len(starts) < 2 or starts[0] != 0 or sum(map(bool, named)) < 0.7 * len(lines):
        return []
    if sum(map(bool, named)) < 2 * len(starts):
        return []
    rows = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        cells: dict[str, str] = {}
        last = first
        for line, found in zip(lines[start:end], named[start:end], strict=True):
            last = found[0] if found else last
            said = found[1] if found else line.text
            cells[last] = f"{cells[last]} {said}" if last in cells else said
        rows.append(Row(lines[start].number, {name: value for name, value in cells.items() if value}))
    return rows


def _is_header(text: str) -> bool:
    """Tell whether a line names the column below it: «Title» over titles alone."""
    return fold(text.rstrip("s")) in {"title", "episode title", "lesson", "titel", "titre", "titulo"}


def _are_short_heads(lines: Sequence[_Line]) -> bool:
    """Tell whether what stands before the separators is short in most lines, as titles are."""
    entries = taken_apart(line.text for line in lines)
    titled = sum(bool(entry.summary) and len(entry.title) <= 90 for entry in entries)
    return titled > 0.6 * len(lines)


def _alternating(blocks: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """Join single lines by twos where a title and a summary each stand alone between blank lines."""
    if len(blocks) < 2 or len(blocks) % 2 or any(len(block) != 1 for block in blocks):
        return []
    heads, bodies = [block[0].text for block in blocks[::2]], [block[0].text for block in blocks[1::2]]
    return (
        [[*a, *b] for a, b in zip(blocks[::2], blocks[1::2], strict=True)]
        if _are_pairs(heads, bodies)
        else []
    )


def _pairs(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Join lines by twos where titles and summaries follow each other without blank lines."""
    if len(lines) < 2 or len(lines) % 2:
        return []
    heads, bodies = [line.text for line in lines[::2]], [line.text for line in lines[1::2]]
    return (
        [list(pair) for pair in zip(lines[::2], lines[1::2], strict=True)]
        if _are_pairs(heads, bodies)
        else []
    )


def _are_pairs(heads: Sequence[str], bodies: Sequence[str]) -> bool:
    """Tell whether every second line is a title: short and no sentence, above longer ones that are."""
    sentences = sum(bool(re.search(r"[.!?…][\"”»’')\]]*$", body)) for body in bodies)
    return (
        sum(map(_may_be_title, heads)) >= 0.9 * len(heads)
        and sentences >= 0.8 * len(bodies)
        and sum(map(len, bodies)) > 1.2 * sum(map(len, heads))
    )


def _of_lines(lines: Sequence[_Line]) -> list[Row]:
    entries = taken_apart(line.text for line in lines)
    return [Row(line.number, _cells(entry)) for line, entry in zip(lines, entries, strict=True)]


def _of_cards(blocks: Sequence[Sequence[_Line]]) -> list[Row]:
    rows: list[Row] = []
    for title, *summary in blocks:
        text = " ".join(line.text for line in summary)
        if not summary and rows and not _may_be_title(title.text):
            cells = dict(rows[-1].cells)
            cells["notes"] = "\n\n".join(filter(None, [str(cells.get("notes", "")), title.text]))
            rows[-1] = Row(rows[-1].line, cells)
            continue
        rows.append(Row(title.number, _cells(Entry(without_marks(title.text), without_marks(text)))))
    return rows


def _cells(entry: Entry) -> dict[str, object]:
    cells = {"title": entry.title, "summary": entry.summary, "link": entry.link}
    return {name: value for name, value in cells.items() if value}
