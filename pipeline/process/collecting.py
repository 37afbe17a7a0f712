"""How often Python looks for objects that only know each other, and when memory goes back to the system."""

from __future__ import annotations

import atexit
import gc
import sys
from contextlib import suppress

# By default 700, 10, 10: of the time that a show of any size takes to load and to publish, a tenth goes into
# looking through what is there to stay. What is made here hardly ever knows itself: memory stays the same.
_THRESHOLDS = (200_000, 20, 50)


def collect_rarely() -> None:
    """Look for such objects rarely in this process, and not once more as it ends.

    Python would go through everything that is left to find what nobody needs, a twelfth of the time that a
    build with one new rendering takes; the system takes the memory back all the same.
    """
    gc.set_threshold(*_THRESHOLDS)
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def give_back_memory() -> None:
    """Give memory that is free back to the system, after work that took much of it for a moment.

    Elsewhere than with glibc the system's own rules have to do: it alone keeps what was once large.
    """
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
