"""Where files are brought to, through fsspec: each file appears there whole, or not at all."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pipeline.layout.public_files import cache_control, content_type
from pipeline.process.remote_files import patience

SECONDS = 60.0  # to wait for a server that does not answer, or takes nothing more

FileSystem = Any  # one of fsspec's, which are not typed
Errors = tuple[type[Exception], ...]


@dataclass(slots=True)
class _Open:
    """What is open, and what was done, in one run; shared by its threads."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    mine: threading.local = field(default_factory=threading.local)
    connections: list[FileSystem] = field(default_factory=list)
    folders: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Destination:
    """A folder in one of fsspec's file systems; every thread has a connection of its own.

    Where a file system only has whole files, as S3 does, `renames` is false: elsewhere a file is written
    beside its place and renamed into it.
    """

    shown: str  # its address, without a password
    root: str  # without a slash at its end
    connect: Callable[[], FileSystem]
    disconnect: Callable[[FileSystem], None] = lambda _: None
    renames: bool = True
    headers: bool = False  # it keeps Content-Type and Cache-Control of a file
    errors: Errors = (OSError,)  # all that its libraries raise
    passing: Errors = ()  # those that may pass when tried again
    _open: _Open = field(default_factory=_Open, repr=False, compare=False)

    def read(self, path: str) -> bytes | None:
        """Give the bytes of a file, or None where there is no such file."""
        try:
            return bytes(self._files.cat_file(self._place(path)))
        except FileNotFoundError:
            return None

    def put(self, path: str, data: bytes) -> None:
        """Put a file whole at its path; nobody sees what is half-written when this is interrupted."""
        place = self._place(path)
        if not self.renames:
            declared = {"ContentType": content_type(path), "CacheControl": cache_control(path)}
            limit = patience(self._files, len(data), seconds=SECONDS)
            self._files.pipe_file(place, data, **limit, **(declared if self.headers else {}))
            return
        folder, _, name = place.rpartition("/")
        self._make(folder)
        beside = f"{folder}/.{name}.part"  # the same at every try, so that the next one takes it away
        self._files.pipe_file(beside, data)
        self._files.mv(beside, place)

    def delete(self, path: str) -> None:
        """Delete a file, if it is there, and its folder with it when that leaves it empty."""
        with contextlib.suppress(FileNotFoundError):
            self._files.rm_file(self._place(path))
        if self.renames and "/" in path:
            with contextlib.suppress(OSError):  # it is not empty
                self._files.rmdir(self._place(path).rpartition("/")[0])

    def reconnect(self) -> None:
        """Let this thread go on with a new connection."""
        self._open.mine.__dict__.clear()

    def close(self) -> None:
        """End all connections."""
        while self._open.connections:
            self.disconnect(self._open.connections.pop())

    @property
    def _files(self) -> FileSystem:
        mine = self._open.mine
        if "files" not in mine.__dict__:
            mine.files = self.connect()
            self._open.connections.append(mine.files)
        return mine.files

    def _make(self, folder: str) -> None:
        with self._open.lock:
            if folder not in self._open.folders:
                self._files.makedirs(folder, exist_ok=True)
                self._open.folders.add(folder)

    def _place(self, path: str) -> str:
        return f"{self.root}/{path}" if self.root else path
