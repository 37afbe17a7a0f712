"""`ninety publish`: feeds and covers from what is rendered."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from pipeline.build import OUTPUT, usable_cores
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Show
from pipeline.console import Console
from pipeline.errors import ExitCode
from pipeline.publishing.publish import Published, publish


def publish_show(root: Path, console: Console) -> ExitCode:
    """Feeds and artwork from what is rendered."""
    show = load_show(root)
    published = publish_output(show, console)
    document = asdict(published)
    lines = [f"written: {path}" for path in published.written] + [
        f"removed: {path}" for path in published.removed
    ]
    console.result("\n".join(lines) or "nothing changed", document)
    return ExitCode.OK


def publish_output(show: Show, console: Console) -> Published:
    """Publish on threads and pass on what a person may want to know."""
    with ThreadPoolExecutor(usable_cores()) as pool:  # drawing and compressing covers leaves Python's lock
        published = publish(show, show.root / OUTPUT, map=pool.map)
    for remark in published.remarks:
        console.warn(remark)
    return published
