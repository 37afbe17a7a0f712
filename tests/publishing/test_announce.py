"""Hubs are told of changed feeds by real requests to a server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from pipeline.catalogue.show import PublishSettings, Show
from pipeline.publishing.announce import TOKEN, Announcement, announce

CHANGED = ["audio/poolish.mp3", "topics/leaven/feed.xml", "feed-2.xml", "feed.xml", "index.html"]


@dataclass
class Hub:
    """A server that takes note of what it is asked."""

    address: str = ""
    status: int = 204  # 0: it hangs up without an answer
    asked: list[tuple[str, str, dict[str, str], str]] = field(
        default_factory=list
    )  # method, path, headers, body


@pytest.fixture
def hub() -> Iterator[Hub]:
    hub = Hub()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
            hub.asked.append((self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            if not hub.status:
                return
            self.send_response(hub.status)
            self.send_header("location", "/elsewhere")
            self.end_headers()

        do_GET = do_POST = answer  # noqa: N815 - as the library calls them

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    hub.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield hub
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_websub_hub_hears_of_every_feed_that_changed_and_of_nothing_else(show: Show, hub: Hub) -> None:
    told = announce(replace(show, feed=replace(show.feed, hub=f"{hub.address}/push?a=b")), CHANGED)
    feeds = [f"{show.site_url}/topics/leaven/feed.xml", f"{show.site_url}/feed.xml"]
    assert told == [Announcement(f"{hub.address}/push?a=b", feed) for feed in feeds]
    assert [(method, path) for method, path, *_ in hub.asked] == [("POST", "/push?a=b")] * 2
    assert [parse_qs(body) for *_, body in hub.asked] == [
        {"hub.mode": ["publish"], "hub.url": [feed]} for feed in feeds
    ]
    assert hub.asked[0][2]["content-type"] == "application/x-www-form-urlencoded"


def test_a_podping_server_hears_with_the_token(show: Show, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, "a-token-for-tests\n")
    told = announce(replace(show, publish=PublishSettings(podping=f"{hub.address}/")), ["feed.xml"])
    assert [one.error for one in told] == [""]
    ((method, path, headers, _),) = hub.asked
    assert (method, headers["authorization"]) == ("GET", "a-token-for-tests")
    assert headers["user-agent"].startswith("Ninety")
    assert parse_qs(urlsplit(path).query) == {
        "url": [f"{show.site_url}/feed.xml"],
        "reason": ["update"],
        "medium": ["podcast"],
    }


@pytest.mark.parametrize("token", [None, "", "two\nlines", "clé"])
def test_without_a_token_podping_is_not_asked(
    show: Show, hub: Hub, monkeypatch: pytest.MonkeyPatch, token: str | None
) -> None:
    monkeypatch.delenv(TOKEN, raising=False)
    if token is not None:
        monkeypatch.setenv(TOKEN, token)
    (told,) = announce(replace(show, publish=PublishSettings(podping=hub.address)), ["feed.xml"])
    assert told.error == f"the variable {TOKEN} holds no token"
    assert hub.asked == []


@pytest.mark.parametrize("status", [302, 401, 500])
def test_a_hub_that_refuses_is_told_of_and_followed_nowhere(show: Show, hub: Hub, status: int) -> None:
    hub.status = status
    (told,) = announce(replace(show, feed=replace(show.feed, hub=hub.address)), ["feed.xml"])
    assert told.error == f"it answered {status}"
    assert [path for _, path, *_ in hub.asked] == ["/"]


def test_a_hub_that_is_not_there_is_told_of(show: Show) -> None:
    (told,) = announce(replace(show, feed=replace(show.feed, hub="http://127.0.0.1:9/")), ["feed.xml"])
    assert told.error.startswith("it did not answer: ")


def test_nobody_is_asked_where_no_feed_changed(show: Show, hub: Hub) -> None:
    assert announce(replace(show, feed=replace(show.feed, hub=hub.address)), ["index.html"]) == []
    assert announce(show, CHANGED) == []
    assert hub.asked == []


def test_a_hub_that_is_silent_is_waited_for_once(show: Show, hub: Hub) -> None:
    hub.status = 0
    told = announce(replace(show, feed=replace(show.feed, hub=hub.address)), CHANGED)
    assert [one.feed for one in told] == [
        f"{show.site_url}/topics/leaven/feed.xml",
        f"{show.site_url}/feed.xml",
    ]
    assert all(one.error.startswith("it did not answer: ") for one in told)
    assert len(hub.asked) == 1
