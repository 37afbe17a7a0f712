"""`ninety new`: an episode, begun for the person who writes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ExitCode
from pipeline.process.console import Console

if TYPE_CHECKING:
    from pipeline.catalogue.new import Beginning


def new_episode(root: Path, title: str, known: Beginning, console: Console) -> ExitCode:
    """Begin an episode file; with a summary it is ready to be built."""
    from pipeline.catalogue.new import create_episode

    path = create_episode(root, title, known)
    draft = not known.summary.strip()
    then = "It is a draft until it has a summary. Write that and the notes, then" if draft else "Now"
    console.result(f"{path}\n{then}: ninety build {path.stem}", {"file": str(path), "draft": draft})
    return ExitCode.OK
