"""The table that compares two commits, on recorded figures; and that a commit is checked out and put away."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from benchmarks import two_commits
from benchmarks.two_commits_table import Figures, table

BASE = Figures(
    {"cold": 200.0, "no-op": 30.0, "publish after one change": 4.0},
    {"cold": 119, "no-op": 0, "publish after one change": 130},
    10_000.0,
    481.0,
)
HERE = Figures(
    {"cold": 110.0, "no-op": 0.5, "publish after one change": 1.2},
    {"cold": 119, "no-op": 0, "publish after one change": 3},
    10_000.0,
    340.0,
    0.009,
)


def rows() -> dict[str, list[str]]:
    lines = [line.strip("|").split("|") for line in table("abc", BASE, HERE).splitlines()[2:]]
    return {cells[0].strip(): [cell.strip() for cell in cells[1:]] for cells in lines}


def test_every_job_has_its_ratio_and_what_is_wanted_of_it() -> None:
    assert rows()["cold"][:4] == ["200.00", "110.00", "0.550", "≤ 0.75 ✓"]
    assert rows()["no-op"][:4] == ["30.00", "0.50", "0.017", "≤ 0.02 ✓ and ≤ 0.6 s ✓"]
    assert rows()["publish after one change"][2:] == ["0.300", "≤ 1 s ✗", "130 → 3 files written"]


def test_the_bare_work_and_memory_stand_below() -> None:
    assert rows()["cold, to the bare work"][:2] == ["—", "1.222"]
    assert "≤ 1.25 ✓" in rows()["cold, to the bare work"]
    assert rows()["memory of the largest process, MB"][:4] == ["481", "340", "0.707", "≤ 350 MB ✓"]


def test_what_was_not_measured_is_a_dash() -> None:
    lines = table("abc", Figures(), Figures({"cold": 1.0})).splitlines()
    assert lines[2].startswith("| cold | — | 1.00 | — | ≤ 0.75 ? |")


def test_the_table_is_one_in_markdown() -> None:
    lines = table("abc", BASE, HERE).splitlines()
    assert len({line.count("|") for line in lines}) == 1


def test_the_other_commit_is_there_until_the_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    repository.mkdir()
    (repository / "file").write_text("before")
    name = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], [*name, "commit", "-qm", "one"]):
        subprocess.run(["git", *words], cwd=repository, check=True)
    (repository / "file").write_text("after")
    monkeypatch.setattr(two_commits, "HERE", repository)
    with two_commits.checked_out("HEAD", tmp_path) as tree:
        assert (tree / "file").read_text() == "before"
    assert not tree.exists()


def test_only_the_first_episodes_are_copied_if_asked(tmp_path: Path) -> None:
    code = tmp_path / "code"
    for part in ("episodes", "scripts"):
        (code / part).mkdir(parents=True)
        for slug in ("a", "b", "c"):
            (code / part / f"{slug}.md").write_text("text")
    (code / "episodes/show.toml").write_text("")
    side = two_commits.Side(code, tmp_path / "show", {})
    two_commits._copy_show(side, 2)
    assert list(side.scripts()) == ["a", "b"]
    assert (side.root / "episodes/show.toml").is_file()


@pytest.mark.slow
def test_a_command_is_measured_with_all_that_it_starts(tmp_path: Path) -> None:
    burn = "import time\nwhile time.process_time() < 0.3: pass\n"
    code = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {burn!r}])\nprint('{{}}')"
    document, cpu, megabytes = two_commits._measured(
        [two_commits.sys.executable, "-c", code], {**two_commits.os.environ}, tmp_path
    )
    assert document == {}
    assert cpu >= 0.3
    assert megabytes > 1


def test_a_word_is_changed_where_it_will_be_heard() -> None:
    script = "---\nsource: a b\n---\n\n## One\n\n{optional 1} Not a word.\n\nOnly a word.\n\nAnd a word.\n"
    assert two_commits._certain_line(script, " a ") == "Only a word."
