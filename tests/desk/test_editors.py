from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from pipeline.desk.editors import editor_command, open_in_editor

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs here are shell scripts")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of editors that write down what they were called with."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("code", "subl", "idea", "gvim", "emacsclient", "kate", "gedit", "vim"):
        program = folder / name
        program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/called"\n')
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("code --wait", ["--goto", "/a b.md:7"]),
        ("code --new-window", ["--new-window", "--goto", "/a b.md:7"]),
        ("subl -w", ["/a b.md:7"]),
        ("idea", ["--line", "7", "/a b.md"]),
        ("gvim", ["--remote-silent", "+7", "/a b.md"]),
        ("emacsclient", ["-n", "+7", "/a b.md"]),
        ("kate", ["-l", "7", "/a b.md"]),
        ("gedit", ["+7", "/a b.md"]),
    ],
)
def test_an_editor_gets_the_line_in_its_own_words(programs: Path, editor: str, words: list[str]) -> None:
    command = editor_command(Path("/a b.md"), 7, {"VISUAL": editor})
    assert command == [str(programs / editor.split(maxsplit=1)[0]), *words]


@pytest.mark.parametrize("editor", ["vim", "nano", "", "subl 'unended", "code-that-is-not-there"])
def test_no_other_program_is_started(programs: Path, editor: str) -> None:
    assert editor_command(Path("/a.md"), 7, {"VISUAL": editor}) is None


def test_the_second_variable_counts_where_the_first_cannot(programs: Path) -> None:
    found = editor_command(Path("/a.md"), 7, {"VISUAL": "vim", "EDITOR": "subl"})
    assert found == [str(programs / "subl"), "/a.md:7"]


def test_no_shell_reads_a_file_name(programs: Path, tmp_path: Path) -> None:
    file = tmp_path / "$(touch pwned); a.md"
    assert open_in_editor(file, 3, {"VISUAL": "code"})
    called = tmp_path / "called"
    deadline = time.monotonic() + 20
    while not (called.exists() and called.read_text()) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert called.read_text().splitlines() == ["--goto", f"{file}:3"]
