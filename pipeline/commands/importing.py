"""`ninety import`: what people keep, as episodes of the show, or as material and reading for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.catalogue.episode_file import episode_paths
from pipeline.catalogue.importing.plan import ImportWish
from pipeline.catalogue.importing.reading_lists.recognise import READING_KINDS
from pipeline.commands.reading import import_reading, kind_of_page
from pipeline.errors import ExitCode, PipelineError
from pipeline.process.console import Console


def import_lists(
    root: Path, paths: Sequence[Path], wish: ImportWish, console: Console, *, dry_run: bool
) -> ExitCode:
    """Make or update episode files from lists, or only say what would be done.

    Reading lists and lecture notes among them go their own way, after the episodes are there.
    """
    kinds = {path: _reading_kind(root, path, wish) for path in paths}
    lists = [path for path in paths if kinds[path] is None]
    told = [_import_episodes(root, lists, wish, console, dry_run=dry_run)] if lists else []
    for kind in READING_KINDS:
        told += import_reading(
            root, [path for path in paths if kinds[path] == kind], kind, console, dry_run=dry_run
        )
    texts, documents = zip(*told, strict=True)
    document = documents[0] if len(documents) == 1 else {"imports": list(documents)}
    console.result("\n".join(texts), document | {"dry_run": dry_run})
    return ExitCode.OK


def _reading_kind(root: Path, path: Path, wish: ImportWish) -> str | None:
    """Tell which kind of reading a file is; None for a list of episodes.

    Unless it is asked for, a show that has no episodes yet gets them first: there is nothing to read about.
    """
    if wish.kind is not None:
        return wish.kind if wish.kind in READING_KINDS else None
    return kind_of_page(path) if episode_paths(root) else None


def _import_episodes(
    root: Path, paths: Sequence[Path], wish: ImportWish, console: Console, *, dry_run: bool
) -> tuple[str, dict[str, Any]]:
    from pipeline.catalogue.importing.apply import apply_import, plan_import

    plan = plan_import(root, paths, wish)
    for warning in plan.warnings:
        console.warn(str(PipelineError(warning.what, file=warning.file, line=warning.line)), warning.remedy)
    if not dry_run:
        apply_import(plan)
    return plan.describe(dry_run=dry_run), plan.document()
