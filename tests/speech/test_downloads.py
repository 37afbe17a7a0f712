from __future__ import annotations

import contextlib
import hashlib
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipeline.errors import EngineNotAvailable, ExitCode
from pipeline.speech.engines import downloads
from pipeline.speech.engines.downloads import downloaded
from pipeline.speech.engines.weights import PinnedFile

CONTENT = bytes(range(256)) * 4000  # about a megabyte


class Publisher(ThreadingHTTPServer):
    """A server of one file, that can be told to misbehave."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.content = CONTENT
        self.ranges: list[str] = []  # what each request asked for
        self.break_off_after: list[int] = []  # bytes, for the first requests
        self.knows_ranges = True
        self.status = 200

    def file(self, content: bytes = CONTENT) -> PinnedFile:
        url = f"http://127.0.0.1:{self.server_address[1]}/voices/mine.bin"
        return PinnedFile("mine.bin", len(content), hashlib.sha256(content).hexdigest(), url)


class _Handler(BaseHTTPRequestHandler):
    server: Publisher

    def do_GET(self) -> None:
        asked = self.headers.get("Range") or ""
        self.server.ranges.append(asked)
        begin = int(asked.removeprefix("bytes=").rstrip("-")) if asked and self.server.knows_ranges else 0
        if self.server.status != 200:
            self.send_error(self.server.status)
            return
        body = self.server.content[begin:]
        self.send_response(206 if begin else 200)
        if begin:
            total = len(self.server.content)
            self.send_header("Content-Range", f"bytes {begin}-{total - 1}/{total}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        limit = self.server.break_off_after.pop(0) if self.server.break_off_after else len(body)
        with contextlib.suppress(ConnectionError):
            self.wfile.write(body[:limit])

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def publisher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    monkeypatch.setenv("NINETY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(downloads, "WAIT_SECONDS", 0.0)
    for variable in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(variable, raising=False)
    server = Publisher()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("cache/models/*") if path.suffix != ".lock")


def test_a_file_is_downloaded_once_and_announced_with_its_size(
    publisher: Publisher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = publisher.file()
    path = downloaded(file)
    assert path.read_bytes() == CONTENT
    assert downloaded(file) == path
    assert publisher.ranges == [""]
    assert kept(tmp_path) == [f"mine-{file.sha256[:8]}.bin"]
    told = capsys.readouterr()
    assert told.err == f"downloading mine.bin (1.0 MB) from 127.0.0.1:{publisher.server_address[1]}\n"
    assert told.out == ""


def test_a_connection_that_breaks_is_taken_up_where_it_broke(publisher: Publisher) -> None:
    publisher.break_off_after = [600_000, 100_000]
    assert downloaded(publisher.file()).read_bytes() == CONTENT
    assert publisher.ranges == ["", "bytes=600000-", "bytes=700000-"]


def test_what_an_earlier_run_left_is_gone_on_with(
    publisher: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    file = publisher.file()
    part = file.path.with_name(file.path.name + ".part")
    part.parent.mkdir(parents=True)
    part.write_bytes(CONTENT[:512_000])
    assert downloaded(file).read_bytes() == CONTENT
    assert publisher.ranges == ["bytes=512000-"]
    assert "0.5 MB of it are here already" in capsys.readouterr().err


def test_a_server_that_knows_no_ranges_is_read_from_the_beginning(publisher: Publisher) -> None:
    publisher.knows_ranges = False
    publisher.break_off_after = [600_000]
    assert downloaded(publisher.file()).read_bytes() == CONTENT
    assert publisher.ranges == ["", "bytes=600000-"]


def test_another_file_than_the_known_one_is_refused_and_not_kept(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.content = CONTENT[:-1] + b"?"
    with pytest.raises(EngineNotAvailable, match="SHA-256") as caught:
        downloaded(publisher.file())
    assert caught.value.exit_code == ExitCode.ENGINE
    assert kept(tmp_path) == []


def test_a_longer_file_than_the_known_one_is_not_read_to_its_end(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.content = CONTENT * 20
    file = publisher.file(CONTENT[:1000])
    assert downloaded(file).read_bytes() == CONTENT[:1000]


def test_a_file_that_is_not_there_is_not_asked_for_twice(publisher: Publisher, tmp_path: Path) -> None:
    publisher.status = 404
    file = publisher.file()
    with pytest.raises(EngineNotAvailable, match=r"mine\.bin.*404") as caught:
        downloaded(file)
    assert len(publisher.ranges) == 1
    assert file.url in caught.value.remedy
    assert str(file.path) in caught.value.remedy


def test_a_server_in_trouble_is_asked_again_but_not_for_ever(publisher: Publisher) -> None:
    publisher.status = 503
    with pytest.raises(EngineNotAvailable, match="503"):
        downloaded(publisher.file())
    assert len(publisher.ranges) == downloads.TRIES


def test_without_a_network_the_error_says_so(publisher: Publisher) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    file = PinnedFile("mine.bin", 10, "0" * 64, f"http://127.0.0.1:{port}/mine.bin")
    with pytest.raises(EngineNotAvailable, match="cannot be downloaded") as caught:
        downloaded(file)
    assert caught.value.exit_code == ExitCode.ENGINE
