"""Requests to a speech server: connections kept open, asked again where that may help, never without end."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any

from pipeline import __version__
from pipeline.errors import EngineNotAvailable, SpeechFailed
from pipeline.process.retry_after import wait_asked_for
from pipeline.process.strangers_words import one_short_line
from pipeline.speech.engines.server.address import KEY_HOST_VARIABLE, KEY_VARIABLE, ServedVoice

TRIES = 5
WAIT_SECONDS = 0.5  # before the second try; twice as long before each further one
LONGEST_WAIT_SECONDS = 60.0  # that a server may ask for
CONNECT_SECONDS = 10.0
MOST_BYTES = 64 * 2**20
_CHUNK_BYTES = 1 << 16
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
_NO_KEY = frozenset({401, 403})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: its body, and what kind of thing that is («audio/wav»)."""

    body: bytes
    kind: str


class _Busy(Exception):
    """The server may answer later; `wait_seconds` is what it asks for, 0 if it does not say."""

    def __init__(self, why: str, wait_seconds: float = 0.0) -> None:
        super().__init__(why)
        self.wait_seconds = wait_seconds


@dataclass(slots=True)
class Connections:
    """Connections to one server, each used by one thread at a time and kept open between requests."""

    voice: ServedVoice
    _idle: list[HTTPConnection] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, path: str, body: Mapping[str, Any] | None, timeout_seconds: float) -> Answer:
        """Send a request, with a body as JSON or none, and give the answer.

        Raises EngineNotAvailable where the server cannot be asked, SpeechFailed where it refuses the text.
        """
        for attempt in range(1, TRIES + 1):
            try:
                return self._asked(path, body, timeout_seconds)
            except _Busy as busy:
                wait = busy.wait_seconds or WAIT_SECONDS * 2 ** (attempt - 1) * random.uniform(0.8, 1.2)  # noqa: S311
                if attempt == TRIES or wait > LONGEST_WAIT_SECONDS:
                    remedy = "see that the server runs and is not overloaded; what was spoken so far is kept"
                    raise EngineNotAvailable(
                        f"{self.voice.shown}: {busy} (asked {_times(attempt)})", remedy=remedy
                    ) from busy
                time.sleep(wait)
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Close the connections that are kept open."""
        with self._lock:
            while self._idle:
                self._idle.pop().close()

    def _asked(self, path: str, body: Mapping[str, Any] | None, timeout_seconds: float) -> Answer:
        connection, is_kept = self._taken()
        deadline = time.monotonic() + timeout_seconds
        try:
            answer = self._exchange(connection, path, body, deadline)
        except (HTTPException, OSError) as error:
            connection.close()
            if is_kept:  # the server may have closed it meanwhile, which says nothing about it
                return self._asked(path, body, timeout_seconds)
            raise _Busy(self._line(_reason(error))) from None
        except BaseException:
            connection.close()
            raise
        with self._lock:
            self._idle.append(connection)
        return answer

    def _taken(self) -> tuple[HTTPConnection, bool]:
        with self._lock:
            if self._idle:
                return self._idle.pop(), True
        kind = HTTPSConnection if self.voice.secure else HTTPConnection
        return kind(self.voice.host, self.voice.port, timeout=CONNECT_SECONDS), False

    def _exchange(
        self, connection: HTTPConnection, path: str, body: Mapping[str, Any] | None, deadline: float
    ) -> Answer:
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode("utf-8")
        headers = {"Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": f"ninety/{__version__}"}
        if data is not None:
            headers["Content-Type"] = "application/json"
        if self.voice.key:
            headers["Authorization"] = f"Bearer {self.voice.key}"
        connection.request("POST" if data else "GET", f"{self.voice.base}{path}", data, headers)
        connection.sock.settimeout(max(0.001, deadline - time.monotonic()))
        response = connection.getresponse()
        read = _read(response, deadline)
        if response.status == 200:
            return Answer(read, str(response.headers.get("Content-Type") or ""))
        raise self._refused(response, read)

    def _refused(self, response: HTTPResponse, body: bytes) -> Exception:
        said = self._told(body)
        told = f"the server answers {response.status} {self._line(response.reason)}"
        told += f", «{said}»" if said else ""
        if response.status in _BUSY:
            return _Busy(told, wait_asked_for(response.headers.get("Retry-After")))
        if response.status in _NO_KEY:
            remedy = f"put its key into {KEY_VARIABLE}, and «{self.voice.host}» into {KEY_HOST_VARIABLE}"
            return EngineNotAvailable(f"{self.voice.shown}: {told}", remedy=remedy)
        if response.status in {404, 405} or 300 <= response.status < 400:
            remedy = (
                "see that the address is that of the server, with /v1 or without, and that it has the model"
            )
            return EngineNotAvailable(f"{self.voice.shown}: {told}", remedy=remedy)
        return SpeechFailed(f"{self.voice.shown}: {told}")

    def _told(self, body: bytes) -> str:
        """Give what an error says, in one short line, without our key should it hold that."""
        text = body[:4000].decode("utf-8", "replace")
        try:
            found: Any = json.loads(body)
            for name in ("error", "message", "detail"):
                found = found.get(name, found) if isinstance(found, dict) else found
            text = found if isinstance(found, str) else text
        except (ValueError, RecursionError):
            pass
        return self._line(text)

    def _line(self, text: str) -> str:
        return one_short_line(text.replace(self.voice.key, "…") if self.voice.key else text)


def _read(response: HTTPResponse, deadline: float) -> bytes:
    """Read an answer; one that drips for ever is broken off, and so is one beyond any sentence's length."""
    chunks: list[bytes] = []
    size = 0
    while chunk := response.read1(_CHUNK_BYTES):
        chunks.append(chunk)
        size += len(chunk)
        if size > MOST_BYTES:
            raise SpeechFailed(f"the server's answer is longer than {MOST_BYTES // 2**20} MB")
        if time.monotonic() > deadline:
            raise TimeoutError
    if response.length:  # http.client counts down what was announced
        raise HTTPException("the connection broke off within the answer")
    response.close()  # `read1` does not at the end, and then the connection takes no further request
    return b"".join(chunks)


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no whole answer in time"
    if isinstance(error, ConnectionRefusedError):
        return "nobody listens there"
    return f"the connection failed ({error or type(error).__name__})"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
