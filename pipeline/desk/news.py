"""What files held when they were last looked at: a save that changes nothing is no news."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

_LARGE = 5_000_000  # bytes: a recording, which nobody saves again and again


class News:
    """A digest of each file by its path; used from several threads."""

    def __init__(self) -> None:
        self._known: dict[Path, str] = {}
        self._lock = threading.Lock()

    def note(self, paths: Iterable[Path]) -> None:
        """Remember what files hold."""
        self.news(paths)

    def news(self, paths: Iterable[Path]) -> list[Path]:
        """Give the files that hold something else than when they were last looked at, or are gone since.

        With a folder goes all that was in it, of which nothing is told where it was moved away.
        """
        with self._lock:
            changed = []
            told = set(paths)
            told |= {path for path in self._known if not told.isdisjoint(path.parents)}
            for path in sorted(told):
                sign = _sign(path)
                if sign != self._known.get(path, ""):
                    changed.append(path)
                self._known[path] = sign
            return changed


def _sign(path: Path) -> str:
    """Give a digest, of a large file by its date; «» for what is no file, or cannot be read."""
    try:
        facts = path.stat()
        if facts.st_size > _LARGE:
            return f"{facts.st_size} {facts.st_mtime_ns}"
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
