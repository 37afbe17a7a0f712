"""Servers and programs that a person names: they are called, and nobody else is."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.system.offline.tracing import NOTHING, Desk

if TYPE_CHECKING:
    from tests.conftest import ChatServer

SPEECH = Path(__file__).parents[2] / "speech"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.made(tmp_path)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Run a speech server, and give its port."""
    command = [sys.executable, str(SPEECH / "server/speech_server.py")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        yield int(process.stdout.readline())
        process.stdin.close()


def test_a_speech_server_is_called_and_nobody_else(desk: Desk, port: int) -> None:
    voice = ("--engine", "openai", "--voice", f"http://localhost:{port}/v1?model=beeps&voice=low")
    for words in (("say", "Hello there.", "-o", "hello.wav", *voice), ("build", *voice)):
        trace = desk.run(*words)
        assert (trace.made, trace.called_beside(port), trace.home) == (set(), [], []), words


def test_a_program_is_run_and_nobody_is_called(desk: Desk) -> None:
    line = shlex.join([sys.executable, str(SPEECH / "command/programs.py"), "plain"])
    allowing = replace(desk, variables={"NINETY_COMMANDS": line})
    voice = ("--engine", "command", "--voice", line)
    for words in (("say", "Hello there.", "-o", "hello.wav", *voice), ("build", *voice)):
        assert allowing.run(*words) == NOTHING, words


def test_a_program_that_is_allowed_for_good_is_noted_in_its_file_and_nowhere_else(desk: Desk) -> None:
    trace = desk.run("voices", "--allow", f"{sys.executable} {{wav}}")
    note = desk.home / ".config/ninety/commands.txt"
    assert [path for path in trace.home if path.is_file()] == [note]
    assert trace.called == []


def test_a_server_that_drafts_is_called_and_nobody_else(desk: Desk, chat_process: ChatServer) -> None:
    port = urlsplit(chat_process.url).port
    assert port is not None
    trace = desk.run("draft", "tides", "--server", chat_process.url, "--model", "good")
    assert (trace.made, trace.called_beside(port), trace.home) == (set(), [], [])
    assert "A button is small" in (desk.root / "episodes/tides.md").read_text(encoding="utf-8")
