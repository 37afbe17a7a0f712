"""`ninety import` of what is no list of episodes, and `ninety notes`: links and material for the author."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.catalogue.importing.readers.kinds_of_text import kind_of_text
from pipeline.catalogue.importing.readers.source import decoded, read_bytes
from pipeline.catalogue.importing.reading_lists.recognise import (
    LECTURE_NOTES,
    READING_LIST,
    looks_like_lecture_notes,
    looks_like_reading_list,
)
from pipeline.catalogue.load import load_show
from pipeline.catalogue.material import MaterialPoint, material_path, quoted_points, read_material
from pipeline.commands.selecting import chosen_episodes
from pipeline.errors import ExitCode, InvalidPage, PipelineError, Problem
from pipeline.process.console import Console

_KINDS_OF_PROSE = ("markdown-list", "headings", "lines")  # a table, YAML or a feed is neither
_NONE = "no material yet; ninety import brings the points of lecture notes, episodes/sources/ your documents"


def kind_of_page(path: Path) -> str | None:
    """Tell whether a file is a reading list or lecture notes; None for anything else, such as episodes."""
    try:
        source = decoded(path, read_bytes(path))
        if kind_of_text(source) not in _KINDS_OF_PROSE:
            return None
    except InvalidPage:  # whoever reads it as a list says what is wrong with it
        return None
    if looks_like_reading_list(source.text):
        return READING_LIST
    return LECTURE_NOTES if looks_like_lecture_notes(source.text) else None


def import_reading(
    root: Path, paths: Sequence[Path], kind: str, console: Console, *, dry_run: bool
) -> list[tuple[str, dict[str, Any]]]:
    """Bring links to the episodes they are about, or points of a lecture beside them; give what to tell.

    `kind` is one of READING_KINDS. The paths come one after another, each seeing what the one before changed.
    """
    told = []
    for path in paths:
        text, document, warnings = _import_one(root, path, kind, dry_run=dry_run)
        for found in warnings:
            console.warn(str(PipelineError(found.what, file=found.file, line=found.line)), found.remedy)
        told.append((text, document))
    return told


def _import_one(
    root: Path, path: Path, kind: str, *, dry_run: bool
) -> tuple[str, dict[str, Any], tuple[Problem, ...]]:
    from pipeline.catalogue.importing.lecture_notes.plan import apply_lecture_notes, plan_lecture_notes
    from pipeline.catalogue.importing.reading_lists.plan import apply_reading, plan_reading

    show = load_show(root)
    if kind == READING_LIST:
        links = plan_reading(show, path)
        if not dry_run:
            apply_reading(links)
        return links.describe(dry_run=dry_run), links.document(), links.warnings
    notes = plan_lecture_notes(show, path)
    if not dry_run:
        apply_lecture_notes(notes)
    return notes.describe(dry_run=dry_run), notes.document(), notes.warnings


def show_material(root: Path, slugs: Sequence[str], console: Console) -> ExitCode:
    """Show the material that is kept beside episodes; without slugs, which episodes have some."""
    show = load_show(root)
    chosen = chosen_episodes(show, slugs)
    found = {
        episode.slug: (*read_material(show.root, episode.slug), *quoted_points(episode.quotations))
        for episode in chosen
    }
    shown = {slug: points for slug, points in found.items() if points or slugs}
    rows: list[str] = []
    for slug, points in shown.items():
        if slugs:
            rows += [str(material_path(show.root, slug)), *(map(_row, points) if points else [f"  {_NONE}"])]
        else:
            rows.append(f"{slug}: {'1 point' if len(points) == 1 else f'{len(points)} points'}")
    document = {"notes": {slug: [point.document() for point in points] for slug, points in shown.items()}}
    console.result("\n".join(rows) or f"of all episodes: {_NONE}", document)
    return ExitCode.OK


def _row(point: MaterialPoint) -> str:
    line = f":{point.line}" if point.line else ""
    return f"  {point.text}" + (f"  [{point.source}{line}]" if point.source else "")
