"""What an import would do, and how that is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline.errors import Problem


@dataclass(frozen=True, slots=True)
class ImportWish:
    """How to import, as asked on the command line."""

    kind: str | None = None  # of all lists; None: as each is recognised
    columns: Mapping[str, str] = field(default_factory=dict)  # field by column, where the names do not tell
    start: date | datetime | None = None  # of the first episode without a date; None: backwards from today
    every: str = ""  # from one such episode to the next: day, weekday, week, month or a recurrence rule


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an episode that a page gives another value."""

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


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do."""

    new: tuple[PlannedEpisode, ...]  # oldest first
    changed: tuple[PlannedEpisode, ...]
    unchanged: int
    not_on_pages: tuple[str, ...]  # slugs of the show's other episodes, which are left alone
    warnings: tuple[Problem, ...]
    dates: str = ""  # in one line, what was done about dates that a list lacks

    def describe(self, *, dry_run: bool) -> str:
        """Say in lines of text what was done, or with `dry_run` what would be."""
        would = "would be " if dry_run else ""
        lines = [f"new: {episode.slug}" for episode in self.new]
        for episode in self.changed:
            lines.append(f"changed: {episode.slug}")
            lines += [
                f"  {change.name}: {_shown(change.old)} -> {_shown(change.new)}" for change in episode.changes
            ]
        lines.append(
            f"{len(self.new)} {would}new, {len(self.changed)} {would}changed, {self.unchanged} unchanged"
        )
        if self.not_on_pages:
            lines.append(f"not on these pages, and left alone: {len(self.not_on_pages)}")
        return "\n".join(lines)

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
            "not_on_pages": list(self.not_on_pages),
            "warnings": [
                {"what": w.what, "file": str(w.file), "line": w.line, "remedy": w.remedy}
                for w in self.warnings
            ],
        }


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
