"""Where only scripts have changed, a build looks at their episodes and at no others, and says the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.building import build
from pipeline.cli import main


@pytest.fixture
def built(small_show: Path, filled_once: Callable[..., Path]) -> Path:
    """The small show, and that the files of this folder were built is known."""

    def make(root: Path) -> None:
        assert main(["build", "--root", str(root), "--jobs", "1", "-q"]) == 0

    make(filled_once("published", small_show, make))
    return small_show


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The episodes whose scripts a build has looked at."""
    slugs: list[str] = []
    refresh = build.refresh_scripts

    def refreshed(show: Any, episodes: Any, **how: Any) -> Any:
        slugs.extend(episode.slug for episode in episodes)
        return refresh(show, episodes, **how)

    monkeypatch.setattr(build, "refresh_scripts", refreshed)
    return slugs


def edit(root: Path, name: str) -> None:
    file = root / name
    file.write_text(file.read_text(encoding="utf-8").rstrip() + " And so it goes.\n", encoding="utf-8")


def said(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[dict[str, Any], str]:
    capsys.readouterr()
    assert main(["build", "--root", str(root), "--json", "--jobs", "1", *options]) == 0
    out, err = capsys.readouterr()
    return json.loads(out), err


def test_an_edited_script_alone_is_looked_at(
    built: Path, looked_at: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    edit(built, "scripts/keys.md")
    document, _ = said(built, capsys)
    assert looked_at == ["keys"]
    assert {each["slug"]: each["status"] for each in document["episodes"]} == {
        "buttons": "unchanged",
        "keys": "rendered",
        "coins": "unchanged",
    }


@pytest.mark.parametrize("also", ["episodes/coins.md", "output/records/coins.json", "episodes/lexicon.toml"])
def test_all_are_looked_at_where_anything_else_has_changed(
    built: Path, looked_at: list[str], also: str
) -> None:
    edit(built, "scripts/keys.md")
    (built / also).touch()
    assert main(["build", "--root", str(built), "--jobs", "1", "-q"]) == 0
    assert sorted(looked_at) == ["buttons", "coins", "keys"]


@pytest.mark.parametrize("name", ["scripts/coins.md", "scripts/new.md"])
def test_all_are_looked_at_where_a_script_came_or_went(built: Path, looked_at: list[str], name: str) -> None:
    edit(built, "scripts/keys.md")
    (built / name).unlink(missing_ok=True)
    if name == "scripts/new.md":
        (built / name).write_bytes((built / "scripts/keys.md").read_bytes())
    assert main(["build", "--root", str(built), "--jobs", "1", "-q"]) == 0
    assert sorted(looked_at) == ["buttons", "coins", "keys"]


def test_what_is_asked_for_by_force_is_all_made(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(built, "scripts/keys.md")
    document, _ = said(built, capsys, "--force")
    assert document["totals"]["rendered"] == 3


def test_what_stands_of_the_others_is_said_as_by_a_run_that_looks_at_them(
    built: Path, looked_at: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    edit(built, "scripts/buttons.md")
    episode = built / "episodes/buttons.md"
    text = episode.read_text(encoding="utf-8").partition("## Example")[0]
    episode.write_text(text, encoding="utf-8")
    said(built, capsys)  # that script is older than its episode now
    looked_at.clear()
    found = []
    for known in (True, False):
        if not known:
            (built / ".cache/freshness/standing.json").unlink()
        edit(built, "scripts/keys.md")
        document, warnings = said(built, capsys)
        for outcome in document["episodes"]:
            del outcome["timings"], outcome["audio_bytes"], outcome["seconds"]
        found.append((document["episodes"][0], document["old_edits"], warnings.count("buttons")))
    assert looked_at == ["keys", "buttons", "keys", "coins"]
    assert found[0] == found[1]
    assert found[0][1][0]["slug"] == "buttons"
    assert main(["build", "--root", str(built)]) == 0
    assert "buttons: its script was edited by hand" in capsys.readouterr().err
