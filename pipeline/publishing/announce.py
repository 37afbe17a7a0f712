"""Tell a hub that feeds have changed, so that apps need not ask: WebSub, and Podping."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from pipeline.catalogue.show import Show
from pipeline.layout import addresses
from pipeline.process.strangers_words import one_short_line

TOKEN = "NINETY_PODPING_TOKEN"  # noqa: S105 - the variable's name
_NO_TOKEN = f"the variable {TOKEN} holds no token"
_SECONDS = 15.0  # a hub that takes longer is told of as one that did not answer
_SILENT = "it did not answer"
_AGENT = "Ninety (podcast publisher)"


@dataclass(frozen=True, slots=True)
class Announcement:
    """What became of telling one hub of one feed."""

    to: str  # the hub's address
    feed: str
    error: str = ""  # empty: it took note


def announce(show: Show, changed: Sequence[str]) -> list[Announcement]:
    """Tell the show's hubs of the feeds among the files that changed, by their paths below `output/`.

    A hub that does not answer, or refuses, is an error in what comes back and never one that is raised: apps
    find what is new without it, only later.
    """
    feeds = [addresses.url(show, path) for path in changed if path.endswith("feed.xml")]
    silent: dict[str, str] = {}  # hubs that did not answer, which are asked no more, and why
    told = []
    for feed in feeds:
        for hub, request in _requests(show, feed):
            one = _told(hub, feed, silent.get(hub) or request)
            if one.error.startswith(_SILENT):
                silent[hub] = one.error
            told.append(one)
    return told


def _requests(show: Show, feed: str) -> Iterator[tuple[str, Request | str]]:
    """Give each hub's address and what is to be asked of it, or why it cannot be."""
    if hub := show.feed.hub:
        # W3C, WebSub, section 6: how a publisher tells is left to the hub; all take PubSubHubbub 0.4's form.
        body = urlencode({"hub.mode": "publish", "hub.url": feed}).encode("ascii")
        yield hub, Request(hub, body, {"User-Agent": _AGENT})  # noqa: S310 - http or https, by the settings
    if server := show.publish.podping:
        token = os.environ.get(TOKEN, "").strip()
        query = urlencode({"url": feed, "reason": "update", "medium": "podcast"})
        headers = {"User-Agent": _AGENT, "Authorization": token}
        asked = Request(f"{server.rstrip('/')}/?{query}", headers=headers)  # noqa: S310 - the same
        yield server, asked if token.isascii() and token.isprintable() and token else _NO_TOKEN


def _told(hub: str, feed: str, request: Request | str) -> Announcement:
    if isinstance(request, str):
        return Announcement(hub, feed, request)
    try:
        with _OPENER.open(request, timeout=_SECONDS):
            return Announcement(hub, feed)
    except HTTPError as error:
        error.close()
        return Announcement(hub, feed, f"it answered {error.code}")
    except (URLError, HTTPException, OSError, ValueError) as error:
        return Announcement(hub, feed, f"{_SILENT}: {one_short_line(getattr(error, 'reason', error))}")


class _Straight(HTTPRedirectHandler):
    """Follow no redirect: the token is for the server that was named."""

    def http_error_302(self, *_: Any, **__: Any) -> None:
        """Do nothing, not even look at the address."""

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


_OPENER = build_opener(_Straight())
