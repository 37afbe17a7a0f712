"""Signs: what the file system says of a file, by which a change is known without reading it.

A sign is size, times of change and the file's own number. It is trusted only when the file had been at rest
for a while when the sign was taken: on a clock that ticks coarsely, a change right after would leave no trace.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pipeline
from pipeline.files import digest

_REST_NS = 50_000_000  # clocks of file systems in use tick at least every 10 ms
_COARSE_REST_NS = 2_500_000_000  # but for those that know only whole seconds, or two
_COARSE_NS = 1_000_000_000
_BYTECODE = "__pycache__"


def sign_of(path: str | Path) -> str:
    """Give the sign of a file; «» where there is none."""
    try:
        return _sign(os.stat(path))
    except OSError:
        return ""


def signs_below(folder: str | Path) -> Iterator[tuple[str, os.stat_result]]:
    """Go through all files below a folder, by path, with what the system says of them; links are followed."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name == _BYTECODE:
            continue
        try:
            if entry.is_dir():
                yield from signs_below(entry.path)
            else:
                yield entry.path, entry.stat()
        except OSError:
            yield entry.path, _NOTHING


def sign_below(*folders: str | Path) -> str:
    """Give one sign for all files below some folders."""
    return digest(*(f"{path} {_sign(facts)}" for folder in folders for path, facts in signs_below(folder)))


def at_rest(newest_ns: int) -> bool:
    """Tell whether what changed last at that time would by now show any further change."""
    rest = _COARSE_REST_NS if newest_ns % _COARSE_NS == 0 else _REST_NS
    return time.time_ns() - newest_ns > rest


@cache
def program_sign() -> str:
    """Give one sign for this program and what it runs on: a change makes us look, and makes nothing stale."""
    places = [sign_of(place) for place in sys.path if place]
    return digest(sys.version, sys.prefix, *places, sign_below(Path(pipeline.__file__).parent))


def _sign(facts: os.stat_result) -> str:
    return f"{facts.st_size} {facts.st_mtime_ns} {facts.st_ctime_ns} {facts.st_ino}"


_NOTHING = os.stat_result((0,) * 10)
