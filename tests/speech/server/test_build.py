"""A show whose voice is a server's: built, kept, and told of when the server is gone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.publishing import covers
from pipeline.speech.engine import find_engine
from pipeline.speech.engines.server import ServerEngine

from .conftest import SpeechServer

pytestmark = pytest.mark.slow


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run the command: its exit code, what it says, and what it complains of."""
    monkeypatch.setattr(covers, "PIXELS", 300)

    def run(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    yield run
    engine = find_engine("openai")
    assert isinstance(engine, ServerEngine)
    engine.close()


def speak_by(root: Path, voice: str) -> None:
    file = root / "episodes/show.toml"
    text = file.read_text(encoding="utf-8").replace('engine = "tone"', 'engine = "openai"')
    file.write_text(text.replace('voice = "beep"', f'voice = "{voice}"'), encoding="utf-8")


def test_a_show_is_spoken_by_a_server_and_what_it_said_is_kept(
    small_show: Path, run: Run, server: SpeechServer
) -> None:
    speak_by(small_show, server.voice(captions="yes"))
    code, _, complaints = run("build", "--root", small_show, "--jobs", 1)
    assert code == 0, complaints
    asked = len(server.seen["requests"])
    assert asked > 20
    record = json.loads((small_show / "output/records/keys.json").read_text(encoding="utf-8"))
    assert (record["engine"], record["word_times"]) == ("openai", "exact")
    assert "spoken by a server" in record["voice_credit"]
    assert run("build", "--root", small_show, "--jobs", 1, "--force")[0] == 0
    assert len(server.seen["requests"]) == asked  # all of it was in the cache


def test_a_server_that_is_gone_fails_the_episodes_by_name(small_show: Path, run: Run) -> None:
    speak_by(small_show, "http://127.0.0.1:9/v1?model=m&voice=v")
    code, _, complaints = run("build", "--root", small_show, "--jobs", 1)
    assert code in {1, 4}
    assert "http://127.0.0.1:9: nobody listens there" in complaints
    assert "Traceback" not in complaints
