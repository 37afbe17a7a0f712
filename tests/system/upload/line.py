"""A line between the command and a server, which can be cut, held up or taken down at any moment."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_PIECE = 16 * 1024  # bytes that are carried at once


class Line:
    """Carries bytes to a port of this machine and back, as long as it is let.

    `allowed` gives, for each connection, how many bytes may go to the server before it is cut; None: all.
    """

    def __init__(self, to: int, allowed: Callable[[], int | None]) -> None:
        self._to, self._allowed = to, allowed
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.connections = 0
        self.cuts = 0
        self.held = threading.Event()  # set: nothing is carried any more, and nothing is cut
        self.down = threading.Event()  # set: whoever calls is cut off at once
        self._open: set[socket.socket] = set()

    def run(self) -> None:
        """Take callers until the line is closed."""
        with suppress(OSError):
            while True:
                caller, _ = self._listener.accept()
                self.connections += 1
                if self.down.is_set():
                    caller.close()
                    continue
                threading.Thread(target=self._carry, args=(caller,), daemon=True).start()

    def close(self) -> None:
        """End it, and all connections."""
        self._listener.close()
        self.cut()

    def cut(self) -> None:
        """Cut what is open."""
        for end in [*self._open]:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _carry(self, caller: socket.socket) -> None:
        try:
            server = socket.create_connection(("127.0.0.1", self._to))
        except OSError:
            caller.close()
            return
        self._open |= {caller, server}
        back = threading.Thread(target=self._copy, args=(server, caller, None), daemon=True)
        back.start()
        self._copy(caller, server, self._allowed())
        back.join()
        self._open -= {caller, server}
        caller.close()
        server.close()

    def _copy(self, source: socket.socket, target: socket.socket, allowed: int | None) -> None:
        left = allowed
        with suppress(OSError):
            while piece := source.recv(_PIECE if left is None else min(_PIECE, left)):
                while self.held.wait(0.05) and source.fileno() >= 0:
                    pass
                target.sendall(piece)
                if left is not None:
                    left -= len(piece)
                    if left == 0:
                        self.cuts += 1
                        break
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def line_to(port: int, allowed: Callable[[], int | None] = lambda: None) -> Iterator[Line]:
    """Run a line to a port until what needs it is done."""
    line = Line(port, allowed)
    threading.Thread(target=line.run, daemon=True).start()
    try:
        yield line
    finally:
        line.held.clear()
        line.close()
