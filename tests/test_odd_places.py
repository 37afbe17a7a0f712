"""What else can stand where a file of the show is looked for: it costs its own episode, and is told."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.publishing import covers

pytestmark = pytest.mark.slow


Run = Callable[..., tuple[int, dict[str, Any]]]
POSIX = pytest.mark.skipif(os.name == "nt", reason="pipes and file names of POSIX")
DEEP = "[" * 100_000  # more than json takes


@pytest.fixture(autouse=True)
def small_covers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw small covers: nobody looks at them."""
    monkeypatch.setattr(covers, "PIXELS", 300)


@pytest.fixture
def run(small_show: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the show; give its exit code and its document."""

    def ninety(*words: str) -> tuple[int, dict[str, Any]]:
        code = main([*words, "--root", str(small_show), "--json"])
        told = capsys.readouterr()
        assert "unexpected" not in told.err
        return code, json.loads(told.out)

    return ninety


def statuses(document: dict[str, Any]) -> dict[str, str]:
    return {one["slug"]: one["status"] for one in document["episodes"]}


@POSIX
@pytest.mark.skipif(sys.platform == "darwin", reason="file names are UTF-8 there")
def test_a_file_name_that_is_no_text_costs_its_own_episode(run: Run, small_show: Path) -> None:
    episodes = small_show / "episodes"
    (episodes / "keys.md").rename(episodes / os.fsdecode(b"k\xff.md"))
    code, document = run("build", "--jobs", "1")
    assert code == 1
    assert sorted(statuses(document).values()) == ["failed", "rendered", "rendered"]
    report = json.loads((small_show / "output/report.json").read_text(encoding="utf-8"))
    assert {"buttons", "coins"} < {one["slug"] for one in report["episodes"]}


@POSIX
def test_pipes_are_not_waited_for(run: Run, small_show: Path) -> None:
    assert run("script")[0] == 0
    (small_show / "episodes/formats").mkdir()
    (small_show / "scripts/keys.md").unlink()
    for place in ("scripts/keys.md", "episodes/more.md", "episodes/formats/news.md.j2"):
        os.mkfifo(small_show / place)
    code, document = run("build", "--jobs", "1")
    assert code == 1
    told = {"buttons": "rendered", "coins": "rendered", "keys": "failed", "more": "failed"}
    assert statuses(document) == told


def test_records_nested_without_end_are_made_again(run: Run, small_show: Path) -> None:
    assert run("build", "--jobs", "1")[0] == 0
    for file in (*small_show.glob("output/**/*.json"), *small_show.glob(".cache/*.json")):
        file.write_text(DEEP)
    code, document = run("build", "--jobs", "1")
    assert (code, set(statuses(document).values())) == (0, {"rendered"})


@pytest.mark.parametrize("date", ["yesterday", "9" * 30])
def test_a_date_for_builds_that_is_none_is_told_before_anything_is_loaded(
    run: Run, monkeypatch: pytest.MonkeyPatch, date: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", date)
    code, document = run("build", "--jobs", "1")
    assert code == 2
    assert "SOURCE_DATE_EPOCH" in document["errors"][0]["what"]


def test_a_show_that_cannot_be_signed_is_told_so_before_anything_is_rendered(
    run: Run, small_show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "c2pa", None)  # as where the extra is not installed
    (small_show / "chain.pem").write_text("")
    settings = small_show / "episodes/show.toml"
    signing = '[provenance]\ncertificate = "chain.pem"\nkey = "chain.pem"\n'
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n{signing}", encoding="utf-8")
    code, document = run("build", "--jobs", "1")
    assert code == 3
    assert "not installed" in document["errors"][0]["what"]
    assert not (small_show / "output/audio").exists()
