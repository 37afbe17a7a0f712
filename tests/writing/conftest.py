"""A tiny show about the sea, and shows made of the seed pages where they are there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.catalogue.importing.apply import apply_import, plan_import
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Episode, Notes, Owner, Section, Show

REPOSITORY = Path(__file__).parents[2]
SEEDS = REPOSITORY.parent / "shared/seeds"
SETTINGS = """\
[show]
title = "Ninety"
description = "Ninety seconds each."
[owner]
name = "A keeper"
email = "keeper@example.org"
[site]
url = "https://ninety.example.org"
"""

MakeEpisode = Callable[..., Episode]
MakeShow = Callable[..., Show]


@pytest.fixture(scope="session")
def make_episode() -> MakeEpisode:
    """Make an episode; `notes` is a mapping from headings to lists of paragraphs."""

    def make(number: int, title: str, **facts: object) -> Episode:
        notes = facts.pop("notes", {})
        slug = title.lower().replace(" ", "-")
        sections = tuple(Section(heading, tuple(paragraphs)) for heading, paragraphs in notes.items())
        usual: dict[str, object] = {
            "guid": f"guid-{number}",
            "slug": slug,
            "summary": f"{title} is a thing that belongs to the sea.",
            "published": datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number),
            "file": Path(f"episodes/{slug}.md"),
            "topics": ("Sea",),
        }
        return Episode(number=number, title=title, notes=Notes(sections), **{**usual, **facts})

    return make


@pytest.fixture(scope="session")
def make_show() -> MakeShow:
    """Make a show of these episodes."""

    def make(*episodes: Episode, **facts: object) -> Show:
        usual: dict[str, object] = {
            "root": Path(),
            "title": "Ninety",
            "description": "About the sea.",
            "owner": Owner("A keeper", "keeper@example.org"),
            "site_url": "https://ninety.example.org",
        }
        return Show(episodes=tuple(episodes), **{**usual, **facts})

    return make


@pytest.fixture(scope="session")
def sea() -> Show:
    """A show of six summaries, one with notes, and a glossary."""
    return load_show(Path(__file__).with_name("sea"))


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Show:
    """The show of 119 episodes that the three seed pages make, without notes and with their field's pack."""
    if not SEEDS.is_dir():
        pytest.skip("the seed pages are not here")
    root = tmp_path_factory.mktemp("imported")
    (root / "episodes").mkdir()
    (root / "episodes/show.toml").write_text(SETTINGS, encoding="utf-8")
    apply_import(plan_import(root, [next(SEEDS.glob(f"{page}_*")) for page in ("000", "001", "004")]))
    return replace(load_show(root), packs=("generative-ai",))


@pytest.fixture(scope="session")
def page_show(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Show]:
    """Make the show of a page in `pages/`, with these packs."""

    def make(page: str, *packs: str) -> Show:
        root = tmp_path_factory.mktemp(page)
        (root / "episodes").mkdir()
        (root / "episodes/show.toml").write_text(SETTINGS, encoding="utf-8")
        apply_import(plan_import(root, [Path(__file__).parent / "pages" / f"{page}.txt"]))
        return replace(load_show(root), packs=packs)

    return make


@pytest.fixture(scope="session")
def bundled() -> Show:
    """The show in this repository."""
    if not (REPOSITORY / "episodes/show.toml").is_file():
        pytest.skip("the bundled show is not here")
    return load_show(REPOSITORY)
