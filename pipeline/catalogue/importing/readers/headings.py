"""Headings with a paragraph below each: the innermost are episodes, those around them topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from pipeline.catalogue.importing.column_cells import cells_of
from pipeline.catalogue.importing.column_names import fold, meanings
from pipeline.catalogue.importing.listing import Listing, Row
from pipeline.catalogue.importing.readers.front import facts_of_front, heading_path, show_heading
from pipeline.catalogue.importing.readers.markdown_blocks import Block, sections
from pipeline.catalogue.importing.readers.markdown_lists import notes_text, without_facts
from pipeline.catalogue.importing.readers.marks import first_link, without_marks
from pipeline.catalogue.importing.readers.properties import taken_properties
from pipeline.catalogue.importing.readers.source import Source
from pipeline.errors import InvalidPage

_FIRST = ("title", "summary", "notes", "topics", "link")


def read_headings(source: Source, blocks: Sequence[Block]) -> Listing:
    """Read the headings of a text as episodes. Raises InvalidPage where there are none."""
    episodes = episode_sections(blocks)
    if not episodes:
        remedy = "write each episode as a heading with a paragraph below it"
        raise InvalidPage("has no headings with text below them", file=source.path, remedy=remedy)
    topics = heading_path(blocks, [heading for heading, _ in episodes])
    rows = []
    for heading, below in episodes:
        cells = section_cells(heading, below)
        if topics[heading.line]:
            cells["topics"] = [*topics[heading.line], *_listed(cells.get("topics"))]
        rows.append(Row(heading.line, cells))
    columns = columns_of(rows)
    about = facts_of_front(blocks, episodes[0][0].line)
    return Listing(source.path, "headings", tuple(rows), columns, about, warnings=source.warnings)


def columns_of(rows: Sequence[Row]) -> tuple[str, ...]:
    """List the columns of some rows, the usual ones first."""
    there = dict.fromkeys(name for row in rows for name in row.cells)
    return tuple([name for name in _FIRST if name in there] + [name for name in there if name not in _FIRST])


def _listed(topics: Any) -> list[str]:
    return [topics] if isinstance(topics, str) else list(topics or [])


def episode_sections(blocks: Sequence[Block]) -> list[tuple[Block, list[Block]]]:
    """Find the headings that are episodes, each with all that stands below it.

    They are those with no heading inside; headings inside that say the same in most episodes («Notes»,
    «Example») are parts of it.
    """
    deepest = _episode_level(blocks)
    show = show_heading(blocks)
    found: list[tuple[Block, list[Block]]] = []
    flat = [(heading, below) for heading, below in sections(blocks) if heading is not None]
    for position, (heading, below) in enumerate(flat):
        if heading.level > deepest:
            if found and found[-1][0] is not show:
                found[-1][1].extend([heading, *below])
            continue
        after = flat[position + 1][0] if position + 1 < len(flat) else None
        if after is not None and heading.level < after.level <= deepest:
            continue
        found.append((heading, list(below)))
    return found


def _episode_level(blocks: Sequence[Block]) -> int:
    """Give the deepest level of headings whose names differ, as titles do."""
    headings = [block for block in blocks if block.kind == "heading"]
    levels = sorted({heading.level for heading in headings}, reverse=True)
    for level in levels[:-1]:
        names = [fold(heading.text) for heading in headings if heading.level == level]
        outer = [heading for heading in headings if heading.level < level]
        if len(names) > 1 and max(Counter(names).values()) > 1 and len(set(names)) <= 0.6 * len(names):
            continue
        if len(names) == 1 and len(outer) > 2:
            continue
        return level
    return levels[-1] if levels else 0


def section_cells(heading: Block, below: Sequence[Block], *, any_name: bool = False) -> dict[str, Any]:
    """Make the cells of a heading and what stands below it: facts, then a paragraph, then notes."""
    facts, rest = taken_properties(below, any_name=any_name)
    text, of_title = without_facts(heading.text)
    cells: dict[str, Any] = {"title": without_marks(text)}
    if rest and "published" not in of_title and _is_day(rest[0]):
        of_title["published"] = without_marks(rest.pop(0).text)
    if link := first_link(heading.text):
        cells["link"] = link
    cells |= {name: value for name, value in facts.items() if value and fold(name) != "title"}
    cells |= {name: value for name, value in of_title.items() if name not in cells}
    has_summary = any(found == "summary" for name in facts for found, sure, _ in meanings(name) if sure == 3)
    summary, notes = ("", rest) if has_summary else summary_and_rest(rest)
    if summary:
        cells["summary"] = summary
    if text := notes_text(notes):
        cells["notes"] = text
    return cells


def _is_day(block: Block) -> bool:
    """Tell whether a paragraph is a date and nothing else, as many write one under a title."""
    text = without_marks(block.text)
    return block.kind == "paragraph" and len(text) <= 40 and cells_of([text]).are_dates


def summary_and_rest(blocks: Sequence[Block]) -> tuple[str, list[Block]]:
    """Take the first paragraph as the summary, that under a heading «Summary» before all others."""
    named = next(
        (p for p, block in enumerate(blocks) if block.kind == "heading" and _is_summary(block.text)), None
    )
    if named is not None and named + 1 < len(blocks) and blocks[named + 1].kind == "paragraph":
        return without_marks(blocks[named + 1].text), [*blocks[:named], *blocks[named + 2 :]]
    for position, block in enumerate(blocks):
        if block.kind == "paragraph" and not block.text.startswith("!["):
            return without_marks(block.text), [*blocks[:position], *blocks[position + 1 :]]
        if block.kind in {"heading", "table", "code"}:
            break
    items = [block for block in blocks if block.kind == "item"]
    if items and blocks[0].kind == "item":
        return without_marks(items[0].text), list(blocks[1:])
    return "", list(blocks)


def _is_summary(name: str) -> bool:
    return any(found == "summary" and sure == 3 for found, sure, _ in meanings(name))
