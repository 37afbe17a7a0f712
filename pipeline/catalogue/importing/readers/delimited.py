"""Rows of cells with a separator between: CSV with comma, semicolon or bar, and tabs."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.catalogue.importing.listing import Listing
from pipeline.catalogue.importing.readers.source import Source
from pipeline.catalogue.importing.readers.tables import Record, header_position, table_listing
from pipeline.catalogue.limits import MOST_CELLS, MOST_COLUMNS
from pipeline.errors import InvalidPage

_SEPARATORS = "\t;,|"
_LOOKED_AT = 100_000  # characters from which the separator is known
_LONGEST_CELL = 2**20
_EXCEL_HINT = re.compile(r"sep=(.)\n", re.IGNORECASE)
_REMEDY = 'close the quotation mark, and double one that stands in a text: «""»'


@dataclass(frozen=True, slots=True)
class Separated:
    """How the cells of a file are parted, and how sure that is."""

    separator: str
    has_header: bool
    is_sure: bool


def separation(text: str) -> Separated | None:
    """Find what parts the cells of a text; None where it is no table."""
    text = text.lstrip("\n")
    if hint := _EXCEL_HINT.match(text):
        return Separated(hint[1], has_header=True, is_sure=True)
    head = text if len(text) <= _LOOKED_AT else text[: text.rfind("\n", 0, _LOOKED_AT)]
    found = [judged for separator in _SEPARATORS if separator in head and (judged := _judge(head, separator))]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _judge(head: str, separator: str) -> tuple[tuple[bool, float, int], Separated] | None:
    try:
        records = [record for record in _records(head, separator) if record.filled][:300]
    except csv.Error:
        return None
    counts = Counter(len(record.cells) for record in records)
    width = max(counts, key=lambda count: (counts[count], count), default=1)
    place = header_position(records)
    named = place is not None and len(records[place].filled) >= 2
    if named and place is not None:
        width = max(2, len(records[place].cells))
        shares = [len(record.cells) <= width for record in records[place + 1 :]]
        steady = sum(shares) / len(shares) if shares else 1.0
        below = records[place + 1 :]
        if below and not any(len(record.cells) > 1 or "\n" in record.cells[0] for record in below):
            return None
    else:
        steady = counts[width] / len(records) if records else 0
    if width < 2:
        return None
    known = named and place is not None and _names(records[place]) >= 2
    quoted = head.count(f'{separator}"') + head.count(f'"{separator}') >= len(records)
    spaced = head.count(separator + " ") > 0.5 * head.count(separator)  # as in prose
    sure = known or (
        steady >= 0.9
        and len(records) >= 2
        and (separator == "\t" or not spaced or quoted)
        and (separator in "\t;" or quoted or (width >= 3 and steady > 0.95))
    )
    return (known, steady, width), Separated(separator, named, sure)


def _names(record: Record) -> int:
    from pipeline.catalogue.importing.column_names import is_known

    return sum(is_known(str(cell)) for cell in record.filled)


def read_delimited(source: Source, separator: str = "") -> Listing:
    """Read a table of text. Raises InvalidPage for one that cannot be parted, or has no rows."""
    text = source.text
    hint = _EXCEL_HINT.match(text.lstrip("\n"))
    if not separator:
        found = separation(text)
        separator = found.separator if found else ","
    skipped = text.index("\n") + 1 if hint and not text.startswith("\n") else 0
    if skipped:
        text = text[skipped:]
    _refuse_many(source, text, separator, first=1 + bool(skipped))
    records: list[Record] = []
    try:
        records.extend(_records(text, separator, first=1 + bool(skipped)))
    except csv.Error as error:  # the limit is all that a reader that is not strict refuses
        what = f"has a cell of more than {_LONGEST_CELL:,} characters below this row"
        line = records[-1].line if records else 1
        raise InvalidPage(what, file=source.path, line=line, remedy=_REMEDY) from error
    _refuse_open_quote(source, text, records, separator)
    kind = "tsv" if separator == "\t" else "csv"
    return table_listing(source.path, kind, records, source.warnings, separator)


def _refuse_many(source: Source, text: str, separator: str, first: int) -> None:
    """Refuse what no list has before a row is read: more cells in a row, or in all, than fit in memory."""
    cells = 0
    for number, line in enumerate(text.split("\n"), start=first):
        count = line.count(separator) + 1
        cells += count
        if count > MOST_COLUMNS or cells > MOST_CELLS:
            what, most = ("in a row", MOST_COLUMNS) if count > MOST_COLUMNS else ("in all", MOST_CELLS)
            raise InvalidPage(
                f"has more than {most:,} cells {what}",
                file=source.path,
                line=number,
                remedy="bring the list alone",
            )


def _records(text: str, separator: str, first: int = 1) -> Iterator[Record]:
    csv.field_size_limit(_LONGEST_CELL)
    escaped = '\\"' in text and '""' not in text
    reader = csv.reader(
        io.StringIO(text, newline="\n"),
        delimiter=separator,
        skipinitialspace=True,
        doublequote=not escaped,
        escapechar="\\" if escaped else None,
    )
    line = first
    for cells in reader:
        yield Record(line, cells)
        line = reader.line_num + first


def _refuse_open_quote(source: Source, text: str, records: Sequence[Record], separator: str) -> None:
    """Refuse a file whose last cell runs to its end, as after a quotation mark that is not closed."""
    if not records or not any("\n" in cell for cell in records[-1].cells if isinstance(cell, str)):
        return
    rest = text.split("\n")[records[-1].line - 1 :]
    try:
        list(csv.reader(rest, delimiter=separator, strict=True, skipinitialspace=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            what = "a quotation mark opens here and is never closed"
            raise InvalidPage(what, file=source.path, line=records[-1].line, remedy=_REMEDY) from error
