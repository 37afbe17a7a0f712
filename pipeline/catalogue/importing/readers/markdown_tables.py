"""Tables of Markdown, wherever they stand in a text; headings above several are topics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.catalogue.importing.column_names import fold, is_known, meanings
from pipeline.catalogue.importing.listing import Listing, Row
from pipeline.catalogue.importing.readers.front import facts_of_front, heading_path
from pipeline.catalogue.importing.readers.markdown_blocks import Block, table_cells
from pipeline.catalogue.importing.readers.marks import first_link, without_marks
from pipeline.catalogue.importing.readers.source import Source
from pipeline.catalogue.importing.readers.tables import Record, table_listing
from pipeline.errors import InvalidPage, Problem

_UNDER = "heading"  # the column of the headings above a table, where there are several


def read_markdown_tables(source: Source, blocks: Sequence[Block]) -> Listing:
    """Read the tables of a text that have the columns of its largest one. Raises InvalidPage for none."""
    tables = [block for block in blocks if block.kind == "table"]
    if not tables:
        raise InvalidPage(
            "has no Markdown table", file=source.path, remedy="a row of dashes stands under its header"
        )
    chosen = _chosen(tables)
    topics = heading_path(blocks, chosen)
    several = len({tuple(topics[table.line]) for table in chosen}) > 1
    parts = []
    for table in chosen:
        listing = _listing(source, table)
        if several and topics[table.line]:
            listing = _under(listing, topics[table.line])
        parts.append(listing)
    columns = tuple(dict.fromkeys(column for part in parts for column in part.columns))
    rows = tuple(row for part in parts for row in part.rows)
    warnings = [*source.warnings, *(warning for part in parts for warning in part.warnings)]
    warnings += _others(source, tables, chosen)
    about = facts_of_front(blocks, chosen[0].line)
    return Listing(source.path, "markdown-table", rows, columns, about, warnings=tuple(warnings))


def _chosen(tables: Sequence[Block]) -> list[Block]:
    """Choose the tables that are the list: all with the same columns as the best, in their order."""

    def worth(table: Block) -> tuple[int, int]:
        known = sum(is_known(without_marks(cell)) for cell in table_cells(table.lines[0]))
        return min(known, 2), len(table.lines)

    best = _names(max(tables, key=worth))
    return [table for table in tables if _names(table) == best and len(table.lines) > 1] or [tables[0]]


def _others(source: Source, tables: Sequence[Block], chosen: Sequence[Block]) -> Iterator[Problem]:
    """Name the tables that look like lists of episodes too, but have other columns."""
    others = [
        table
        for table in tables
        if table not in chosen and len(table.lines) > 1 and _looks_like_a_list(_names(table))
    ]
    if others:
        lines = ", ".join(str(table.line) for table in others)
        what = f"a table with other columns is not read (line {lines})"
        if len(others) > 1:
            what = f"{len(others)} tables with other columns are not read (lines {lines})"
        yield Problem(what, source.path, others[0].line, "name the columns alike, or put it in its own file")


def _looks_like_a_list(names: Sequence[str]) -> bool:
    fields = {found for name in names for found, sure, _ in meanings(name) if sure > 1}
    return {"title", "summary"} <= fields


def _names(table: Block) -> list[str]:
    return [fold(without_marks(cell)) for cell in table_cells(table.lines[0])]


def _listing(source: Source, table: Block) -> Listing:
    header = [without_marks(cell) for cell in table_cells(table.lines[0])]
    header = [name or f"column {place}" for place, name in enumerate(header, start=1)]
    links = _title_columns(header)
    records = [Record(table.line, header)]
    for number, line in enumerate(table.lines[1:], start=table.line + 2):
        cells = table_cells(line)
        plain = [_plain(cell) for cell in cells]
        address = next(
            (link for place in links if place < len(cells) and (link := first_link(cells[place]))), ""
        )
        records.append(
            Record(number, [*plain, *[""] * (len(header) - len(plain)), address] if address else plain)
        )
    if any(
        len(record.cells) > len(header) and str(record.cells[-1]).startswith("http") for record in records[1:]
    ):
        free = (
            "link"
            if not any("link" in dict.fromkeys(f for f, _, _ in meanings(n)) for n in header)
            else "linked page"
        )
        records[0] = Record(table.line, [*header, free])
    return table_listing(source.path, "markdown-table", records)


def _title_columns(header: Sequence[str]) -> list[int]:
    return [
        place for place, name in enumerate(header) if any(found == "title" for found, _, _ in meanings(name))
    ]


def _plain(cell: str) -> str:
    return re.sub(
        r"\s*<br\s*/?>\s*",
        "\n",
        without_marks(re.sub(r"<br\s*/?>", "\ue001", cell)).replace("\ue001", "<br>"),
    )


def _under(listing: Listing, topics: Sequence[str]) -> Listing:
    """Give the rows the headings above their table as topics."""
    name = "topics" if "topics" not in listing.columns else _UNDER
    rows = tuple(Row(row.line, {**row.cells, name: list(topics)}, row.path) for row in listing.rows)
    return replace(listing, rows=rows, columns=(*listing.columns, name))
