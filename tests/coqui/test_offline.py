"""What the engine coqui writes and whom it calls once its model is there, seen from outside by strace."""

from __future__ import annotations

import shutil
from importlib.util import find_spec

import pytest

from tests.system.offline.tracing import Desk

if find_spec("TTS") is None:
    pytest.skip("the extra [coqui] is not installed", allow_module_level=True)
if shutil.which("strace") is None:
    pytest.skip("strace is not installed", allow_module_level=True)


def test_it_writes_its_model_once_and_calls_nobody(tmp_path_factory: pytest.TempPathFactory) -> None:
    desk = Desk.made(tmp_path_factory.mktemp("offline"))
    voice = ("--engine", "coqui", "--voice", "joe")
    assert desk.run("say", "Hello there.", *voice, "-o", "hello.wav").called == []
    home = sorted(desk.home.rglob("*"))
    assert {"config.json", "model.pth"} <= {path.name for path in home}
    assert {path.name for path in desk.home.iterdir()} == {".cache"}
    assert {path.name for path in desk.home.joinpath(".cache").iterdir()} == {"ninety"}
    for words in (("say", "Hello you.", *voice, "-o", "you.wav"), ("build", *voice), ("check",)):
        trace = desk.run(*words)
        assert (trace.called, trace.home) == ([], home), words
        assert not {path for path in trace.made if not path.is_relative_to(desk.home / ".cache/ninety/numba")}
