"""Work that is begun ahead of its time, on threads that never keep a process from ending."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Ahead(Generic[Result]):
    """So many threads at most. Python waits at its end for those of its own pools, whatever they wait for."""

    def __init__(self, threads: int) -> None:
        self._most = threads
        self._threads = 0
        self._tasks: SimpleQueue[tuple[Future[Result], Callable[[], Result]] | None] = SimpleQueue()

    def submit(self, work: Callable[[], Result]) -> Future[Result]:
        """Begin some work as soon as a thread is free."""
        future: Future[Result] = Future()
        self._tasks.put((future, work))
        if self._threads < self._most:
            self._threads += 1
            threading.Thread(target=self._run, name="speech-server", daemon=True).start()
        return future

    def close(self) -> None:
        """Let the threads end once they have done what is in hand."""
        for _ in range(self._threads):
            self._tasks.put(None)
        self._threads = 0

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            future, work = task
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001 - raised where the result is asked for
                future.set_exception(error)
