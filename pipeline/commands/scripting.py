"""`ninety script`: write the scripts, or say which are stale."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.catalogue.load import load_show
from pipeline.commands.chosen import chosen_episodes
from pipeline.console import Console
from pipeline.errors import ExitCode
from pipeline.writing.scripts import ScriptState, refresh_scripts


def write_scripts(
    root: Path, slugs: Sequence[str], console: Console, *, check: bool, force: bool
) -> ExitCode:
    """Write scripts, or only say which are stale."""
    show = load_show(root)
    states = refresh_scripts(show, chosen_episodes(show, slugs), force=force, write=not check)
    for state in states:
        if state.error:
            console.error(state.error)
    rows = [
        {
            "slug": state.slug,
            "status": state.status,
            "reason": state.reason,
            "predicted_seconds": state.predicted_seconds,
            "origins": [{"text": text, "from": origin} for text, origin in state.origins],
        }
        for state in states
    ]
    shown = [row for row in rows if console.verbose or row["status"] != "fresh"]
    text = "\n".join(
        f"{row['slug']}: {row['status']}" + (f", {row['reason']}" if row["reason"] else "") for row in shown
    )
    text = text or f"{len(rows)} scripts are fresh"
    if console.verbose:
        text = "\n\n".join([text, *map(_origins, states)])
    console.result(text, {"scripts": rows})
    if any(state.error for state in states):
        return ExitCode.INVALID_SHOW
    stale = check and any(state.stale for state in states)
    return ExitCode.CHECK if stale else ExitCode.OK


def _origins(state: ScriptState) -> str:
    """Show which paragraph of a script came from what."""
    lines = [f"  {origin}: {text}" for text, origin in state.origins]
    return "\n".join([state.slug, *(lines or ["  edited by hand"])])
