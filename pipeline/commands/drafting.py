"""`ninety draft`: have notes drafted by a server, and let a person accept them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Episode, Show
from pipeline.commands.left_out import faulty_episodes
from pipeline.commands.selecting import chosen_episodes
from pipeline.drafting.server.address import KEY_VARIABLE, Server, server_at
from pipeline.drafting.server.draft import draft_episode
from pipeline.drafting.server.drafted_file import accept, why_not_drafted
from pipeline.drafting.server.prompt import prompt_for
from pipeline.drafting.server.reply import Tokens
from pipeline.drafting.server.wire import Patience
from pipeline.errors import DraftFailed, ExitCode, InvalidEpisode, PipelineError, ServerFailed
from pipeline.process.console import Console, error_document

_SHOWN_MARKS = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom to ask, as given on the command line; «» leaves it to the show's settings."""

    server: str = ""
    model: str = ""
    patience: Patience = field(default_factory=Patience)


def draft_notes(root: Path, slugs: Sequence[str], asked: Asked, console: Console, *, force: bool) -> ExitCode:
    """Have the notes of these episodes drafted, one after another; one that fails stops no other.

    A server that cannot be asked stops all. With `force` a draft that nobody has accepted is made again.
    """
    show = load_show(root)
    server = server_at(asked.server or show.drafting.server, asked.model or show.drafting.model)
    if server.shows_key:
        console.warn(
            f"the key in {KEY_VARIABLE} goes to {server.url} unencrypted", "an address with https:// hides it"
        )
    rows = [*_unusable(show, slugs, console)]
    tokens = Tokens()
    gone: ServerFailed | None = None
    for episode in chosen_episodes(show, slugs):
        if why := why_not_drafted(episode.file, again=force):
            rows.append(_row(episode, "left", why=why))
        elif gone is not None:
            rows.append(_row(episode, "not asked", why="the server could not be asked"))
        else:
            row, told, gone = _drafted(show, episode, server, asked, console)
            rows.append(row)
            tokens += told
    text = "\n".join([line for row in rows for line in _lines(row)] + [_total(rows, tokens)])
    console.result(text, {"drafts": rows, "tokens": tokens.document()})
    whole = all(row["status"] in ("drafted", "left") for row in rows)
    return ExitCode.OK if whole else ExitCode.EPISODE_FAILED


def _drafted(
    show: Show, episode: Episode, server: Server, asked: Asked, console: Console
) -> tuple[dict[str, Any], Tokens, ServerFailed | None]:
    console.note(f"{episode.slug}: asking {server.model}")
    try:
        drafted = draft_episode(show, episode, server, asked.patience, console.note)
    except DraftFailed as error:
        error.file = error.file or episode.file
        console.error(error)
        failed = _row(episode, "failed", why=error.what) | error_document(error)
        return failed, Tokens(), error if isinstance(error, ServerFailed) else None
    return _row(episode, "drafted") | drafted.document(), drafted.tokens, None


def show_prompts(root: Path, slugs: Sequence[str], console: Console) -> ExitCode:
    """Print what a server would be asked; none is."""
    show = load_show(root)
    rows = _unusable(show, slugs, console)
    prompts = {episode.slug: prompt_for(show, episode) for episode in chosen_episodes(show, slugs)}
    text = "\n\n".join(f"# {slug}\n\n{prompt.text()}" for slug, prompt in prompts.items())
    document = {slug: [dict(message) for message in prompt.messages] for slug, prompt in prompts.items()}
    console.result(text, {"prompts": document})
    return ExitCode.EPISODE_FAILED if rows else ExitCode.OK


def accept_notes(root: Path, slugs: Sequence[str], console: Console, *, force: bool) -> ExitCode:
    """Let drafts be their author's own notes; marks must be resolved before, unless `force`."""
    show = load_show(root)
    rows = [*_unusable(show, slugs, console)]
    for episode in chosen_episodes(show, slugs):
        if not episode.drafted:
            rows.append(_row(episode, "left", why="it has no draft that waits"))
            continue
        try:
            rows.append(_row(episode, "accepted") | {"marks_taken_off": accept(episode.file, force=force)})
        except PipelineError as error:
            console.error(error)
            rows.append(_row(episode, "failed", why=error.what) | error_document(error))
    console.result("\n".join(line for row in rows for line in _lines(row)), {"accepted": rows})
    failed = any(row["status"] == "failed" for row in rows)
    return ExitCode.EPISODE_FAILED if failed else ExitCode.OK


def _unusable(show: Show, slugs: Sequence[str], console: Console) -> list[dict[str, Any]]:
    """Give those asked for that cannot be drafted: faulty files, and episodes without a summary."""
    rows = []
    for faulty in faulty_episodes(show, slugs):
        error = InvalidEpisode(list(faulty.problems))
        console.error(error)
        rows.append({"slug": faulty.slug, "file": str(faulty.file), "status": "failed", "why": error.what})
    for draft in show.drafts:
        if draft.slug in slugs:
            error_of_draft = PipelineError(
                f"it is left out: {draft.why}",
                file=draft.file,
                remedy="write its summary first: all else is drawn from it",
            )
            console.error(error_of_draft)
            rows.append({"slug": draft.slug, "file": str(draft.file), "status": "failed", "why": draft.why})
    return rows


def _row(episode: Episode, status: str, *, why: str = "") -> dict[str, Any]:
    return {"slug": episode.slug, "file": str(episode.file), "status": status, "why": why}


def _lines(row: dict[str, Any]) -> list[str]:
    """Say what became of one episode; a failure has been told as an error."""
    place = row["file"]
    if row["status"] == "drafted":
        lines = [f"{place}: {row['words']} words drafted under {', '.join(row['headings'])}"]
        if row["cut_off"]:
            lines.append("  the answer was cut off: its last sentence is left out")
        if marks := row["marks"]:
            more = f" and {len(marks) - _SHOWN_MARKS} more" if len(marks) > _SHOWN_MARKS else ""
            lines.append(f"  to look up, {len(marks)} marked: {', '.join(marks[:_SHOWN_MARKS])}{more}")
        return lines
    if row["status"] == "accepted":
        off = row["marks_taken_off"]
        return [f"{place}: accepted" + (f", with {off} marks taken off unresolved" if off else "")]
    return [] if row["status"] == "failed" else [f"{place}: {row['why']}"]


def _total(rows: Sequence[dict[str, Any]], tokens: Tokens) -> str:
    drafted = [row["slug"] for row in rows if row["status"] == "drafted"]
    if not drafted:
        return "nothing was drafted"
    accept = f"ninety draft --accept {' '.join(drafted)}"
    return f"{len(drafted)} drafted; {tokens}\nread and mend them, then: {accept}"
