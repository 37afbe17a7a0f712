"""The desk on a port of this machine, until Ctrl-C."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from pipeline.desk.app import desk_app
from pipeline.desk.desk import FOLDERS, Desk
from pipeline.desk.watching import follow
from pipeline.layout import addresses
from pipeline.process.console import Console
from pipeline.publishing.preview.gate import HOST, Gate
from pipeline.publishing.preview.rewriting import Rewriting
from pipeline.publishing.preview.server import Listening, listen, server_of


def serve_desk(root: Path, port: int, console: Console, announce: Callable[[Listening], None]) -> None:
    """Serve the desk of the show in `root` until SIGINT or SIGTERM; call `announce` once one may connect.

    Port 0 takes a free one. The address announced holds the token where servers never see it, behind a «#».
    Raises PreviewNotPossible.
    """
    with listen(HOST, port) as listener:
        port = listener.getsockname()[1]
        gate, desk, stop = Gate(f"{HOST}:{port}"), Desk(root, console), threading.Event()
        app = desk_app(desk, gate, console.note if console.verbose else None)
        server = server_of(app, console.error, desk.board.close)
        threads = [follow(desk.root / folder, stop, desk.saved) for folder in FOLDERS]
        try:
            desk.open()
            base = Rewriting.of(desk.show).base(gate.bound) if desk.show else gate.origin
            announce(Listening(f"{base}/#desk={gate.token}", f"{base}/{addresses.feed_path()}", port))
            server.run(sockets=[listener])
        except KeyboardInterrupt:  # the way a desk ends
            return
        finally:
            stop.set()
            desk.close()
            for thread in threads:
                thread.join()
