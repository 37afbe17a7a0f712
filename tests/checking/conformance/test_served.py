"""Every rule on serving is seen to fail, on a server that does one thing wrong."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipeline.checking.conformance.fetching import Client, NoAnswer
from pipeline.checking.conformance.served import RULES, ServedFeed, check_served

SITE = "https://example.org/bread/"
TYPES = {
    ".xml": "text/xml",
    ".mp3": "audio/mpeg",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip",
    ".json": "application/json",
    ".jpg": "image/jpeg",
}

Headers = dict[str, str]
# What a server does with an answer before it is sent: path, status, headers, body -> the same.
Spoil = Callable[[str, int, Headers, bytes], tuple[int, Headers, bytes] | None]


class Listener(ThreadingHTTPServer):
    request_queue_size = 64  # so that no connection has to be tried again a second later


class Server:
    """Serves a published folder under a base of its own, as a good host would unless `spoil` changes it."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.spoil: Spoil = lambda path, status, headers, body: (status, headers, body)
        self.asked: list[tuple[str, str]] = []
        self.http = Listener(("127.0.0.1", 0), self._handler())
        self.base = f"http://127.0.0.1:{self.http.server_port}/"
        threading.Thread(target=self.http.serve_forever, args=(0.01,), daemon=True).start()

    def answer(self, path: str, asked_range: str | None) -> tuple[int, Headers, bytes]:
        name = path.partition("?")[0].lstrip("/")
        if not name or name.endswith("/"):
            return 200, {"Content-Type": "text/html; charset=utf-8", "ETag": '"1"'}, b"<!doctype html>"
        file = self.output / name
        if not file.is_file():
            return 404, {"Content-Type": "text/plain"}, b"nothing"
        body = file.read_bytes()
        if file.suffix == ".xml":
            body = body.replace(SITE.encode(), self.base.encode())
        headers = {"Content-Type": TYPES[file.suffix], "ETag": '"1"', "Access-Control-Allow-Origin": "*"}
        if asked_range:
            first, last = map(int, asked_range.removeprefix("bytes=").split("-"))
            headers["Content-Range"] = f"bytes {first}-{last}/{len(body)}"
            return 206, headers, body[first : last + 1]
        return 200, headers, body

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append((self.command, self.path))
                answer = server.answer(self.path, self.headers.get("Range"))
                spoiled = server.spoil(self.path, *answer)
                if spoiled is None:  # no answer at all
                    self.close_connection = True
                    return
                status, headers, body = spoiled
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(body))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                if self.command == "GET":
                    self.wfile.write(body)

            do_HEAD = do_GET  # noqa: N815

            def log_message(self, *args: object) -> None:
                pass

        return Handler


@pytest.fixture
def server(published: Path) -> Iterator[Server]:
    server = Server(published)
    yield server
    server.http.shutdown()
    server.http.server_close()


def check(server: Server) -> ServedFeed:
    return check_served(server.base + "feed.xml", Client(timeout_seconds=5))


def on(pattern: str, status: int | None = None, drop: str = "", **headers: str) -> Spoil:
    """Answer what matches with another status, without one header, or with others (`_` for `-`)."""

    def spoil(path: str, was: int, found: Headers, body: bytes) -> tuple[int, Headers, bytes]:
        if not re.search(pattern, path):
            return was, found, body
        kept = {name: value for name, value in found.items() if name != drop}
        return status or was, kept | {k.replace("_", "-"): v for k, v in headers.items()}, body

    return spoil


def circle(path: str, status: int, headers: Headers, body: bytes) -> tuple[int, Headers, bytes]:
    if "crumb.c3d9c159.mp3" not in path:
        return status, headers, body
    hops = len(path) - len(path.rstrip("x"))
    return 302, {"Location": f"/audio/crumb.c3d9c159.mp3?{'x' * (hops + 1)}"}, b""


def silence(path: str, status: int, headers: Headers, body: bytes) -> tuple[int, Headers, bytes] | None:
    return None if "crumb.c3d9c159.mp3" in path else (status, headers, body)


def whole_file(path: str, status: int, headers: Headers, body: bytes) -> tuple[int, Headers, bytes]:
    return (200 if status == 206 else status), headers, body


def other_range(path: str, status: int, headers: Headers, body: bytes) -> tuple[int, Headers, bytes]:
    return status, headers | ({"Content-Range": "bytes 0-0/9"} if status == 206 else {}), body


BROKEN = [
    ("served-feed", on("feed.xml", status=500)),
    ("served-answers", silence),
    ("served-redirects", circle),
    ("served-head", on("crumb.c3d9c159.mp3", status=405)),
    ("served-head", on("episodes/crumb/", status=404)),
    ("served-type", on("feed.xml", Content_Type="text/plain")),
    ("served-type", on("crumb.c3d9c159.mp3", Content_Type="application/octet-stream")),
    ("served-type", on("crumb.vtt", Content_Type="text/plain")),
    ("served-type", on("crumb.srt", drop="Content-Type")),
    ("served-type", on("transcripts/crumb.json", Content_Type="text/html")),
    ("served-type", on("chapters/crumb.json", Content_Type="text/html")),
    ("served-type", on("leaven.jpg", Content_Type="text/html")),
    ("served-type", on("episodes/crumb/", Content_Type="application/octet-stream")),
    ("served-length", on("crumb.c3d9c159.mp3", Content_Length="17")),
    ("served-validators", on("crumb.c3d9c159.mp3", drop="ETag")),
    ("served-validators", on("feed.xml", drop="ETag")),
    ("served-cors", on("crumb.vtt", drop="Access-Control-Allow-Origin")),
    ("served-cors", on("crumb.vtt", Access_Control_Allow_Origin="https://elsewhere.example")),
    ("served-cors", on("chapters/crumb.json", drop="Access-Control-Allow-Origin")),
    ("served-ranges", whole_file),
    ("served-ranges", other_range),
]


def test_a_good_server_breaks_no_rule(server: Server) -> None:
    served = check(server)
    assert served.findings == ()
    assert served.episodes == 3


@pytest.mark.parametrize(("rule", "spoil"), BROKEN)
def test_a_server_that_does_one_thing_wrong_breaks_its_rule(server: Server, rule: str, spoil: Spoil) -> None:
    server.spoil = spoil
    assert rule in {finding.rule for finding in check(server).findings}


def test_every_rule_has_something_that_breaks_it() -> None:
    assert {rule for rule, _ in BROKEN} == set(RULES)


def test_everything_is_asked_for_once(server: Server) -> None:
    served = check(server)
    heads = [path for method, path in server.asked if method == "HEAD"]
    assert len(heads) == len(set(heads)) == served.asked
    assert "/transcripts/crumb.srt" in heads


def test_one_or_two_redirects_are_followed(server: Server) -> None:
    moved = on("crumb.vtt$", status=301, Location="/transcripts/crumb.vtt?here")
    server.spoil = moved
    assert check(server).findings == ()


def test_a_redirect_to_a_file_of_this_machine_is_not_followed(server: Server) -> None:
    server.spoil = on("crumb.vtt$", status=302, Location="file:///etc/passwd")
    (finding,) = check(server).findings
    assert finding.rule in {"served-answers", "served-head"}


def test_the_feed_s_own_rules_are_judged_too(server: Server) -> None:
    server.spoil = lambda path, status, headers, body: (
        status,
        headers,
        body.replace(b"feed.xml", b"food.xml") if path == "/feed.xml" else body,
    )
    assert "channel-self-link" in {finding.rule for finding in check(server).findings}


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "nonsense", "ftp://example.org/f", "http://[::1", "http://"]
)
def test_an_address_that_is_none_of_the_web_is_a_finding(url: str) -> None:
    (finding,) = check_served(url, Client(timeout_seconds=1)).findings
    assert finding.rule == "served-feed"
    assert finding.what.startswith("does not answer: ")


def test_a_host_that_fails_three_times_is_left_alone() -> None:
    closed = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    address = f"http://127.0.0.1:{closed.server_port}/"
    closed.server_close()
    client = Client(timeout_seconds=1)
    for _ in range(3):
        with pytest.raises(NoAnswer, match="refused"):
            client.ask(address, most_bytes=1)
    with pytest.raises(NoAnswer, match="not asked again"):
        client.ask(address, most_bytes=1)


def test_no_more_is_read_than_asked_for(server: Server) -> None:
    assert len(Client().ask(server.base + "audio/crumb.c3d9c159.mp3", most_bytes=10).body) == 10
