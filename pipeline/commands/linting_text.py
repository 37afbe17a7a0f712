"""`ninety check --text`, and the warnings of `script` and `build`: what nobody has decided how to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from pipeline.building.asking import naming_the_setting
from pipeline.building.ordering import chosen_voices, named_voices
from pipeline.building.outcome import Settings
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Episode, Show
from pipeline.checking.text_lint import REMEDIES, TextFinding, lint_script, summarize
from pipeline.commands.left_out import exit_code, faulty_cases, left_out_document, tell_left_out
from pipeline.commands.selecting import chosen_episodes
from pipeline.errors import (
    WHATEVER,
    EngineNotAvailable,
    ExitCode,
    InvalidEpisode,
    PipelineError,
    as_told,
)
from pipeline.process.console import Console
from pipeline.process.junit import Case, Fault, faults_in
from pipeline.speech.cast import Cast, cast_for
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.writing.on_disk.scripts import ScriptState, refresh_scripts


def check_text(root: Path, slugs: Sequence[str], console: Console) -> ExitCode:
    """Say what is undecided in the scripts as they would be spoken; nothing needs to be rendered."""
    show = load_show(root)
    episodes = chosen_episodes(show, slugs)
    states = refresh_scripts(show, episodes, write=False)
    for state in states:
        if state.error:
            console.error(state.error)
    errors = tell_left_out(show, slugs, console)
    lexicon = Lexicon(show.lexicon)
    failed: list[PipelineError] = []
    found: dict[str, tuple[TextFinding, ...]] = {}
    for state, episode in zip(states, episodes, strict=True):
        if state.script:
            try:
                found[episode.slug] = lint_script(state.script, lexicon, _cast(show, episode, state))
            except WHATEVER as error:
                if isinstance(error, EngineNotAvailable) and not (episode.voice or episode.guest):
                    raise  # the whole show's: nothing can be told
                failed.append(as_told(error, episode.slug))
                console.error(failed[-1])
    document = left_out_document(show, [*errors, *failed]) | {
        "episodes": [
            {"slug": slug, "findings": [_document(finding) for finding in findings]}
            for slug, findings in found.items()
        ]
    }
    console.junit.write(_cases(states, found, errors, failed))
    console.result("\n".join(_lines(found, verbose=console.verbose)), document)
    if any(state.error for state in states):
        return ExitCode.INVALID_SHOW
    return exit_code(ExitCode.CHECK if any(found.values()) else ExitCode.OK, [*errors, *failed])


def _cases(
    states: Sequence[ScriptState],
    found: Mapping[str, Sequence[TextFinding]],
    errors: Sequence[InvalidEpisode],
    failed: Sequence[PipelineError],
) -> list[Case]:
    cases = []
    for state in states:
        of_it = [state.error] if state.error else [one for one in failed if one.file == state.slug]
        faults = tuple(fault for error in of_it for fault in faults_in(error))
        faults += tuple(Fault(f.kind, f.what, REMEDIES[f.kind]) for f in found.get(state.slug, ()))
        cases.append(Case(state.slug, faults=faults))
    return cases + faulty_cases(errors)


def warn_of_scripts(show: Show, states: Sequence[ScriptState], console: Console) -> None:
    """Warn of what is undecided in scripts that were just written or are a person's own."""
    lexicon = Lexicon(show.lexicon)
    found: dict[str, tuple[TextFinding, ...]] = {}
    for state in states:
        episode = show.episode(state.slug)
        if state.script and episode and state.status != "fresh":
            cast = _cast_or_none(show, episode, state)
            try:
                found[state.slug] = lint_script(state.script, lexicon, cast)
            except WHATEVER as error:  # a script is written without an engine, and so is what it asks
                console.warn(f"{state.slug}: nobody could look through it: {as_told(error).what}")
    warn_of_findings(found, console)


def warn_of_findings(found: Mapping[str, Sequence[TextFinding]], console: Console) -> None:
    """Warn in one line per episode, and say once what to do."""
    lines = [f"{slug}: {summarize(findings)}" for slug, findings in found.items() if findings]
    for line in lines[:-1]:
        console.warn(line)
    if lines:
        console.warn(lines[-1], "`ninety check --text` says more; decide it in episodes/lexicon.toml")


def _cast(show: Show, episode: Episode, state: ScriptState) -> Cast | None:
    if state.script is None:
        return None
    named = named_voices(show, state.script, state.path)
    with naming_the_setting(show, episode):
        return cast_for(state.script, *chosen_voices(show, episode, Settings()), named)


def _cast_or_none(show: Show, episode: Episode, state: ScriptState) -> Cast | None:
    """Give the cast where its engines are at hand: writing a script needs none."""
    try:
        return _cast(show, episode, state)
    except WHATEVER:
        return None


def _document(finding: TextFinding) -> dict[str, str]:
    return {**asdict(finding), "what": finding.what, "remedy": REMEDIES[finding.kind]}


def _lines(found: Mapping[str, Sequence[TextFinding]], *, verbose: bool) -> list[str]:
    lines = [f"finding: {slug}: {finding.what}" for slug, findings in found.items() for finding in findings]
    everything = [finding for findings in found.values() for finding in findings]
    kinds = dict.fromkeys(finding.kind for finding in everything)
    lines += [f"  {remedy}" for remedy in dict.fromkeys(REMEDIES[kind] for kind in kinds)]
    if verbose:
        lines += _entries(everything)
    return [*lines, f"{len(found)} scripts checked, {len(everything)} findings"]


def _entries(findings: Sequence[TextFinding]) -> list[str]:
    """Write lexicon entries to begin with, as things would be said now."""
    lines = []
    for finding in {finding.text: finding for finding in findings}.values():
        if finding.kind in ("spelled", "guessed"):
            lines += ["", "[[entry]]", f'term = "{finding.text}"', f'spoken = "{finding.text}"']
            lines += [f'phonemes = "{finding.said}"']
    return [*lines, ""] if lines else []
