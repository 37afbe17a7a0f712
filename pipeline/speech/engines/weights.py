"""Weights of voices in the user's cache folder: known by their SHA-256, put there once and whole.

A file's name in the cache carries the beginning of its digest, so that wherever it came from it ends as
the same entry, and another version of it never takes its place.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_dir

from pipeline.errors import EngineNotAvailable, OutputFailed
from pipeline.process.files import file_digest

CACHE_VARIABLE = "NINETY_CACHE"  # a folder to use instead of the user's own cache folder


@dataclass(frozen=True, slots=True)
class PinnedFile:
    """A file of weights, and where its publisher has it."""

    name: str
    size: int  # bytes
    sha256: str
    url: str = ""  # empty: it comes in packages
    place: Path | None = None  # where a library of its own looks for it; None: in the cache

    @property
    def path(self) -> Path:
        """Give its place."""
        if self.place is not None:
            return self.place
        name = Path(self.name)
        return models_folder() / f"{name.stem}-{self.sha256[:8]}{name.suffix}"

    @property
    def is_kept(self) -> bool:
        """Tell whether it is there."""
        return self.path.is_file()

    @property
    def is_whole(self) -> bool:
        """Tell whether what is there is the file that is known, from all its bytes. Raises OutputFailed."""
        try:
            return self.is_kept and file_digest(self.path) == self.sha256
        except OSError as error:
            what = f"cannot be read: {error.strerror}"
            raise OutputFailed(what, file=self.path, remedy="check who may read it") from error


def models_folder() -> Path:
    """Give the folder that keeps weights, `models` in the user's cache folder or in NINETY_CACHE."""
    return Path(os.environ.get(CACHE_VARIABLE) or user_cache_dir("ninety", appauthor=False)) / "models"


def keep(file: PinnedFile, make: Callable[[Path], None]) -> Path:
    """Give the file's place in the cache; the first time, `make` writes it beside that place.

    Of several processes that ask at once, one makes it and the others wait. Raises EngineNotAvailable
    when what was made is not the file that is known, OutputFailed when the cache cannot be written to.
    """
    path = file.path
    if path.is_file():
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _locked(path.with_name(f"{path.name}.lock")):
            if not path.is_file():
                part = path.with_name(f"{path.name}.part")
                make(part)
                _admit(part, file)
                part.replace(path)
    except OSError as error:
        raise OutputFailed(
            f"cannot be kept: {error.strerror}",
            file=path,
            remedy=f"set {CACHE_VARIABLE} to a folder with room for {file.size / 1e6:.1f} MB",
        ) from error
    return path


def read_verified(path: Path, file: PinnedFile) -> bytes:
    """Read a file, and make sure that these bytes are the ones known. Raises EngineNotAvailable."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EngineNotAvailable(
            f"cannot be read: {error.strerror}", file=path, remedy="check who may read it"
        ) from error
    if sha256(data).hexdigest() != file.sha256:
        raise EngineNotAvailable(
            "its SHA-256 is not the known one: the file is damaged",
            file=path,
            remedy="delete it: it is made or fetched anew when it is needed",
        )
    return data


def _admit(part: Path, file: PinnedFile) -> None:
    with part.open("rb+") as written:
        os.fsync(written.fileno())
    found = file_digest(part)
    if found != file.sha256:
        part.unlink()
        raise EngineNotAvailable(
            f"«{file.name}» is not the file that is known: "
            f"its SHA-256 begins {found[:12]}, not {file.sha256[:12]}",
            remedy=f"get it again from {file.url}" if file.url else "reinstall the packages it comes in",
        )


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Let one process at a time in; the system frees the lock of a process that dies."""
    with path.open("a+b") as file:
        if sys.platform == "win32":
            import msvcrt

            _wait_on_windows(file.fileno())
            try:
                yield
            finally:
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
            yield  # closing the file frees it


if sys.platform == "win32":

    def _wait_on_windows(descriptor: int) -> None:
        import msvcrt

        while True:  # LK_LOCK gives up after ten tries, a second apart
            try:
                os.lseek(descriptor, 0, os.SEEK_SET)
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
            except OSError:
                continue
            return
