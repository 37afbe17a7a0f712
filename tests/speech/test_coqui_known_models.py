"""Models of Coqui's hub that are known before they are fetched, and those that come from repositories."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import huggingface_hub
import pytest

from pipeline.errors import EngineNotAvailable
from pipeline.speech.engines.coqui import known_models
from pipeline.speech.engines.coqui.archives import fetch_archive
from pipeline.speech.engines.coqui.hub import listed_names
from pipeline.speech.engines.coqui.known_models import fetch_repository, known_archive, known_files

if TYPE_CHECKING:
    from tests.conftest import FileServer

WEIGHTS = bytes(range(256)) * 4000
FILES, ARCHIVED = "tts_models/en/mine/files", "tts_models/en/mine/archived"
ITEM = {"repo_id": "somebody/mine", "ignore": ["samples/*"]}


@pytest.fixture
def publisher(file_server: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FileServer:
    monkeypatch.setenv("NINETY_CACHE", str(tmp_path / "cache"))
    file_server.content = WEIGHTS
    facts = {"size": len(WEIGHTS), "sha256": sha256(WEIGHTS).hexdigest()}
    known = {
        FILES: {"base": file_server.url("model"), "files": {"model.pth": facts, "config.json": facts}},
        ARCHIVED: {"archive": facts},
    }
    monkeypatch.setattr(known_models, "_known", lambda: known)
    return file_server


def test_every_model_that_ninety_voices_lists_is_known_beforehand(tmp_path: Path) -> None:
    for name in listed_names():
        model = name.partition(":")[0]
        files = known_files(model, tmp_path) or (known_archive(model, "https://x", tmp_path / "x.zip"),)
        assert all(file is not None and len(file.sha256) == 64 and file.size > 0 for file in files), name


def test_the_files_of_a_known_one_are_held_against_their_digests(
    publisher: FileServer, tmp_path: Path
) -> None:
    folder = tmp_path / "tts" / "mine"
    fetch_repository(FILES, ITEM, folder)
    assert {path.name for path in folder.iterdir()} == {"model.pth", "config.json"}
    assert [path.name for path in folder.parent.iterdir()] == ["mine"]
    assert list((tmp_path / "cache/models").iterdir()) == []


def test_another_file_than_the_known_one_is_not_kept(publisher: FileServer, tmp_path: Path) -> None:
    publisher.content = WEIGHTS[::-1]
    with pytest.raises(EngineNotAvailable, match=r"«model\.pth» is not the file that is known"):
        fetch_repository(FILES, ITEM, tmp_path / "tts" / "mine")
    assert not (tmp_path / "tts").exists()


def test_another_archive_than_the_known_one_is_not_unpacked(publisher: FileServer, tmp_path: Path) -> None:
    publisher.content = WEIGHTS[::-1]
    with pytest.raises(EngineNotAvailable, match=r"«mine\.zip» is not the file that is known"):
        fetch_archive(publisher.url("mine.zip"), tmp_path / "tts" / "mine", ARCHIVED)
    assert not (tmp_path / "tts").exists()


def test_one_that_nobody_knows_comes_whole_from_its_repository(
    publisher: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give(repository: str, *, local_dir: Path, **patterns: Any) -> str:
        assert (repository, patterns["ignore_patterns"]) == ("somebody/mine", ["samples/*"])
        (local_dir / ".cache").mkdir()
        (local_dir / "model.pth").write_bytes(WEIGHTS)
        return str(local_dir)

    monkeypatch.setattr(huggingface_hub, "snapshot_download", give)
    folder = tmp_path / "tts" / "mine"
    fetch_repository("tts_models/en/mine/unknown", ITEM, folder)
    assert [path.name for path in folder.iterdir()] == ["model.pth"]
