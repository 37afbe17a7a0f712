"""Which scripts are written anew, and which are kept as a person left them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.catalogue import renames
from pipeline.catalogue.show import Episode, Show
from pipeline.catalogue.text import read_text
from pipeline.errors import WHATEVER, InvalidScript, PipelineError, as_told
from pipeline.files import write_whole
from pipeline.writing.fitting.ranks import best_fit
from pipeline.writing.on_disk.renamed import carry_out_moves, script_moves
from pipeline.writing.script.script import Script
from pipeline.writing.script.script_file import (
    ScriptFile,
    ScriptHeader,
    format_script,
    parse_script,
    with_former_names,
)
from pipeline.writing.write import Draft, draft, seconds_of, target_seconds

SCRIPTS = renames.SCRIPTS

Status = Literal["fresh", "written", "stale", "edited", "failed"]

_CHANGED = {
    "episode": "the episode",
    "glossary": "the glossary",
    "others": "what other episodes say",
    "format": "the format",
    "phrases": "the phrase banks",
    "settings": "the show's settings",
    "writer": "Ninety itself",
}


@dataclass(frozen=True, slots=True)
class ScriptState:
    """What became of one episode's script.

    fresh: as it would be written now. written: just now, for `reason`. stale: not written, though `reason` is
    there. edited: by hand, and kept. failed: see `error`.
    """

    slug: str
    path: Path
    status: Status
    reason: str = ""
    script: Script | None = None  # what is to be rendered; None only if it failed
    predicted_seconds: float = 0.0  # of the finished file, with the optional paragraphs that fit best
    stale: bool = False  # what it was written from has changed since, and it was not written anew
    error: PipelineError | None = None
    origins: tuple[tuple[str, str], ...] = ()  # each paragraph's text and what it came from; none if edited
    giving_up: tuple[str, ...] = ()  # what may go first when time is short, and what leans on it; the same


def refresh_scripts(
    show: Show, episodes: Sequence[Episode], *, force: bool = False, write: bool = True
) -> list[ScriptState]:
    """Bring the scripts of these episodes up to date, and give their states in the same order.

    A script that was edited by hand is kept and is what will be rendered, unless `force` is set. One that
    lies under a name that its episode had before moves along. Without `write` nothing is written, and the
    states say what would be. What goes wrong is in the episode's state.
    """
    moves = script_moves(show)
    if write:
        carry_out_moves(moves)
    there = {} if write else {to: path for path, to in moves.items()}
    return [_isolated(show, episode, there, force=force, write=write) for episode in episodes]


def script_path(show: Show, slug: str) -> Path:
    """Give the place of an episode's script."""
    return show.root / SCRIPTS / f"{slug}.md"


def _isolated(
    show: Show, episode: Episode, there: Mapping[Path, Path], *, force: bool, write: bool
) -> ScriptState:
    """Refresh one script; `there` says where it still lies if not in its place."""
    path = script_path(show, episode.slug)
    path = there.get(path, path)
    try:
        return _refreshed(show, episode, path, force=force, write=write)
    except WHATEVER as error:
        told = as_told(error, episode.slug)
        return ScriptState(episode.slug, path, "failed", str(told), error=told)


def _refreshed(show: Show, episode: Episode, path: Path, *, force: bool, write: bool) -> ScriptState:
    written = draft(show, episode)
    existing = None if force else _read(path)
    reason = _why_stale(existing, episode, written) if existing else _why_anew(path)
    if existing and write and existing.header.formerly != episode.formerly:
        write_whole(path, with_former_names(read_text(path)[0], path, episode.formerly))
    if existing and existing.edited:
        return _kept(show, episode, existing, reason)
    if existing and not reason:
        return ScriptState(
            episode.slug,
            path,
            "fresh",
            "",
            existing.script,
            existing.header.seconds,
            origins=written.origins,
            giving_up=written.giving_up,
        )
    if write:
        header = ScriptHeader(
            episode.guid, written.script.format, written.seconds, written.source, episode.formerly
        )
        write_whole(path, format_script(written.script, header))
    status: Status = "written" if write else "stale"
    return ScriptState(
        slug=episode.slug,
        path=path,
        status=status,
        reason=reason,
        script=written.script,
        predicted_seconds=round(written.seconds, 1),
        stale=not write,
        origins=written.origins,
        giving_up=written.giving_up,
    )


def _read(path: Path) -> ScriptFile | None:
    """Read a script file; None where there is none. Raises InvalidScript."""
    if not path.exists():
        return None
    text, problem = read_text(path)
    if problem is not None:
        raise InvalidScript(problem.what, file=path, line=problem.line, remedy=problem.remedy)
    return parse_script(text, path)


def _kept(show: Show, episode: Episode, existing: ScriptFile, why_stale: str) -> ScriptState:
    """Keep an edited script: its words are a person's, only its length is predicted anew."""
    seconds = seconds_of(show, episode)
    best = best_fit(existing.script, target_seconds(show, episode), seconds)
    return ScriptState(
        slug=episode.slug,
        path=existing.file,
        status="edited",
        reason=f"edited by hand; since then {why_stale}" if why_stale else "edited by hand",
        script=existing.script,
        predicted_seconds=round(seconds(best), 1),
        stale=bool(why_stale),
    )


def _why_anew(path: Path) -> str:
    return "asked for" if path.exists() else "there was none"


def _why_stale(existing: ScriptFile, episode: Episode, written: Draft) -> str:
    """Say what a script was written from that is different now; «» where nothing is."""
    header = existing.header
    if header.guid != episode.guid:
        return "it belongs to another episode now"
    if header.format != written.script.format:
        asks = "the episode asks for" if episode.format else "it would now be in"
        return f"{asks} the format «{written.script.format}»"
    before, now = _parts(header.source), _parts(written.source)
    changed = [_CHANGED.get(name, name) for name in now if before.get(name) != now[name]]
    return f"{' and '.join(changed)} changed" if changed else ""


def _parts(source: str) -> dict[str, str]:
    return dict(part.partition("=")[::2] for part in source.split())
