"""`ninety import`: what people keep, as episodes of the show."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.catalogue.importing.plan import ImportWish
from pipeline.console import Console
from pipeline.errors import ExitCode, PipelineError


def import_lists(
    root: Path, paths: Sequence[Path], wish: ImportWish, console: Console, *, dry_run: bool
) -> ExitCode:
    """Make or update episode files from lists, or only say what would be done."""
    from pipeline.catalogue.importing.apply import apply_import, plan_import

    plan = plan_import(root, paths, wish)
    for warning in plan.warnings:
        console.warn(str(PipelineError(warning.what, file=warning.file, line=warning.line)), warning.remedy)
    if not dry_run:
        apply_import(plan)
    console.result(plan.describe(dry_run=dry_run), plan.document() | {"dry_run": dry_run})
    return ExitCode.OK
