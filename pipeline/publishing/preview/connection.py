"""A connection of the preview that waits for no request for ever."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

WHOLE_REQUEST_SECONDS = 10.0  # from its first byte, or from the connection's beginning, to its last
LONGEST_HEADERS = 16 * 1024  # bytes
MOST_CONNECTIONS = 100  # at once; a browser opens six. Who comes then is told 503
_MOST_OPEN = MOST_CONNECTIONS + 30  # beyond it nobody is told anything: each takes one of few open files
MOST_WAITING = 64  # that have called and are taken in together, before any of them can be turned away
_UNFINISHED = (h11.IDLE, h11.SEND_BODY)


class ImpatientConnection(H11Protocol):
    """uvicorn's own, but one whose request is only half sent is dropped: it would be held open for ever."""

    seconds = WHOLE_REQUEST_SECONDS
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for a request, unless there are far too many who want something."""
        super().connection_made(transport)
        if len(self.connections) > _MOST_OPEN:
            transport.abort()
            return
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what has come; each request has its time, however slowly it drips in."""
        super().data_received(data)
        if self.conn.their_state not in _UNFINISHED:
            self._wait_no_more()
        elif self._waiting is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(self.seconds, self._drop)

    def _wait_no_more(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _drop(self) -> None:
        self._waiting = None
        if not self.transport.is_closing():
            self.transport.close()
