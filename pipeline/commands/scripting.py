"""`ninety script`: write the scripts, or say which are stale."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Show
from pipeline.commands.left_out import exit_code, left_out_document, tell_left_out
from pipeline.commands.lengths import find_misses, warn_of_misses
from pipeline.commands.linting_text import warn_of_scripts
from pipeline.commands.selecting import chosen_episodes
from pipeline.errors import ExitCode, OutputFailed
from pipeline.process.console import Console
from pipeline.writing.on_disk.leftovers import Orphan, clear_orphans, find_orphans
from pipeline.writing.on_disk.scripts import ScriptState, refresh_scripts


def write_scripts(
    root: Path, slugs: Sequence[str], console: Console, *, check: bool, force: bool
) -> ExitCode:
    """Write scripts, or only say which are stale."""
    show = load_show(root)
    states = refresh_scripts(show, chosen_episodes(show, slugs), force=force, write=not check)
    for state in states:
        if state.error:
            console.error(state.error)
    errors = tell_left_out(show, slugs, console)
    warn_of_scripts(show, states, console)
    misses = find_misses(show, states)
    warn_of_misses(misses, console)
    orphans = [] if slugs else find_orphans(show) if check else tidy_scripts(show, console)
    rows: list[dict[str, object]] = [
        {
            "slug": state.slug,
            "status": state.status,
            "reason": state.reason,
            "predicted_seconds": state.predicted_seconds,
            "origins": [{"text": text, "from": origin} for text, origin in state.origins],
            "giving_up": list(state.giving_up),
        }
        for state in states
    ] + [_orphan_row(orphan, check=check) for orphan in orphans]
    shown = [row for row in rows if console.verbose or row["status"] != "fresh"]
    text = "\n".join(
        f"{row['slug']}: {row['status']}" + (f", {row['reason']}" if row["reason"] else "") for row in shown
    )
    text = text or f"{len(rows)} scripts are fresh"
    if console.verbose:
        text = "\n\n".join([text, *map(_origins, states)])
    lengths = [miss.document() for miss in misses]
    console.result(text, {"scripts": rows, "lengths": lengths} | left_out_document(show, errors))
    if failed := [state.error for state in states if state.error]:
        unwritten = any(isinstance(error, OutputFailed) for error in failed)
        return ExitCode.OUTPUT if unwritten else ExitCode.INVALID_SHOW
    stale = check and (any(state.stale for state in states) or any(not o.edited for o in orphans))
    return exit_code(ExitCode.CHECK if stale else ExitCode.OK, errors)


def tidy_scripts(show: Show, console: Console) -> list[Orphan]:
    """Take away generated scripts whose episodes are gone, and warn of edited ones, which stay."""
    orphans = clear_orphans(show)
    for orphan in orphans:
        if orphan.edited:
            place = f"move it to {orphan.follows}.md" if orphan.follows else "keep it elsewhere"
            console.warn(f"{orphan.path}: edited by hand, and {orphan.reason}", f"{place}, or take it away")
    return orphans


def _orphan_row(orphan: Orphan, *, check: bool) -> dict[str, object]:
    """Tell of a script without an episode as of the others."""
    status = "edited" if orphan.edited else "stale" if check else "removed"
    return {
        "slug": orphan.path.stem,
        "status": status,
        "reason": orphan.reason,
        "predicted_seconds": 0.0,
        "origins": [],
        "giving_up": [],
    }


def _origins(state: ScriptState) -> str:
    """Show which paragraph of a script came from what, and which would go first when time is short."""
    lines = [f"  {origin}: {text}" for text, origin in state.origins]
    if state.giving_up:
        lines += [
            "  when time is short, these go, in this order:",
            *(f"    {line}" for line in state.giving_up),
        ]
    return "\n".join([state.slug, *(lines or ["  edited by hand"])])
