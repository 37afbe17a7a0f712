"""`ninety build` and `ninety render`: run the stages, tell what came of it."""

from __future__ import annotations

import json
import shlex
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.building.build import build_episodes, stage_totals
from pipeline.building.executor import executor_for
from pipeline.building.outcome import Outcome, Settings
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Episode, Show
from pipeline.commands.before_speaking import Foretold
from pipeline.commands.caching import cache_use, tell_of_cache
from pipeline.commands.hearing_takes import heard_in_all, heard_line, tell_of_listening
from pipeline.commands.left_out import faulty_outcomes, left_out_document, name_left_out
from pipeline.commands.linting_text import warn_of_findings
from pipeline.commands.next_run import Run, keep_for_next
from pipeline.commands.publishing import publish_output
from pipeline.commands.scripting import tidy_scripts
from pipeline.commands.selecting import NO_EPISODES, Shard, chosen_episodes
from pipeline.commands.untouched import Untouched, untouched_since
from pipeline.errors import ClusterLost, ExitCode, OutputFailed, PipelineError, PlaceLost
from pipeline.freshness.standing import Standing
from pipeline.layout.folders import OUTPUT
from pipeline.process.console import Console, error_document
from pipeline.process.files import write_whole
from pipeline.process.junit import THE_SHOW, Case, faults_in
from pipeline.publishing.publish import Published, PublishOptions

_MADE = ("rendered", "unchanged")
_FACTS = tuple(each.name for each in fields(Outcome) if each.name not in ("error", "cache_use"))


def build_show(
    root: Path,
    slugs: Sequence[str],
    settings: Settings,
    console: Console,
    *,
    shard: Shard | None = None,
    as_of: datetime | None = None,
) -> ExitCode:
    """Scripts, recordings, feeds; of a shard no feeds, which would lack what other machines make."""
    if shard is not None:
        console.note(f"part {shard}: no feeds yet; once the parts' output is in one place: ninety publish")
        return render_show(root, slugs, settings, console, shard=shard)
    began, standing = time.perf_counter(), Standing(root)
    show = load_show(root)
    untouched = None if slugs else untouched_since(standing, show, settings, verbose=console.verbose)
    run = _build(show, slugs, settings, console, untouched=untouched)
    if any(outcome.status in _MADE for outcome in run.outcomes):
        try:
            run.published = publish_output(show, console, PublishOptions(as_of))
        except PipelineError as error:
            run.errors.append(error)
    code = _conclude(run, console, time.perf_counter() - began)
    if code is ExitCode.OK and run.published and run.foretold and not (slugs or as_of or settings.force):
        ended = Run(show, settings, run.outcomes, run.published, run.foretold)
        keep_for_next(standing, ended, console, partial(_conclude_again, show))
    return code


def _conclude_again(
    show: Show,
    outcomes: list[Outcome],
    foretold: Foretold,
    console: Console,
    wall_seconds: float,
    published: Published | None = None,
) -> ExitCode:
    return _conclude(_Run(show, outcomes, foretold, published), console, wall_seconds)


def render_show(
    root: Path,
    slugs: Sequence[str],
    settings: Settings,
    console: Console,
    *,
    shard: Shard | None = None,
) -> ExitCode:
    """Scripts and recordings; feeds are left as they are."""
    began = time.perf_counter()
    run = _build(load_show(root), slugs, settings, console, shard=shard)
    return _conclude(run, console, time.perf_counter() - began)


def tell_not_begun(
    root: Path,
    slugs: Sequence[str],
    console: Console,
    error: PipelineError,
    *,
    shard: Shard | None = None,
) -> ExitCode:
    """Tell of every episode that it was not tried, because of an error that kept the run from beginning."""
    show = load_show(root)
    untried = _untried(chosen_episodes(show, slugs, shard), error)
    return _conclude(_Run(show, untried, errors=[error]), console, 0.0)


@dataclass(slots=True)
class _Run:
    """What became of the episodes, of the feeds, and what went wrong beside them."""

    show: Show
    outcomes: list[Outcome]
    foretold: Foretold | None = None
    published: Published | None = None
    errors: list[PipelineError] = field(default_factory=list)


def _build(
    show: Show,
    slugs: Sequence[str],
    settings: Settings,
    console: Console,
    *,
    shard: Shard | None = None,
    untouched: Untouched | None = None,
) -> _Run:
    """Make scripts and recordings; of the whole show where it is told what is `untouched`, if anything is."""
    episodes, faulty = chosen_episodes(show, slugs, shard), faulty_outcomes(show, slugs)
    settings = replace(settings, failed_before=len(faulty))
    known = untouched or Untouched()
    foretold = Foretold(show, settings, console, known)
    run = _Run(show, [], foretold)
    try:
        if untouched is not None:
            tidy_scripts(show, console)
        with console.progress(len(episodes)) as progress:
            executor = executor_for(settings, console.warn)
            for outcome in known.outcomes:
                progress(outcome)
            others = known.others(episodes)
            made = build_episodes(show, others, settings, progress, foretold, executor)
            run.outcomes = [*known.with_others(made, episodes), *faulty]
    except OutputFailed as error:  # before anything was rendered
        run.outcomes, run.errors = [*_untried(episodes, error), *faulty], [error]
    _tell_errors(run.outcomes, console)
    tell_of_listening(run.outcomes, settings, console)
    name_left_out(show, slugs, console)
    return run


def _tell_errors(outcomes: list[Outcome], console: Console) -> None:
    """Tell each error; what went away for many episodes is told once, with how many it is."""
    lost = [outcome.error for outcome in outcomes if isinstance(outcome.error, ClusterLost)]
    for outcome in outcomes:
        if outcome.error and not isinstance(outcome.error, ClusterLost):
            console.error(outcome.error)
    if lost:
        count = f"{len(lost)} episodes were" if len(lost) > 1 else f"{lost[0].file} was"
        console.error(ClusterLost(f"{lost[0].what}: {count} not made", remedy=lost[0].remedy))


def _untried(episodes: Sequence[Episode], error: PipelineError) -> list[Outcome]:
    return [Outcome(episode.slug, "not tried", str(error)) for episode in episodes]


def _conclude(run: _Run, console: Console, wall_seconds: float) -> ExitCode:
    show, outcomes = run.show, run.outcomes
    foretold = run.foretold.slugs if run.foretold else ()
    for outcome in outcomes:
        if outcome.slug not in foretold:
            _warn_of_length(show, outcome, console)
        _warn_of_remark(outcome, console)
    warn_of_findings({outcome.slug: outcome.findings for outcome in outcomes}, console)
    tell_of_cache(cache_use(outcomes), console)
    changed = run.published is not None and bool(run.published.written)
    if changed or any(outcome.status != "unchanged" for outcome in outcomes):
        # A run that changed nothing leaves the report of the one that did: not a byte moves.
        report = json.dumps(_document(run, wall_seconds), ensure_ascii=False, indent=1) + "\n"
        _attempt(partial(write_whole, show.root / OUTPUT / "report.json", report), run)
    _attempt(partial(console.junit.write, _cases(run), wall_seconds), run)
    for error in run.errors:
        console.error(error)
    console.result(_summary(run, wall_seconds), _document(run, wall_seconds))
    return _exit_code(run)


def _attempt(write: Callable[[], object], run: _Run) -> None:
    """Write something about a run; where that fails, the run has failed, and goes on to tell what it did."""
    try:
        write()
    except OutputFailed as error:
        run.errors.append(error)


def _exit_code(run: _Run) -> ExitCode:
    failures = [outcome.error for outcome in run.outcomes if outcome.error]
    if any(isinstance(error, PlaceLost) for error in failures):
        return ExitCode.OUTPUT
    if run.errors:
        return run.errors[0].exit_code
    return ExitCode.EPISODE_FAILED if failures else ExitCode.OK


def _cases(run: _Run) -> list[Case]:
    """Give each episode as a build server's case, and what failed beside them as one more."""
    cases = [
        Case(
            outcome.slug,
            sum(outcome.timings.values()),
            faults_in(outcome.error) if outcome.error else (),
            outcome.reason if outcome.status == "not tried" else "",
        )
        for outcome in run.outcomes
    ]
    beside = tuple(fault for error in run.errors for fault in faults_in(error))
    return [*cases, Case(THE_SHOW, faults=beside)] if beside else cases


def _warn_of_remark(outcome: Outcome, console: Console) -> None:
    if outcome.status == "rendered" and outcome.remark:
        console.warn(f"{outcome.slug}: {outcome.remark}")


def _warn_of_length(show: Show, outcome: Outcome, console: Console) -> None:
    episode = show.episode(outcome.slug)
    target = (episode.target_seconds if episode else None) or show.length.target_seconds
    off = outcome.seconds - target
    least, most = show.length.allowed(target)
    if outcome.status == "rendered" and not least <= outcome.seconds <= most:
        which = "shorten" if off > 0 else "lengthen"
        console.warn(
            f"{outcome.slug}: {outcome.seconds:.1f} s, not {target:g} ± {show.length.tolerance_seconds:g} s",
            f"{which} its notes or its script; `ninety check {outcome.slug}` says what was tried",
        )


def _document(run: _Run, wall_seconds: float) -> dict[str, Any]:
    """Give the run as JSON: every episode, and what went wrong."""
    failures = [outcome.error for outcome in run.outcomes if outcome.error]
    foretold = run.foretold.document() if run.foretold else {}
    return _report(run, wall_seconds) | foretold | left_out_document(run.show, [*failures, *run.errors])


def _report(run: _Run, wall_seconds: float) -> dict[str, Any]:
    outcomes, published = run.outcomes, run.published
    rendered = [outcome for outcome in outcomes if outcome.status == "rendered"]
    audio_seconds = sum(outcome.seconds for outcome in rendered)
    return {
        "version": __version__,
        "exit_code": int(_exit_code(run)),
        "episodes": [_facts(outcome) for outcome in outcomes],
        "totals": {
            "rendered": len(rendered),
            "unchanged": sum(outcome.status == "unchanged" for outcome in outcomes),
            "failed": sum(outcome.status == "failed" for outcome in outcomes),
            "not_tried": sum(outcome.status == "not tried" for outcome in outcomes),
            "audio_seconds": round(audio_seconds, 1),
            "wall_seconds": round(wall_seconds, 2),
            "times_real_time": round(audio_seconds / wall_seconds, 1) if rendered else None,
            "cpu_seconds": stage_totals(outcomes),
            "speech_cache": asdict(cache_use(outcomes)),
            "listening": heard_in_all(outcomes),
        },
        "published": {"written": published.written, "removed": published.removed} if published else None,
    }


def _facts(outcome: Outcome) -> dict[str, Any]:
    """Give what became of an episode as JSON has it; `asdict` would copy every value of a whole show's."""
    facts = {each: getattr(outcome, each) for each in _FACTS}
    facts["findings"] = [asdict(finding) for finding in outcome.findings]
    if outcome.error:
        facts["errors"] = error_document(outcome.error)["errors"]
    return facts


def _summary(run: _Run, wall_seconds: float) -> str:
    show, outcomes, published = run.show, run.outcomes, run.published
    if not show.slugs:
        return NO_EPISODES
    statuses = (*_MADE, "failed", "not tried")
    counts = {s: sum(o.status == s for o in outcomes) for s in statuses}
    lines = [
        ", ".join(f"{count} {status}" for status, count in counts.items() if count or status == "rendered")
    ]
    if counts["rendered"]:
        audio = sum(outcome.seconds for outcome in outcomes if outcome.status == "rendered")
        cpu = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in stage_totals(outcomes).items())
        lines.append(
            f"{audio / 60:.1f} min of audio in {wall_seconds:.1f} s: {audio / wall_seconds:.0f} x real time"
        )
        lines.append(f"CPU seconds: {cpu}")
        lines += heard_line(outcomes)
    if published:
        feeds = sum(path.endswith("feed.xml") for path in [*published.written, *published.unchanged])
        noun = "feed" if feeds == 1 else "feeds"
        lines.append(
            f"{feeds} {noun} in {show.root / OUTPUT}; the main one is {show.root / OUTPUT / 'feed.xml'}"
        )
        lines.append(f"hear it: ninety serve{_root_option(show.root)}")
    return "\n".join(lines)


def _root_option(root: Path) -> str:
    """Name the show's folder as the command line takes it, where it is not the current one."""
    return "" if root == Path() else f" --root {shlex.quote(str(root))}"
