"""A second source of voices and recognisers, and what is taken of it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.mirror import fill
from pipeline.checking.listening import whisper_files
from pipeline.checking.listening.whisper_files import ModelFile, model_folder
from pipeline.errors import EngineNotAvailable
from pipeline.speech.engines.coqui import joe_voice
from pipeline.speech.engines.downloads import downloaded
from pipeline.speech.engines.kokoro import files as kokoro_files
from pipeline.speech.engines.kokoro.files import known_voice
from pipeline.speech.engines.mirror import from_mirror
from pipeline.speech.engines.weights import PinnedFile

if TYPE_CHECKING:
    from tests.conftest import FileServer

CONTENT = bytes(range(256)) * 400
SHA256 = hashlib.sha256(CONTENT).hexdigest()
MINE = PinnedFile("mine.bin", len(CONTENT), SHA256, "http://127.0.0.1:9/gone/mine.bin")


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NINETY_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("NINETY_MIRROR", raising=False)


@pytest.fixture(params=["folder", "address"])
def mirror(
    request: pytest.FixtureRequest, tmp_path: Path, file_server: FileServer, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Name a mirror; give the folder, whose only file the address serves as well."""
    folder = tmp_path / "mirror"
    (tmp_path / "mine.bin").write_bytes(CONTENT)
    assert fill(folder, [tmp_path / "mine.bin"]) == 1
    assert fill(folder, [tmp_path / "mine.bin"]) == 0
    assert f"mine.bin\t{len(CONTENT)}\t{SHA256}" in (folder / "files.tsv").read_text()
    file_server.content = CONTENT
    named = str(folder) if request.param == "folder" else file_server.url("files/")
    monkeypatch.setenv("NINETY_MIRROR", named)
    return folder


@pytest.mark.usefixtures("mirror")
def test_what_its_publisher_no_longer_has_comes_from_the_mirror() -> None:
    assert downloaded(MINE).read_bytes() == CONTENT


@pytest.mark.usefixtures("mirror")
def test_another_file_under_its_name_is_refused_and_the_publisher_asked(
    file_server: FileServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mirror" / SHA256).write_bytes(CONTENT[::-1])
    file_server.content = CONTENT[::-1]
    with pytest.raises(EngineNotAvailable, match="cannot be downloaded"):
        downloaded(MINE)
    assert "what it has is another file" in capsys.readouterr().err
    assert not MINE.is_kept


def test_a_mirror_without_the_file_is_told_and_the_publisher_asked(
    file_server: FileServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("NINETY_MIRROR", str(tmp_path / "nowhere"))
    file_server.content = CONTENT
    assert downloaded(PinnedFile("mine.bin", len(CONTENT), SHA256, file_server.url("mine.bin"))).is_file()
    assert "does not give mine.bin: it is not there" in capsys.readouterr().err


def test_a_mirror_that_does_not_answer_is_told_and_the_publisher_asked(
    file_server: FileServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NINETY_MIRROR", "http://me:secret-word@127.0.0.1:9/")
    file_server.content = CONTENT
    assert downloaded(PinnedFile("mine.bin", len(CONTENT), SHA256, file_server.url("mine.bin"))).is_file()
    told = capsys.readouterr().err
    assert "the mirror http://127.0.0.1:9 does not give mine.bin" in told
    assert "secret-word" not in told


def test_a_mirror_with_an_empty_file_is_told(
    file_server: FileServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("NINETY_MIRROR", file_server.url())
    assert not from_mirror("mine.bin", SHA256, tmp_path / "mine.part")
    assert "does not give mine.bin: what it has is another file" in capsys.readouterr().err


@pytest.mark.usefixtures("mirror")
def test_a_network_whose_packages_are_gone_comes_from_the_mirror(monkeypatch: pytest.MonkeyPatch) -> None:
    network = {"name": "k.onnx", "size": len(CONTENT), "sha256": SHA256, "modules": ["gone"], "part": "x"}
    facts = kokoro_files.registry() | {"networks": {"int8": network, "full": network}}
    monkeypatch.setattr(kokoro_files, "registry", lambda: facts)
    assert known_voice("af_heart").network_path().read_bytes() == CONTENT
    monkeypatch.setenv("NINETY_MIRROR", "")
    known_voice("af_heart").network.path.unlink()
    with pytest.raises(EngineNotAvailable, match="not installed"):
        known_voice("af_heart").network_path()


@pytest.mark.usefixtures("mirror")
def test_a_recogniser_whose_packages_are_gone_comes_from_the_mirror(monkeypatch: pytest.MonkeyPatch) -> None:
    small = {
        "model.bin": ModelFile(SHA256, ("gone/model.bin",)),
        "config.json": ModelFile(SHA256, ("gone/c",)),
    }
    monkeypatch.setattr(whisper_files, "MODELS", {"small": small})
    folder = model_folder("small")
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == dict.fromkeys(small, CONTENT)


@pytest.mark.usefixtures("mirror")
def test_a_voice_whose_package_is_gone_comes_from_the_mirror(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joe_voice, "_MODULE", "gone")
    monkeypatch.setattr(joe_voice, "SOURCE_SHA256", SHA256)
    monkeypatch.setattr(joe_voice, "SYMBOLS_SHA256", SHA256)
    export = joe_voice.source()
    assert export.read_bytes() == export.with_name(f"{export.name}.json").read_bytes() == CONTENT
