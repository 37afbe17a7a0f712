"""Work that may never end is done in a thread beside this one, which is left behind when its time is over.

The thread stays the same from call to call, since libraries keep something for each thread; what it is stuck
in goes on until its process ends, so that such a process should be given nothing further.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from pipeline.errors import told
from pipeline.process.ending import AT_WORK

Result = TypeVar("Result")


class OutOfTime(Exception):
    """The work was not done in the time that it had."""


@dataclass(eq=False, slots=True)
class _Task(Generic[Result]):
    work: Callable[[], Result]
    done: threading.Event = field(default_factory=threading.Event)
    result: Any = None
    error: BaseException | None = None


class Helper:
    """A thread that does one thing at a time for another."""

    def __init__(self) -> None:
        self._tasks: SimpleQueue[_Task[Any]] | None = None
        self._process = 0

    def within(self, seconds: float, work: Callable[[], Result]) -> Result:
        """Give the result of `work`, or raise what it raises; OutOfTime when it takes longer."""
        if self._tasks is None or self._process != os.getpid():  # threads do not survive a fork
            self._tasks, self._process = SimpleQueue(), os.getpid()
            threading.Thread(target=_serve, args=(self._tasks,), name="speaking", daemon=True).start()
        task = _Task(work)
        AT_WORK.add(task)
        self._tasks.put(task)
        if not task.done.wait(seconds):
            self._tasks = None
            raise OutOfTime
        if task.error is not None:
            raise task.error
        result: Result = task.result
        return result


def _serve(tasks: SimpleQueue[_Task[Any]]) -> None:
    while True:
        task = tasks.get()
        try:
            task.result = task.work()
        except BaseException as error:  # noqa: BLE001 - raised where the result is waited for
            # Ctrl-C reaches the main thread alone: whatever is no Exception here is the work's own.
            task.error = error if isinstance(error, Exception) else RuntimeError(told(error))
        AT_WORK.discard(task)
        task.done.set()
        del task  # nothing of it is kept while there is nothing to do
