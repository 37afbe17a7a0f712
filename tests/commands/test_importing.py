from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli import main

LIST = "Lesson,What it says\nSalt,It keeps.\nFat,It melts.\n"


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A folder with a show and a list beside it."""
    (tmp_path / "episodes").mkdir()
    (tmp_path / "episodes/show.toml").write_text(
        '[show]\ntitle = "S"\ndescription = "S."\n[owner]\nname = "A"\nemail = "a@example.org"\n'
        '[site]\nurl = "https://s.example.org"\n',
        encoding="utf-8",
    )
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    return tmp_path


def run(root: Path, *words: str) -> int:
    return main(["import", str(root / "list.csv"), "--root", str(root), *words])


def test_columns_a_start_and_a_step_are_given_on_the_command_line(
    listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [
        "--columns",
        'title=Lesson,summary="What it says"',
        "--from",
        "2027-01-04",
        "--every",
        "week",
        "--json",
    ]
    assert run(listed, *words) == 0
    document = json.loads(capsys.readouterr().out)
    assert [row["published"] for row in document["rows"]] == ["2027-01-04", "2027-01-11"]
    assert document["dry_run"] is False
    assert "summary: It keeps." in (listed / "episodes/salt.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "what", "remedy"),
    [
        (
            ["--as", "markdwon-list"],
            "no kind of list is called «markdwon-list»",
            "did you mean «markdown-list»?",
        ),
        (["--from", "someday"], "--from is no day: «someday»", "write it as 2026-02-19"),
        (["--every", "blue moon"], "«blue moon» is no step", "write --every day, weekday, week"),
        (["--columns", "title"], "--columns", ""),
    ],
)
def test_an_option_that_cannot_be_is_a_usage_error_with_a_remedy(
    listed: Path, capsys: pytest.CaptureFixture[str], words: list[str], what: str, remedy: str
) -> None:
    assert run(listed, *words) == 2
    error = capsys.readouterr().err
    assert what in error
    assert remedy in error
    assert list((listed / "episodes").glob("*.md")) == []


def test_a_dry_run_prints_a_table_and_writes_nothing(
    listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(listed, "--dry-run") == 0
    printed = capsys.readouterr().out
    assert "column        becomes" in printed
    assert "new: salt" in printed
    assert list((listed / "episodes").glob("*.md")) == []
