"""A Dask cluster, seen from here: who is there, what is given to whom, what has come of it.

The only module that knows the library. Certificates and the like are Dask's own settings (its environment
variables and configuration files), which its client reads by itself.
"""

from __future__ import annotations

import asyncio
import logging
import operator
import pickle
import warnings
from collections.abc import Collection
from concurrent.futures import CancelledError
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any
from uuid import uuid4

from pipeline.errors import ClusterNotAvailable, InvalidScheduler
from pipeline.process.strangers_words import one_short_line

CONNECT_SECONDS = 10  # to reach the scheduler, at first or again
_ANSWER_SECONDS = 3.0  # for a question to the scheduler
_CLOSE_SECONDS = 1.0
_TICK_SECONDS = 0.5
_LOGGERS = ("distributed", "tornado", "asyncio")


class DaskCluster:
    """The cluster whose scheduler is at an address such as tcp://10.0.0.5:8786 or tls://…."""

    def __init__(self, address: str) -> None:
        """Connect. Raises ClusterNotAvailable and InvalidScheduler."""
        self._client = _connected(address)
        self._futures: dict[str, Any] = {}  # by ticket
        self._done: SimpleQueue[str] = SimpleQueue()

    @property
    def is_lost(self) -> bool:
        """Tell whether the scheduler is gone for good."""
        return self._client.status not in {"running", "connecting"}

    @property
    def is_connected(self) -> bool:
        """Tell whether the scheduler can be spoken to now."""
        return bool(self._client.status == "running")

    def addresses(self) -> Collection[str] | None:
        """Give the workers that are there; None when that cannot be learned now."""
        with suppress(OSError, AttributeError, CancelledError, asyncio.CancelledError):
            if self.is_connected:
                return dict(
                    self._client.sync(self._client.scheduler.ncores, callback_timeout=_ANSWER_SECONDS)
                )
        return None

    def give(self, address: str, payload: bytes) -> str | None:
        """Have a worker call what is pickled; give the ticket under which it will be heard of.

        None when the connection has just gone.
        """
        from toolz import compose

        # The scheduler reads what it passes on: only what it surely has is named, so that it needs no Ninety.
        call = compose(operator.call, pickle.loads)
        ticket = f"ninety-{uuid4().hex}"
        try:
            future = self._client.submit(
                call, payload, key=ticket, workers=[address], allow_other_workers=False, pure=False
            )
        except Exception:
            if self.is_connected:
                raise
            return None
        self._futures[ticket] = future
        future.add_done_callback(lambda _: self._done.put(ticket))
        return ticket

    def next_done(self, seconds: float) -> str | None:
        """Wait for anything given out to be done, failed or cancelled; give its ticket."""
        with suppress(Empty):
            ticket = self._done.get(timeout=seconds)
            return ticket if ticket in self._futures else None
        return None

    def fetch(self, ticket: str, address: str) -> bytes | Exception | None:
        """Bring a result here, once; what the worker could not even begin is an error.

        None when it was lost: with its worker, or with the connection.
        """
        from distributed import KilledWorker

        future = self._futures.pop(ticket)
        if future.status == "cancelled":
            return None
        gathering = asyncio.run_coroutine_threadsafe(
            self._client.gather(future, direct=False, asynchronous=True), self._client.loop.asyncio_loop
        )
        try:
            while not gathering.done():
                with suppress(TimeoutError):
                    gathering.exception(timeout=_TICK_SECONDS)
                if not gathering.done() and not self._is_there(address):
                    gathering.cancel()
                    return None
            return bytes(gathering.result())
        except (CancelledError, asyncio.CancelledError, KilledWorker, OSError):
            return None
        except Exception as error:  # noqa: BLE001 - whatever a stranger's worker raises
            return error

    def drop(self, ticket: str) -> None:
        """Forget what was given out; a worker that has not begun it leaves it."""
        future = self._futures.pop(ticket, None)
        if future is not None:
            future.release()

    def close(self) -> None:
        """Leave: what no worker has begun is not done."""
        self._futures.clear()
        with suppress(TimeoutError, OSError):
            self._client.close(timeout=_CLOSE_SECONDS)

    def _is_there(self, address: str) -> bool:
        there = self.addresses()
        return address in there if there is not None else not self.is_lost and self.is_connected


def _nothing(_client: Any) -> None:
    """Leave one that was never connected to itself: Dask would wait for it, and then print what it raised."""


def _connected(address: str) -> Any:
    try:
        from distributed import Client
        from distributed.versions import VersionMismatchWarning
    except ImportError as error:
        raise ClusterNotAvailable(
            f"what speaks to a cluster is not installed: {error}",
            remedy="pip install 'ninety-podcast[cluster]'",
        ) from error
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in _LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what matters of it is told as errors
    warnings.filterwarnings("ignore", category=VersionMismatchWarning)  # versions are compared by ourselves
    try:
        client: Any = type("QuietClient", (Client,), {"__del__": _nothing})
        return client(address, timeout=CONNECT_SECONDS, set_as_default=False, name="ninety")
    except (OSError, TimeoutError) as error:
        raise ClusterNotAvailable(
            f"no scheduler answers at {address}: {error}",
            remedy="see that `dask scheduler` runs there and that this machine may reach it",
        ) from error
    except (ValueError, TypeError, RuntimeError, ImportError) as error:
        raise InvalidScheduler(f"{address} cannot be connected to: {one_short_line(error)}") from error
    except Exception as error:
        raise ClusterNotAvailable(
            f"no scheduler answers at {address}, but something else does: {one_short_line(error)}",
            remedy="see that it is the address that `dask scheduler` tells, and not that of its pages",
        ) from error
