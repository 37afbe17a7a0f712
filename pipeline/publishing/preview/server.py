"""The preview's server: one port, listened on until Ctrl-C."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import uvicorn
from h11 import LocalProtocolError
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.catalogue.show import Show
from pipeline.errors import WHATEVER, PipelineError, PreviewNotPossible, as_told
from pipeline.layout import addresses
from pipeline.process.console import Console
from pipeline.publishing.preview.app import preview_app
from pipeline.publishing.preview.connection import (
    LONGEST_HEADERS,
    MOST_CONNECTIONS,
    MOST_WAITING,
    ImpatientConnection,
)
from pipeline.publishing.preview.rewriting import Rewriting, named_host

_LAST_WORDS_SECONDS = 2  # for downloads under way when the server is told to end
_LIBRARIES = ("uvicorn", "asyncio")  # which would tell the terminal of every faulty request
_BROKEN_OFF = (ClientDisconnect, LocalProtocolError)  # by whoever asked, in the middle

Stumbled = Callable[[PipelineError], None]  # hears what a request met that nobody foresaw


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the preview is: its address, that of its main feed, and the port it got."""

    url: str
    feed: str
    port: int


def serve(
    show: Show, output: Path, console: Console, *, host: str, port: int, announce: Callable[[Listening], None]
) -> None:
    """Serve `output` until SIGINT or SIGTERM; call `announce` once one may connect.

    Port 0 takes a free one. Raises PreviewNotPossible.
    """
    with listen(host, port) as listener:
        port = listener.getsockname()[1]
        bound = f"{named_host(host)}:{port}"
        base = Rewriting.of(show).base(bound)
        app: ASGIApp = preview_app(show, output, bound)
        app = logged(app, console.note) if console.verbose else app
        try:
            # The socket listens already: who comes before the server runs waits a moment.
            announce(Listening(f"{base}/", f"{base}/{addresses.feed_path()}", port))
            server_of(app, console.error).run(sockets=[listener])
        except KeyboardInterrupt:  # the way a preview ends
            return


class _Server(uvicorn.Server):
    """uvicorn's own, which tells that it was asked to end before it waits for what is under way."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._ending()
        super().handle_exit(sig, frame)


def server_of(app: ASGIApp, stumbled: Stumbled, ending: Callable[[], None] = lambda: None) -> uvicorn.Server:
    """Give a server for an application, which waits for nobody who is slow and has few guests.

    `stumbled` is told of a fault of ours in answering a request; `ending` is called when a signal asks the
    server to end, to close what would go on for ever.
    """
    for library in _LIBRARIES:
        logging.getLogger(library).addHandler(logging.NullHandler())
    config = uvicorn.Config(
        _telling(app, stumbled),
        http=ImpatientConnection,
        ws="none",
        h11_max_incomplete_event_size=LONGEST_HEADERS,
        limit_concurrency=MOST_CONNECTIONS,
        backlog=MOST_WAITING,
        log_config=None,
        access_log=False,
        lifespan="off",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_LAST_WORDS_SECONDS,
    )
    return _Server(config, ending)


def _telling(app: ASGIApp, stumbled: Stumbled) -> ASGIApp:
    """Tell of whatever an application raises; who asked is answered with 500."""

    async def telling(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await app(scope, receive, send)
        except _BROKEN_OFF:
            raise
        except WHATEVER as error:
            stumbled(as_told(error))
            raise

    return telling


def listen(host: str, port: int) -> socket.socket:
    """Listen on a port of this machine; 0 takes a free one. Raises PreviewNotPossible."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        remedy = "an address of this machine is wanted, such as 127.0.0.1"
        raise PreviewNotPossible(f"cannot listen on {host}: {error.strerror}", remedy=remedy) from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise PreviewNotPossible(f"cannot listen on {host}, port {port}: {error.strerror}") from error
    return listener


def logged(app: ASGIApp, log: Callable[[str], None]) -> ASGIApp:
    """Tell of every request that is answered."""

    async def logged(scope: Scope, receive: Receive, send: Send) -> None:
        async def telling(message: Message) -> None:
            if message["type"] == "http.response.start":
                log(f"{message['status']} {scope['method']} {scope['path']}")
            await send(message)

        await app(scope, receive, telling)

    return logged
