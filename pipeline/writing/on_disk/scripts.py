"""Which scripts are written anew, and which are kept as a person left them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipeline.catalogue.show import Episode, Show
from pipeline.catalogue.text import read_text
from pipeline.errors import InvalidScript, PipelineError, as_told
from pipeline.freshness.drafts import Drafted, KnownDrafts
from pipeline.freshness.keys import changed, explained
from pipeline.layout.folders import SCRIPTS
from pipeline.process.files import write_whole
from pipeline.writing.episode_length import seconds_of, target_seconds
from pipeline.writing.fitting.order_of_cuts import best_fit
from pipeline.writing.on_disk.renamed import carry_out_moves, script_moves
from pipeline.writing.script.script import Script
from pipeline.writing.script.script_file import (
    ScriptFile,
    ScriptHeader,
    body_hash,
    format_script,
    parse_script,
    with_header,
)
from pipeline.writing.script.script_text import format_body

if TYPE_CHECKING:
    from pipeline.writing.draft import Draft
    from pipeline.writing.plan import Plan

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


@dataclass(frozen=True, slots=True)
class Refreshing:
    """How scripts are brought up to date."""

    writer: _Writer
    write: bool = True
    force: bool = False  # also what was edited by hand
    known: KnownDrafts | None = None  # what would be written, as far as that is known without writing it
    there: Mapping[Path, Path] = field(default_factory=dict)  # where a script still lies if not in its place


def refresh_scripts(
    show: Show,
    episodes: Sequence[Episode],
    *,
    force: bool = False,
    write: bool = True,
    known: KnownDrafts | None = None,
    plan: Plan | None = None,
) -> list[ScriptState]:
    """Bring the scripts of these episodes up to date, and give their states in the same order.

    A script that was edited by hand is kept and is what will be rendered, unless `force` is set. One that
    lies under a name that its episode had before moves along. Without `write` nothing is written, and the
    states say what would be. What is `known` is not written once more to find out; the states of such
    scripts do not tell where their words came from. What goes wrong is in the episode's state. The `plan` is
    the show's; without one it is made.
    """
    moves = script_moves(show)
    if write:
        carry_out_moves(moves)
    there = {} if write else {to: path for path, to in moves.items()}
    how = Refreshing(_Writer(show, plan), write, force, known, there)
    return [_isolated(show, episode, how) for episode in episodes]


def script_path(show: Show, slug: str) -> Path:
    """Give the place of an episode's script."""
    return show.root / SCRIPTS / f"{slug}.md"


class _Writer:
    """Writes the scripts of a show by one plan.

    What that takes is loaded, and planned, only where it is not known what would come out.
    """

    def __init__(self, show: Show, plan: Plan | None) -> None:
        self._show, self._plan = show, plan

    def draft(self, episode: Episode) -> Draft:
        from pipeline.writing.plan import Plan
        from pipeline.writing.write import draft

        self._plan = self._plan or Plan(self._show)
        return draft(self._plan, episode)


def _isolated(show: Show, episode: Episode, how: Refreshing) -> ScriptState:
    path = script_path(show, episode.slug)
    path = how.there.get(path, path)
    try:
        return _refreshed(show, episode, path, how)
    except BaseException as error:  # noqa: BLE001 - a panic of a library in Rust is no Exception
        told = as_told(error, episode.slug)
        return ScriptState(episode.slug, path, "failed", str(told), error=told)


def _refreshed(show: Show, episode: Episode, path: Path, how: Refreshing) -> ScriptState:
    drafted = how.known.get(episode) if how.known else None
    written = None
    if drafted is None:
        written = how.writer.draft(episode)
        drafted = drafted_of(written)
        if how.known:
            how.known.put(episode, drafted)
    existing = None if how.force else read_script(path)
    reason = _why_stale(existing, episode, drafted) if existing else _why_anew(path)
    if existing and how.write and (existing.edited or not reason):
        _keep_header(existing, episode, drafted)
    if existing and existing.edited:
        return _kept(show, episode, existing, reason)
    if existing and not reason:
        state = ScriptState(episode.slug, path, "fresh", "", existing.script, drafted.seconds)
        return _told(state, written) if written else state
    return _written(episode, path, reason, written or how.writer.draft(episode), write=how.write)


def _written(episode: Episode, path: Path, reason: str, written: Draft, *, write: bool) -> ScriptState:
    """Write a script, or say that it is to be written."""
    if write:
        header = ScriptHeader(
            episode.guid, written.script.format, written.seconds, written.source, episode.formerly
        )
        write_whole(path, format_script(written.script, header))
    status: Status = "written" if write else "stale"
    seconds = round(written.seconds, 1)
    state = ScriptState(episode.slug, path, status, reason, written.script, seconds, stale=not write)
    return _told(state, written)


def _told(state: ScriptState, written: Draft) -> ScriptState:
    """Say of a state where its words came from."""
    return replace(state, origins=written.origins, giving_up=written.giving_up)


def drafted_of(written: Draft) -> Drafted:
    """Say what would be written, without its words."""
    body = body_hash(format_body(written.script))
    return Drafted(written.script.format, written.source, round(written.seconds, 1), body)


def _keep_header(existing: ScriptFile, episode: Episode, drafted: Drafted) -> None:
    """Bring the front matter of a script up to date whose words stay.

    What it was written from is noted anew only where that would give the same words again.
    """
    header = replace(existing.header, formerly=episode.formerly)
    if drafted.body == existing.written and existing.header.format == drafted.format:
        header = replace(header, source=drafted.source, seconds=drafted.seconds)
    if header != existing.header:
        text = with_header(read_text(existing.file)[0], existing.file, header)
        write_whole(existing.file, text)


def read_script(path: Path) -> ScriptFile | None:
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


def _why_stale(existing: ScriptFile, episode: Episode, drafted: Drafted) -> str:
    """Say what makes a script another one now; «» where the same words would be written again."""
    header = existing.header
    if header.guid != episode.guid:
        return "it belongs to another episode now"
    if header.format != drafted.format:
        asks = "the episode asks for" if episode.format else "it would now be in"
        return f"{asks} the format «{drafted.format}»"
    if existing.written == drafted.body:
        return ""
    names = changed(_parts(header.source), _parts(drafted.source)) or ("writer",)
    return explained(_CHANGED.get(name, name) for name in names)


def _parts(source: str) -> dict[str, str]:
    return dict(part.partition("=")[::2] for part in source.split())
