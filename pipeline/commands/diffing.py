"""`ninety script --diff`: what would be written anew, as a unified diff; nothing is written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Episode
from pipeline.catalogue.text import read_text
from pipeline.commands.left_out import exit_code, left_out_document, tell_left_out
from pipeline.commands.selecting import chosen_episodes
from pipeline.errors import ExitCode
from pipeline.layout.folders import SCRIPTS
from pipeline.process.console import Console
from pipeline.process.streams import harmless
from pipeline.writing.on_disk.scripts import ScriptState, refresh_scripts
from pipeline.writing.plan import Plan
from pipeline.writing.script.script_file import ScriptHeader, format_script
from pipeline.writing.write import draft

_BOLD, _RED, _GREEN, _CYAN, _PLAIN = "\x1b[1m", "\x1b[31m", "\x1b[32m", "\x1b[36m", "\x1b[0m"
_COLOURS = (
    ("--- ", _BOLD),
    ("+++ ", _BOLD),
    ("@@", _CYAN),
    ("-", _RED),
    ("+", _GREEN),
)  # the first that fits
_NO_NEWLINE = "\\ No newline at end of file"  # as POSIX diff says it


def show_differences(root: Path, slugs: Sequence[str], console: Console) -> ExitCode:
    """Show, for scripts that are edited or stale, what `ninety script --force` would change in them."""
    show = load_show(root)
    episodes = chosen_episodes(show, slugs)
    plan = Plan(show)
    states = refresh_scripts(show, episodes, write=False, plan=plan)
    errors = tell_left_out(show, slugs, console)
    rows: list[dict[str, str]] = []
    for state, episode in zip(states, episodes, strict=True):
        if state.error:
            console.error(state.error)
        elif state.status != "fresh" and (diff := _difference(plan, episode, state)):
            rows.append(
                {"slug": state.slug, "status": state.status, "reason": state.reason, "diff": "\n".join(diff)}
            )
    lines = [harmless(line) for row in rows for line in row["diff"].split("\n")]
    text = "\n".join(_coloured(lines) if _wants_colour() else lines)
    console.result(
        text or "nothing would be written anew",
        {"scripts": rows} | left_out_document(show, errors),
        is_harmless=True,
    )
    return ExitCode.INVALID_SHOW if any(s.error for s in states) else exit_code(ExitCode.OK, errors)


def _difference(plan: Plan, episode: Episode, state: ScriptState) -> list[str]:
    """Give the lines of a unified diff from the script as it stands to the one that would be."""
    written = draft(plan, episode)
    header = ScriptHeader(
        episode.guid, written.script.format, written.seconds, written.source, episode.formerly
    )
    name = f"{SCRIPTS}/{state.path.name}"
    there = state.path.exists()
    before = read_text(state.path)[0] if there else ""
    old = name if there else "/dev/null"
    return list(_lines(before, format_script(written.script, header), old, name))


def _lines(before: str, after: str, old: str, new: str) -> Iterator[str]:
    for line in unified_diff(_split(before), _split(after), old, new, lineterm=""):
        yield from line.split("\0")


def _split(text: str) -> list[str]:
    """Part a text at its line feeds only; a last line without one says so, as it would in a patch."""
    lines = text.split("\n")
    if not lines[-1]:
        return lines[:-1]
    return [*lines[:-1], f"{lines[-1]}\0{_NO_NEWLINE}"]


def _coloured(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        colour = next((colour for start, colour in _COLOURS if line.startswith(start)), "")
        yield f"{colour}{line}{_PLAIN}" if colour else line


def _wants_colour() -> bool:
    """Tell whether colours are seen: on a terminal, unless it or its user has none (no-color.org)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain
