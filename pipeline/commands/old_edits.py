"""Scripts that a person edited before their episode changed: kept, and named until someone has looked."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.commands.lengths import NAMED_AT_MOST
from pipeline.process.console import Console
from pipeline.writing.on_disk.scripts import ScriptState

# What a script was written from beside its episode: no reason to look at an edited one again.
_BESIDE_THE_EPISODE = frozenset(
    {"the glossary", "what other episodes say", "the format", "the phrase banks", "the show's settings"}
    | {"Ninety itself"}
)


def warn_of_old_edits(states: Sequence[ScriptState], console: Console) -> list[dict[str, str]]:
    """Warn of scripts that were edited by hand and whose episode has changed since; gives them as JSON."""
    old = [{"slug": state.slug, "since_then": since} for state in states if (since := _since(state))]
    named = old if console.verbose else old[:NAMED_AT_MOST]
    lines = [f"{row['slug']}: its script was edited by hand; since then {row['since_then']}" for row in named]
    if rest := len(old) - len(named):
        lines.append(f"and {rest} more scripts were edited before their episodes changed; -v names them")
    for line in lines[:-1]:
        console.warn(line)
    if lines:
        slug = old[0]["slug"] if len(old) == 1 else "SLUG"
        remedy = f"`ninety script {slug} --diff` shows what would be written anew, --force writes it"
        console.warn(lines[-1], remedy)
    return old


def _since(state: ScriptState) -> str:
    """Say what has changed in an episode since its script was edited; «» for nothing, or for no edit."""
    if state.status != "edited" or not state.stale:
        return ""
    since = state.reason.partition("since then ")[2]
    changed = set(since.removesuffix(" changed").split(" and "))
    return since if changed - _BESIDE_THE_EPISODE else ""
