"""Spreadsheets: xlsx and xlsb of Excel, the old xls, ods of LibreOffice."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from pipeline.catalogue.importing.listing import Listing
from pipeline.catalogue.importing.readers.sheet_size import REMEDY, refuse_bombs
from pipeline.catalogue.importing.readers.source import Source
from pipeline.catalogue.importing.readers.tables import Record, header_position, is_blank, table_listing
from pipeline.errors import InvalidPage, Problem


def read_spreadsheet(source: Source, kind: str) -> Listing:
    """Read the sheet of a workbook that has the list. Raises InvalidPage where none has, or it is damaged."""
    import python_calamine

    refuse_bombs(source)
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(source.data)) as workbook:
            sheets = {name: _records(workbook.get_sheet_by_name(name)) for name in _visible(workbook)}
    except python_calamine.PasswordError as error:
        raise InvalidPage(
            "is locked with a password", file=source.path, remedy="save it without one"
        ) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise InvalidPage(f"is a damaged spreadsheet: {error}", file=source.path, remedy=REMEDY) from error
    filled = {name: records for name, records in sheets.items() if records}
    if not filled:
        raise InvalidPage("is a spreadsheet without cells", file=source.path, remedy=REMEDY)
    name = max(filled, key=lambda sheet: _worth(filled[sheet]))
    return table_listing(source.path, kind, filled[name], [*source.warnings, *_others(source, filled, name)])


def _visible(workbook: Any) -> list[str]:
    import python_calamine

    sheets = [
        sheet for sheet in workbook.sheets_metadata if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
    ]
    seen = [s.name for s in sheets if s.visible == python_calamine.SheetVisibleEnum.Visible]
    return seen or [sheet.name for sheet in sheets]


def _records(sheet: Any) -> list[Record]:
    """Read a sheet's rows; cells merged over several rows of a column count in each of them."""
    records = []
    merged = _Merged.of(sheet)
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        plain = merged.filled(number - 1, [_plain(cell) for cell in cells])
        if any(not is_blank(cell) for cell in plain):
            while is_blank(plain[-1]):
                plain.pop()
            records.append(Record(number, plain))
    return records


@dataclass(frozen=True, slots=True)
class _Merged:
    """What stands in cells that are merged downwards; a spreadsheet keeps it in the first of them."""

    firsts: Mapping[tuple[int, int], int]  # row and column (from 0) of the first cell: the last row
    standing: dict[int, tuple[int, Any]] = field(default_factory=dict)  # column: last row, value

    @classmethod
    def of(cls, sheet: Any) -> _Merged:
        ranges = sheet.merged_cell_ranges or ()
        return cls({first: last[0] for first, last in ranges if last[0] > first[0] and last[1] == first[1]})

    def filled(self, row: int, cells: list[Any]) -> list[Any]:
        """Fill a row's cells from the one above that they are merged with; a row of nothing else stays."""
        if not self.firsts or all(is_blank(cell) for cell in cells):
            return cells
        for column, cell in enumerate(cells):
            if (last := self.firsts.get((row, column))) is not None:
                self.standing[column] = last, cell
            elif column in self.standing and row <= self.standing[column][0] and is_blank(cell):
                cells[column] = self.standing[column][1]
        return cells


def _plain(cell: Any) -> Any:
    """Give whole numbers as such, and a moment at midnight as its day."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return int(cell)
    if isinstance(cell, datetime) and cell.time() == time(0):
        return date(cell.year, cell.month, cell.day)
    return cell


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
