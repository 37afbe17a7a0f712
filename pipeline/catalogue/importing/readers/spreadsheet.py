"""Spreadsheets: xlsx and xlsb of Excel, the old xls, ods of LibreOffice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.catalogue.importing.listing import Listing
from pipeline.catalogue.importing.readers.sheet_size import REMEDY, refuse_bombs
from pipeline.catalogue.importing.readers.source import Source
from pipeline.catalogue.importing.readers.tables import Record, header_position, table_listing
from pipeline.catalogue.importing.readers.workbook import Endless, Locked, Unreadable, sheets_of
from pipeline.errors import InvalidPage, Problem


def read_spreadsheet(source: Source, kind: str) -> Listing:
    """Read the sheet of a workbook that has the list. Raises InvalidPage where none has, or it is damaged."""
    refuse_bombs(source)
    try:
        sheets = {
            name: [Record(line, cells) for line, cells in rows]
            for name, rows in sheets_of(source.data).items()
        }
    except Locked as error:
        raise InvalidPage(str(error), file=source.path, remedy="save it without one") from error
    except Endless as error:
        raise InvalidPage(f"is no spreadsheet of a list: {error}", file=source.path, remedy=REMEDY) from error
    except Unreadable as error:
        raise InvalidPage(f"is a damaged spreadsheet: {error}", file=source.path, remedy=REMEDY) from error
    filled = {name: records for name, records in sheets.items() if records}
    if not filled:
        raise InvalidPage("is a spreadsheet without cells", file=source.path, remedy=REMEDY)
    name = max(filled, key=lambda sheet: _worth(filled[sheet]))
    return table_listing(source.path, kind, filled[name], [*source.warnings, *_others(source, filled, name)])


def _worth(records: Sequence[Record]) -> tuple[int, int]:
    """Rank the sheets: those with a header of known names first, then those with more rows."""
    from pipeline.catalogue.importing.column_names import is_known

    place = header_position(records)
    known = 0 if place is None else sum(is_known(str(cell)) for cell in records[place].filled)
    return min(known, 2), len(records)


def _others(source: Source, filled: dict[str, list[Record]], chosen: str) -> Iterator[Problem]:
    others = [f"«{name}»" for name in filled if name != chosen and _worth(filled[name])[0] >= 2]
    if others:
        what = f"the sheet «{chosen}» was read; {', '.join(others)} looks like a list too"
        yield Problem(what, source.path, remedy="save a sheet as a file of its own to import it too")
