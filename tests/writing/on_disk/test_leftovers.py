"""Scripts whose episodes are gone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogue.show import Show
from pipeline.writing.on_disk.leftovers import clear_orphans, find_orphans
from pipeline.writing.on_disk.scripts import refresh_scripts


@pytest.fixture
def show(sea: Show, tmp_path: Path) -> Show:
    """The sea show with its scripts written, and then without its first episode."""
    written = replace(sea, root=tmp_path)
    refresh_scripts(written, written.episodes)
    return replace(written, episodes=written.episodes[1:])


def script_of(show: Show, slug: str) -> Path:
    return show.root / "scripts" / f"{slug}.md"


def test_a_generated_script_goes_with_its_episode(show: Show) -> None:
    gone = [orphan.path.stem for orphan in clear_orphans(show)]
    assert len(gone) == 1
    assert not script_of(show, gone[0]).exists()
    assert all(script_of(show, episode.slug).exists() for episode in show.episodes)
    assert find_orphans(show) == []


def test_looking_for_them_takes_nothing_away(show: Show) -> None:
    (orphan,) = find_orphans(show)
    assert orphan.path.exists()
    assert orphan.reason == "its episode is gone"


def test_an_edited_one_stays(show: Show) -> None:
    (orphan,) = find_orphans(show)
    orphan.path.write_text(orphan.path.read_text(encoding="utf-8") + "\nMy own last word.\n")
    (kept,) = clear_orphans(show)
    assert kept.edited
    assert kept.path.exists()


def test_a_renamed_episode_is_named(show: Show) -> None:
    renamed = replace(show.episodes[0], slug="another-name")
    moved = replace(show, episodes=(renamed, *show.episodes[1:]))
    reasons = {orphan.path.stem: orphan.reason for orphan in find_orphans(moved)}
    assert reasons[show.episodes[0].slug] == "its episode is now «another-name»"


def test_a_file_that_is_no_script_is_left_alone(show: Show) -> None:
    note = script_of(show, "README")
    note.write_text("# What these are\n", encoding="utf-8")
    assert "README" not in [orphan.path.stem for orphan in clear_orphans(show)]
    assert note.exists()
