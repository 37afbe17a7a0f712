"""`ninety check`: measure the output and judge it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from pipeline.build import OUTPUT
from pipeline.catalogue.load import load_show
from pipeline.commands.chosen import chosen_episodes
from pipeline.console import Console
from pipeline.errors import ExitCode


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
