"""The same work on many things, in this process or in several, whatever becomes of one of them."""

from __future__ import annotations

import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pickle import PicklingError
from typing import Any, Generic, TypeVar

from pipeline.errors import PipelineError, told
from pipeline.process.collecting import collect_rarely, keep_memory
from pipeline.process.signals import signal_name
from pipeline.process.streams import leave_stdout

Order = TypeVar("Order")
Result = TypeVar("Result")

_FAREWELL_SECONDS = 5.0  # for a worker that has nothing left to do
_NOTICE_SECONDS = 1.0  # for one that is told to stop at once
_MOST_FAILED_STARTS = 3  # in a row, before an order is given up
_UNSENDABLE = (PicklingError, TypeError, AttributeError, ValueError, RecursionError)


class WorkerDied(PipelineError):
    """A process ended while it had something in hand."""


def usable_cores() -> int:
    """Count the cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def each_done(
    work: Callable[[Order], Result],
    orders: Sequence[Order],
    workers: int,
    going_on: Callable[[], bool] = lambda: True,
) -> Generator[tuple[Order, Callable[[], Result]], None, None]:
    """Give every order as its work is done, with what gives its result or raises what went wrong with it.

    With one worker or one order the work is done here, when the result is asked for. Otherwise processes
    are started afresh, so that `work` and the orders must be picklable; nothing of a result is kept. A
    process that dies costs the order it had in hand, whose result raises WorkerDied; another takes its place.
    Orders that are not begun when `going_on` says no any more do not come back. Close it
    (contextlib.closing) to stop at once: what is in hand is dropped.
    """
    workers = min(workers, len(orders))
    if workers <= 1:
        for order in orders:
            if not going_on():
                return
            yield order, partial(work, order)
        return
    with _crew(work, workers) as crew:
        yield from crew.each_done(orders, going_on)


@dataclass(slots=True)
class _Worker(Generic[Order]):
    """A process, this side's end of the pipe to it, and what it has in hand."""

    process: SpawnProcess
    pipe: Connection
    in_hand: list[Order]


class _Crew(Generic[Order, Result]):
    """Workers that take one order at a time, each over a pipe of its own.

    No lock and no queue is shared: whichever dies, and whenever, the others do not notice.
    """

    def __init__(self, work: Callable[[Order], Result]) -> None:
        self._work = work
        self._workers: list[_Worker[Order]] = []
        self._failed_starts = 0

    def each_done(
        self, orders: Sequence[Order], going_on: Callable[[], bool]
    ) -> Iterator[tuple[Order, Callable[[], Result]]]:
        """Give the orders out, and each back with its result."""
        waiting = deque(orders)
        while (waiting and going_on()) or any(worker.in_hand for worker in self._workers):
            for worker in [each for each in self._workers if not each.in_hand]:
                if waiting and going_on():
                    yield from self._hand_out(worker, waiting)
            busy = {worker.pipe: worker for worker in self._workers if worker.in_hand}
            for pipe in wait(list(busy)) if busy else ():
                yield self._taken_back(busy[pipe])  # type: ignore[index]  # what was given to wait

    def hire(self) -> None:
        """Start another worker."""
        context = get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(there, self._work), daemon=True)
        with deaf_children():
            process.start()
        there.close()
        self._workers.append(_Worker(process, here, []))

    def dismiss(self, *, at_once: bool) -> None:
        """End the workers: when they have read that nothing follows, or by signal."""
        for worker in self._workers:
            worker.pipe.close()
            if at_once:
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join(_NOTICE_SECONDS if at_once else _FAREWELL_SECONDS)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers.clear()

    def _hand_out(
        self, worker: _Worker[Order], waiting: deque[Order]
    ) -> Iterator[tuple[Order, Callable[[], Result]]]:
        """Give a worker the next order; one that cannot be sent comes back at once with its error."""
        order = waiting.popleft()
        try:
            worker.pipe.send(order)
        except OSError:  # it died with nothing in hand
            self._failed_starts += 1
            died = self._buried(worker)
            if self._failed_starts < _MOST_FAILED_STARTS:
                waiting.appendleft(order)
            else:
                yield order, partial(_raise, died)
        except _UNSENDABLE as error:
            yield order, partial(_raise, error)
        else:
            self._failed_starts = 0
            worker.in_hand.append(order)

    def _taken_back(self, worker: _Worker[Order]) -> tuple[Order, Callable[[], Result]]:
        order = worker.in_hand.pop()
        try:
            done, answer = worker.pipe.recv()
        except (EOFError, OSError):
            return order, partial(_raise, self._buried(worker))
        except Exception as error:  # noqa: BLE001 - what a result's own class raises as it is put together again
            return order, partial(_raise, error)
        if not done and getattr(answer, "ends_worker", False):
            self._replace(worker)
        return order, (lambda: answer) if done else partial(_raise, answer)

    def _buried(self, worker: _Worker[Order]) -> WorkerDied:
        self._replace(worker)
        code = worker.process.exitcode
        how = f"with exit code {code}" if code is None or code >= 0 else f"by {signal_name(-code)}"
        remedy = "look whether memory ran out; fewer at a time need less: --jobs 1"
        return WorkerDied(f"the process that worked on it ended {how}", remedy=remedy)

    def _replace(self, worker: _Worker[Order]) -> None:
        worker.pipe.close()
        worker.process.join(_NOTICE_SECONDS)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()
        self._workers.remove(worker)
        self.hire()


@contextmanager
def _crew(work: Callable[[Order], Result], workers: int) -> Iterator[_Crew[Order, Result]]:
    crew: _Crew[Order, Result] = _Crew(work)
    try:
        for _ in range(workers):
            crew.hire()
        yield crew
    except BaseException:
        crew.dismiss(at_once=True)
        raise
    crew.dismiss(at_once=False)


def _raise(error: BaseException) -> Any:
    raise error


@contextmanager
def deaf_children() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach: a terminal sends it to them too, and this one ends them.

    They inherit the mask, so that there is no moment in which they would hear it.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # it would take the mask away when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, work: Callable[[Order], Result]) -> None:
    """Work on what comes through the pipe until nothing follows, or nobody is there any more."""
    collect_rarely()
    leave_stdout()
    keep_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            _answer(pipe, attempt(work, pipe.recv()))


def attempt(work: Callable[[Order], Result], order: Order) -> tuple[bool, Any]:
    """Give the result, or what was raised: an engine's SystemExit is an error like any other."""
    try:
        return True, work(order)
    except BaseException as error:  # noqa: BLE001 - told where the result is asked for
        if not isinstance(error, PipelineError):
            error.add_note(f"in the worker:\n{traceback.format_exc()}")
        return False, error if isinstance(error, Exception) else RuntimeError(told(error))


def _answer(pipe: Connection, answer: tuple[bool, Any]) -> None:
    """Send what came of an order: whether it was done, and the result or what was raised."""
    try:
        pipe.send(answer)
    except _UNSENDABLE as error:
        done, result = answer
        what = f"its result cannot be sent: {error}" if done else told(result)
        pipe.send((False, RuntimeError(what)))


def end_with_parent() -> None:
    """End this process when the one that started it is gone, whatever it has in hand."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
