"""How the process ends: at once while a thread of it is inside a library, else as Python ends it.

Python's own end takes away under such a thread what the library still uses: the speech network crashes then,
and the program with it, after its last words.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

AT_WORK: set[object] = set()  # what threads do that nobody may wait for any longer


def end(code: int) -> int:
    """Give the code to exit with, or exit with it when a thread is at work."""
    if AT_WORK:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):  # a closed pipe: what could be said was said
                stream.flush()
        os._exit(code)
    return code
