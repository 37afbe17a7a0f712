"""One question to a server, over HTTP: asked again where that may help, never longer than agreed.

The protocol is OpenAI's «chat completions», which llama.cpp, Ollama, vLLM and most hosted models speak.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from ssl import SSLError
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from pipeline import __version__
from pipeline.drafting.server.address import KEY_VARIABLE, Server
from pipeline.drafting.server.reply import Reply, error_told, read_reply
from pipeline.errors import DraftFailed, ServerFailed
from pipeline.process.retry_after import wait_asked_for
from pipeline.process.strangers_words import one_short_line

WAIT_SECONDS = 1.0  # before the second try; twice as long before each further one
LONGEST_WAIT_SECONDS = 60.0  # that a server may ask for
MOST_BYTES = 4 * 2**20
_CHUNK_BYTES = 1 << 16
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
_NO_KEY = frozenset({401, 403})
_BROKEN = (URLError, HTTPException, ConnectionError, TimeoutError, SSLError, ValueError)  # of addresses

Messages = Sequence[Mapping[str, str]]
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one answer may take, in seconds, and how often a server is asked."""

    timeout_seconds: float = 120.0
    tries: int = 4


class _Busy(Exception):
    """The server may answer later; `wait_seconds` is what it asks for, 0 if it does not say."""

    def __init__(self, why: str, wait_seconds: float = 0.0) -> None:
        super().__init__(why)
        self.wait_seconds = wait_seconds


class _Unwanted(Exception):
    """The server does not take a parameter."""

    def __init__(self, changed: dict[str, Any]) -> None:
        super().__init__()
        self.changed = changed


def ask(server: Server, messages: Messages, most_tokens: int, patience: Patience, tell: Tell) -> Reply:
    """Ask a server to answer messages; `tell` hears of each further try.

    Raises ServerFailed where it cannot be asked, DraftFailed where what it says is no answer.
    """
    body: dict[str, Any] = {
        "model": server.model,
        "messages": list(messages),
        "max_tokens": most_tokens,
        "temperature": 0.3,
        "stream": False,
    }
    tried = 0
    while True:
        try:
            return _asked(server, body, patience.timeout_seconds)
        except _Unwanted as unwanted:
            body = unwanted.changed
        except _Busy as busy:
            tried += 1
            wait = busy.wait_seconds or WAIT_SECONDS * 2 ** (tried - 1)
            if tried >= patience.tries or wait > LONGEST_WAIT_SECONDS:
                raise ServerFailed(_gave_up(server, busy, tried)) from busy
            tell(f"{busy}; asked again in {wait:g} s")
            time.sleep(wait)


def _gave_up(server: Server, busy: _Busy, tried: int) -> str:
    later = f"; it asks to wait {busy.wait_seconds:g} s" if busy.wait_seconds > LONGEST_WAIT_SECONDS else ""
    times = "once" if tried == 1 else f"{tried} times"
    return f"{server.url}: {busy} (asked {times}){later}"


def _asked(server: Server, body: dict[str, Any], timeout: float) -> Reply:
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": f"ninety/{__version__}",
    }
    if server.key:
        headers["Authorization"] = f"Bearer {server.key}"
    data = json.dumps(body, ensure_ascii=False).encode()
    request = Request(server.url, data=data, headers=headers, method="POST")  # noqa: S310 - of the web, as checked
    deadline = time.monotonic() + timeout
    try:
        with _opener(server).open(request, timeout=timeout) as response:
            kind = str(response.headers.get("Content-Type") or "")
            read = _read(response, deadline)
    except HTTPError as error:
        with error:
            raise _refused(server, error, body, deadline) from None
    except _BROKEN as error:
        raise _Busy(_reason(error, timeout)) from None
    return read_reply(read, kind, server)


def _read(response: HTTPResponse | IO[bytes], deadline: float) -> bytes:
    """Read an answer; one that drips for ever is broken off."""
    chunks: list[bytes] = []
    size = 0
    read = getattr(response, "read1", response.read)
    while chunk := read(_CHUNK_BYTES):
        chunks.append(chunk)
        size += len(chunk)
        if size > MOST_BYTES:
            raise DraftFailed(f"the answer is longer than {MOST_BYTES // 2**20} MB")
        if time.monotonic() > deadline:
            raise TimeoutError
    expected = getattr(response, "length", None)
    if expected:  # http.client counts down what was announced
        raise HTTPException("the connection broke off within the answer")
    return b"".join(chunks)


def _refused(server: Server, error: HTTPError, body: dict[str, Any], deadline: float) -> Exception:
    """Say what a refusal means: ask again later, ask otherwise, or give up."""
    try:
        said = error_told(_read(error, deadline), server)
    except (*_BROKEN, DraftFailed):
        said = ""
    told = f"{error.code} {server.without_key(one_short_line(error.reason))}" + (
        f", «{said}»" if said else ""
    )
    if error.code in _BUSY:
        return _Busy(f"the server answers {told}", wait_asked_for(error.headers.get("Retry-After")))
    if error.code == 400 and (changed := _without_unwanted(body, said)):
        return _Unwanted(changed)
    remedy = None
    if error.code in _NO_KEY:
        remedy = f"put the server's key into the environment variable {KEY_VARIABLE}"
    if 300 <= error.code < 400:
        remedy = (
            "it leads elsewhere: name that address, "
            f"{server.without_key(one_short_line(error.headers.get('Location')))}"
        )
    return ServerFailed(f"{server.url}: the server answers {told}", remedy=remedy)


def _without_unwanted(body: dict[str, Any], said: str) -> dict[str, Any] | None:
    """Leave out what a server says it does not take; some models want another name for one of them."""
    if "max_tokens" in said and "max_tokens" in body:
        rest = {name: value for name, value in body.items() if name != "max_tokens"}
        return rest | {"max_completion_tokens": body["max_tokens"]}
    if "temperature" in said and "temperature" in body:
        return {name: value for name, value in body.items() if name != "temperature"}
    return None


def _reason(error: BaseException, timeout: float) -> str:
    inner = error.reason if isinstance(error, URLError) else error
    if isinstance(inner, TimeoutError):
        return f"no whole answer within {timeout:g} s"
    if isinstance(inner, ConnectionRefusedError):
        return "nobody listens there"
    return f"the connection failed ({one_short_line(inner) or type(inner).__name__})"


class _NoRedirects(HTTPRedirectHandler):
    """Follow nobody: a question, and a key, are for the server that was named."""

    def http_error_302(self, *_: Any, **__: Any) -> None:
        """Do nothing, not even look at the address, so that the redirection is told as what it is."""

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def _opener(server: Server) -> OpenerDirector:
    """Go past any proxy to a server on this machine."""
    return build_opener(_NoRedirects, *([ProxyHandler({})] if server.is_here else []))
