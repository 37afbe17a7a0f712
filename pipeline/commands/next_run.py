"""What the next run would say if nobody changes anything, found out at the end of this one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.audio.mastering.encode import ffmpeg_program
from pipeline.building.ordering import chosen_voices
from pipeline.building.outcome import Outcome, Settings
from pipeline.catalogue.show import Show
from pipeline.commands.before_speaking import Foretold
from pipeline.commands.left_out import name_left_out
from pipeline.commands.scripting import tidy_scripts
from pipeline.commands.untouched import edited_states, wanted_of
from pipeline.errors import EncodingFailed, EngineNotAvailable, PipelineError
from pipeline.freshness.standing import Report, Standing
from pipeline.process.console import Console
from pipeline.publishing.publish import Published
from pipeline.speech.engine import VoiceChoice, voice_files
from pipeline.writing.on_disk.scripts import ScriptState, read_script

# Tells what came of a run, as the command itself does.
Conclude = Callable[[list[Outcome], Foretold, Console, float, Published], Any]


@dataclass(frozen=True, slots=True)
class Run:
    """A run over the whole show, with what came of it."""

    show: Show
    settings: Settings
    outcomes: list[Outcome]
    published: Published
    foretold: Foretold


@dataclass(frozen=True, slots=True)
class _Listener(Console):
    """A console that says nothing, and remembers what it was told to say."""

    told: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    messages: list[list[str]] = field(default_factory=list)

    def result(self, text: str, document: dict[str, Any], *, is_harmless: bool = False) -> None:
        del is_harmless
        self.told.append((text, document))

    def note(self, text: str) -> None:
        self.messages.append(["note", text])

    def warn(self, text: str, remedy: str = "") -> None:
        self.messages.append(["warn", text, remedy])


def keep_for_next(standing: Standing, run: Run, console: Console, conclude: Conclude) -> None:
    """Keep what the next run would say, if this one has left nothing to be done."""
    show = run.show
    voices = _files_outside(run)
    if show.faulty or show.unread or run.published.remarks or voices is None:
        return

    def still() -> bool:
        return _is_ours(standing.changed_since(), run.foretold.states)

    if not still():
        return  # somebody has written something while this run was at work
    wanted = wanted_of(show, run.settings, verbose=console.verbose)
    report = _foreseen(run, console, conclude)
    standing.keep(wanted, report, voices=voices, until=_next_date(run), still=still)


def _foreseen(run: Run, console: Console, conclude: Conclude) -> Report:
    """Let the command tell what it would find a moment later: everything as this run has left it."""
    listener = _Listener(verbose=console.verbose)
    tidy_scripts(run.show, listener)
    name_left_out(run.show, (), listener)
    outcomes = [
        replace(each, status="unchanged", reason="", timings={}, findings=(), cache_use=None)
        for each in run.outcomes
    ]
    foretold = Foretold(run.show, run.settings, listener)
    foretold(run.foretold.states, outcomes)
    published = replace(
        run.published,
        written=(),
        removed=(),
        changes=(),
        unchanged=tuple(sorted({*run.published.unchanged, *run.published.written})),
    )
    conclude(outcomes, foretold, listener, 0.0, published)
    (text, document), *_ = listener.told
    return Report(text, document, listener.messages, edited_states(run.foretold.states))


def _is_ours(changed: Iterable[Path], states: Iterable[ScriptState]) -> bool:
    """Tell whether what changed are scripts, and stands as this run left it."""
    by_path = {state.path: state for state in states}
    return all(_stands(path, by_path.get(path)) for path in changed)


def _stands(path: Path, state: ScriptState | None) -> bool:
    if state is None:  # of no episode: it may have moved, or been taken away
        return not path.exists() and path.parent.name == "scripts"
    try:
        found = read_script(path)
    except PipelineError:
        return False
    return found is not None and found.script == state.script and found.edited == (state.status == "edited")


def _files_outside(run: Run) -> list[Path] | None:
    """Give the files of all voices, and ffmpeg where it is used; None where an engine cannot name them."""
    chosen = (chosen_voices(run.show, episode, run.settings) for episode in run.show.episodes)
    voices = {voice for pair in chosen for voice in pair if voice}
    voices |= {
        VoiceChoice.parse(each.voice, each.engine or run.show.voice.engine) for each in run.show.voices
    }
    try:
        files = [voice_files(voice) for voice in voices]
        programs = [_place_of(ffmpeg_program())] if run.show.audio.also else []
    except (EncodingFailed, EngineNotAvailable):
        return None
    certificate = run.show.provenance.certificate
    programs += [run.show.root / certificate] if certificate else []
    return None if None in files else [*programs, *(file for found in files for file in found or ())]


def _place_of(program: str) -> Path:
    """Give where a program lies that may be named without its folder."""
    return Path(shutil.which(program) or program)


def _next_date(run: Run) -> datetime | None:
    """Give when the next episode comes out that this run has not listed; that may be past by now."""
    upcoming = set(run.published.upcoming)
    return min((each.published for each in run.show.episodes if each.slug in upcoming), default=None)
