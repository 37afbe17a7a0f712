from __future__ import annotations

import hashlib
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import EngineNotAvailable, ExitCode
from pipeline.speech.engines import downloads
from pipeline.speech.engines.downloads import downloaded
from pipeline.speech.engines.weights import PinnedFile

if TYPE_CHECKING:
    from tests.conftest import FileServer

CONTENT = bytes(range(256)) * 4000  # about a megabyte


def pinned(server: FileServer, content: bytes = CONTENT) -> PinnedFile:
    return PinnedFile(
        "mine.bin", len(content), hashlib.sha256(content).hexdigest(), server.url("voices/mine.bin")
    )


@pytest.fixture
def publisher(file_server: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FileServer:
    monkeypatch.setenv("NINETY_CACHE", str(tmp_path / "cache"))
    file_server.content = CONTENT
    return file_server


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("cache/models/*") if path.suffix != ".lock")


def test_a_file_is_downloaded_once_and_announced_with_its_size(
    publisher: FileServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = pinned(publisher)
    path = downloaded(file)
    assert path.read_bytes() == CONTENT
    assert downloaded(file) == path
    assert publisher.ranges == [""]
    assert kept(tmp_path) == [f"mine-{file.sha256[:8]}.bin"]
    told = capsys.readouterr()
    assert told.err == f"downloading mine.bin (1.0 MB) from 127.0.0.1:{publisher.server_address[1]}\n"
    assert told.out == ""


def test_a_connection_that_breaks_is_taken_up_where_it_broke(publisher: FileServer) -> None:
    publisher.break_off_after = [600_000, 100_000]
    assert downloaded(pinned(publisher)).read_bytes() == CONTENT
    assert publisher.ranges == ["", "bytes=600000-", "bytes=700000-"]


def test_what_an_earlier_run_left_is_gone_on_with(
    publisher: FileServer, capsys: pytest.CaptureFixture[str]
) -> None:
    file = pinned(publisher)
    part = file.path.with_name(file.path.name + ".part")
    part.parent.mkdir(parents=True)
    part.write_bytes(CONTENT[:512_000])
    assert downloaded(file).read_bytes() == CONTENT
    assert publisher.ranges == ["bytes=512000-"]
    assert "0.5 MB of it are here already" in capsys.readouterr().err


def test_a_server_that_knows_no_ranges_is_read_from_the_beginning(publisher: FileServer) -> None:
    publisher.knows_ranges = False
    publisher.break_off_after = [600_000]
    assert downloaded(pinned(publisher)).read_bytes() == CONTENT
    assert publisher.ranges == ["", "bytes=600000-"]


def test_another_file_than_the_known_one_is_refused_and_not_kept(
    publisher: FileServer, tmp_path: Path
) -> None:
    publisher.content = CONTENT[:-1] + b"?"
    with pytest.raises(EngineNotAvailable, match="SHA-256") as caught:
        downloaded(pinned(publisher))
    assert caught.value.exit_code == ExitCode.ENGINE
    assert kept(tmp_path) == []


def test_a_longer_file_than_the_known_one_is_not_read_to_its_end(
    publisher: FileServer, tmp_path: Path
) -> None:
    publisher.content = CONTENT * 20
    file = pinned(publisher, CONTENT[:1000])
    assert downloaded(file).read_bytes() == CONTENT[:1000]


def test_a_file_that_is_not_there_is_not_asked_for_twice(publisher: FileServer, tmp_path: Path) -> None:
    publisher.status = 404
    file = pinned(publisher)
    with pytest.raises(EngineNotAvailable, match=r"mine\.bin.*404") as caught:
        downloaded(file)
    assert len(publisher.ranges) == 1
    assert file.url in caught.value.remedy
    assert str(file.path) in caught.value.remedy


def test_a_server_in_trouble_is_asked_again_but_not_for_ever(publisher: FileServer) -> None:
    publisher.status = 503
    with pytest.raises(EngineNotAvailable, match="503"):
        downloaded(pinned(publisher))
    assert len(publisher.ranges) == downloads.TRIES


def test_without_a_network_the_error_says_so(publisher: FileServer) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    file = PinnedFile("mine.bin", 10, "0" * 64, f"http://127.0.0.1:{port}/mine.bin")
    with pytest.raises(EngineNotAvailable, match="cannot be downloaded") as caught:
        downloaded(file)
    assert caught.value.exit_code == ExitCode.ENGINE


@pytest.mark.parametrize(
    "location", ["http://[elsewhere/", "file:///etc/hostname", f"http://{'x' * 70}.internal/"]
)
def test_a_redirection_to_no_address_of_the_web_is_told(
    publisher: FileServer, monkeypatch: pytest.MonkeyPatch, location: str
) -> None:
    monkeypatch.setattr(downloads, "WAIT_SECONDS", 0.0)
    publisher.status, publisher.location = 302, location
    with pytest.raises(EngineNotAvailable, match="cannot be downloaded"):
        downloaded(pinned(publisher))
