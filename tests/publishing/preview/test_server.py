from __future__ import annotations

import asyncio
import json
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from pipeline.errors import PipelineError
from pipeline.publishing.preview.connection import ImpatientConnection
from pipeline.publishing.preview.rewriting import named_host
from pipeline.publishing.preview.server import listen, server_of

pytestmark = pytest.mark.slow


NINETY = [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())"]


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen[str]
    url: str
    feed: str


Start = Callable[..., Running]


@pytest.fixture
def start(small_show: Path) -> Iterator[Start]:
    """Start the command on a show whose feed is one line; it is ended however the test ends."""
    started: list[subprocess.Popen[str]] = []
    (small_show / "output/audio").mkdir(parents=True)
    (small_show / "output/feed.xml").write_text('<rss url="https://small.example.org/audio/keys.mp3"/>')
    (small_show / "output/audio/keys.mp3").write_bytes(bytes(range(256)))

    def begin(*words: str) -> Running:
        command = [*NINETY, "serve", "--root", str(small_show), *words]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(3)]
        return Running(process, lines[0].strip(), lines[1].removeprefix("feed: ").strip())

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def test_the_addresses_it_prints_answer_and_the_feed_names_them(start: Start) -> None:
    server = start("--port", "0")
    assert server.url.startswith("http://127.0.0.1:")
    assert server.feed == f"{server.url}feed.xml"
    with urlopen(server.feed) as answer:  # noqa: S310 - our own
        assert answer.read().decode() == f'<rss url="{server.url}audio/keys.mp3"/>'
    asked = Request(f"{server.url}audio/keys.mp3", headers={"Range": "bytes=7-9"})  # noqa: S310
    with urlopen(asked) as answer:  # noqa: S310
        assert (answer.status, answer.read()) == (206, bytes([7, 8, 9]))


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_is_its_normal_end(start: Start, sent: signal.Signals) -> None:
    server = start("--port", "0")
    with urlopen(server.url + "feed.xml") as answer:  # noqa: S310
        answer.read()
    server.process.send_signal(sent)
    _, told = server.process.communicate(timeout=20)
    assert (server.process.returncode, told) == (0, "")


def test_a_raw_path_out_of_the_folder_is_not_followed(start: Start) -> None:
    server = start("--port", "0")
    port = int(server.url.rpartition(":")[2].strip("/"))
    for path in (
        "/../episodes/show.toml",
        "/%2e%2e/episodes/show.toml",
        "/..%2fepisodes/show.toml",
        "//etc/passwd",
    ):
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            answer = b"".join(iter(lambda: line.recv(65536), b""))
        assert answer.startswith(b"HTTP/1.1 404")


def test_a_port_in_use_is_told_with_the_way_out(start: Start, small_show: Path) -> None:
    port = start("--port", "0").url.rpartition(":")[2].strip("/")
    done = subprocess.run(
        [*NINETY, "serve", "--root", str(small_show), "--port", port],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"error: cannot listen on 127.0.0.1, port {port}: Address already in use",
        "  choose another port with --port; 0 takes a free one",
    ]


def test_every_request_is_told_when_asked(start: Start) -> None:
    server = start("--port", "0", "-v")
    with urlopen(server.url + "feed.xml") as answer:  # noqa: S310
        answer.read()
    server.process.send_signal(signal.SIGINT)
    assert server.process.communicate(timeout=20)[1] == "200 GET /feed.xml\n"


def test_its_addresses_are_a_document_too(small_show: Path) -> None:
    (small_show / "output").mkdir()
    (small_show / "output/feed.xml").write_text("<rss/>")
    command = [*NINETY, "serve", "--root", str(small_show), "--port", "0", "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    document = json.loads("".join(iter(process.stdout.readline, "}\n")) + "}")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert document["feed"] == f"http://127.0.0.1:{document['port']}/feed.xml"


def test_what_is_not_published_yet_is_told(small_show: Path) -> None:
    done = subprocess.run(
        [*NINETY, "serve", "--root", str(small_show)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "nothing is published yet" in done.stderr
    assert "ninety build" in done.stderr


def test_of_requests_that_are_none_the_terminal_hears_nothing(start: Start) -> None:
    server = start("--port", "0")
    port = int(server.url.rpartition(":")[2].strip("/"))
    for sent in (
        b"\x16\x03\x01\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nF" * 9,
    ):
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(sent)
            line.shutdown(socket.SHUT_WR)
            while line.recv(65536):
                pass
    server.process.send_signal(signal.SIGINT)
    assert server.process.communicate(timeout=20)[1] == ""


@pytest.mark.skipif(sys.platform != "linux", reason="sets the server's limits from outside")
def test_far_more_callers_than_files_may_be_open_are_turned_away_and_then_others_are_served(
    start: Start,
) -> None:
    import resource

    server = start("--port", "0")
    resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (230, 230))
    port = int(server.url.rpartition(":")[2].strip("/"))
    with ExitStack() as stack:
        for _ in range(300):
            stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
    with urlopen(server.feed) as answer:  # noqa: S310 - our own
        assert answer.status == 200
    server.process.send_signal(signal.SIGINT)
    assert server.process.communicate(timeout=20)[1] == ""


class Broken:
    """An application with a fault of its own."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError("the reed is split")


def test_a_fault_of_ours_is_told_in_a_line_and_answered() -> None:
    stumbled: list[PipelineError] = []
    with listen("127.0.0.1", 0) as listener:
        server = server_of(Broken(), stumbled.append)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        line = HTTPConnection("127.0.0.1", listener.getsockname()[1], timeout=20)
        line.request("GET", "/")
        assert line.getresponse().status == 500
        line.close()
        server.should_exit = True
        thread.join()
    assert [str(error) for error in stumbled] == ["an unexpected RuntimeError: the reed is split"]


@pytest.mark.parametrize(
    ("host", "named"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::1", "[::1]"), ("localhost", "localhost")],  # noqa: S104
)
def test_an_address_is_named_as_a_browser_can_open_it(host: str, named: str) -> None:
    assert named_host(host) == named


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET /feed.xml HTTP/1.1\r\nHost: x\r\nX: ",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\na",
    ],
)
def test_a_request_that_is_only_half_sent_is_dropped(
    small_show: Path, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(ImpatientConnection, "seconds", 0.2)

    assert b"200" not in asyncio.run(_heard(sent, ServerState()))


def test_who_comes_when_there_are_far_too_many_is_not_answered() -> None:
    whole = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    state = ServerState()
    assert b"200" in asyncio.run(_heard(whole, state))
    state.connections.update(object() for _ in range(200))  # type: ignore[misc]
    assert asyncio.run(_heard(whole, state)) == b""


async def _heard(sent: bytes, state: ServerState) -> bytes:
    """Send something to a server that has this state; give what it answers."""
    config = uvicorn.Config(_answers, http=ImpatientConnection, lifespan="off", log_config=None)
    config.load()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: ImpatientConnection(config=config, server_state=state, app_state={}), "127.0.0.1", 0
    )
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
    writer.write(sent)
    try:
        return await asyncio.wait_for(reader.read(), 10)
    except ConnectionResetError:
        return b""
    finally:
        writer.close()
        server.close()


async def _answers(scope: Scope, receive: Receive, send: Send) -> None:
    body = True
    while body:
        body = (await receive()).get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"whole"})
