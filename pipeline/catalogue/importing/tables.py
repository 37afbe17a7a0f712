"""How lists were read, as tables in plain text: each column, each row."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime

from pipeline.catalogue.importing.plan import ReadList, ReadRow
from pipeline.catalogue.text import join_title

_WIDEST = 40


def columns_table(lists: Sequence[ReadList]) -> Iterator[str]:
    """Say of each list what kind it is and what became of each of its columns."""
    for number, each in enumerate(lists):
        if number:
            yield ""
        yield f"{each.file} ({each.kind})"
        yield from table(
            ("column", "becomes"), [(column, became or "not used") for column, became in each.columns]
        )


def rows_table(rows: Sequence[ReadRow]) -> Iterator[str]:
    """Say of each row how it was read and what becomes of it."""
    heads = ("line", "no.", "title", "date", "topics", "summary", "becomes")
    yield from table(heads, [_cells(row) for row in rows])


def _cells(row: ReadRow) -> tuple[str, ...]:
    day = row.published
    return (
        str(row.line),
        str(row.number or ""),
        join_title(row.title, row.subtitle),
        "" if day is None else f"{day:%Y-%m-%d %H:%M}" if isinstance(day, datetime) else str(day),
        ", ".join(row.topics),
        row.summary,
        f"{row.status}: {row.slug}" if row.slug else row.status,
    )


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Set rows under heads in columns as wide as they need, long cells cut."""
    cells = [[_cut(cell) for cell in row] for row in [heads, *rows]]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        yield (
            "  "
            + "  ".join(
                cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
            ).rstrip()
        )


def _cut(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= _WIDEST else line[: _WIDEST - 1].rstrip() + "…"


def _width(text: str) -> int:
    """Count the places a text takes on a terminal; East Asian letters take two (UAX 11)."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
