"""Signs: what the file system says of a file, by which a change is known without reading it.

A sign is size, times of change and the file's own number. It is trusted only when the file had been at rest
for a while when the sign was taken: by a clock that ticks coarsely, a change right after leaves no trace.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pipeline
from pipeline.process.files import digest

_REST_NS = 50_000_000  # clocks of file systems in use tick at least every 10 ms
_COARSE_REST_NS = 2_500_000_000  # but for those that know only whole seconds, or two
_COARSE_NS = 1_000_000_000
_BYTECODE = "__pycache__"
_INSTALLED = ("site-packages", "dist-packages")


def sign(facts: os.stat_result) -> str:
    """Give the sign that these facts of a file make."""
    return f"{facts.st_size} {facts.st_mtime_ns} {facts.st_ctime_ns} {facts.st_ino}"


def sign_of(path: str | Path) -> str:
    """Give the sign of a file; «» where there is none."""
    try:
        return sign(Path(path).stat())
    except OSError:
        return ""


def signs_below(folder: str | Path) -> Iterator[tuple[str, os.stat_result]]:
    """Go through all files below a folder, by path, with what the system says of them.

    Of a link to a folder nothing is said twice alike: what lies behind it is not looked at.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name == _BYTECODE:
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from signs_below(entry.path)
            elif entry.is_dir():  # behind a link
                yield entry.path, _facts_of_none(time.time_ns())
            else:
                yield entry.path, entry.stat()
        except OSError:
            yield entry.path, _facts_of_none(0)


def _facts_of_none(changed_ns: int) -> os.stat_result:
    """Give the facts of what is no file, such as a link that leads nowhere; editors leave those as locks."""
    return os.stat_result((0,) * 10, {"st_mtime_ns": changed_ns, "st_ctime_ns": changed_ns})


def sign_below(*folders: str | Path) -> str:
    """Give one sign for all files below some folders."""
    return sign_together(found for folder in folders for found in signs_below(folder))


def sign_together(found: Iterable[tuple[str, os.stat_result]]) -> str:
    """Give one sign for files that were looked at, by path."""
    return digest(*(f"{path} {sign(facts)}" for path, facts in found))


def changed_ns(facts: os.stat_result) -> int:
    """Give when a file or what is known of it changed last, in nanoseconds since 1970."""
    return max(facts.st_mtime_ns, facts.st_ctime_ns)


def at_rest(newest_ns: int, now_ns: int | None = None) -> bool:
    """Tell whether what changed last at that time would by now, or by then, show any further change."""
    rest = _COARSE_REST_NS if newest_ns % _COARSE_NS == 0 else _REST_NS
    return (time.time_ns() if now_ns is None else now_ns) - newest_ns > rest


@cache
def program_sign() -> str:
    """Give one sign for this program and what it runs on: a change makes us look, and makes nothing stale."""
    places = sorted({place for place in sys.path if place.endswith(_INSTALLED)})
    installed = (f"{place} {sign_of(place)}" for place in places)  # installing anything changes the folder
    return digest(sys.version, *installed, sign_below(Path(pipeline.__file__).parent))
