"""How often Python looks for objects that only know each other, and when memory goes back to the system."""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

# By default 700, 10, 10: of the time that a show of any size takes to load and to publish, a tenth goes into
# looking through what is there to stay. What is made here hardly ever knows itself: memory stays the same.
_THRESHOLDS = (200_000, 20, 50)
_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1  # names of glibc's (mallopt(3))
_LARGEST_KEPT = 1 << 25  # bytes of one piece: the most that glibc allows, three minutes of samples
_MOST_KEPT = 1 << 28


def collect_rarely() -> None:
    """Look for such objects rarely in this process, and not once more as it ends.

    Python would go through everything that is left to find what nobody needs, a twelfth of the time that a
    build with one new rendering takes; the system takes the memory back all the same.
    """
    gc.set_threshold(*_THRESHOLDS)
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def keep_memory() -> None:
    """Keep what this process has used for what it does next, instead of giving it back each time.

    An episode's samples are copied a dozen times on their way to a file. Every copy would be taken from the
    system anew, which clears each page first: a fifteenth of the time that a rendering takes. It is for
    processes that do nothing else, since it holds for all that happens in one: whoever calls us may need the
    memory. Elsewhere than with glibc the system's own rules have to do.
    """
    _with_glibc(lambda glibc: glibc.mallopt(_MMAP_THRESHOLD, _LARGEST_KEPT))
    _with_glibc(lambda glibc: glibc.mallopt(_TRIM_THRESHOLD, _MOST_KEPT))


def give_back_memory() -> None:
    """Give memory that is free back to the system, after work that took much of it for a moment.

    Elsewhere than with glibc the system's own rules have to do: it alone keeps what was once large.
    """
    _with_glibc(lambda glibc: glibc.malloc_trim(0))


def _with_glibc(ask: Callable[[Any], object]) -> None:
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    with suppress(OSError, AttributeError):
        ask(ctypes.CDLL(None))
