"""Models of Coqui's hub that come as archives: fetched, gone on with, refused. Needs no torch."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import EngineNotAvailable
from pipeline.speech.engines.coqui import hub
from pipeline.speech.engines.coqui.archives import fetch_archive

if TYPE_CHECKING:
    from tests.conftest import FileServer

WEIGHTS = bytes(range(256)) * 4000
NAME = "tts_models--en--mine--vits"
ARCHIVE = f"{NAME}.zip"


def archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as written:
        for name, data in members.items():
            written.writestr(name, data)
    return buffer.getvalue()


MODEL = archive(**{"mine/": b"", "mine/model_file.pth": WEIGHTS, "mine/config.json": b"{}"})


@pytest.fixture
def publisher(file_server: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FileServer:
    """Where the archive comes from: the first request only asks for its length."""
    monkeypatch.setenv("NINETY_CACHE", str(tmp_path / "cache"))
    file_server.content = MODEL
    return file_server


def left(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "cache/models").iterdir())


def test_its_files_lie_side_by_side_in_the_models_folder(publisher: FileServer, tmp_path: Path) -> None:
    folder = tmp_path / "tts" / NAME
    assert fetch_archive(publisher.url(ARCHIVE), folder) == len(MODEL)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "model_file.pth": WEIGHTS,
        "config.json": b"{}",
    }
    assert [path.name for path in folder.parent.iterdir()] == [NAME]
    assert left(tmp_path) == []


def test_a_download_that_broke_off_goes_on(publisher: FileServer, tmp_path: Path) -> None:
    publisher.break_off_after = [None, 500_000]
    fetch_archive(publisher.url(ARCHIVE), tmp_path / "tts" / NAME)
    assert publisher.ranges == ["", "", "bytes=500000-"]
    assert (tmp_path / "tts" / NAME / "model_file.pth").read_bytes() == WEIGHTS


@pytest.mark.parametrize("flaw", ["a byte", "no archive"])
def test_a_damaged_archive_is_refused_and_removed(publisher: FileServer, tmp_path: Path, flaw: str) -> None:
    middle = len(MODEL) // 2
    broken = MODEL[:middle] + bytes([MODEL[middle] ^ 1]) + MODEL[middle + 1 :]
    publisher.content = broken if flaw == "a byte" else b"<html>not found</html>"
    with pytest.raises(EngineNotAvailable, match="damaged, and was taken away"):
        fetch_archive(publisher.url(ARCHIVE), tmp_path / "tts" / NAME)
    assert list((tmp_path / "tts").iterdir()) == []
    assert left(tmp_path) == []


def test_no_file_of_an_archive_leaves_the_folder(publisher: FileServer, tmp_path: Path) -> None:
    publisher.content = archive(**{"../../escaped.txt": b"x", "/absolute.txt": b"y"})
    folder = tmp_path / "tts" / NAME
    fetch_archive(publisher.url(ARCHIVE), folder)
    assert sorted(path.name for path in folder.iterdir()) == ["absolute.txt", "escaped.txt"]
    assert not (tmp_path / "escaped.txt").exists()


def test_an_archive_that_somebody_put_there_is_used(publisher: FileServer, tmp_path: Path) -> None:
    (tmp_path / "cache/models").mkdir(parents=True)
    (tmp_path / f"cache/models/{NAME}.zip").write_bytes(MODEL)
    fetch_archive(publisher.url(ARCHIVE), tmp_path / "tts" / NAME)
    assert publisher.ranges == []


def test_the_list_says_which_models_come_as_archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    voices = {"vits": {"github_rls_url": "https://example.org/x.zip"}, "hf": {"repo_id": "x"}}
    tree = {
        "tts_models": {"en": {"mine": voices}},
        "vocoder_models": {"en": {"mine": {"gan": {"github_rls_url": ["https://example.org/a.pth"]}}}},
    }  # fmt: skip
    (tmp_path / ".models.json").write_text(json.dumps(tree), encoding="utf-8")
    place = SimpleNamespace(submodule_search_locations=[str(tmp_path)])
    monkeypatch.setattr(hub, "find_spec", lambda _: place)
    hub._list.cache_clear()
    hub._models.cache_clear()
    try:
        assert hub.archive_url("tts_models/en/mine/vits") == "https://example.org/x.zip"
        assert hub.archive_url("tts_models/en/mine/hf") == ""
        assert hub.archive_url("vocoder_models/en/mine/gan") == ""
        assert hub.archive_url("tts_models/deu/fairseq/vits") == ""
        assert hub.licence("tts_models/en/mine/vits") == "unknown"
    finally:
        hub._list.cache_clear()
        hub._models.cache_clear()
