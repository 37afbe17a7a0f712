"""The speech cache: a spoken sentence is kept under what was said and how, not where it stood.

It has a folder of the show's own, and may have a level behind it that several machines share: what that level
has is brought here, and what is spoken here is brought there. Every entry carries a digest, which is verified
when it is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from io import BufferedWriter
from pathlib import Path
from secrets import token_hex

from pipeline.speech.cache_entry import MOST_BYTES, SUFFIX, opened, sealed
from pipeline.speech.shared_cache import SharedCache


@dataclass(slots=True)
class CacheUse:
    """What the cache was good for: sentences by where they came from, and what was wrong."""

    kept: int = 0  # in the show's own folder
    shared: int = 0  # in the level that machines share
    spoken: int = 0  # in neither
    damaged: int = 0  # entries of the folder that were not what had been kept, and are spoken again
    trouble: str = ""  # why the shared level could not be used, if so

    def add(self, other: CacheUse) -> None:
        """Count another's use too."""
        self.kept += other.kept
        self.shared += other.shared
        self.spoken += other.spoken
        self.damaged += other.damaged
        self.trouble = self.trouble or other.trouble


@dataclass(frozen=True, slots=True)
class CacheFacts:
    """How large a cache is."""

    entries: int
    bytes: int
    oldest: float  # when its least recently used entry was used, in seconds since 1970; 0 where it is empty


@dataclass(frozen=True, slots=True)
class EntryCache:
    """A folder of entries by the key of what each was made of; several processes may use it at once.

    They are spoken sentences and, in folders beside, what was heard of them and episodes' covers.
    """

    folder: Path
    shared: SharedCache | None = None
    use: CacheUse = field(default_factory=CacheUse, compare=False)

    def get(self, key: str) -> bytes | None:
        """Find a sentence's bytes, verified; marks them as used, so that the oldest can be dropped first.

        What is damaged is deleted if it can be, and counts as not there.
        """
        payload = self._kept(key)
        if payload is not None:
            self.use.kept += 1
            return payload
        payload = self.shared.get(key) if self.shared else None
        if payload is not None:
            self.use.shared += 1
            self._write(key, sealed(key, payload))
        return payload

    def put(self, key: str, payload: bytes) -> None:
        """Keep a sentence. A cache that cannot be written to is no reason to fail: the speech is at hand."""
        entry = sealed(key, payload)
        self.use.spoken += 1
        self._write(key, entry)
        if self.shared:
            self.shared.put(key, entry)

    def expect(self, keys: Sequence[str]) -> None:
        """Fetch from the shared level, several at a time, what may be asked for soon and is not here."""
        if self.shared:
            self.shared.fetch([key for key in keys if not self._path(key).is_file()])

    def finish(self) -> CacheUse:
        """Wait until the shared level has what was spoken; give what the cache was good for."""
        if self.shared:
            self.shared.finish()
            self.use.trouble = self.shared.trouble
        return self.use

    def prune(self, limit_bytes: int) -> int:
        """Drop the sentences used longest ago until the folder is within the limit; give how many went."""
        entries = [(stat.st_mtime, stat.st_size, path) for path, stat in self._entries()]
        excess = sum(size for _, size, _ in entries) - limit_bytes
        if excess <= 0:
            return 0
        dropped = 0
        for _, size, path in sorted(entries, key=lambda entry: entry[:2]):
            if excess <= 0:
                break
            if not _dropped(Path(path)):
                continue
            excess -= size
            dropped += 1
        return dropped

    def verify(self) -> tuple[int, int]:
        """Read all entries and delete those that are damaged; give how many are good, and how many went.

        What another version of Ninety has kept, and this one never asks for, goes too and is not counted.
        """
        good = damaged = 0
        for path in (Path(each) for each, _ in self._entries()):
            if path.suffix != SUFFIX:
                _dropped(path)
            elif self._opened(path) is not None:
                good += 1
            else:
                damaged += 1
        return good, damaged

    def facts(self) -> CacheFacts:
        """Count what is there."""
        stats = [stat for _, stat in self._entries()]
        oldest = min((stat.st_mtime for stat in stats), default=0.0)
        return CacheFacts(len(stats), sum(stat.st_size for stat in stats), oldest)

    def _kept(self, key: str) -> bytes | None:
        path = self._path(key)
        payload = self._opened(path)
        if payload is not None:
            with suppress(OSError):  # somebody else's: it can be read all the same
                os.utime(path)
        return payload

    def _opened(self, path: Path) -> bytes | None:
        """Give an entry's bytes; None where there is none, or where it was damaged and is deleted now."""
        try:
            with path.open("rb") as file:
                entry = file.read(MOST_BYTES)
        except OSError:
            return None
        payload = opened(path.stem, entry)
        if payload is None:
            self.use.damaged += 1
            _dropped(path)
        return payload

    def _write(self, key: str, entry: bytes) -> None:
        path = str(self._path(key))
        part = f"{os.path.dirname(path)}/.{key[:16]}.{token_hex(4)}.part"  # noqa: PTH120 - twenty an episode
        try:
            with self._new(part) as file:
                file.write(entry)
            os.replace(part, path)  # noqa: PTH105
        except OSError:
            _dropped(Path(part))

    def _new(self, part: str) -> BufferedWriter:
        try:
            return open(part, "xb")  # noqa: PTH123
        except FileNotFoundError:  # the first entry of its folder
            Path(part).parent.mkdir(parents=True, exist_ok=True)
            return open(part, "xb")  # noqa: PTH123

    def _entries(self) -> Iterator[tuple[str, os.stat_result]]:
        """Go through all entries, thousands after each build, by their paths as texts."""
        for folder in _within(self.folder):
            for entry in _within(folder.path) if len(folder.name) == 2 else ():
                with suppress(OSError):
                    yield entry.path, entry.stat()

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}{SUFFIX}"


def _within(folder: str | Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _dropped(path: Path) -> bool:
    """Delete a file; say whether it is gone. One of a folder that may only be read stays."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
