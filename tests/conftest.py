"""A small show on the beeping engine, ready to build."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.catalogue.keys import SHOW_TABLES
from pipeline.layout.record import read_record

_MOST_PICTURES, _MOST_SOUNDS = 256, 64
NINETY = [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())"]

SHOW = """
[show]
title = "Small things"
description = "A show of small things, for tests."
language = "en-us"

[owner]
name = "The testers"
email = "testers@example.org"

[site]
url = "https://small.example.org"

[voice]
engine = "tone"
voice = "beep"

[length]
target_seconds = 42
tolerance_seconds = 5

[feed]
category = "Education"
"""

EPISODE = """---
guid: 00000000-0000-4000-8000-00000000000{number}
number: {number}
title: {title}
subtitle: a small thing
summary: {title} is one of the small things that this show is about.
topics: [Small Things, {topic}]
published: 2026-01-0{number}
---

## Hook
Who has not lost a {word} and looked for it all day long?

## How it works
A {word} is small enough to hide behind anything larger. Most things are larger.

The trick is to look where it was, and then to look there again with a lamp.

## Example
Take a drawer of forty small things. Only one of them is the {word}, so thirty-nine looks are wasted.

## Why it matters
Without its {word} the coat stays open, and the winter comes in.

## Limit
No lamp finds a {word} that was never there.

## Take-away
Look twice for the {word}, and keep a second one.
"""


@pytest.fixture(scope="session", autouse=True)
def forget_what_was_made() -> Iterator[Callable[[], None]]:
    """Draw each picture and encode each sound once in this process: the shows of most tests are alike.

    Gives what forgets them, for tests of whether the same comes out again.
    """
    from pipeline.audio.artwork import cover
    from pipeline.audio.mastering import master as mastering

    encode, sounds = mastering.encode_mp3, dict[tuple[bytes, int], bytes]()

    def encode_mp3(samples: NDArray[np.float32], bitrate_kbps: int) -> bytes:
        key = sha256(np.ascontiguousarray(samples)).digest(), bitrate_kbps
        if key not in sounds:
            if len(sounds) >= _MOST_SOUNDS:
                sounds.pop(next(iter(sounds)))
            sounds[key] = encode(samples, bitrate_kbps)
        return sounds[key]

    drawing = {
        name: lru_cache(_MOST_PICTURES)(getattr(cover, name))
        for name in ("draw_cover", "draw_pattern", "draw_thumbnail", "draw_wide")
    }

    def forget() -> None:
        sounds.clear()
        for kept in drawing.values():
            kept.cache_clear()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mastering, "encode_mp3", encode_mp3)
        for name, draw in drawing.items():
            patch.setattr(cover, name, draw)
        yield forget


@pytest.fixture
def small_show(tmp_path: Path) -> Path:
    """A folder with a show of three short episodes spoken by the tone engine."""
    return _small_show(tmp_path)


@pytest.fixture(scope="session")
def make_small_show() -> Callable[[Path], Path]:
    """Give what makes the same in another folder, for tests that share one."""
    return _small_show


def _small_show(folder: Path) -> Path:
    root = folder / "small"
    episodes = root / "episodes"
    episodes.mkdir(parents=True)
    (episodes / "show.toml").write_text(SHOW, encoding="utf-8")
    for number, (title, topic) in enumerate(
        [("Buttons", "Coats"), ("Keys", "Doors"), ("Coins", "Coats")], start=1
    ):
        text = EPISODE.format(number=number, title=title, topic=topic, word=title.lower()[:-1])
        (episodes / f"{title.lower()}.md").write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def filled_once(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str, Path, Callable[[Path], object]], Path]:
    """Give what fills a folder: by the function the first time, by a copy of that ever after, by a name."""
    kept: dict[str, Path] = {}

    def fill(name: str, folder: Path, make: Callable[[Path], object]) -> Path:
        if name in kept:
            return shutil.copytree(kept[name], folder, dirs_exist_ok=True)
        make(folder)
        kept[name] = shutil.copytree(folder, tmp_path_factory.mktemp("kept") / folder.name)
        return folder

    return fill


@pytest.fixture(scope="session")
def change_settings() -> Callable[[Path, Mapping[str, str]], None]:
    """Give keys of a show's settings other values, as TOML; what is not there yet comes into its table."""

    def change(root: Path, settings: Mapping[str, str]) -> None:
        file = root / "episodes/show.toml"
        text = file.read_text(encoding="utf-8")
        for key, value in settings.items():
            line = f"{key} = {value}"
            (table,) = [name for name, keys in SHOW_TABLES.items() if key in keys]
            if re.search(rf"(?m)^{key} = ", text):
                text = re.sub(rf"(?m)^{key} = .*$", lambda _, line=line: line, text)
            elif f"\n[{table}]\n" in text:
                text = text.replace(f"\n[{table}]\n", f"\n[{table}]\n{line}\n")
            else:
                text += f"\n[{table}]\n{line}\n"
        file.write_text(text, encoding="utf-8")

    return change


@pytest.fixture(scope="session")
def served() -> Iterator[Callable[[Path], dict[str, str]]]:
    """Start `ninety serve` on a show's folder and a free port; give what it tells. It ends with the tests."""
    servers: list[subprocess.Popen[str]] = []

    def serve(root: Path) -> dict[str, str]:
        command = [*NINETY, "serve", "--root", str(root), "--port", "0", "--json"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        servers.append(server)
        assert server.stdout is not None
        told = ""
        while not told.endswith("}\n"):
            line = server.stdout.readline()
            assert line, f"ninety serve ended with {server.wait()}"
            told += line
        return dict(json.loads(told))

    yield serve
    for server in servers:
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=10) == 0
        if server.stdout:
            server.stdout.close()


class FileServer(ThreadingHTTPServer):
    """A server of one file under any name, on this machine, that can be told to misbehave."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _FileHandler)
        self.content = b""
        self.ranges: list[str] = []  # what each request asked for
        self.break_off_after: list[int | None] = []  # bytes, for the first requests
        self.knows_ranges = True
        self.status = 200
        self.location = ""  # that a redirection leads to

    def url(self, name: str = "") -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/{name}"


class _FileHandler(BaseHTTPRequestHandler):
    server: FileServer

    def do_GET(self) -> None:
        asked = self.headers.get("Range") or ""
        self.server.ranges.append(asked)
        if self.server.status != 200:
            if self.server.location:
                self.send_response(self.server.status)
                self.send_header("Location", self.server.location)
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self.send_error(self.server.status)
            return
        begin = int(asked.removeprefix("bytes=").rstrip("-")) if asked and self.server.knows_ranges else 0
        body, total = self.server.content[begin:], len(self.server.content)
        self.send_response(206 if begin else 200)
        if begin:
            self.send_header("Content-Range", f"bytes {begin}-{total - 1}/{total}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        limit = self.server.break_off_after.pop(0) if self.server.break_off_after else None
        with contextlib.suppress(ConnectionError):  # who only wanted the length has gone
            self.wfile.write(body[:limit])

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def file_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FileServer]:
    """A server to download from, without waiting between tries and past any proxy."""
    from pipeline.speech.engines import downloads

    monkeypatch.setattr(downloads, "WAIT_SECONDS", 0.0)
    for variable in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(variable, raising=False)
    server = FileServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def recording() -> Callable[..., Path]:
    """Give what finds an episode's sound file, by its record."""

    def find(output: Path, slug: str, kind: str = "mp3") -> Path:
        record = read_record(output / f"records/{slug}.json")
        assert record is not None
        path = record.sound_path(kind)
        assert path is not None
        return output / path

    return find


CHAT_SERVER = Path(__file__).parent / "drafting/server/chat_server.py"


class ChatServer:
    """Its address, and what it has been asked for a model."""

    def __init__(self, port: str) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def seen(self, model: str) -> list[dict[str, Any]]:
        with urlopen(f"{self.url}/seen") as answer:  # noqa: S310 - our own server
            return [one for one in json.load(answer) if one["body"]["model"] == model]


@pytest.fixture(scope="session")
def chat_process() -> Iterator[ChatServer]:
    command = [sys.executable, str(CHAT_SERVER)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield ChatServer(process.stdout.readline().strip())
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture
def chat(chat_process: ChatServer, monkeypatch: pytest.MonkeyPatch) -> ChatServer:
    """The server, without waiting between tries, past any proxy, and without a key."""
    from pipeline.drafting.server import wire

    monkeypatch.setattr(wire, "WAIT_SECONDS", 0.01)
    for variable in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "NINETY_DRAFT_KEY"):
        monkeypatch.delenv(variable, raising=False)
    return chat_process
