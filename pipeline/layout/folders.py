"""The folders of a show, by name: what people write, and what is made of it."""

from __future__ import annotations

from pathlib import Path

EPISODES = "episodes"
SCRIPTS = "scripts"
OUTPUT = "output"  # all that listeners and their apps touch
CACHE = ".cache"  # what can be made again


def settings_file(root: Path) -> Path:
    """Give the file that says what a show is; where it is, there is a show."""
    return root / EPISODES / "show.toml"
