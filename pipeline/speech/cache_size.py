"""How large a cache is: of its folders only those are looked through that have changed since the last time.

A cache has thousands of entries in 256 folders, and a build with one new rendering changes a few of these.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from pathlib import Path

from pipeline.errors import OutputFailed
from pipeline.process.files import write_whole

_KNOWN = "sizes.json"  # in the cache's own folder
_DIGITS = 2  # of a key, by which its folder is called
_REST_NS = 3_000_000_000  # a folder that changed later may change again within the same tick of the clock


def cache_bytes(folder: Path) -> int:
    """Give the bytes of all entries, which lie in folders below this one, and keep what was counted."""
    known, now, sizes = _known(folder), time.time_ns(), {}
    for entry in _within(folder):
        if len(entry.name) != _DIGITS or not entry.is_dir():
            continue
        with suppress(OSError):  # it is gone by now
            changed = entry.stat().st_mtime_ns
            before = known.get(entry.name)
            counted = before[1] if before and before[0] == changed else _bytes_within(entry.path)
            at_rest = now - changed > _REST_NS
            sizes[entry.name] = (changed if at_rest else 0, counted)
    if sizes != known:
        with suppress(OutputFailed):  # a cache that cannot be written to is no reason to fail
            write_whole(folder / _KNOWN, json.dumps(sizes))
    return sum(counted for _, counted in sizes.values())


def _known(folder: Path) -> dict[str, tuple[int, int]]:
    """Give when each folder had changed and what lay in it; what is damaged counts as not there."""
    try:
        known = json.loads((folder / _KNOWN).read_bytes())
        return {str(name): (int(changed), int(counted)) for name, (changed, counted) in known.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _bytes_within(folder: str) -> int:
    total = 0
    for entry in _within(folder):
        with suppress(OSError):
            total += entry.stat().st_size
    return total


def _within(folder: str | Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []
