"""A Notion export: Markdown pages whose names end in 32 hexadecimal digits, and a CSV beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import unquote

from pipeline.catalogue.importing.column_names import fold, meanings
from pipeline.catalogue.importing.listing import Listing, Row
from pipeline.catalogue.importing.readers.delimited import read_delimited
from pipeline.catalogue.importing.readers.headings import columns_of, section_cells
from pipeline.catalogue.importing.readers.markdown_blocks import Block, markdown_blocks
from pipeline.catalogue.importing.readers.posts import natural_key
from pipeline.catalogue.importing.readers.source import Source
from pipeline.catalogue.text import match_key
from pipeline.errors import InvalidPage, Problem

_NAME = re.compile(r"(.*?)[ _-]?([0-9a-f]{32})(_all)?\.(md|csv)", re.IGNORECASE)
_TO_PAGE = re.compile(r"\]\(([^()\n]*\.md)\)")
_PAGE_LINK = re.compile(r"\s*\((?:https://(?:www\.)?notion\.so/[^()\s]*|[^()\n]*\.md|[^()\n]*%20[^()\n]*)\)")


def is_notion_name(name: str) -> bool:
    """Tell whether a file is called as Notion calls the pages it exports."""
    return bool(_NAME.fullmatch(PurePath(name).name))


def read_notion(path: Path, sources: Sequence[Source]) -> Listing:
    """Read the pages and tables of an export: rows in the order of the table, with what their pages say.

    Raises InvalidPage where there is neither.
    """
    filled = [source for source in sources if source.text.strip()]
    pages = [source for source in filled if source.suffix == ".md"]
    tables = [source for source in filled if source.suffix == ".csv"]
    found: list[Problem] = [warning for source in sources for warning in source.warnings]
    rows = _page_rows(pages, tables)
    listings = _listings(tables, found)
    if listings:
        rows = _joined(listings, rows, found)
    if not rows:
        remedy = "export the page of the list from Notion as «Markdown & CSV», with its subpages"
        raise InvalidPage("is a Notion export without a list", file=path, remedy=remedy)
    columns = tuple(dict.fromkeys([*(c for listing in listings for c in listing.columns), *columns_of(rows)]))
    return Listing(path, "notion", tuple(rows), columns, warnings=tuple(found))


def _listings(tables: Iterable[Source], warnings: list[Problem]) -> list[Listing]:
    """Read the tables; of a table and its «_all» twin, which filters leave whole, the latter."""
    by_name: dict[str, Source] = {}
    for source in sorted(tables, key=lambda table: table.path.name):
        match = _NAME.fullmatch(source.path.name)
        key = match[2].lower() if match else source.path.stem.removesuffix("_all")
        by_name[key] = source  # «…_all.csv» sorts after «….csv»
    listings = []
    for source in by_name.values():
        try:
            listing = read_delimited(source, ",")
        except InvalidPage as error:
            warnings.append(Problem(f"{error.what}; it is left out", source.path, error.line, error.remedy))
            continue
        rows = tuple(
            Row(row.line, {n: _plain(v) for n, v in row.cells.items()}, source.path) for row in listing.rows
        )
        listings.append(replace(listing, rows=rows))
    return listings


def _plain(value: Any) -> Any:
    """Take away the addresses that Notion puts behind the names of related pages."""
    return _PAGE_LINK.sub("", value) if isinstance(value, str) else value


def _page_rows(pages: Sequence[Source], tables: Sequence[Source]) -> list[Row]:
    """Read the pages; one that only leads to others, as that around a table does, is no episode."""
    folders = {_bare_name(source.path.parent.name) for source in (*pages, *tables)}
    rows = []
    order = _link_order(pages)
    for source in sorted(
        pages, key=lambda page: (order.get(page.path.name, len(order)), natural_key(str(page.path)))
    ):
        if len(pages) > 1 and _bare_name(source.path.stem) in folders and _leads_on(source):
            continue
        rows.append(Row(1, page_cells(source), source.path))
    return rows


def _link_order(pages: Sequence[Source]) -> dict[str, int]:
    """Give the places of pages, by file name, among the links of the pages around them."""
    links = [unquote(link).rpartition("/")[2] for page in pages for link in _TO_PAGE.findall(page.text)]
    return {name: place for place, name in enumerate(dict.fromkeys(links))}


def _leads_on(source: Source) -> bool:
    return bool(re.search(r"\]\([^()\n]*(?:\.md|\.csv)\)", source.text))


def _bare_name(name: str) -> str:
    return match_key(re.sub(r"[ _-]?[0-9a-f]{32}$", "", name))


def page_cells(source: Source) -> dict[str, Any]:
    """Make the cells of a page: its heading, its properties, a paragraph, and the rest as notes."""
    blocks = markdown_blocks(source.text)
    if blocks and blocks[0].kind == "heading":
        heading, below = blocks[0], blocks[1:]
    else:
        name = re.sub(r"[ _-]?[0-9a-f]{32}$", "", source.path.stem)
        heading, below = Block("heading", 1, [name], 1), blocks
    cells = section_cells(heading, below, any_name=True)
    return {name: _plain(value) for name, value in cells.items()}


def _joined(listings: Sequence[Listing], pages: Sequence[Row], warnings: list[Problem]) -> list[Row]:
    """Give the rows of the tables what their pages have beside; pages in no table are named."""
    left = {match_key(str(row.cells["title"])): row for row in pages}
    rows = []
    for listing in listings:
        title = _title_column(listing)
        for row in listing.rows:
            page = left.pop(match_key(str(row.cells.get(title, ""))), None)
            rows.append(_with_page(row, page) if page else row)
    if left:
        names = ", ".join(f"«{row.cells['title']}»" for row in list(left.values())[:3])
        more = f" and {len(left) - 3} more" if len(left) > 3 else ""
        first = next(iter(left.values())).path or listings[0].path
        warnings.append(Problem(f"pages that are in no table are left out: {names}{more}", first))
    return rows


def _title_column(listing: Listing) -> str:
    """Find the column of the pages' names, which Notion puts first."""
    named = [c for c in listing.columns if any(f == "title" and s == 3 for f, s, _ in meanings(c))]
    return listing.columns[0] if listing.columns[0] in named or not named else named[0]


def _with_page(row: Row, page: Row) -> Row:
    known = {fold(name) for name in row.cells} | {"title"}
    has_summary = any(f == "summary" and s == 3 for name in row.cells for f, s, _ in meanings(name))
    more = {name: value for name, value in page.cells.items() if fold(name) not in known}
    if has_summary and "summary" in more:
        opening = more.pop("summary")
        more["notes"] = "\n\n".join(filter(None, [opening, more.get("notes", "")]))
    return Row(row.line, {**row.cells, **more}, page.path)
