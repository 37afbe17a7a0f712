"""`ninety script --diff`: what would be written anew, without writing it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.commands import diffing
from pipeline.commands.diffing import show_differences
from pipeline.commands.scripting import write_scripts
from pipeline.errors import ExitCode
from pipeline.process.console import Console


@pytest.fixture
def written(small_show: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A show with its scripts, one of which was edited."""
    write_scripts(small_show, [], Console(), check=False, force=False)
    path = small_show / "scripts/keys.md"
    path.write_text(f"{path.read_text(encoding='utf-8')}\nMy own last word.", encoding="utf-8")
    capsys.readouterr()
    return small_show


def contents(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_an_edit_is_shown_against_what_would_be_written(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(written)
    assert show_differences(written, [], Console()) == ExitCode.OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["--- scripts/keys.md", "+++ scripts/keys.md"]
    assert "-My own last word." in lines
    assert [line for line in lines if line.startswith("+++ ")] == ["+++ scripts/keys.md"]
    assert contents(written) == before


def test_a_stale_script_is_shown_and_a_missing_one_comes_from_nothing(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written / "episodes/coins.md"
    text = path.read_text(encoding="utf-8").replace("Look twice", "Look three times")
    path.write_text(text, encoding="utf-8")
    (written / "scripts/buttons.md").unlink()
    assert show_differences(written, ["coins", "buttons"], Console()) == ExitCode.OK
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("+") and "Look three times" in line for line in lines)
    assert lines[lines.index("--- /dev/null") + 1] == "+++ scripts/buttons.md"


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs the program patch")
def test_it_is_a_patch_that_gives_what_force_would_write(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show_differences(written, ["keys"], Console())
    diff = capsys.readouterr().out
    subprocess.run(["patch", "-p0"], cwd=written, input=diff, text=True, check=True, capture_output=True)
    patched = (written / "scripts/keys.md").read_text(encoding="utf-8")
    write_scripts(written, ["keys"], Console(), check=False, force=True)
    assert (written / "scripts/keys.md").read_text(encoding="utf-8") == patched


def test_where_nothing_would_change_it_says_so(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert show_differences(written, ["coins"], Console()) == ExitCode.OK
    assert capsys.readouterr().out == "nothing would be written anew\n"


def test_json_holds_the_diff_as_text(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    show_differences(written, [], Console(as_json=True))
    (row,) = json.loads(capsys.readouterr().out)["scripts"]
    assert (row["slug"], row["status"]) == ("keys", "edited")
    assert row["diff"].startswith("--- scripts/keys.md\n")
    assert "\x1b" not in row["diff"]


def test_on_a_terminal_it_has_colours(
    written: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diffing, "_wants_colour", lambda: True)
    show_differences(written, [], Console())
    out = capsys.readouterr().out
    assert "\x1b[31m-My own last word.\x1b[0m" in out
    assert out.startswith("\x1b[1m--- scripts/keys.md\x1b[0m")


def test_a_script_that_cannot_be_read_is_told_and_the_others_are_shown(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (written / "scripts/coins.md").write_text("---\nno: script\n---\n", encoding="utf-8")
    assert show_differences(written, [], Console()) == ExitCode.INVALID_SHOW
    told = capsys.readouterr()
    assert "scripts/coins.md" in told.err
    assert "-My own last word." in told.out
