"""How to import, read from what was given on the command line."""

from __future__ import annotations

from datetime import date, datetime

from pipeline.catalogue.importing.columns import parse_columns
from pipeline.catalogue.importing.dates import Schedule
from pipeline.catalogue.importing.moments import read_moment
from pipeline.catalogue.importing.plan import ImportWish
from pipeline.catalogue.importing.readers.recognise import KINDS
from pipeline.catalogue.importing.reading_lists.recognise import READING_KINDS
from pipeline.catalogue.values import FIRST_YEAR, LAST_YEAR, BadValueError, suggestion
from pipeline.errors import InvalidKind, InvalidMoment


def wish_of(
    kind: str | None, columns: str | None, start: str | None, every: str, *, redate: bool = False
) -> ImportWish:
    """Read the options of an import. Raises InvalidKind, InvalidColumns, InvalidMoment or InvalidSchedule."""
    known = (*KINDS, *READING_KINDS)
    if kind is not None and kind not in known:
        remedy = suggestion(kind, known) or f"one of: {', '.join(known)}"
        raise InvalidKind(f"no kind of list is called «{kind}»", remedy=remedy)
    first = _start(start) if start else None
    _ = Schedule(first, every).rule  # a step that is none is told before any list is read
    return ImportWish(kind, parse_columns(columns) if columns else {}, first, every, redate)


def _start(text: str) -> date | datetime:
    try:
        moment = read_moment(text)
    except BadValueError as bad:
        raise InvalidMoment(f"--from {bad}") from bad
    if moment is None:
        raise InvalidMoment(f"--from is no day: «{text}»")
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise InvalidMoment(f"--from must be a day from {FIRST_YEAR} to {LAST_YEAR}, not «{text}»")
    return moment
