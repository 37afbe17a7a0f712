"""The same work on many things, in this process or in several."""

from __future__ import annotations

import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

Order = TypeVar("Order")
Result = TypeVar("Result")


def each_done(
    work: Callable[[Order], Result], orders: Sequence[Order], workers: int
) -> Generator[tuple[Order, Callable[[], Result]], None, None]:
    """Give every order as its work is done, with what gives its result or raises what went wrong with it.

    With one worker or one order the work is done here, when the result is asked for. Otherwise processes
    are started afresh, so that `work` and the orders must be picklable; nothing of a result is kept. Close it
    (contextlib.closing) to drop what has not begun.
    """
    workers = min(workers, len(orders))
    if workers <= 1:
        for order in orders:
            yield order, partial(work, order)
        return
    with _pool(workers) as pool:
        with _deaf_children():  # the first order starts all the workers
            futures: dict[Future[Result], Order] = {pool.submit(work, order): order for order in orders}
        for future in as_completed(futures):
            yield futures.pop(future), future.result


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Start worker processes; on the way out through an error or Ctrl-C, drop what has not begun."""
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=True, cancel_futures=True)
        raise
    pool.shutdown()


@contextmanager
def _deaf_children() -> Iterator[None]:
    """Leave Ctrl-C and SIGTERM to this process: a worker finishes the order in hand, or is asked for none.

    A worker that dies while it reads its orders can leave the pool waiting for good. Processes inherit the
    mask at their start, so that there is no moment in which they are not deaf.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
