"""`ninety build`, done again and again by a process that stays: what it has loaded once, it has for the next.

It is a process of its own so that a sentence is heard while the rest is still being made, and so that the
desk can end at once.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import Any

from pipeline.building.outcome import Settings
from pipeline.desk.reporter import Reporter
from pipeline.desk.state import Fault
from pipeline.errors import WHATEVER, PipelineError, as_told
from pipeline.process.console import Console
from pipeline.process.lock import ShowBusy, only_writer
from pipeline.process.signals import signal_name
from pipeline.process.workers import deaf_children, end_with_parent

COMMAND = "ninety serve --watch"
_FAREWELL_SECONDS = 1.5  # for a build under way, to end its own processes


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to."""

    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    changed: bool = False  # something in output/


Tell = Callable[[str | Built], None]  # a line about the work, or its end


class Builder:
    """The process that builds, seen from the desk; it is started when it is first asked."""

    def __init__(self, root: Path, tell: Tell, console: Console) -> None:
        self._root, self._tell, self._console = root, tell, console
        self._lock = threading.Lock()
        self._pipe: Connection | None = None
        self._process: Any = None
        self._ended = False

    def build(self) -> None:
        """Begin to build; one build at a time may be asked for."""
        with self._lock:
            if self._ended:
                return
            if self._pipe is None:
                self._start()
            if self._pipe is not None:
                with suppress(OSError):  # it died: whoever listens to it tells
                    self._pipe.send("build")

    def end(self) -> None:
        """End the process, whatever it does; what it has written is whole."""
        with self._lock:
            self._ended = True
            process = self._process
        if process is None:
            return
        process.terminate()
        process.join(_FAREWELL_SECONDS)
        if process.is_alive():
            process.kill()
            process.join()

    def _start(self) -> None:
        context = get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(there, self._root, self._console))
        with deaf_children():
            process.start()
        there.close()
        self._pipe, self._process = here, process
        threading.Thread(target=self._listen, args=(here, process), daemon=True, name="builder").start()

    def _listen(self, pipe: Connection, process: Any) -> None:
        with suppress(EOFError, OSError):
            while True:
                self._tell(pipe.recv())
        with self._lock:
            if self._ended:  # whoever ended it waits for it
                return
            self._pipe = self._process = None
        process.join()
        code = process.exitcode
        how = f"was ended by {signal_name(-code)}" if code < 0 else f"ended with exit code {code}"
        what = f"the process that builds {how}"
        self._tell(Built((Fault(what, remedy="save once more, and it is started again"),)))


def _serve(pipe: Connection, root: Path, console: Console) -> None:
    """Build whenever it is asked for, until nobody asks any more."""
    signal.signal(signal.SIGTERM, _terminated)
    threading.Thread(target=end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            pipe.recv()
            pipe.send(_built(root, console, pipe.send))
    os._exit(0)  # no thread of a library is waited for


def _terminated(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise KeyboardInterrupt


def _built(root: Path, console: Console, tell: Tell) -> Built:
    """Build the show once, as its only writer; whoever else writes is waited for."""
    reporter = Reporter(console.as_json, console.verbose, console.quiet, root=root, working=tell)
    try:
        try:
            with only_writer(root, COMMAND):
                return _build(root, reporter)
        except ShowBusy as busy:
            tell(f"Waiting: {busy.what}")
            with only_writer(root, COMMAND, wait=True):
                return _build(root, reporter)
    except WHATEVER as error:
        told = error if isinstance(error, PipelineError) else as_told(error)
        reporter.error(told)
        return Built(tuple(reporter.faults), tuple(reporter.warnings))


def _build(root: Path, reporter: Reporter) -> Built:
    from pipeline.commands.building import build_show

    reporter.working("Building")
    build_show(root, (), Settings(), reporter)
    return Built(tuple(dict.fromkeys(reporter.faults)), tuple(reporter.warnings), _changed(reporter))


def _changed(reporter: Reporter) -> bool:
    for document in reporter.documents:
        published = document.get("published") or {}
        if published.get("written") or published.get("removed") or document["totals"]["rendered"]:
            return True
    return False
