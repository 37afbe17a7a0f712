"""`ninety new`, `ninety init`: what people write, begun for them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline.console import Console
from pipeline.errors import ExitCode


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
