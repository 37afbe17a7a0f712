"""What each command does with a show: load it, run the stages, report."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.build import OUTPUT, Outcome, Settings, build_episodes, stage_totals, usable_cores
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Episode, Show
from pipeline.console import Console, error_document
from pipeline.errors import ExitCode, PipelineError, UnknownEpisode
from pipeline.files import write_whole
from pipeline.publishing.publish import Published, publish
from pipeline.writing.scripts import ScriptState, refresh_scripts


def chosen_episodes(show: Show, slugs: Sequence[str]) -> list[Episode]:
    """Give the episodes named, or all. Raises UnknownEpisode, with the nearest name there is."""
    if not slugs:
        return list(show.episodes)
    known = {episode.slug: episode for episode in show.episodes}
    for slug in slugs:
        if slug not in known:
            from difflib import get_close_matches

            near = get_close_matches(slug, known, n=1)
            hint = f"did you mean «{near[0]}»?" if near else UnknownEpisode.remedy
            raise UnknownEpisode(f"there is no episode «{slug}»", remedy=hint)
    return [known[slug] for slug in dict.fromkeys(slugs)]


def build_show(root: Path, slugs: Sequence[str], settings: Settings, console: Console) -> ExitCode:
    """Scripts, recordings, feeds."""
    began = time.perf_counter()
    show = load_show(root)
    outcomes = _build(show, chosen_episodes(show, slugs), settings, console)
    published = _publish(show, console) if any(o.status != "failed" for o in outcomes) else None
    return _conclude(show, outcomes, published, time.perf_counter() - began, console)


def render_show(root: Path, slugs: Sequence[str], settings: Settings, console: Console) -> ExitCode:
    """Scripts and recordings; feeds are left as they are."""
    began = time.perf_counter()
    show = load_show(root)
    outcomes = _build(show, chosen_episodes(show, slugs), settings, console)
    return _conclude(show, outcomes, None, time.perf_counter() - began, console)


def _build(show: Show, episodes: list[Episode], settings: Settings, console: Console) -> list[Outcome]:
    with console.progress(len(episodes)) as progress:
        outcomes = build_episodes(show, episodes, settings, progress)
    for outcome in outcomes:
        if outcome.error:
            console.error(outcome.error)
    return outcomes


def _conclude(
    show: Show, outcomes: list[Outcome], published: Published | None, wall_seconds: float, console: Console
) -> ExitCode:
    for outcome in outcomes:
        _warn_of_length(show, outcome, console)
        _warn_of_remark(outcome, console)
    failed = any(outcome.status == "failed" for outcome in outcomes)
    code = ExitCode.EPISODE_FAILED if failed else ExitCode.OK
    report = _report(outcomes, published, wall_seconds, code)
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
    if outcome.status == "rendered" and abs(off) > show.length.tolerance_seconds:
        which = "shorten" if off > 0 else "lengthen"
        console.warn(
            f"{outcome.slug}: {outcome.seconds:.1f} s, not {target:g} ± {show.length.tolerance_seconds:g} s",
            f"{which} its notes or its script; `ninety check {outcome.slug}` says what was tried",
        )


def _report(
    outcomes: list[Outcome], published: Published | None, wall_seconds: float, code: ExitCode
) -> dict[str, Any]:
    rendered = [outcome for outcome in outcomes if outcome.status == "rendered"]
    audio_seconds = sum(outcome.seconds for outcome in rendered)
    episodes = []
    for outcome in outcomes:
        facts = asdict(replace(outcome, error=None))
        del facts["error"]
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
        },
        "published": {"written": published.written, "removed": published.removed} if published else None,
    }


def _summary(show: Show, outcomes: list[Outcome], published: Published | None, wall_seconds: float) -> str:
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
        lines.append(
            f"{feeds} feeds in {show.root / OUTPUT}; the main one is {show.root / OUTPUT / 'feed.xml'}"
        )
    return "\n".join(lines)


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


def publish_show(root: Path, console: Console) -> ExitCode:
    """Feeds and artwork from what is rendered."""
    show = load_show(root)
    published = _publish(show, console)
    document = asdict(published)
    lines = [f"written: {path}" for path in published.written] + [
        f"removed: {path}" for path in published.removed
    ]
    console.result("\n".join(lines) or "nothing changed", document)
    return ExitCode.OK


def _publish(show: Show, console: Console) -> Published:
    with ThreadPoolExecutor(usable_cores()) as pool:  # drawing and compressing covers leaves Python's lock
        published = publish(show, show.root / OUTPUT, map=pool.map)
    for remark in published.remarks:
        console.warn(remark)
    return published


def check_show(root: Path, slugs: Sequence[str], console: Console) -> ExitCode:
    """Measure the output and judge it."""
    from pipeline.check import check_episodes, check_feeds

    show = load_show(root)
    episodes = chosen_episodes(show, slugs)
    output = show.root / OUTPUT
    results = check_episodes(show, episodes, output)
    findings = [finding for result in results for finding in result.findings]
    findings += check_feeds(show, output) if not slugs else []
    lines = [
        f"{r.slug}: {r.seconds:.1f} s, {r.integrated_lufs:.1f} LUFS, {r.true_peak_dbtp:.1f} dBTP"
        for r in results
        if r.seconds and (console.verbose or len(results) <= 5)
    ]
    lines += [f"defect: {finding.place}: {finding.what}" for finding in findings]
    lines.append(f"{len(results)} episodes checked, {len(findings)} defects")
    console.result(
        "\n".join(lines), {"episodes": [asdict(r) for r in results], "defects": [asdict(f) for f in findings]}
    )
    return ExitCode.CHECK if findings else ExitCode.OK


def import_pages(root: Path, pages: Sequence[Path], console: Console, *, dry_run: bool) -> ExitCode:
    """Make or update episode files from topic pages."""
    from pipeline.catalogue.importing.apply import apply_import, plan_import

    plan = plan_import(root, pages)
    for warning in plan.warnings:
        console.warn(str(PipelineError(warning.what, file=warning.file, line=warning.line)), warning.remedy)
    if not dry_run:
        apply_import(plan)
    console.result(plan.describe(dry_run=dry_run), plan.document())
    return ExitCode.OK


def new_episode(root: Path, title: str, published: date | None, console: Console) -> ExitCode:
    """Begin an episode file."""
    from pipeline.catalogue.new import create_episode

    path = create_episode(root, title, published=published)
    console.result(
        f"{path}\nWrite its summary and notes, then: ninety build {path.stem}", {"file": str(path)}
    )
    return ExitCode.OK


def new_show(folder: Path, title: str | None, console: Console) -> ExitCode:
    """Begin a show."""
    from pipeline.catalogue.new import create_show

    paths = create_show(folder, title=title)
    console.result(
        "\n".join([*map(str, paths), f"Now: cd {folder} && ninety build"]),
        {"files": [str(path) for path in paths]},
    )
    return ExitCode.OK
