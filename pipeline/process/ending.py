"""How the process ends: at once while a thread of it is inside a library, else when all is done that is due.

Python's own end takes away under such a thread what the library still uses: the speech network crashes then,
and the program with it, after its last words. It also takes apart, one by one, objects whose memory the
system takes back all the same: a fiftieth of the time that a build with one new rendering takes.
"""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import suppress

AT_WORK: set[object] = set()  # what threads do that nobody may wait for any longer
_codes: list[int] = []  # the one that the program ends with, once it is known


def end_when_done() -> None:
    """Have this process end as soon as all is done that is asked for from now on to be done at its end.

    It is for a program, as it begins: what others have asked for before it would be left undone.
    """
    atexit.register(_leave)


def end(code: int) -> int:
    """Give the code to exit with, or exit with it when a thread is at work."""
    if AT_WORK:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):  # a closed pipe: what could be said was said
                stream.flush()
        os._exit(code)
    _codes[:] = [code]
    return code


def _leave() -> None:
    if not _codes:
        return  # it ends by an error, which Python tells
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return  # Python has a code of its own for a closed pipe
    os._exit(_codes[0])
