"""`ninety voices --download`: what is fetched, checked, gone on with, refused, or there already."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.commands.fetching import fetch_voice, find_choice
from pipeline.console import Console
from pipeline.errors import EngineNotAvailable, ExitCode
from pipeline.speech.engine import find_voice
from pipeline.speech.engines import downloads

hibari = pytest.importorskip("hibari.voices")

CONTENT = bytes(range(256)) * 2000
EMMA = "hibari/emma"


class Publisher(ThreadingHTTPServer):
    """A server of one file under any name, which may break off or have another file."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.content = CONTENT
        self.ranges: list[str] = []
        self.broken_after: list[int] = []  # bytes, for the first requests


class _Handler(BaseHTTPRequestHandler):
    server: Publisher

    def do_GET(self) -> None:
        asked = self.headers.get("Range") or ""
        self.server.ranges.append(asked)
        begin = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        body, total = self.server.content[begin:], len(self.server.content)
        self.send_response(206 if begin else 200)
        if begin:
            self.send_header("Content-Range", f"bytes {begin}-{total - 1}/{total}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: self.server.broken_after.pop(0)] if self.server.broken_after else body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def publisher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    """Where hibari's voice «emma» comes from, and a cache of its own that it goes to."""
    server = Publisher()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    facts = {**hibari.VOICES["emma"], "bytes": len(CONTENT), "sha256": hashlib.sha256(CONTENT).hexdigest()}
    monkeypatch.setitem(hibari.VOICES, "emma", facts)
    monkeypatch.setattr(hibari, "BASE_URL", f"http://127.0.0.1:{server.server_address[1]}/")
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path / "hibari"))
    monkeypatch.setattr(downloads, "WAIT_SECONDS", 0.0)
    for variable in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(variable, raising=False)
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def place(tmp_path: Path) -> Path:
    return tmp_path / "hibari" / hibari.VOICES["emma"]["file"]


def test_a_voice_is_fetched_to_where_its_engine_looks_and_then_it_is_ready(
    publisher: Publisher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert find_voice(find_choice(EMMA)).download_bytes
    assert fetch_voice(tmp_path, EMMA, Console()) == ExitCode.OK
    told = capsys.readouterr()
    assert told.out == "hibari/emma: fetched, 0.5 MB\n"
    assert "downloading" in told.err
    assert place(tmp_path).read_bytes() == CONTENT
    assert find_voice(find_choice(EMMA)).download_bytes == 0
    assert fetch_voice(tmp_path, EMMA, Console()) == ExitCode.OK
    assert capsys.readouterr().out == "hibari/emma: ready already\n"
    assert len(publisher.ranges) == 1


def test_a_download_that_broke_off_goes_on(publisher: Publisher, tmp_path: Path) -> None:
    publisher.broken_after = [300_000]
    fetch_voice(tmp_path, EMMA, Console())
    assert publisher.ranges == ["", "bytes=300000-"]
    assert place(tmp_path).read_bytes() == CONTENT


def test_what_an_earlier_run_left_is_gone_on_with(publisher: Publisher, tmp_path: Path) -> None:
    part = place(tmp_path).with_name(f"{place(tmp_path).name}.part")
    part.parent.mkdir()
    part.write_bytes(CONTENT[:200_000])
    fetch_voice(tmp_path, EMMA, Console())
    assert publisher.ranges == ["bytes=200000-"]


def test_another_file_than_the_known_one_is_refused_and_removed(publisher: Publisher, tmp_path: Path) -> None:
    publisher.content = CONTENT[:-1] + b"?"
    with pytest.raises(EngineNotAvailable, match="SHA-256"):
        fetch_voice(tmp_path, EMMA, Console())
    assert [path.suffix for path in place(tmp_path).parent.iterdir()] == [".lock"]


def test_a_damaged_file_is_fetched_anew(
    publisher: Publisher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place(tmp_path).parent.mkdir()
    place(tmp_path).write_bytes(CONTENT[:1000])
    fetch_voice(tmp_path, EMMA, Console())
    assert "is damaged, and fetched anew" in capsys.readouterr().err
    assert place(tmp_path).read_bytes() == CONTENT


def test_json_says_what_came(
    publisher: Publisher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fetch_voice(tmp_path, EMMA, Console(as_json=True))
    document = json.loads(capsys.readouterr().out)
    assert document == {"voice": EMMA, "fetched_bytes": len(CONTENT), "status": "fetched"}


@pytest.mark.parametrize("name", ["hibari/heart", "heart", "tone/beep"])
def test_a_voice_that_needs_nothing_is_ready(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetch_voice(tmp_path, name, Console()) == ExitCode.OK
    assert "ready already" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "near"),
    [("hibari/hart", "hibari/heart"), ("fenir", "hibari/fenrir"), ("HIBARI/Emma", "hibari/emma"),
     ("hibary/emma", "hibari/emma")],
)  # fmt: skip
def test_an_unknown_name_is_told_with_the_nearest(
    name: str, near: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["voices", "--download", name]) == 4
    assert f"did you mean «{near}»?" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", "/", "zzzzzz", "../../etc/passwd", "hibari/"])
def test_what_is_like_none_is_told_too(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["voices", "--download", name]) == 4
    told = capsys.readouterr().err
    assert told.startswith("error: ")
    assert len(told.splitlines()) == 2
