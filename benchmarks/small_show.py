"""A show of a few short episodes on the beeping engine: what the long trials of whole runs work on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SHOW = """\
[show]
title = "Small things"
description = "A show of small things, for trials."
language = "en-us"

[owner]
name = "The testers"
email = "testers@small.internal"

[site]
url = "https://small.internal"

[voice]
engine = "tone"
voice = "beep"

[length]
target_seconds = 15
tolerance_seconds = 14

[feed]
category = "Education"
"""
EPISODE = """\
---
guid: 00000000-0000-4000-8000-{number:012d}
number: {number}
title: {title}
subtitle: a small thing
summary: {title} is one of the small things that this show is about, and no larger than the others.
topics: [Small Things]
published: 2026-01-{day:02d}
---

## How it works
{what} {word} is small enough to hide behind anything larger. Most things are larger.
"""
WORDS = "button key coin pin bead seed nail shell crumb stamp".split()
COVER_PIXELS = 300


def write_episode(root: Path, number: int, what: str = "A") -> Path:
    """Write the file of an episode; `what` is the word that its notes begin with."""
    word = WORDS[number % len(WORDS)]
    text = EPISODE.format(
        number=number, day=number % 28 + 1, title=f"The {word} of {number}", word=word, what=what
    )
    path = root / f"episodes/{word}-{number}.md"
    path.write_text(text, encoding="utf-8")
    return path


def write_show(root: Path, episodes: int = 3) -> None:
    """Write a show of so many episodes."""
    (root / "episodes").mkdir(parents=True)
    (root / "episodes/show.toml").write_text(SHOW, encoding="utf-8")
    for number in range(1, episodes + 1):
        write_episode(root, number)


def run(*words: str | Path) -> int:
    """Run the command in this process, with small covers, quietly; give its exit code."""
    from pipeline.cli import main
    from pipeline.publishing import covers

    covers.PIXELS = COVER_PIXELS
    return main([*map(str, words), "-q"])


@contextmanager
def fixed_clock() -> Iterator[None]:
    """Let what is published tell the same moment in every run."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = "1780000000"
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def contents(folder: Path) -> dict[str, bytes]:
    """Give what is in a folder, by path, but for the report of the last run, which tells how long it took."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file() and file.name != "report.json")
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
