"""The preview's server: one port, listened on until Ctrl-C."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.catalogue.show import Show
from pipeline.errors import PreviewNotPossible
from pipeline.layout import addresses
from pipeline.publishing.preview.app import preview_app
from pipeline.publishing.preview.connection import LONGEST_HEADERS, MOST_CONNECTIONS, ImpatientConnection
from pipeline.publishing.preview.rewriting import Rewriting, named_host

_LAST_WORDS_SECONDS = 2  # for downloads under way when the server is told to end


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the preview is: its address, that of its main feed, and the port it got."""

    url: str
    feed: str
    port: int


def serve(
    show: Show,
    output: Path,
    *,
    host: str,
    port: int,
    announce: Callable[[Listening], None],
    log: Callable[[str], None] | None = None,
) -> None:
    """Serve `output` until SIGINT or SIGTERM; call `announce` once one may connect.

    Port 0 takes a free one. `log` is told of every request. Raises PreviewNotPossible.
    """
    with listen(host, port) as listener:
        port = listener.getsockname()[1]
        bound = f"{named_host(host)}:{port}"
        base = Rewriting.of(show).base(bound)
        app: ASGIApp = preview_app(show, output, bound)
        try:
            # The socket listens already: who comes before the server runs waits a moment.
            announce(Listening(f"{base}/", f"{base}/{addresses.feed_path()}", port))
            server_of(logged(app, log) if log else app).run(sockets=[listener])
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


def server_of(app: ASGIApp, ending: Callable[[], None] = lambda: None) -> uvicorn.Server:
    """Give a server for an application, which waits for nobody who is slow and has few guests.

    `ending` is called when a signal asks it to end, to close what would go on for ever.
    """
    config = uvicorn.Config(
        app,
        http=ImpatientConnection,
        h11_max_incomplete_event_size=LONGEST_HEADERS,
        limit_concurrency=MOST_CONNECTIONS,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=_LAST_WORDS_SECONDS,
    )
    return _Server(config, ending)


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
