"""Tables, whatever kind of file holds them: which row is the header, and the rows under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.catalogue.importing.column_cells import cells_of
from pipeline.catalogue.importing.column_names import fold, is_known
from pipeline.catalogue.importing.listing import Listing, Row, ShowFacts
from pipeline.catalogue.importing.readers.workbook import is_blank
from pipeline.errors import InvalidPage, Problem

_HEADER_AMONG_FIRST = 30  # rows: a few lines of title and remarks may stand above
_LONGEST_NAME = 60
_NO_ROWS = "bring a list with a title and a summary for each episode"


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table, its cells as they stand there."""

    line: int
    cells: Sequence[Any]

    @property
    def filled(self) -> list[Any]:
        """Give the cells that are not blank."""
        return [cell for cell in self.cells if not is_blank(cell)]


def header_position(records: Sequence[Record]) -> int | None:
    """Find the row that names the columns, or None where none does."""
    known = [
        (_known_names(record), -position) for position, record in enumerate(records[:_HEADER_AMONG_FIRST])
    ]
    best, place = max(known, default=(0, 0))
    if best >= 2 or (best == 1 and len(records[-place].filled) == 1 == _usual_width(records)):
        return -place
    width = _usual_width(records)
    first = next((p for p, record in enumerate(records) if len(record.filled) >= max(2, width - 1)), None)
    if first is None or first >= _HEADER_AMONG_FIRST:
        return None
    if best == 1 and -place == first:
        return first
    return first if _names_others(records[first], records[first + 1 :]) else None


def _known_names(record: Record) -> int:
    """Count the columns that a row names; none where it holds what no header holds."""
    cells = [cell for cell in record.cells if not is_blank(cell)]
    if any(not isinstance(cell, str) or len(cell) > _LONGEST_NAME for cell in cells):
        return 0
    folded = [fold(cell) for cell in cells]
    if len(set(folded)) < len(folded) - 1:
        return 0
    known = sum(map(is_known, cells))
    return known if 2 * known >= len(cells) else 0


def _usual_width(records: Sequence[Record]) -> int:
    widths = Counter(len(record.filled) for record in records[:300])
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _names_others(first: Record, others: Sequence[Record]) -> bool:
    """Tell whether a row of unknown names is a header: short and plain above figures, dates or long texts."""
    names = first.filled
    if not others or any(not isinstance(n, str) or len(n) > 30 or n.rstrip()[-1] in ".!?" for n in names):
        return False
    for place, name in enumerate(first.cells):
        below = cells_of(record.cells[place] if place < len(record.cells) else "" for record in others)
        above = cells_of([name])
        if not above.values or not below.values:
            continue
        if above.are_numbers or above.are_dates or above.are_addresses:
            return False
        if (
            below.are_dates
            or below.are_bare_numbers
            or below.are_addresses
            or below.length > 3 * above.length + 30
        ):
            return True
    return False


def table_listing(
    path: Path, kind: str, records: Iterable[Record], warnings: Iterable[Problem] = (), joint: str = ""
) -> Listing:
    """Make a listing of a table; `joint` joins the cells that a text in the last column was cut into.

    Raises InvalidPage for a table without rows.
    """
    filled = [record for record in records if any(not is_blank(cell) for cell in record.cells)]
    place = header_position(filled)
    body = filled if place is None else filled[place + 1 :]
    above = filled[: place or 0]
    names = _column_names(None if place is None else filled[place].cells, body)
    if not body:
        line = filled[0].line if filled else None
        raise InvalidPage("is a table without rows", file=path, line=line, remedy=_NO_ROWS)
    kept, surplus = _fitted(body, len(names), joint)
    used = [position for position, name in enumerate(names) if name]
    header = [str(cell).strip() for cell in filled[place].cells] if place is not None else []
    rows = tuple(
        Row(
            record.line,
            {
                names[p]: _stripped(record.cells[p])
                for p in used
                if p < len(record.cells) and not is_blank(record.cells[p])
            },
        )
        for record in kept
        if [str(cell).strip() for cell in record.cells] != header
    )
    columns = tuple(names[position] for position in used)
    more = [_surplus_warning(path, surplus, joint)] if surplus else []
    return Listing(path, kind, rows, columns, about=_about(above), warnings=(*warnings, *more))


def _stripped(cell: Any) -> Any:
    return cell.strip() if isinstance(cell, str) else cell


def _column_names(header: Sequence[Any] | None, body: Sequence[Record]) -> list[str]:
    """Name the columns; those without a name that hold something are called by their place."""
    width = len(header) if header is not None else max((len(record.cells) for record in body), default=0)
    if header is not None:
        width = max(width, 1)
    filled = {p for record in body for p, cell in enumerate(record.cells[:width]) if not is_blank(cell)}
    names: list[str] = []
    taken: Counter[str] = Counter()
    for position in range(width):
        said = "" if header is None or is_blank(header[position]) else " ".join(str(header[position]).split())
        name = said or (f"column {position + 1}" if position in filled else "")
        taken[name] += 1
        names.append(f"{name} ({taken[name]})" if name and taken[name] > 1 else name)
    return names


def _fitted(body: Sequence[Record], width: int, joint: str) -> tuple[list[Record], list[Record]]:
    """Part the rows that fit their header from those with more cells, as where a text was not quoted."""
    kept, surplus = [], []
    for record in body:
        if len(record.cells) <= width or all(is_blank(cell) for cell in record.cells[width:]):
            kept.append(record)
        elif joint and width == 2:
            text = (joint + " ").join(str(cell).strip() for cell in record.cells[width - 1 :])
            kept.append(Record(record.line, [*record.cells[: width - 1], text]))
        else:
            surplus.append(record)
    return kept, surplus


def _surplus_warning(path: Path, surplus: Sequence[Record], joint: str) -> Problem:
    places = ", ".join(str(record.line) for record in surplus[:3])
    more = f" and {len(surplus) - 3} more" if len(surplus) > 3 else ""
    what = f"{len(surplus)} rows have more cells than columns, and are left out (lines {places}{more})"
    if len(surplus) == 1:
        what = "a row has more cells than there are columns, and is left out"
    remedy = (
        f"put a text that holds «{joint}» in quotes" if joint else "see that each row has one cell a column"
    )
    return Problem(what, path, surplus[0].line, remedy)


def _about(above: Sequence[Record]) -> ShowFacts:
    """Take the title of the show from the rows above the header, where one has a single short cell."""
    single = [str(record.filled[0]).strip() for record in above if len(record.filled) == 1]
    if single and len(single[0]) <= 100:
        return ShowFacts(
            title=single[0], description=" ".join(text for text in single[1:2] if len(text) > 20)
        )
    return ShowFacts()
