"""What every open page is told, and the board that it hangs on."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from secrets import token_hex
from typing import Any

_SIGN_OF_LIFE_SECONDS = 20.0  # between lines without meaning, by which a page that has gone is noticed


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the show, as pages show it."""

    what: str
    file: str = ""  # below the show's folder where it lies there
    line: int | None = None
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What a page follows: it loads itself anew where `made` is another, and its sentences for `words`."""

    made: str  # follows what output/ holds
    words: int = 0  # follows what people write
    work: str = ""  # what is being done; empty: all is as it is written
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()  # of the last build

    def to_json(self) -> str:
        """Give it in one line."""
        return json.dumps(asdict(self), ensure_ascii=False)


class Board:
    """The present state, and everybody who waits for another; used from several threads."""

    def __init__(self) -> None:
        self._run = token_hex(4)  # a page of an earlier run is out of date, whatever it shows
        self._builds = 0
        self._lock = threading.RLock()  # a signal may come while it is held
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self._state = State(self._made)
        self._closed = False

    @property
    def state(self) -> State:
        """Give the present state."""
        return self._state

    def change(self, **values: Any) -> None:
        """Hang up a state with other values."""
        with self._lock:
            self._state = replace(self._state, **values)
            self._wake()

    def written(self, **values: Any) -> None:
        """Hang up that people wrote something, with other values."""
        with self._lock:
            self.change(words=self._state.words + 1, **values)

    def made(self, **values: Any) -> None:
        """Hang up that `output/` holds something else, with other values."""
        with self._lock:
            self._builds += 1
            self.change(made=self._made, **values)

    def close(self) -> None:
        """Let all who wait go."""
        with self._lock:
            self._closed = True
            self._wake()

    async def follow(self) -> AsyncIterator[State | None]:
        """Give the present state, then every other one as it comes, with None as a sign of life between."""
        woken = asyncio.Event()
        waits = (asyncio.get_running_loop(), woken)
        with self._lock:
            self._waiting.add(waits)
        try:
            shown: State | None = None
            while not self._closed:
                woken.clear()
                state = self._state
                yield None if state is shown else state
                shown = state
                try:
                    await asyncio.wait_for(woken.wait(), _SIGN_OF_LIFE_SECONDS)
                except TimeoutError:
                    continue
        finally:
            with self._lock:
                self._waiting.discard(waits)

    @property
    def _made(self) -> str:
        return f"{self._run}-{self._builds}"

    def _wake(self) -> None:
        for loop, woken in self._waiting:
            with suppress(RuntimeError):  # the server has ended
                loop.call_soon_threadsafe(woken.set)
