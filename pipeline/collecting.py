"""How often Python looks for objects that only know each other."""

from __future__ import annotations

import gc

# By default 700, 10, 10: of the time that a show of any size takes to load and to publish, a tenth goes into
# looking through what is there to stay. What is made here hardly ever knows itself: memory stays the same.
_THRESHOLDS = (100_000, 20, 50)


def collect_rarely() -> None:
    """Look for such objects rarely, in this process."""
    gc.set_threshold(*_THRESHOLDS)
