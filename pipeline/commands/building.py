"""`ninety build` and `ninety render`: run the stages, tell what came of it."""

from __future__ import annotations

import json
import shlex
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.build import OUTPUT, build_episodes, stage_totals
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Episode, Show
from pipeline.commands.caching import cache_use, tell_of_cache
from pipeline.commands.chosen import NO_EPISODES, Shard, chosen_episodes
from pipeline.commands.foreseeing import Run, keep_for_next
from pipeline.commands.foretelling import Foretold
from pipeline.commands.left_out import faulty_outcomes, left_out_document, name_left_out
from pipeline.commands.proofreading import warn_of_findings
from pipeline.commands.publishing import publish_output
from pipeline.commands.scripting import tidy_scripts
from pipeline.console import Console, error_document
from pipeline.errors import ClusterLost, ExitCode
from pipeline.executor import executor_for
from pipeline.files import write_whole
from pipeline.freshness.standing import Standing
from pipeline.outcome import Outcome, Settings
from pipeline.publishing.publish import Published, Wish
from pipeline.speech.cache import CacheUse


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
    if not slugs:
        tidy_scripts(show, console)
    episodes = chosen_episodes(show, slugs)
    outcomes, foretold = _build(show, episodes, faulty_outcomes(show, slugs), settings, console)
    name_left_out(show, slugs, console)
    some = any(outcome.status != "failed" for outcome in outcomes)
    published = publish_output(show, console, Wish(as_of)) if some else None
    code = _conclude(show, outcomes, foretold, console, time.perf_counter() - began, published)
    if code is ExitCode.OK and published and not (slugs or as_of or settings.force):
        run = Run(show, settings, outcomes, published, foretold)
        keep_for_next(standing, run, console, partial(_conclude, show))
    return code


def render_show(
    root: Path, slugs: Sequence[str], settings: Settings, console: Console, *, shard: Shard | None = None
) -> ExitCode:
    """Scripts and recordings; feeds are left as they are."""
    began = time.perf_counter()
    show = load_show(root)
    episodes = chosen_episodes(show, slugs, shard)
    outcomes, foretold = _build(show, episodes, faulty_outcomes(show, slugs), settings, console)
    name_left_out(show, slugs, console)
    return _conclude(show, outcomes, foretold, console, time.perf_counter() - began)


def _build(
    show: Show, episodes: list[Episode], faulty: list[Outcome], settings: Settings, console: Console
) -> tuple[list[Outcome], Foretold]:
    foretold = Foretold(show, settings, console)
    with console.progress(len(episodes)) as progress:
        executor = executor_for(settings, console.warn)
        outcomes = [*build_episodes(show, episodes, settings, progress, foretold, executor), *faulty]
    _tell_errors(outcomes, console)
    return outcomes, foretold


def _tell_errors(outcomes: list[Outcome], console: Console) -> None:
    """Tell each error; what went away for many episodes is told once, with how many it is."""
    lost = [outcome.error for outcome in outcomes if isinstance(outcome.error, ClusterLost)]
    for outcome in outcomes:
        if outcome.error and not isinstance(outcome.error, ClusterLost):
            console.error(outcome.error)
    if lost:
        count = f"{len(lost)} episodes were" if len(lost) > 1 else f"{lost[0].file} was"
        console.error(ClusterLost(f"{lost[0].what}: {count} not made", remedy=lost[0].remedy))


def _conclude(
    show: Show,
    outcomes: list[Outcome],
    foretold: Foretold,
    console: Console,
    wall_seconds: float,
    published: Published | None = None,
) -> ExitCode:
    for outcome in outcomes:
        if outcome.slug not in foretold.slugs:
            _warn_of_length(show, outcome, console)
        _warn_of_remark(outcome, console)
    warn_of_findings({outcome.slug: outcome.findings for outcome in outcomes}, console)
    use = cache_use(outcomes)
    tell_of_cache(use, console)
    failed = any(outcome.status == "failed" for outcome in outcomes)
    code = ExitCode.EPISODE_FAILED if failed else ExitCode.OK
    report = _report(outcomes, published, wall_seconds, code, use) | foretold.document()
    report |= left_out_document(show, [outcome.error for outcome in outcomes if outcome.error])
    changed = published is not None and bool(published.written)
    if changed or any(outcome.status != "unchanged" for outcome in outcomes):
        # A run that changed nothing leaves the report of the one that did: not a byte moves.
        write_whole(
            show.root / OUTPUT / "report.json", json.dumps(report, ensure_ascii=False, indent=1) + "\n"
        )
    console.result(_summary(show, outcomes, published, wall_seconds), report)
    return code


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


def _report(
    outcomes: list[Outcome],
    published: Published | None,
    wall_seconds: float,
    code: ExitCode,
    use: CacheUse,
) -> dict[str, Any]:
    rendered = [outcome for outcome in outcomes if outcome.status == "rendered"]
    audio_seconds = sum(outcome.seconds for outcome in rendered)
    episodes = []
    for outcome in outcomes:
        facts = asdict(replace(outcome, error=None))
        del facts["error"], facts["cache_use"]
        if outcome.error:
            facts |= {"errors": error_document(outcome.error)["errors"]}
        episodes.append(facts)
    return {
        "version": __version__,
        "exit_code": int(code),
        "episodes": episodes,
        "totals": {
            "rendered": len(rendered),
            "unchanged": sum(outcome.status == "unchanged" for outcome in outcomes),
            "failed": sum(outcome.status == "failed" for outcome in outcomes),
            "audio_seconds": round(audio_seconds, 1),
            "wall_seconds": round(wall_seconds, 2),
            "times_real_time": round(audio_seconds / wall_seconds, 1) if rendered else None,
            "cpu_seconds": stage_totals(outcomes),
            "speech_cache": asdict(use),
        },
        "published": {"written": published.written, "removed": published.removed} if published else None,
    }


def _summary(show: Show, outcomes: list[Outcome], published: Published | None, wall_seconds: float) -> str:
    if not show.slugs:
        return NO_EPISODES
    counts = {s: sum(o.status == s for o in outcomes) for s in ("rendered", "unchanged", "failed")}
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
