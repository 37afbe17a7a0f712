"""Lists of the same twelve episodes in every shape, and what they hold."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from pipeline.catalogue.importing.columns import understand_columns
from pipeline.catalogue.importing.listing import Listing
from pipeline.catalogue.importing.readers.recognise import read_lists

LISTS = Path(__file__).parents[1] / "lists"


@pytest.fixture(scope="session")
def lists() -> Path:
    """The folder of the lists."""
    return LISTS


@pytest.fixture(scope="session")
def episodes() -> list[dict[str, str]]:
    """The twelve episodes: by «Episode», «Title», «Summary», «Topics», «Publish date»."""
    with (LISTS / "sky.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Listing]:
    """Write one file, of text or bytes, and read it."""

    def write_and_read(content: str | bytes, name: str = "list.txt", kind: str | None = None) -> Listing:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        (listing,) = read_lists([path], kind)
        return listing

    return write_and_read


@pytest.fixture(scope="session")
def understood() -> Callable[..., list[dict[str, Any]]]:
    """Give the rows of a listing by field, its columns understood."""

    def understand(listing: Listing, asked: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
        fields = understand_columns(listing, asked).fields
        return [
            {fields[name]: value for name, value in row.cells.items() if name in fields}
            for row in listing.rows
        ]

    return understand


@pytest.fixture
def write_folder(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Write a folder of files."""

    def write(files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / "folder" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / "folder"

    return write


Sheets = Mapping[str, Sequence[Sequence[Any]]]


@pytest.fixture(scope="session")
def xlsx() -> Callable[[Sheets], bytes]:
    """Make a workbook of Excel: text, numbers and days, None for an empty cell."""
    return _xlsx


@pytest.fixture(scope="session")
def ods() -> Callable[[Sheets], bytes]:
    """Make a workbook of LibreOffice."""
    return _ods


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _xlsx(sheets: Sheets) -> bytes:
    names = "".join(
        f'<sheet name="{escape(name)}" sheetId="{place}" r:id="rId{place}"/>'
        for place, name in enumerate(sheets, start=1)
    )
    related = "".join(
        f'<Relationship Id="rId{place}" Type="{_RELATION}/worksheet" Target="worksheets/sheet{place}.xml"/>'
        for place in range(1, len(sheets) + 1)
    )
    styles = f'<Relationship Id="rIdS" Type="{_RELATION}/styles" Target="styles.xml"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets>{names}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}{styles}'
        "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14"/></cellXfs></styleSheet>',
    }
    for place, rows in enumerate(sheets.values(), start=1):
        lines = "".join(_xlsx_row(number, row) for number, row in enumerate(rows, start=1))
        parts[f"xl/worksheets/sheet{place}.xml"] = (
            f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'
        )
    return _zipped(parts)


def _xlsx_row(number: int, row: Sequence[Any]) -> str:
    cells = "".join(_xlsx_cell(cell, number, column) for column, cell in enumerate(row))
    return f'<row r="{number}">{cells}</row>'


def _xlsx_cell(cell: Any, row: int, column: int) -> str:
    place = f"{chr(65 + column)}{row}"
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f'<c r="{place}" s="1"><v>{(cell - date(1899, 12, 30)).days}</v></c>'
    if isinstance(cell, int | float):
        return f'<c r="{place}"><v>{cell}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'


_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def _ods(sheets: Sheets) -> bytes:
    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in sheets.items()
    )
    content = (
        f'<office:document-content xmlns:office="{_ODF}:office:1.0" xmlns:table="{_ODF}:table:1.0" '
        f'xmlns:text="{_ODF}:text:1.0"><office:body><office:spreadsheet>{tables}</office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return _zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": content,
        }
    )


def _ods_cell(cell: Any) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, date):
        kind = f'office:value-type="date" office:date-value="{cell}"'
    elif isinstance(cell, int | float):
        kind = f'office:value-type="float" office:value="{cell}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{escape(str(cell))}</text:p></table:table-cell>"


def _zipped(parts: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def zipped() -> Callable[[Mapping[str, str]], bytes]:
    """Make a ZIP archive."""
    return _zipped
