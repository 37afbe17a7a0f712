"""What an import would do, and how that is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline.errors import Problem
from pipeline.knowledge.fit import PackFit

_NAMED_AT_MOST = 10


@dataclass(frozen=True, slots=True)
class ImportWish:
    """How to import, as asked on the command line."""

    kind: str | None = None  # of all lists; None: as each is recognised
    columns: Mapping[str, str] = field(default_factory=dict)  # column by field, where names do not tell
    start: date | datetime | None = None  # of the first episode without a date; None: backwards from today
    every: str = ""  # from one such episode to the next: day, weekday, week, month or a recurrence rule
    redate: bool = False  # also date anew the list's episodes that the show has and the list gives no day
    now: datetime | None = None  # aware; None: the clock


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an episode that a list gives another value."""

    name: str
    old: Any  # None where the file has no such field
    new: Any


@dataclass(frozen=True, slots=True)
class PlannedEpisode:
    """An episode file to be written: a new one if it has no changes."""

    slug: str
    title: str
    file: Path
    content: str
    changes: tuple[FieldChange, ...] = ()
    draft: bool = False


@dataclass(frozen=True, slots=True)
class ReadList:
    """How one list was understood."""

    file: Path
    kind: str
    columns: tuple[tuple[str, str], ...]  # each column and the field it became; «» where it is not used


@dataclass(frozen=True, slots=True)
class ReadRow:
    """How one row was read, and what becomes of it."""

    file: Path
    line: int
    status: str  # new, changed, unchanged, or why it is left out
    slug: str = ""
    number: int | None = None
    title: str = ""
    subtitle: str = ""
    published: date | datetime | None = None
    topics: tuple[str, ...] = ()
    summary: str = ""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do."""

    new: tuple[PlannedEpisode, ...]  # oldest first
    changed: tuple[PlannedEpisode, ...]
    unchanged: int
    not_listed: tuple[str, ...]  # slugs of the show's other episodes, which are left alone
    warnings: tuple[Problem, ...]
    dates: str = ""  # how days came about that no list gives
    numbers: str = ""  # what became of numbers that could not be kept
    lists: tuple[ReadList, ...] = ()
    rows: tuple[ReadRow, ...] = ()
    packs: PackFit | None = None  # None: not looked at

    def describe(self, *, dry_run: bool) -> str:
        """Say in lines of text what was done, or with `dry_run` what would be, row by row."""
        from pipeline.catalogue.importing.tables import columns_table, rows_table

        lines = [*columns_table(self.lists), "", *rows_table(self.rows), ""] if dry_run else []
        return "\n".join([*lines, *self._changes(dry_run=dry_run), *self._sums(dry_run=dry_run)])

    def _changes(self, *, dry_run: bool) -> Iterator[str]:
        if not dry_run:
            yield from (f"new: {episode.slug}" for episode in self.new[:_NAMED_AT_MOST])
            if len(self.new) > _NAMED_AT_MOST:
                yield f"new: … and {len(self.new) - _NAMED_AT_MOST} more, up to {self.new[-1].slug}"
        for episode in self.changed:
            yield f"changed: {episode.slug}"
            for change in episode.changes:
                yield f"  {change.name}: {_shown(change.old)} -> {_shown(change.new)}"

    def _sums(self, *, dry_run: bool) -> Iterator[str]:
        would = "would be " if dry_run else ""
        yield f"{len(self.new)} {would}new, {len(self.changed)} {would}changed, {self.unchanged} unchanged"
        drafts = [episode.slug for episode in self.new if episode.draft]
        if drafts:
            yield f"drafts until they have a summary: {_named(drafts)}"
        yield from filter(None, (self.dates, self.numbers))
        if self.not_listed:
            yield f"not in the list, and left alone: {_named(self.not_listed)}"
        unused = [column for each in self.lists for column, became in each.columns if not became]
        if unused and not dry_run:
            yield f"columns not used: {_named(unused)}"
        yield from self.packs.lines() if self.packs else ()

    def document(self) -> dict[str, Any]:
        """Give the plan as plain data for JSON."""
        return {
            "new": [episode.slug for episode in self.new],
            "changed": {
                episode.slug: {
                    change.name: [_plain(change.old), _plain(change.new)] for change in episode.changes
                }
                for episode in self.changed
            },
            "unchanged": self.unchanged,
            "drafts": [episode.slug for episode in self.new if episode.draft],
            "not_listed": list(self.not_listed),
            "dates": self.dates,
            "numbers": self.numbers,
            "lists": [
                {
                    "file": str(each.file),
                    "kind": each.kind,
                    "columns": {c: became or None for c, became in each.columns},
                }
                for each in self.lists
            ],
            "rows": [_row(row) for row in self.rows],
            "packs": self.packs.document() if self.packs else None,
            "warnings": [
                {"what": w.what, "file": str(w.file), "line": w.line, "remedy": w.remedy}
                for w in self.warnings
            ],
        }


def _row(row: ReadRow) -> dict[str, Any]:
    return {
        "file": str(row.file),
        "line": row.line,
        "status": row.status,
        "slug": row.slug or None,
        "number": row.number,
        "title": row.title,
        "subtitle": row.subtitle,
        "published": _plain(row.published),
        "topics": list(row.topics),
        "summary": row.summary,
    }


def _named(names: tuple[str, ...] | list[str]) -> str:
    more = f" and {len(names) - _NAMED_AT_MOST} more" if len(names) > _NAMED_AT_MOST else ""
    return ", ".join(names[:_NAMED_AT_MOST]) + more


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, tuple):
        return ", ".join(value)
    return (
        f"{value:g}" if isinstance(value, float) else f"«{value}»" if isinstance(value, str) else str(value)
    )


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
