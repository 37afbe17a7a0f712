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


ANIMALS = "cats dogs bees trees rivers owls cows ants".split()
YAML = "".join(f"- title: sky {n}\n  summary: it is blue\n  topics: [light]\n" for n in range(9))


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [
        ("l.yaml", YAML, 9),
        ("l.txt", "".join(f"why {animal} sleep\n" for animal in ANIMALS), 8),
        ("l.md", "".join(f"- [sky {n}](https://example.org/{n})\n" for n in range(9)), 9),
    ],
)
def test_the_first_list_of_a_show_is_its_episodes_however_it_looks(
    listed: Path, name: str, text: str, count: int
) -> None:
    (listed / name).write_text(text, encoding="utf-8")
    assert main(["import", str(listed / name), "--root", str(listed)]) == 0
    assert len(list((listed / "episodes").glob("*.md"))) == count


def test_a_list_as_yaml_is_one_in_a_show_with_episodes_too(listed: Path) -> None:
    assert run(listed) == 0
    (listed / "more.yaml").write_text(YAML, encoding="utf-8")
    assert main(["import", str(listed / "more.yaml"), "--root", str(listed)]) == 0
    assert len(list((listed / "episodes").glob("*.md"))) == 11
