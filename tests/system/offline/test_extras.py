"""The same of the extras whose networks are installed."""

from __future__ import annotations

import shutil

import pytest

from tests.system.offline.tracing import NOTHING, Desk


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk.made(tmp_path_factory.mktemp("extras"))
    settings = desk.root / "episodes/show.toml"
    settings.write_text(settings.read_text().replace(".example.org", ".bread.internal"))
    assert desk.run("build", "--engine", "tone") == NOTHING
    return desk


def test_kokoro_writes_its_network_once_and_calls_nobody(built: Desk) -> None:
    say = ("say", "Hello there.", "--engine", "kokoro", "--voice", "af_heart", "-o", "hello.wav")
    assert built.run(*say).called == []
    first = sorted(built.home.rglob("*"))
    trace = built.run(*say)
    assert (trace.made, trace.called, trace.home) == (set(), [], first)


def test_recognisers_write_their_network_once_and_call_nobody(built: Desk) -> None:
    assert built.run("check", "--listen").called == []
    first = sorted(built.home.rglob("*"))
    shutil.rmtree(built.root / ".cache")  # where what was heard is kept
    trace = built.run("check", "--listen")
    assert (trace.made, trace.called, trace.home) == (set(), [], first)
