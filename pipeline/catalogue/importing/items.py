"""The rows of a list as episodes: every cell read, and what could not be read told once for the list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline.catalogue.importing.cells import READERS, words
from pipeline.catalogue.importing.listing import Listing, Row
from pipeline.catalogue.importing.moments import has_days_first, is_ambiguous, read_moment
from pipeline.catalogue.importing.readers.workbook import is_blank
from pipeline.catalogue.importing.troubles import Troubles
from pipeline.catalogue.limits import LONGEST_DESCRIPTION, LONGEST_TITLE
from pipeline.catalogue.links import Link
from pipeline.catalogue.text import one_line
from pipeline.catalogue.values import BadValueError
from pipeline.errors import InvalidPage, Problem

_SEASON_AND_EPISODE = re.compile(r"s(\d{1,3})\s*[.:·-]?\s*e(?:p)?\s*(\d{1,4})", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…]['\"’”)]*\s")


@dataclass(frozen=True, slots=True)
class Item:
    """One episode as one list has it; empty or None where the list says nothing."""

    file: Path
    line: int
    title: str
    summary: str = ""
    subtitle: str = ""
    guid: str = ""
    slug: str = ""
    number: int | None = None
    season: int | None = None
    episode_number: int | None = None
    episode_type: str = ""
    notes: str = ""
    topics: tuple[str, ...] = ()
    published: date | datetime | None = None
    link: str = ""
    explicit: bool | None = None
    reference_seconds: float | None = None
    draft: bool | None = None  # None: the list does not say
    reading: tuple[Link, ...] = ()
    row: int = 0  # of the file's, from 0: several may stand on one line


@dataclass(frozen=True, slots=True)
class Items:
    """The episodes of one list, in its order, and what is odd about it."""

    items: tuple[Item, ...]
    warnings: tuple[Problem, ...]
    skipped: tuple[tuple[int, str], ...] = ()  # lines that became no episode, and why


def read_items(listing: Listing, fields: Mapping[str, str], *, day_first: bool) -> Items:
    """Read a list's rows; `fields` says which column is which field.

    `day_first` decides «3/2/2026» where the list itself does not tell. Raises InvalidPage where days cannot
    be read: to make them up would publish episodes when nobody meant it.
    """
    troubles = Troubles(listing.path)
    items, skipped = [], []
    day_first = _day_order(listing, fields, day_first=day_first)
    for position, row in enumerate(listing.rows):
        values = _values(row, fields, troubles, day_first=day_first)
        if not values.get("title"):
            if any(not is_blank(cell) and words(cell) for cell in row.cells.values()):
                skipped.append((row.line, "it has no title"))
                troubles.add("rows without a title are left out", row.line, path=row.path)
            continue
        items.append(replace(_item(row, row.path or listing.path, values, troubles), row=position))
    problems = list(troubles.problems())
    _refuse_unreadable_days(problems)
    return Items(
        tuple(items), (*listing.warnings, *_ambiguity(listing, fields, day_first), *problems), tuple(skipped)
    )


_UNREADABLE_DAYS = "days that cannot be read"


def _refuse_unreadable_days(problems: Sequence[Problem]) -> None:
    for problem in problems:
        if problem.what.startswith(_UNREADABLE_DAYS):
            raise InvalidPage(problem.what, file=problem.file, line=problem.line, remedy=problem.remedy)


def _day_columns(fields: Mapping[str, str]) -> list[str]:
    return [column for column, name in fields.items() if name == "published"]


def _day_order(listing: Listing, fields: Mapping[str, str], *, day_first: bool) -> bool:
    told = has_days_first(row.cells.get(column) for column in _day_columns(fields) for row in listing.rows)
    return day_first if told is None else told


def _ambiguity(listing: Listing, fields: Mapping[str, str], day_first: bool) -> Iterator[Problem]:  # noqa: FBT001
    """Warn where days like «3/2/2026» had to be guessed."""
    days = [
        row for row in listing.rows for column in _day_columns(fields) if is_ambiguous(row.cells.get(column))
    ]
    told = has_days_first(row.cells.get(column) for column in _day_columns(fields) for row in listing.rows)
    if days and told is None:
        first = next(words(days[0].cells.get(column)) for column in _day_columns(fields))
        order = "day" if day_first else "month"
        what = f"days like «{first}» are read with the {order} first, as the show's language has it"
        yield Problem(what, listing.path, days[0].line, "write them as 2026-03-02 to be sure")


def _values(row: Row, fields: Mapping[str, str], troubles: Troubles, *, day_first: bool) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column, name in fields.items():
        cell = row.cells.get(column)
        if is_blank(cell):
            continue
        value: Any
        try:
            if name == "published":
                value = read_moment(cell, day_first=day_first)
            elif name in ("number", "episode_number") and (
                both := _SEASON_AND_EPISODE.fullmatch(words(cell))
            ):
                values |= {"season": int(both[1]), "episode_number": int(both[2])}
                continue
            else:
                value = READERS[name](cell)
        except BadValueError as bad:
            _tell(troubles, name, row, words(cell), bad)
            continue
        if name == "topics" and name in values:  # a unit and tags: both are topics
            value = tuple(dict.fromkeys((*values[name], *value)))
        if value not in (None, ""):
            values[name] = value
    return values


def _tell(troubles: Troubles, name: str, row: Row, said: str, bad: BadValueError) -> None:
    if name == "published":
        troubles.add(_UNREADABLE_DAYS, row.line, path=row.path, detail=f"«{said[:40]}»", remedy=bad.remedy)
    else:
        what = f"the {name} is none and left out"
        troubles.add(what, row.line, path=row.path, detail=f"«{said[:40]}»")


def _item(row: Row, path: Path, values: dict[str, Any], troubles: Troubles) -> Item:
    for name in ("title", "subtitle"):
        if len(values.get(name, "").encode()) > LONGEST_TITLE:
            what = f"the {name} is longer than {LONGEST_TITLE} bytes and is cut"
            troubles.add(what, row.line, path=row.path)
            values[name] = _cut(values[name])
    summary = values.get("summary", "")
    if len(summary.encode()) > LONGEST_DESCRIPTION:
        what = f"the summary is longer than {LONGEST_DESCRIPTION} bytes; its rest goes to the notes"
        troubles.add(what, row.line, path=row.path)
        values["summary"], rest = _divide(summary)
        values["notes"] = "\n\n".join(filter(None, [rest, values.get("notes", "")]))
    return Item(path, row.line, **values)


def _cut(text: str) -> str:
    kept = text.encode()[: LONGEST_TITLE - 3].decode(errors="ignore")
    return (kept.rpartition(" ")[0] or kept) + "…"


def _divide(text: str) -> tuple[str, str]:
    """Cut a text after the last sentence that fits a summary."""
    fits = text.encode()[:LONGEST_DESCRIPTION].decode(errors="ignore")
    ends = [found.end() for found in _SENTENCE_END.finditer(fits)] or [fits.rfind(" ") + 1 or len(fits)]
    return one_line(text[: ends[-1]]), one_line(text[ends[-1] :])
