"""A run that finds everything as it should be: what it says, said again as long as it holds."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from pipeline.freshness.standing import Wanted, standing_report
from pipeline.process.console import Console


def said_again(root: Path, wanted: Wanted, console: Console) -> bool:
    """Say what the run before would have said a moment later, if that still holds; tell whether it does."""
    began = time.perf_counter()
    report = standing_report(root, wanted)
    if report is None:
        return False
    for kind, *words in report.messages:
        getattr(console, kind)(*words)
    with suppress(KeyError, TypeError):
        report.document["totals"]["wall_seconds"] = round(time.perf_counter() - began, 2)
    console.result(report.text, report.document)
    return True
