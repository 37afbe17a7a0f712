"""Workbooks that would fill the memory are refused by what they hold, whatever they say of themselves."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from pipeline.catalogue.importing.readers.sheet_size import refuse_bombs
from pipeline.catalogue.importing.readers.source import Source
from pipeline.errors import InvalidPage

FILLED = "<table:table-cell{} office:value-type='string'><text:p>x</text:p></table:table-cell>"
BLANK = "<table:table-cell table:number-columns-repeated='16384'/>"


def book(name: str, content: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def refuse(data: bytes) -> None:
    refuse_bombs(Source(Path("plan"), data))


def rows(*cells: str, times: int = 1) -> str:
    return f"<table:table-row table:number-rows-repeated='{times}'>{''.join(cells)}</table:table-row>"


@pytest.mark.parametrize(
    "sheet",
    [
        rows(FILLED.format(" table:number-columns-repeated='1000000000'"), times=1000),
        rows(FILLED.format(""), times=1000000) + rows(BLANK, FILLED.format("")),
        rows(FILLED.format("")) + rows(BLANK, times=1000000) + rows(BLANK, FILLED.format("")),
    ],
)
def test_cells_that_stand_for_many_are_counted(sheet: str) -> None:
    with pytest.raises(InvalidPage, match="has a sheet that spans"):
        refuse(book("content.xml", f"<table:table table:name='A'>{sheet}</table:table>"))


def test_blank_cells_and_rows_at_the_end_of_a_sheet_count_for_nothing() -> None:
    sheet = rows(FILLED.format(""), BLANK) + rows(BLANK, times=1048575)
    refuse(book("content.xml", f"<table:table table:name='A'>{sheet}</table:table>" * 3))


@pytest.mark.parametrize(
    "sheet",
    [
        "<row r='1'><c r='A1'/></row><row r='1048576'><c r='XFD1048576'/></row>",
        "<row>" + "<c/>" * 5000 + "</row>" + "<row/>" * 5000 + "<row><c/></row>",
        "<x:row r='9999'><x:c r='XFD9999'/></x:row>",
        "<a-b:row r='9999'><a-b:c r='xfd9999'/></a-b:row>",
        "<row><c a='>' b=' r=\"A1\"' r='XFD9999'/></row>",
    ],
)
def test_rows_and_cells_are_counted_with_and_without_their_places(sheet: str) -> None:
    with pytest.raises(InvalidPage, match="has a sheet that spans"):
        refuse(book("xl/worksheets/sheet1.xml", f"<sheetData>{sheet}</sheetData>"))


@pytest.mark.parametrize("place", ["r='ABCDEF1'", "r='A12345678'", "r=''", "r='1A'"])
def test_a_cell_at_no_place_of_a_sheet_is_refused(place: str) -> None:
    with pytest.raises(InvalidPage, match="which is no place in a sheet"):
        refuse(book("XL\\worksheets\\sheet1.xml", f"<sheetData><row r='1'><c {place}/></row></sheetData>"))


def record(kind: int, number: int) -> bytes:
    return bytes([kind, 8]) + struct.pack("<II", number, 0)


def test_the_records_of_a_binary_sheet_are_counted() -> None:
    near = record(0, 0) + record(7, 0) + bytes([0x81, 0x01, 0x82, 0x00, 1, 2]) + record(0, 99) + record(7, 20)
    refuse(book("xl/worksheets/sheet1.bin", near))
    with pytest.raises(InvalidPage, match="spans 1048576 rows and 16384 columns"):
        refuse(book("xl/worksheets/sheet1.bin", near + record(0, 1048575) + record(7, 16383)))


def test_a_binary_sheet_that_breaks_off_is_damaged() -> None:
    with pytest.raises(InvalidPage, match="damaged"):
        refuse(book("xl/worksheets/sheet1.bin", b"\x00\x08\x01"))


def test_a_member_that_unpacks_to_more_than_it_says_is_refused() -> None:
    size = 3_000_001
    honest = book("xl/sharedStrings.xml", b" " * size)
    refuse(honest)
    lying = honest.replace(struct.pack("<I", size), struct.pack("<I", 10))
    with pytest.raises(InvalidPage, match="unpacks to more than a list takes"):
        refuse(lying)
