"""Models of a hub that names no digests: what was first fetched is what it stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import EngineNotAvailable, OutputFailed
from pipeline.speech.engines.coqui.pins import pins_file, require_pinned

MODEL = "tts_models/en/ljspeech/vits"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NINETY_CACHE", str(tmp_path / "cache"))
    return fetched(tmp_path / "tts" / "model")


def fetched(folder: Path, weights: bytes = b"weights", config: str = "{}") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model_file.pth").write_bytes(weights)
    (folder / "config.json").write_text(config)
    return folder


def test_the_first_fetch_is_noted_and_the_same_again_is_taken(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    require_pinned(MODEL, folder)
    assert "no digest of it is known; what has come now is noted" in capsys.readouterr().err
    noted = json.loads(pins_file().read_text())
    assert list(noted[MODEL]) == ["model_file.pth"]
    require_pinned(MODEL, fetched(folder, config='{"place": "another"}'))
    require_pinned("another/model", folder)
    assert json.loads(pins_file().read_text())[MODEL] == noted[MODEL]


def test_another_model_under_the_same_name_is_refused_and_taken_away(folder: Path) -> None:
    require_pinned(MODEL, folder)
    with pytest.raises(EngineNotAvailable, match=r"not what it was .* model_file\.pth") as raised:
        require_pinned(MODEL, fetched(folder, b"others"))
    assert raised.value.file == pins_file()
    assert not folder.exists()


def test_a_note_that_cannot_be_read_is_told(folder: Path) -> None:
    pins_file().parent.mkdir(parents=True)
    pins_file().write_text("{")
    with pytest.raises(OutputFailed, match="cannot be read"):
        require_pinned(MODEL, folder)
