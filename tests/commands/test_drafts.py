"""Drafts: named in one line, and in nothing that is made."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def with_drafts(built: Path, run: Run) -> Path:
    """The small show, built, with a begun episode and one that says it is a draft."""
    assert run("new", "Zips", "--root", built)[0] == 0
    text = "---\ntitle: Laces\nsummary: Laces are tied twice.\ndraft: true\npublished: some day\n---\n"
    (built / "episodes/laces.md").write_text(text, encoding="utf-8")
    return built


COMMANDS = [["build"], ["render", "--all"], ["script"], ["publish"]]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_drafts_are_named_in_one_line_and_are_no_failure(
    with_drafts: Path, run: Run, command: list[str]
) -> None:
    code, _, noted = run(*command, "--root", with_drafts)
    assert code == 0
    assert [line for line in noted.splitlines() if "draft" in line] == ["2 drafts left out: laces, zips"]
    assert json.loads(run(*command, "--root", with_drafts, "--json")[1])["drafts"] == ["laces", "zips"]


def test_a_draft_changes_no_byte_of_what_is_made(with_drafts: Path, run: Run) -> None:
    before = made_in(with_drafts)
    assert run("build", "--root", with_drafts)[0] == 0
    assert made_in(with_drafts) == before


def made_in(root: Path) -> dict[Path, bytes]:
    """Give everything in a show's folder but what is only remembered from run to run."""
    files = (path for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path: path.read_bytes() for path in files}


def test_a_draft_asked_for_is_told_why_it_is_one(with_drafts: Path, run: Run) -> None:
    code, _, noted = run("build", "laces", "zips", "--root", with_drafts)
    assert code == 0
    assert "2 drafts left out: laces (marked as a draft), zips (it has no summary yet)" in noted


def test_what_is_wrong_in_a_draft_is_told_to_who_asks(with_drafts: Path, run: Run) -> None:
    assert "some day" not in run("check", "--root", with_drafts)[2]
    assert "laces.md:5: published is not a date: «some day»" in run("check", "-v", "--root", with_drafts)[2]


def test_an_episode_that_becomes_a_draft_leaves_feed_and_site_and_is_sent_nowhere(
    built: Path, run: Run, tmp_path: Path, recording: Callable[..., Path]
) -> None:
    path = built / "episodes/keys.md"
    path.write_text(path.read_text().replace("number: 2", "number: 2\ndraft: true"))
    code, told, warned = run("publish", "--root", built, "--to", tmp_path / "web")
    assert code == 0
    assert "keys: marked as a draft, so it leaves the feed" in warned
    assert "removed: keys" in told
    assert b"audio/keys." not in (built / "output/feed.xml").read_bytes()
    assert not (built / "output/episodes/keys").exists()
    assert recording(built / "output", "keys").is_file()
    assert [found for found in (tmp_path / "web").rglob("*keys*") if found.name != "keys.js"] == []


def test_a_whole_episode_is_made_in_one_line(built: Path, run: Run) -> None:
    words = ["--summary", "Zips close what buttons leave open.", "--topic", "coats", "--topic", "Metal"]
    code, told, _ = run("new", "Zips — and their teeth", *words, "--root", built)
    assert (code, "draft" in told) == (0, False)
    text = (built / "episodes/zips.md").read_text(encoding="utf-8")
    assert "number: 4\n" in text
    assert "topics: [Coats, Metal]\n" in text  # as the show spells it
    code, told, complaints = run("build", "zips", "--root", built, "--jobs", 1)
    assert (code, told.startswith("1 rendered")) == (0, True), complaints


def test_a_new_episode_without_a_summary_is_said_to_be_a_draft(built: Path, run: Run) -> None:
    told = run("new", "Zips", "--root", built)[1]
    assert "It is a draft until it has a summary" in told
    assert json.loads(run("new", "Laces", "--json", "--root", built)[1])["draft"] is True
