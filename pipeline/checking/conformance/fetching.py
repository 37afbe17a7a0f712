"""Asking a web server the way a podcast app does, and keeping what it answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage
from threading import Lock
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from pipeline import __version__
from pipeline.process.strangers_words import one_short_line

MOST_REDIRECTS = 5
_TIMEOUT_SECONDS = 20.0  # for each wait on the server
_MOST_FAILURES = 3  # of one host, one after the other: then it is left alone
_AGENT = f"Ninety/{__version__}"


class NoAnswer(Exception):
    """A server could not be asked, or gave no answer that HTTP allows; the message says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, after redirects."""

    status: int
    headers: Mapping[str, str] = field(repr=False)  # by name in lower case
    body: bytes = field(repr=False)  # as far as it was asked for
    redirects: int


class Client:
    """Asks over HTTP; may be used by several threads at once."""

    def __init__(self, timeout_seconds: float = _TIMEOUT_SECONDS) -> None:
        self._timeout = timeout_seconds
        self._failures: Counter[str] = Counter()
        self._lock = Lock()

    def ask(
        self, url: str, method: str = "GET", headers: Mapping[str, str] | None = None, *, most_bytes: int
    ) -> Answer:
        """Ask for an address and read at most so many bytes of the answer. Raises NoAnswer."""
        host = _host(url)
        if self._failures[host] >= _MOST_FAILURES:
            raise NoAnswer(f"{host} was not asked again after {_MOST_FAILURES} failures")
        try:
            answer = self._ask(url, method, {"User-Agent": _AGENT, **(headers or {})}, most_bytes)
        except (OSError, HTTPException, ValueError) as error:
            with self._lock:
                self._failures[host] += 1
            reason = error.reason if isinstance(error, URLError) else error
            raise NoAnswer(one_short_line(reason) or type(error).__name__) from error
        with self._lock:
            self._failures[host] = 0
        return answer

    def _ask(self, url: str, method: str, headers: Mapping[str, str], most_bytes: int) -> Answer:
        redirects = _Redirects()
        request = Request(url, headers=dict(headers), method=method)  # noqa: S310 - the opener knows http alone
        try:
            response = _opener(redirects).open(request, timeout=self._timeout)
        except HTTPError as error:  # an answer, too
            response = error
        if response is None:
            raise NoAnswer("it is not an address of the web")
        with response:
            found = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status, found, response.read(most_bytes), redirects.count)


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:  # a bracket that does not close
        return ""


class _Redirects(HTTPRedirectHandler):
    """Follows redirects with the same method, and counts them."""

    max_redirections = MOST_REDIRECTS

    def __init__(self) -> None:
        self.count = 0

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        self.count += 1
        request = super().redirect_request(req, fp, code, msg, headers, newurl)
        if request is not None:
            request.method = req.get_method()
        return request


def _opener(redirects: _Redirects) -> OpenerDirector:
    """Make an opener for the web alone: urllib's usual one also opens files and ftp."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler(), UnknownHandler(), HTTPHandler(), HTTPSHandler(), HTTPDefaultErrorHandler(), redirects,
        HTTPErrorProcessor(),
    ):  # fmt: skip
        opener.add_handler(handler)
    return opener
