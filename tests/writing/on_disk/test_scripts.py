"""The scripts folder: what is written, what is kept, and why."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Episode, Show
from pipeline.errors import InvalidScript
from pipeline.freshness.drafts import KnownDrafts
from pipeline.writing.on_disk.scripts import ScriptState, refresh_scripts
from pipeline.writing.write import write_script


@pytest.fixture
def show(sea: Show, tmp_path: Path) -> Show:
    return replace(sea, root=tmp_path)


def refreshed(show: Show, **options: bool) -> list[ScriptState]:
    return refresh_scripts(show, show.episodes, **options)


def one(show: Show, slug: str, **options: bool) -> ScriptState:
    return next(state for state in refreshed(show, **options) if state.slug == slug)


def edit(show: Show, slug: str, old: str, new: str) -> Path:
    path = show.root / "scripts" / f"{slug}.md"
    written = path.read_text(encoding="utf-8")
    assert old in written
    path.write_text(written.replace(old, new), encoding="utf-8")
    return path


def with_summary(show: Show, slug: str, summary: str) -> Show:
    episodes = tuple(replace(e, summary=summary) if e.slug == slug else e for e in show.episodes)
    return replace(show, episodes=episodes)


def test_scripts_are_written_once_and_then_fresh(show: Show) -> None:
    first = refreshed(show)
    assert {(state.status, state.reason, state.stale) for state in first} == {
        ("written", "there was none", False)
    }
    files = {path: path.stat().st_mtime_ns for path in (show.root / "scripts").iterdir()}
    assert {path.name for path in files} == {f"{episode.slug}.md" for episode in show.episodes}
    second = refreshed(show)
    assert {(state.status, state.reason) for state in second} == {("fresh", "")}
    assert {path: path.stat().st_mtime_ns for path in files} == files
    assert [state.script for state in first] == [state.script for state in second]
    assert [state.predicted_seconds for state in first] == [state.predicted_seconds for state in second]


def test_a_state_holds_the_script_that_is_to_be_rendered(show: Show) -> None:
    state = one(show, "tides")
    assert state.script == write_script(show, show.episodes[1])
    assert state.path == show.root / "scripts/tides.md"
    assert state.predicted_seconds > 15


def test_a_changed_episode_is_written_again_and_told_why(show: Show) -> None:
    refreshed(show)
    other = with_summary(show, "lighthouses", "A lamp, a lens and a rhythm of its own.")
    states = {state.slug: state for state in refreshed(other)}
    assert (states["lighthouses"].status, states["lighthouses"].reason) == ("written", "the episode changed")
    assert states["waves"].reason in {"", "what other episodes say changed"}
    assert {state.status for state in refreshed(other)} == {"fresh"}


def test_without_writing_the_states_say_what_would_be(show: Show) -> None:
    states = refreshed(show, write=False)
    assert {(state.status, state.stale) for state in states} == {("stale", True)}
    assert all(state.script is not None for state in states)
    assert not (show.root / "scripts").exists()


def test_an_edited_script_is_kept_and_used(show: Show) -> None:
    refreshed(show)
    path = edit(show, "the-bay-of-fundy", "runs uphill", "climbs its own bed")
    edited = path.read_bytes()
    state = one(show, "the-bay-of-fundy")
    assert (state.status, state.reason, state.stale) == ("edited", "edited by hand", False)
    assert state.script is not None
    assert "climbs its own bed" in " ".join(p.text for p in state.script.paragraphs)
    assert path.read_bytes() == edited


def test_an_edited_script_whose_episode_changed_is_stale_and_still_kept(show: Show) -> None:
    refreshed(show)
    path = edit(show, "salt", "Rivers", "All rivers")
    edited = path.read_bytes()
    state = one(with_summary(show, "salt", "Rivers carry it down."), "salt")
    assert (state.status, state.stale) == ("edited", True)
    assert state.reason.startswith("edited by hand; since then the episode")
    assert path.read_bytes() == edited


def test_an_edited_script_is_written_over_only_by_force(show: Show) -> None:
    refreshed(show)
    path = edit(show, "salt", "Rivers", "All rivers")
    state = one(show, "salt", force=True)
    assert (state.status, state.reason) == ("written", "asked for")
    assert "All rivers" not in path.read_text(encoding="utf-8")


def test_a_bad_script_fails_alone(show: Show) -> None:
    refreshed(show)
    path = edit(show, "salt", "## The idea of salt\n\n", "## The idea of salt\n\n{optoinal 2} ")
    states = {state.slug: state for state in refreshed(show)}
    error = states.pop("salt").error
    assert isinstance(error, InvalidScript)
    assert error.file == path
    assert path.read_text(encoding="utf-8").splitlines()[(error.line or 0) - 1].startswith("{optoinal 2}")
    assert {state.status for state in states.values()} == {"fresh"}


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"just words\n", b"---\nguid: x\n---\n"])
def test_a_file_that_is_no_script_is_refused_and_left_alone(show: Show, content: bytes) -> None:
    path = show.root / "scripts/salt.md"
    path.parent.mkdir()
    path.write_bytes(content)
    state = one(show, "salt")
    assert (state.status, state.script) == ("failed", None)
    assert path.read_bytes() == content


def test_force_replaces_a_file_that_is_no_script(show: Show) -> None:
    path = show.root / "scripts/salt.md"
    path.parent.mkdir()
    path.write_bytes(b"just words\n")
    assert one(show, "salt", force=True).status == "written"
    assert one(show, "salt").status == "fresh"


def test_an_episode_that_cannot_be_written_fails_alone(show: Show) -> None:
    episodes = tuple(replace(e, format="limerick") if e.slug == "salt" else e for e in show.episodes)
    states = {state.slug: state for state in refreshed(replace(show, episodes=episodes))}
    assert states.pop("salt").status == "failed"
    assert {state.status for state in states.values()} == {"written"}


def test_a_script_of_another_episode_with_the_same_name_is_written_anew(
    show: Show, make_episode: Callable[..., Episode]
) -> None:
    refreshed(show)
    episodes = tuple(replace(e, guid="another") if e.slug == "salt" else e for e in show.episodes)
    state = one(replace(show, episodes=episodes), "salt")
    assert (state.status, state.reason) == ("written", "it belongs to another episode now")


def test_only_the_episodes_asked_for_are_written(show: Show) -> None:
    states = refresh_scripts(show, show.episodes[1:2])
    assert [state.slug for state in states] == ["tides"]
    assert [path.name for path in (show.root / "scripts").iterdir()] == ["tides.md"]


@pytest.fixture
def cloned(tmp_path: Path) -> Path:
    """Give a show's folder as a fresh clone has it: with its scripts, and with nothing found out before."""
    root = tmp_path / "clone"
    shutil.copytree(Path(__file__).parents[1] / "sea", root)
    refreshed(load_show(root))
    assert sorted(path.name for path in root.iterdir()) == ["episodes", "scripts"]
    return root


_SALT = '[[entry]]\nterm = "salt"\ndefinition = "Salt is what the sea keeps of the land."\n'


@pytest.mark.parametrize(
    ("file", "old", "new", "slug", "reason"),
    [
        ("lighthouses.md", "one cape", "one bay", "lighthouses", "the episode changed"),
        ("the-bay-of-fundy.md", "lifts a sea", "lifts an ocean", "the-bay-of-fundy", "the episode changed"),
        ("salt.md", "title: Salt", "title: Brine", "the-bay-of-fundy", "what other episodes say changed"),
        ("glossary.toml", "", _SALT, "salt", "the glossary changed"),
        ("show.toml", 'title = "Ninety"', 'title = "Sixty"', "salt", "the show's settings changed"),
        ("show.toml", "[owner]", '[voice]\ndisclosure = "closing"\n[owner]', "waves", "settings"),
        ("formats/explainer.md.j2", "", "## All\n\n{{ summary }}\n", "the-bay-of-fundy", "format"),
    ],
)
def test_whatever_a_script_is_written_from_makes_it_stale_in_a_fresh_clone(
    cloned: Path, file: str, old: str, new: str, slug: str, reason: str
) -> None:
    path = cloned / "episodes" / file
    path.parent.mkdir(exist_ok=True)
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    assert old in text
    path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")
    show = load_show(cloned)
    states = refresh_scripts(show, show.episodes, known=KnownDrafts.of(show), write=False)
    state = next(state for state in states if state.slug == slug)
    assert (state.status, state.stale) == ("stale", True)
    assert reason in state.reason


def test_a_fresh_clone_has_fresh_scripts(cloned: Path) -> None:
    show = load_show(cloned)
    states = refresh_scripts(show, show.episodes, known=KnownDrafts.of(show))
    assert {(state.status, state.reason) for state in states} == {("fresh", "")}
