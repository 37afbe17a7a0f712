"""When no further episode is begun, and what is told of those that were not."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.errors import SpeechFailed
from pipeline.process import files
from pipeline.publishing import covers
from pipeline.speech.engines.tone import ToneEngine

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _small_covers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(covers, "PIXELS", 300)


@pytest.fixture
def run(small_show: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    """Run a command on the show; give its JSON document, with what was told of each episode."""

    def ninety(*words: str | int) -> dict[str, Any]:
        code = main([*map(str, words), "--root", str(small_show), "--json"])
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        document: dict[str, Any] = json.loads(told.out)
        assert document["exit_code"] == code
        document["status"] = {one["slug"]: one["status"] for one in document["episodes"]}
        return document

    return ninety


@pytest.fixture
def mute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the engine fail with every sentence."""
    monkeypatch.setattr(ToneEngine, "synthesize", lambda *_: (_ for _ in ()).throw(SpeechFailed("no voice")))


@pytest.mark.usefixtures("mute")
@pytest.mark.parametrize(("most", "failed"), [(1, 1), (2, 2), (5, 3)])
def test_no_further_episode_is_begun_once_so_many_failed(
    run: Callable[..., dict[str, Any]], most: int, failed: int
) -> None:
    told = run("build", "--jobs", 1, "--max-failures", most)
    assert told["exit_code"] == 1
    statuses = sorted(told["status"].values())
    assert statuses == ["failed"] * failed + ["not tried"] * (3 - failed)
    assert told["totals"]["not_tried"] == 3 - failed
    reasons = {one["reason"] for one in told["episodes"] if one["status"] == "not tried"}
    assert reasons == ({f"{most} had failed before (--max-failures {most})"} if failed < 3 else set())


@pytest.mark.usefixtures("mute")
def test_without_a_limit_all_are_tried(run: Callable[..., dict[str, Any]]) -> None:
    assert set(run("render", "--all", "--jobs", 1)["status"].values()) == {"failed"}


def test_a_faulty_file_counts_as_a_failure(run: Callable[..., dict[str, Any]], small_show: Path) -> None:
    page = small_show / "episodes/keys.md"
    page.write_text(page.read_text().replace("number: 2", "number: two"))
    told = run("build", "--max-failures", 1)
    assert told["status"] == {"keys": "failed", "buttons": "not tried", "coins": "not tried"}
    assert run("build", "--max-failures", 2)["status"]["coins"] == "rendered"


@pytest.mark.usefixtures("mute")
def test_a_person_is_told_how_many_were_not_tried(
    small_show: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--root", str(small_show), "--jobs", "1", "--max-failures", "1"]) == 1
    assert "0 rendered, 1 failed, 2 not tried" in capsys.readouterr().out


def test_what_is_unchanged_stays_so_when_others_are_not_tried(
    run: Callable[..., dict[str, Any]], small_show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build")
    say_something_else(small_show, "keys", "coins")
    full_disk(monkeypatch)
    told = run("build", "--jobs", 1)
    assert told["exit_code"] == 6
    assert sorted(told["status"].values()) == ["failed", "not tried", "unchanged"]


def say_something_else(root: Path, *slugs: str) -> None:
    for slug in slugs:
        script = root / f"scripts/{slug}.md"
        script.write_text(script.read_text().replace("larger", "bigger"))


def full_disk(monkeypatch: pytest.MonkeyPatch, number: int = errno.ENOSPC) -> None:
    def full(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.os, "fsync", full)
    monkeypatch.setattr(files.os, "sync", lambda: full(0), raising=False)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EDQUOT])
def test_a_full_disk_ends_with_six_and_every_episode_is_told(
    run: Callable[..., dict[str, Any]], small_show: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    run("build")
    feed = (small_show / "output/feed.xml").read_bytes()
    say_something_else(small_show, "buttons", "keys", "coins")
    full_disk(monkeypatch, number)
    told = run("build", "--jobs", 1)
    assert told["exit_code"] == 6
    assert sorted(told["status"].values()) == ["failed", "not tried", "not tried"]
    assert {one["reason"] for one in told["episodes"] if one["status"] == "not tried"} == {
        "nothing more could be written"
    }
    assert any(os.strerror(number) in one["what"] for one in told["errors"])
    monkeypatch.undo()
    assert (small_show / "output/feed.xml").read_bytes() == feed
    assert list((small_show / "output").rglob("*.part")) == []


def test_a_feed_that_cannot_be_written_leaves_the_episodes_told(
    run: Callable[..., dict[str, Any]], small_show: Path
) -> None:
    (small_show / "output/index.html").mkdir(parents=True)
    told = run("build")
    assert told["exit_code"] == 6
    assert set(told["status"].values()) == {"rendered"}
    assert any("index.html" in one["file"] for one in told["errors"])


def test_one_file_that_cannot_be_replaced_costs_its_episode_only(
    run: Callable[..., dict[str, Any]], small_show: Path
) -> None:
    (small_show / "output/transcripts/keys.vtt").mkdir(parents=True)
    told = run("build", "--jobs", 1)
    assert told["exit_code"] == 1
    assert told["status"] == {"buttons": "rendered", "keys": "failed", "coins": "rendered"}
