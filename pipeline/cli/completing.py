"""What the shell offers after a tab: quickly, from file names and packages, and without an error."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import typer

from pipeline.layout.folders import EPISODES

_ENGINES = "ninety.engines"  # the entry-point group; its own module would take half a second


def slugs(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the episodes of the show that the line is about, but those it names already."""
    named = set(ctx.params.get("slugs") or ())
    folder = Path(ctx.params.get("root") or Path()) / EPISODES
    try:
        found = sorted(path.stem for path in folder.glob("*.md") if not path.name.startswith("."))
    except OSError:
        return []
    return [slug for slug in found if slug.startswith(incomplete) and slug not in named]


def engines(incomplete: str) -> list[str]:
    """Offer the engines that are installed."""
    names = {point.name for point in entry_points(group=_ENGINES)}
    return sorted(name for name in names if name.startswith(incomplete))
