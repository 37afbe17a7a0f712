"""`ninety check`: measure the output and judge it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.catalogue.load import load_show
from pipeline.catalogue.placeholders import find_placeholders
from pipeline.catalogue.show import Show
from pipeline.commands.checking_scripts import measure_scripts
from pipeline.commands.credits import missing_credits
from pipeline.commands.left_out import exit_code, faulty_cases, left_out_document, tell_left_out
from pipeline.commands.selecting import NO_EPISODES, Shard, chosen_episodes
from pipeline.errors import ExitCode, InvalidEpisode
from pipeline.layout.folders import OUTPUT
from pipeline.process.console import Console
from pipeline.process.junit import THE_SHOW, Case, Fault
from pipeline.publishing.listing import read_records, whole_records

if TYPE_CHECKING:
    from pipeline.checking.check import Checked
    from pipeline.checking.finding import Finding
    from pipeline.checking.listening.judgement import Judgement


def check_show(
    root: Path,
    slugs: Sequence[str],
    console: Console,
    *,
    listen: bool = False,
    jobs: int | None = None,
    shard: Shard | None = None,
) -> ExitCode:
    """Measure the output and judge it; with `listen`, in `jobs` processes, also what is heard in it.

    The feeds and the settings are judged with all episodes only. Placeholders in the settings are told and
    are no defect: nothing with one in it can be uploaded. Nor are sounds that nobody is credited for, nor
    remarks on the scripts: they are for a person to judge.
    """
    from pipeline.checking.check import check_episodes, check_feeds

    show = load_show(root)
    everything = not slugs and shard is None
    output = show.root / OUTPUT
    episodes = chosen_episodes(show, slugs, shard)
    records = read_records(show.episodes if everything else episodes, output)
    results = check_episodes(show, episodes, output, jobs, records)
    errors = tell_left_out(show, slugs, console)
    judgement = _listened(show, results, console, jobs, everything=everything) if listen else None
    findings = [finding for result in results for finding in result.findings]
    findings += check_feeds(show, output, records) if everything and show.slugs else []
    findings += judgement.findings if judgement else ()
    lines = _lines(results, judgement, console)
    lines += [f"defect: {finding.told}" for finding in findings]
    scripts = measure_scripts(show, episodes, {r.slug: r.seconds for r in results if r.seconds})
    lines += scripts.lines(verbose=console.verbose)
    placeholders = find_placeholders(show) if everything else []
    for each in placeholders:
        lines += [f"before you publish: {each.file}:{each.line}: {each.what}", f"  {each.remedy}"]
    uncredited = missing_credits(show, whole_records(records, output).values()) if everything else []
    for each in uncredited:
        lines += [
            f"warning: {each.file}{f':{each.line}' if each.line else ''}: {each.what}",
            f"  {each.remedy}",
        ]
    counts = f"{len(results)} episodes checked, {len(findings)} defects"
    lines.append(counts if show.slugs else NO_EPISODES)
    document: dict[str, Any] = {
        "episodes": _documents(results, judgement),
        "defects": [asdict(f) for f in findings],
        "scripts": scripts.document,
        "uncredited": [asdict(each) | {"file": str(each.file)} for each in uncredited],
        "placeholders": [asdict(each) | {"file": str(each.file)} for each in placeholders],
    }
    document |= left_out_document(show, errors)
    console.junit.write(_cases(results, findings, errors))
    console.result("\n".join(lines), document | ({"listening": judgement.document} if judgement else {}))
    return exit_code(ExitCode.CHECK if findings else ExitCode.OK, errors)


def _cases(
    results: Sequence[Checked], findings: Sequence[Finding], errors: Sequence[InvalidEpisode]
) -> list[Case]:
    """Give each episode as a build server's case; what is found elsewhere is of the show."""
    by_place: dict[str, list[Fault]] = {result.slug: [] for result in results}
    elsewhere = []
    for one in findings:
        if one.place in by_place:
            by_place[one.place].append(Fault("defect", one.told))
        else:
            elsewhere.append(Fault("defect", one.told))
    cases = [Case(slug, faults=tuple(faults)) for slug, faults in by_place.items()]
    of_show = [Case(THE_SHOW, faults=tuple(elsewhere))] if elsewhere else []
    return [*cases, *faulty_cases(errors), *of_show]


def _listened(
    show: Show, results: Sequence[Checked], console: Console, jobs: int | None, *, everything: bool
) -> Judgement:
    from pipeline.commands.listening import listen_to

    return listen_to(show, results, console, jobs=jobs, everything=everything)


def _lines(results: Sequence[Checked], judgement: Judgement | None, console: Console) -> list[str]:
    heard = judgement.descriptions if judgement else {}
    lines = [
        f"{r.slug}: {r.seconds:.1f} s, {r.integrated_lufs:.1f} LUFS, {r.true_peak_dbtp:.1f} dBTP"
        + (f", {heard[r.slug]}" if r.slug in heard else "")
        for r in results
        if r.seconds and (console.verbose or len(results) <= 5)
    ]
    return [*lines, *(judgement.summary if judgement else ())]


def _documents(results: Sequence[Checked], judgement: Judgement | None) -> list[dict[str, Any]]:
    """Give what is known of each episode, for JSON."""
    heard = judgement.documents if judgement else {}
    return [
        asdict(result) | ({"listening": heard[result.slug]} if result.slug in heard else {})
        for result in results
    ]


def check_url(url: str, console: Console) -> ExitCode:
    """Judge the feed at an address and how it and its files are served; no show is needed for it."""
    from pipeline.checking.conformance.served import check_served

    served = check_served(url)
    lines = [f"defect: {one.told}" for one in served.findings]
    counts = f"{served.episodes} episodes, {served.asked} addresses asked"
    lines.append(f"{counts}, {len(served.findings)} defects")
    faults = tuple(Fault(one.rule, f"{one.place}: {one.what}") for one in served.findings)
    console.junit.write([Case(url, faults=faults)])
    console.result("\n".join(lines), {"url": url, **asdict(served)})
    return ExitCode.CHECK if served.findings else ExitCode.OK
