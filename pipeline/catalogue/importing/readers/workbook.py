"""The cells of a workbook, read in a process of its own: damaged ones make readers loop, or take all memory.

What a workbook says of its size is measured beforehand where that can be done (`sheet_size`); this is for
what no measure foresees. Where there are no limits for a process (Windows), only its time is bounded.
"""

from __future__ import annotations

import io
import json
import math
import pickle
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from pipeline.catalogue.limits import MOST_CELLS

MOST_BYTES = 4 * 2**30  # of address space; 2,500,000 cells of text take less than half of it
MOST_SECONDS = 60  # of CPU; 2,500,000 cells take less than ten
_PATIENCE_SECONDS = 600.0  # by the clock, on a machine that has other things to do
_BEGIN = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from {module} import serve
serve(*sys.argv[2:])
"""
_OUT_OF_MEMORY = 3  # the exit code

Rows = list[tuple[int, list[Any]]]  # the line of each row that is not blank, and its cells


class Unreadable(Exception):
    """A workbook cannot be read; the text says why."""


class Locked(Unreadable):
    """A workbook asks for a password."""


class Endless(Unreadable):
    """A workbook takes more time or memory than any list does."""


def sheets_of(data: bytes, most_bytes: int = MOST_BYTES, most_seconds: int = MOST_SECONDS) -> dict[str, Rows]:
    """Give the rows of each visible sheet, as another process reads them. Raises Unreadable."""
    begin = _BEGIN.format(module=__name__)
    words = [sys.executable, "-P", "-c", begin, json.dumps(sys.path), str(most_bytes), str(most_seconds)]
    try:
        done = subprocess.run(words, input=data, capture_output=True, timeout=_PATIENCE_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise Endless(f"it takes more than {_PATIENCE_SECONDS:.0f} s to read") from error
    if -done.returncode in _out_of_time():
        raise Endless(f"it takes more than {most_seconds} s of CPU to read")
    if done.returncode:
        raise Endless(f"what reads it fails, or wants more than {most_bytes / 2**30:g} GB of memory")
    kind, content = pickle.loads(done.stdout)  # noqa: S301 - of our own process
    if kind != "sheets":
        raise {"locked": Locked, "endless": Endless}.get(kind, Unreadable)(content)
    sheets: dict[str, Rows] = content
    return sheets


def _out_of_time() -> Sequence[int]:
    return [signal.SIGXCPU] if hasattr(signal, "SIGXCPU") else []


def serve(most_bytes: str, most_seconds: str) -> None:
    """Read a workbook from stdin and write its rows to stdout, within limits, as the other process."""
    _limit(int(most_bytes), int(most_seconds))
    try:
        answer = pickle.dumps(_answer(sys.stdin.buffer.read()))
    except MemoryError:
        sys.exit(_OUT_OF_MEMORY)
    sys.stdout.buffer.write(answer)


def _limit(most_bytes: int, most_seconds: int) -> None:
    with suppress(ImportError):  # not on Windows
        import resource

        for kind, most in ((resource.RLIMIT_AS, most_bytes), (resource.RLIMIT_CPU, most_seconds)):
            with suppress(ValueError, OSError):  # a lower one is set already, or the system has none
                resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))


def _answer(data: bytes) -> tuple[str, Any]:
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return "sheets", {name: rows_of(workbook.get_sheet_by_name(name)) for name in _visible(workbook)}
    except python_calamine.PasswordError:
        return "locked", "is locked with a password"
    except Endless as error:
        return "endless", str(error)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        return "damaged", str(error)


def _visible(workbook: Any) -> list[str]:
    import python_calamine

    sheets = [
        sheet for sheet in workbook.sheets_metadata if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
    ]
    seen = [s.name for s in sheets if s.visible == python_calamine.SheetVisibleEnum.Visible]
    return seen or [sheet.name for sheet in sheets]


def rows_of(sheet: Any) -> Rows:
    """Read a sheet's rows; cells merged over several rows of a column count in each. Raises Endless."""
    rows, columns = (last + 1 for last in sheet.end or (-1, -1))
    if rows * columns > MOST_CELLS:  # rows above the first filled one are given too, each by itself
        raise Endless(f"it has a sheet that spans {rows} rows and {columns} columns")
    found = []
    merged = _Merged.of(sheet)
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        plain = merged.filled(number - 1, [_plain(cell) for cell in cells])
        if any(not is_blank(cell) for cell in plain):
            while is_blank(plain[-1]):
                plain.pop()
            found.append((number, plain))
    return found


def is_blank(cell: object) -> bool:
    """Tell whether a cell holds nothing; programs also write what is missing as a number that is none."""
    if isinstance(cell, float):
        return math.isnan(cell)
    return cell is None or (isinstance(cell, str) and not cell.strip())


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
