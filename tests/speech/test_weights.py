from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import EngineNotAvailable, OutputFailed
from pipeline.speech.engines.weights import PinnedFile, keep, models_folder, read_verified

CONTENT = b"weights" * 1000
FILE = PinnedFile("net.onnx", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NINETY_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "models"


def test_weights_are_kept_in_the_users_cache_folder_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NINETY_CACHE", raising=False)
    assert (models_folder().parent.name, models_folder().name) == ("ninety", "models")
    monkeypatch.setenv("NINETY_CACHE", str(tmp_path))
    assert models_folder() == tmp_path / "models"


def test_a_file_is_made_once_and_named_by_its_digest(cache: Path) -> None:
    made: list[Path] = []

    def make(part: Path) -> None:
        made.append(part)
        part.write_bytes(CONTENT)

    first, second = keep(FILE, make), keep(FILE, make)
    assert first == second == cache / f"net-{FILE.sha256[:8]}.onnx"
    assert first.read_bytes() == CONTENT
    assert len(made) == 1


def test_what_is_not_the_known_file_is_not_kept(cache: Path) -> None:
    with pytest.raises(EngineNotAvailable, match="SHA-256 begins"):
        keep(FILE, lambda part: part.write_bytes(b"others") and None)
    assert [path.name for path in cache.iterdir() if path.suffix != ".lock"] == []


def test_what_an_interrupted_run_left_is_not_taken_for_the_file(cache: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        keep(FILE, _interrupted)
    assert not FILE.is_kept
    assert keep(FILE, lambda part: part.write_bytes(CONTENT) and None).read_bytes() == CONTENT


def _interrupted(part: Path) -> None:
    part.write_bytes(CONTENT[:100])
    raise KeyboardInterrupt


def test_a_damaged_file_is_an_error_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "net.onnx"
    path.write_bytes(CONTENT[:-1] + b"?")
    with pytest.raises(EngineNotAvailable, match="damaged") as caught:
        read_verified(path, FILE)
    assert caught.value.file == path
    assert "delete it" in caught.value.remedy


def test_a_cache_that_cannot_be_made_is_an_error_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("NINETY_CACHE", str(tmp_path / "file"))
    with pytest.raises(OutputFailed) as caught:
        keep(FILE, lambda part: part.write_bytes(CONTENT) and None)
    assert "NINETY_CACHE" in caught.value.remedy


SLOWLY = """
import hashlib, sys, time
from pipeline.speech.engines.weights import PinnedFile, keep
content = b"weights" * 1000
def make(part):
    sys.stdout.write("made")
    with part.open("wb") as file:
        file.write(content[:3000])
        file.flush()
        time.sleep(1.0)
        file.write(content[3000:])
path = keep(PinnedFile("net.onnx", len(content), hashlib.sha256(content).hexdigest()), make)
assert path.read_bytes() == content
"""


def test_of_processes_that_ask_at_once_one_makes_it_and_all_get_it_whole(cache: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    processes = [
        subprocess.Popen([sys.executable, "-c", SLOWLY], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    told = [process.communicate(timeout=60)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert sorted(told) == ["", "", "made"]
