"""One writer to a show at a time: who comes second is told who is there, or waits.

The lock is the operating system's: it ends with the process that has it, however that ends.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import UNREADABLE, ExitCode, OutputFailed, PipelineError
from pipeline.layout.folders import CACHE, EPISODES, OUTPUT, SCRIPTS
from pipeline.process.files import remove_leftovers, remove_workshops

_WORKED_IN = (OUTPUT, SCRIPTS, EPISODES, CACHE)
_LOOK_AGAIN_SECONDS = 0.2


class ShowBusy(PipelineError):
    """Another run writes to the show."""

    exit_code = ExitCode.OUTPUT
    remedy = "wait until it is done, or say --wait"


class NotLocked(OutputFailed):
    """The show's folder cannot be written to, not even to keep others out."""


@contextmanager
def only_writer(root: Path, what: str, *, wait: bool = False, part: str = "") -> Iterator[None]:
    """Keep other runs from writing to the show at `root` while `what` («ninety build») does.

    A `part` of the work (a shard) only keeps out the same part: parts may share a folder. What a killed run
    left half written is cleared away first, where nobody else can be at work. Raises ShowBusy, and
    NotLocked where the lock cannot be written.
    """
    from filelock import FileLock, Timeout

    if not (root / EPISODES).is_dir():  # no show to keep anybody out of
        yield
        return
    name = "lock" + (f"-{part.replace('/', '-of-')}" if part else "")
    folder, holder = root / CACHE, root / CACHE / f"{name}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / name)
        try:
            lock.acquire(timeout=-1 if wait else 0, poll_interval=_LOOK_AGAIN_SECONDS)
        except Timeout:
            raise ShowBusy(_who(holder), file=root) from None
    except OSError as error:
        raise NotLocked(f"cannot be written: {error.strerror}", file=folder) from error
    try:
        with suppress(OSError):
            holder.write_text(json.dumps({"pid": os.getpid(), "what": what, "since": time.time()}))
        if not part:
            for each in _WORKED_IN:
                remove_leftovers(root / each, at_once=True)
        remove_workshops()
        yield
    finally:
        with suppress(OSError):
            holder.unlink()
        lock.release()


def _who(holder: Path) -> str:
    """Say who has the lock, as far as that was written down."""
    try:
        facts = json.loads(holder.read_text())
        since = time.strftime("%H:%M:%S", time.localtime(facts["since"]))
        return f"`{facts['what']}` works on this show, as process {facts['pid']} since {since}"
    except UNREADABLE:
        return "another run works on this show"
