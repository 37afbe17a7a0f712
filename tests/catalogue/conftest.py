from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalogue.load import load_show
from pipeline.errors import InvalidShow, Problem

PAGES = Path(__file__).parent / "pages"
MINIMAL_SHOW = """\
[show]
title = "Bees"
description = "Ninety seconds on bees."
[owner]
name = "A keeper"
email = "keeper@example.org"
[site]
url = "https://bees.example.org"
"""


@pytest.fixture
def show_root(tmp_path: Path) -> Path:
    """A show with settings and nothing else."""
    root = tmp_path / "show"
    (root / "episodes").mkdir(parents=True)
    (root / "episodes/show.toml").write_text(MINIMAL_SHOW, encoding="utf-8")
    return root


@pytest.fixture
def write_episode(show_root: Path) -> Callable[..., Path]:
    """Write an episode file; named fields replace the usual ones, None leaves one out."""

    def write(slug: str, body: str = "", **fields: object) -> Path:
        number = len(list((show_root / "episodes").glob("*.md"))) + 1
        usual = {
            "guid": f"guid-of-{slug}",
            "number": number,
            "title": slug.capitalize(),
            "summary": f"All about {slug}.",
            "published": "2026-02-19",
        }
        facts = {name: value for name, value in (usual | fields).items() if value is not None}
        lines = "".join(f"{name}: {value}\n" for name, value in facts.items())
        path = show_root / "episodes" / f"{slug}.md"
        path.write_text(f"---\n{lines}---\n{body}", encoding="utf-8")
        return path

    return write


@pytest.fixture
def problems_of(show_root: Path) -> Callable[[], list[Problem]]:
    """Load the show, of which something must be faulty, and give what was found."""

    def load() -> list[Problem]:
        try:
            faulty = load_show(show_root).faulty
        except InvalidShow as error:
            return error.problems
        assert faulty
        return [problem for file in faulty for problem in file.problems]

    return load


@pytest.fixture
def plain_page(tmp_path: Path) -> Path:
    """A copy of a page of titles and summaries: two episodes, «Swarming»."""
    return Path(shutil.copy(PAGES / "swarming.txt", tmp_path))


@pytest.fixture
def rich_page(tmp_path: Path) -> Path:
    """A copy of a page with durations, topics and dates: «Beekeeping», five episodes, those two too."""
    return Path(shutil.copy(PAGES / "beekeeping.txt", tmp_path))
