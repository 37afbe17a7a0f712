"""Requests to a speech server: connections kept open, asked again where that may help, never without end."""

from __future__ import annotations

import json
import random
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any

from pipeline import __version__
from pipeline.errors import EngineNotAvailable, SpeechFailed
from pipeline.process.retry_after import wait_asked_for
from pipeline.speech.engines.server.address import KEY_HOST_VARIABLE, KEY_VARIABLE, ServedVoice
from pipeline.speech.engines.server.complaints import said_in

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
    _quiet_until: float = 0.0  # monotonic; what a busy server asks of one request goes for the others too

    def ask(self, path: str, body: Mapping[str, Any] | None, timeout_seconds: float) -> Answer:
        """Send a request, with a body as JSON or none, and give the answer.

        Raises EngineNotAvailable where the server cannot be asked, SpeechFailed where it refuses the text.
        """
        for attempt in range(1, TRIES + 1):
            time.sleep(max(0.0, self._quiet_until - time.monotonic()))
            try:
                return self._asked(path, body, timeout_seconds)
            except _Busy as busy:
                if attempt == TRIES or busy.wait_seconds > LONGEST_WAIT_SECONDS:
                    raise self._given_up(busy, attempt) from busy
                if busy.wait_seconds:
                    self._keep_quiet(busy.wait_seconds)
                else:
                    time.sleep(WAIT_SECONDS * 2 ** (attempt - 1) * random.uniform(0.8, 1.2))  # noqa: S311
        raise AssertionError("unreachable")

    def _keep_quiet(self, seconds: float) -> None:
        with self._lock:
            self._quiet_until = max(self._quiet_until, time.monotonic() + seconds)

    def _given_up(self, busy: _Busy, attempts: int) -> EngineNotAvailable:
        asked = f"asked {_times(attempts)}"
        if busy.wait_seconds > LONGEST_WAIT_SECONDS:
            asked += f"; it wants to be left alone for {busy.wait_seconds:.0f} s"
        remedy = "see that the server runs and is not overloaded; what was spoken so far is kept"
        return EngineNotAvailable(f"{self.voice.shown}: {busy} ({asked})", remedy=remedy)

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
            # The server may have closed it meanwhile, which says nothing about it; that it is slow does.
            if is_kept and not isinstance(error, TimeoutError):
                return self._asked(path, body, timeout_seconds)
            raise _Busy(self.voice.line(_reason(error))) from None
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
        if connection.sock is None:
            connection.connect()
        with _broken_off_at(deadline, connection.sock):
            connection.request("POST" if data else "GET", f"{self.voice.base}{path}", data, headers)
            connection.sock.settimeout(max(0.001, deadline - time.monotonic()))
            response = connection.getresponse()
            self._require_length(response)
            read = self._read(response)
        if response.status == 200:
            return Answer(read, str(response.headers.get("Content-Type") or ""))
        raise self._refused(response, read)

    def _require_length(self, response: HTTPResponse) -> None:
        """Refuse a length that is none: http.client would read on for as long as the connection is open.

        Where the end of an answer is, nobody can tell then (RFC 9112, section 6.3).
        """
        told = response.headers.get_all("Content-Length") or []
        if not response.chunked and any(not one.strip().isdecimal() for one in told):
            raise EngineNotAvailable(
                f"{self.voice.shown}: the server announces an answer of «{self.voice.line(told[0])}» bytes",
                remedy="see what stands at this address, or between: it is broken",
            )

    def _read(self, response: HTTPResponse) -> bytes:
        """Read an answer; one beyond any sentence's length is broken off."""
        chunks: list[bytes] = []
        size = 0
        while chunk := response.read1(_CHUNK_BYTES):
            chunks.append(chunk)
            size += len(chunk)
            if size > MOST_BYTES:
                what = f"{self.voice.shown}: the answer is longer than {MOST_BYTES // 2**20} MB"
                raise SpeechFailed(
                    what, remedy="see what stands at this address: that is no sentence's speech"
                )
        if response.length:  # http.client counts down what was announced
            raise HTTPException("the connection broke off within the answer")
        response.close()  # `read1` does not at the end, and then the connection takes no further request
        return b"".join(chunks)

    def _refused(self, response: HTTPResponse, body: bytes) -> Exception:
        said = self.voice.line(said_in(body))
        told = f"the server answers {response.status} {self.voice.line(response.reason)}"
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


@contextmanager
def _broken_off_at(deadline: float, sock: socket.socket) -> Iterator[None]:
    """Shut a connection at the deadline, whoever waits for it then. Raises TimeoutError where that was done.

    A limit on each reading is not enough: http.client reads on where heads, trailers or «100 Continue» drip
    without end.
    """
    over = threading.Event()

    def shut() -> None:
        over.set()
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)  # of TLS too, whose own would unwrap it meanwhile

    timer = threading.Timer(max(0.0, deadline - time.monotonic()), shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (HTTPException, OSError) as error:
        if over.is_set():
            raise TimeoutError from error
        raise
    finally:
        timer.cancel()
    if over.is_set():
        raise TimeoutError


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no whole answer in time"
    if isinstance(error, ConnectionRefusedError):
        return "nobody listens there"
    return f"the connection failed ({error or type(error).__name__})"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
