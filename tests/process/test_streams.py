"""What is said, where nobody can hear all of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.process.streams import escaped, harmless

pytestmark = pytest.mark.slow


NINETY = [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())"]
HELP = [["--help"], ["build", "--help"], ["--version"]]  # what a library writes, not the program itself
POSIX = pytest.mark.skipif(os.name == "nt", reason="a pipe and /dev/full of POSIX")


def run(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [*NINETY, *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False, env=os.environ | environment)


@POSIX
@pytest.mark.parametrize("words", [["settings"], ["settings", "--json"], ["voices"], ["script", "-v"], *HELP])
def test_a_reader_who_goes_away_ends_it_quietly(small_show: Path, words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        command = [*NINETY, *words]
        done = subprocess.run(command, cwd=small_show, stdout=gone, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


@POSIX
@pytest.mark.parametrize("words", [["settings"], ["settings", "--json"], *HELP])
def test_a_full_disk_behind_stdout_is_an_error_in_two_lines(small_show: Path, words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [*NINETY, *words]
        done = subprocess.run(command, cwd=small_show, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 6
    assert done.stderr.startswith(b"error: stdout: cannot be written: ")
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@POSIX
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_were_closed_before_it_began_lead_nowhere(small_show: Path, closed: str) -> None:
    for other in ("buttons", "coins"):
        (small_show / f"episodes/{other}.md").unlink()
    words = ["build", "--engine", "tone", "--voice", "tone/beep", "--jobs", "1"]
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", *NINETY, *words],
        cwd=small_show,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads((small_show / "output/report.json").read_text())["episodes"]


@POSIX
def test_nobody_hears_the_warnings_and_the_work_is_done(small_show: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [*NINETY, "script", "--force"]
        done = subprocess.run(command, cwd=small_show, stdout=subprocess.PIPE, stderr=full, check=False)
    assert done.returncode == 0
    assert b"written" in done.stdout


@POSIX
@pytest.mark.parametrize("words", [["nosuch"], ["build", "--jobs", "x"], []])
def test_words_that_are_no_command_end_as_such_though_nobody_hears_it(words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*NINETY, *words], stdout=subprocess.PIPE, stderr=full, check=False)
    assert done.returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
def test_old_letters_show_replacements_and_no_traceback(small_show: Path, encoding: str) -> None:
    page = small_show / "episodes/keys.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("title: ", "title: Čaj 茶 ", 1), encoding="utf-8"
    )
    plain = run("script", "-v", cwd=small_show, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert plain.returncode == 0, plain.stderr
    assert b"?" in plain.stdout
    document = run("script", "--json", cwd=small_show, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert "Čaj 茶" in json.dumps(json.loads(document.stdout.decode(encoding)), ensure_ascii=False)


def test_an_escape_sequence_of_a_text_reaches_no_terminal(small_show: Path) -> None:
    page = small_show / "episodes/keys.md"
    text = page.read_text(encoding="utf-8") + "\nnonsense: [\x1b]0;owned\x07\n"
    page.write_text(text.replace("title: ", "title: \x1b[31mRed\u202e ", 1), encoding="utf-8")
    for words in (["script", "-v"], ["check", "--text"], ["build", "--engine", "tone", "--jobs", "1"]):
        done = run(*words, cwd=small_show)
        for sign in (b"\x1b", b"\x07", "\u202e".encode()):
            assert sign not in done.stdout + done.stderr


def test_harmless_text_stays_as_it_is() -> None:
    assert harmless("Tea\tand\nčaj 茶 – «…»") == "Tea\tand\nčaj 茶 – «…»"
    assert harmless("\x1b[2J\x9b31m\u202eevil") == "�[2J�31m�evil"


def test_a_document_says_the_same_without_a_sign_that_a_terminal_obeys() -> None:
    text = json.dumps({"what": "\x1b[2J\x9b31m\u202e\u2066 Čaj\n\t"}, ensure_ascii=False, indent=1)
    assert json.loads(escaped(text)) == json.loads(text)
    assert harmless(escaped(text)) == escaped(text)
    assert "Čaj" in escaped(text)


def test_whatever_goes_wrong_is_two_lines_and_a_document(tmp_path: Path) -> None:
    broken = (
        "import sys, pipeline.cli.running as c\n"
        "c.app = lambda *a, **k: {}['no such']; sys.exit(c.run(['--json']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", broken], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == "error: an unexpected KeyError: 'no such'"
    assert "Traceback" not in done.stderr
    assert json.loads(done.stdout)["exit_code"] == 1
