"""How many cells the sheets of a workbook span: calamine lays out all of them, however few are filled.

What a file says of itself (its members' sizes, its sheets' dimensions) is not believed.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.catalogue.importing.readers.archives import DAMAGED
from pipeline.catalogue.importing.readers.source import Source
from pipeline.catalogue.limits import MOST_CELLS
from pipeline.errors import InvalidPage

LARGEST_UNPACKED = 512 * 2**20  # bytes
REMEDY = "open it in a spreadsheet program and save it again, or export the sheet as CSV"
_FAR = "delete the cells far from the list, then save it again"
_MOST_MEMBERS = 5_000
_CHUNK = 2**20  # bytes
_LOCAL_HEADER = 30  # bytes before the name (APPNOTE.TXT 4.3.7)
_QUOTED = 30  # characters
_TALLEST = 2**20  # rows: of all spreadsheet programs
_TO_ITS_END = rb"""((?:[^>"']|"[^"]*"|'[^']*')*)>"""  # a bracket within quotes ends no element
_XLSX = re.compile(rb"<(?:[^\s<>/:]+:)?(row|c)(?=[\s/>])" + _TO_ITS_END)
_SAYS_PLACE = re.compile(rb"""\s*(?:[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*')\s*)*?r\s*=\s*["']([^"']*)["']""")
_PLACE = re.compile(rb"([A-Za-z]{0,3})(\d{1,7})")
_ODS = re.compile(
    rb"<(?:[^\s<>/:]+:)?(table|table-row|table-cell|covered-table-cell)(?=[\s/>])" + _TO_ITS_END
)
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["'](\d+)["']""")
_BLANK = re.compile(rb"/\s*$")  # an element that closes itself has no text
_VALUE = re.compile(rb"office:(?:\w+-)?value|calcext:value-type|formula")
_ROW_RECORD = 0  # BrtRowHdr, [MS-XLSB] 2.4
_CELL_RECORDS = range(1, 12)  # BrtCellBlank to BrtFmlaError


class _NoPlace(Exception):
    """A row or cell says that it stands where none can."""


@dataclass(slots=True)
class _Span:
    """The rows and columns from the first to the last filled cell, as far as they are seen."""

    rows: int = 0
    columns: int = 0

    @property
    def is_too_large(self) -> bool:
        return self.rows * self.columns > MOST_CELLS


def refuse_bombs(source: Source) -> None:
    """Refuse a workbook that would not fit in memory. Raises InvalidPage, also where it is damaged."""
    if not source.data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            members = archive.infolist()
            size = sum(member.file_size for member in members)
            if size > LARGEST_UNPACKED or len(members) > _MOST_MEMBERS or _lies(source.data, members):
                raise InvalidPage("unpacks to more than a list takes", file=source.path, remedy=REMEDY)
            for member in members:
                if (measure := _measure_of(member.filename)) is not None:
                    _refuse_wide(source, measure(archive.read(member)))
    except _NoPlace as error:
        what = f"has a cell at «{error}», which is no place in a sheet"
        raise InvalidPage(what, file=source.path, remedy=REMEDY) from error
    except DAMAGED as error:
        raise InvalidPage(f"is a damaged spreadsheet: {error}", file=source.path, remedy=REMEDY) from error


def _lies(data: bytes, members: list[zipfile.ZipInfo]) -> bool:
    """Tell whether a member unpacks to more than it says."""
    return any(
        _unpacks_beyond(data, member) for member in members if member.compress_type == zipfile.ZIP_DEFLATED
    )


def _unpacks_beyond(data: bytes, member: zipfile.ZipInfo) -> bool:
    name, extra = struct.unpack_from("<HH", data, member.header_offset + _LOCAL_HEADER - 4)
    start = member.header_offset + _LOCAL_HEADER + name + extra
    packed = data[start : start + member.compress_size]
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    size = 0
    while packed and not inflater.eof and size <= member.file_size:
        size += len(inflater.decompress(packed, _CHUNK))
        packed = inflater.unconsumed_tail
    return size > member.file_size


def _measure_of(name: str) -> Callable[[bytes], Iterator[_Span]] | None:
    if name == "content.xml":
        return _ods_spans
    if name.replace("\\", "/").casefold().startswith("xl/worksheets/"):
        return {"xml": _xlsx_spans, "bin": _xlsb_spans}.get(name.casefold().rpartition(".")[2])
    return None


def _refuse_wide(source: Source, spans: Iterator[_Span]) -> None:
    for span in spans:
        if span.is_too_large:
            what = f"has a sheet that spans {span.rows} rows and {span.columns} columns"
            raise InvalidPage(what, file=source.path, remedy=_FAR)


def _xlsx_spans(sheet: bytes) -> Iterator[_Span]:
    """Measure a sheet; a row or cell that does not say where it stands comes after the one before it."""
    span, row, column = _Span(), 0, 0
    for tag in _XLSX.finditer(sheet):
        said = _SAYS_PLACE.match(tag[2])
        place = _PLACE.fullmatch(said[1]) if said else None
        if said and not place:
            raise _NoPlace(said[1][:_QUOTED].decode("ascii", "replace"))
        if tag[1] == b"row":
            row, column = int(place[2]) if place else row + 1, 0
        else:
            column = _column_number(place[1]) if place else column + 1
            row = int(place[2]) if place else row
            span = _Span(max(span.rows, row), max(span.columns, column))
    yield span


def _xlsb_spans(sheet: bytes) -> Iterator[_Span]:
    """Measure a sheet of records: a number of one or two bytes, a length of up to four, the content."""
    span, row, at = _Span(), 0, 0
    while at < len(sheet):
        kind, at = _variable(sheet, at, 2)
        length, at = _variable(sheet, at, 4)
        if length >= 4 and kind == _ROW_RECORD:
            row = struct.unpack_from("<I", sheet, at)[0]
        elif length >= 4 and kind in _CELL_RECORDS:
            column = struct.unpack_from("<I", sheet, at)[0]
            span = _Span(max(span.rows, row + 1), max(span.columns, column + 1))
        at += length
    yield span


def _variable(data: bytes, at: int, most: int) -> tuple[int, int]:
    """Read a number of seven bits a byte, the lowest first ([MS-XLSB] 2.1.4); gives where it ends."""
    number = 0
    for shift in range(most):
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << (7 * shift)
        if byte < 0x80:
            break
    return number, at


def _ods_spans(content: bytes) -> Iterator[_Span]:
    """Measure the sheets, with what stands there once for many; blank rows and cells at an end are none."""
    span, rows, column = _Span(), 0, 0
    for tag in _ODS.finditer(content):
        repeated = _REPEATED.search(tag[2])
        count = min(int(repeated[1][:9]), _TALLEST) if repeated else 1
        if tag[1] == b"table":
            yield span
            span, rows, column = _Span(), 0, 0
        elif tag[1] == b"table-row":
            rows, column = rows + count, 0
        else:
            column += count
            if not _BLANK.search(tag[2]) or _VALUE.search(tag[2]):
                span = _Span(max(span.rows, rows), max(span.columns, column))
    yield span


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + (letter & 0x1F)  # «A» and «a» are 1
    return number
