"""`ninety import`, `ninety new`, `ninety init`: what people write, begun for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.console import Console
from pipeline.errors import ExitCode, PipelineError


def import_pages(root: Path, pages: Sequence[Path], console: Console, *, dry_run: bool) -> ExitCode:
    """Make or update episode files from topic pages; reading lists and lecture notes go their own way."""
    from pipeline.commands.reading import import_reading, kind_of_page

    kinds = {kind_of_page(page) for page in pages}
    if len(kinds) == 1 and (kind := kinds.pop()):
        return import_reading(root, pages, kind, console, dry_run=dry_run)
    from pipeline.catalogue.importing.apply import apply_import, plan_import

    plan = plan_import(root, pages)
    for warning in plan.warnings:
        console.warn(str(PipelineError(warning.what, file=warning.file, line=warning.line)), warning.remedy)
    if not dry_run:
        apply_import(plan)
    console.result(plan.describe(dry_run=dry_run), plan.document())
    return ExitCode.OK


def new_episode(root: Path, title: str, published: date | None, console: Console) -> ExitCode:
    """Begin an episode file."""
    from pipeline.catalogue.new import create_episode

    path = create_episode(root, title, published=published)
    console.result(
        f"{path}\nWrite its summary and notes, then: ninety build {path.stem}", {"file": str(path)}
    )
    return ExitCode.OK


def new_show(folder: Path, title: str | None, console: Console) -> ExitCode:
    """Begin a show."""
    from pipeline.catalogue.new import create_show

    paths = create_show(folder, title=title)
    console.result(
        "\n".join([*map(str, paths), f"Now: cd {folder} && ninety build"]),
        {"files": [str(path) for path in paths]},
    )
    return ExitCode.OK
