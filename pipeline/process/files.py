"""Whole files or none: everything is written beside its place and renamed into it."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from pipeline.errors import OutputFailed, PlaceLost

LEFTOVER_SECONDS = 3600
_WORKSHOP = "ninety-work-"
# What is wrong with the place, not with one file in it: the next file would meet it too.
_LOST_PLACES = frozenset(
    getattr(errno, name)
    for name in ("ENOSPC", "EDQUOT", "EROFS", "EIO", "EACCES", "EPERM", "ENODEV", "ENXIO", "ESTALE")
    if hasattr(errno, name)
)
_MANY = 16  # files from which on one order to the disk is quicker than one for each
_STREAMS = (Path("/dev"), Path("/dev/fd"))
_OPEN = Path("/proc")
_CAN_SYNC_ALL = hasattr(os, "sync")  # not on Windows


def write_whole(path: Path, data: bytes | bytearray | str) -> bool:
    """Put `data` (text as UTF-8) at `path`, after its bytes are on disk; True if anything changed.

    A file that already holds these bytes is left alone; what is no file, such as /dev/null or a pipe by its
    number, is written into and stays what it is. Raises OutputFailed.
    """
    try:
        if _is_stream(path):
            _pour(path, _bytes(data))
            return True
        if holds(path, data):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, _bytes(data))
    except OSError as error:
        raise unwritten(error, path) from error
    return True


def write_all(contents: Sequence[tuple[Path, bytes | str]], *, by_itself: bool = False) -> list[Path]:
    """Put files at their places as `write_whole` does, in the order given, once all are on disk.

    Of many that is seen to in one go; of few, or with `by_itself`, file by file, each on its way while the
    next is written. Gives those that changed. Raises OutputFailed; then no file has changed where one could
    not be written.
    """
    at_once = _CAN_SYNC_ALL and not by_itself and len(contents) >= _MANY
    parts: list[tuple[Path, Path]] = []
    path = Path()
    try:
        with ExitStack() as written:
            under_way: list[tuple[BinaryIO, Path]] = []
            for path, data in contents:
                if holds(path, data):
                    continue
                if path.is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
                path.parent.mkdir(parents=True, exist_ok=True)
                parts.append((_beside(path), path))
                if at_once:
                    _fill(parts[-1][0], _bytes(data), sync=False)
                    continue
                under_way.append((written.enter_context(parts[-1][0].open("xb")), path))
                _send(under_way[-1][0], _bytes(data))
            for file, path in under_way:  # noqa: B007 - which of them it was is told
                os.fsync(file.fileno())
        if parts and at_once:
            os.sync()
        for part, path in parts:
            part.replace(path)
    except OSError as error:
        raise unwritten(error, path) from error
    finally:
        for part, _ in parts:
            part.unlink(missing_ok=True)
    return [path for _, path in parts]


def unwritten(error: OSError, path: Path | str) -> OutputFailed:
    """Give what tells that `path` cannot be written: PlaceLost where no other file there could be either."""
    kind = PlaceLost if error.errno in _LOST_PLACES else OutputFailed
    return kind(f"cannot be written: {error.strerror or error}", file=path)


@contextmanager
def workshop() -> Iterator[Path]:
    """Give a folder for the moment, for programs that work on files. Raises PlaceLost, OutputFailed."""
    try:
        with tempfile.TemporaryDirectory(prefix=_WORKSHOP) as folder:
            yield Path(folder)
    except OSError as error:
        lost = unwritten(error, tempfile.gettempdir())
        lost.remedy = "set TMPDIR to a folder that can be written to and has 100 MB of room"
        raise lost from error


def holds(path: Path, data: bytes | bytearray | str) -> bool:
    """Tell whether a file holds exactly `data` (text as UTF-8)."""
    content = _bytes(data)
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _bytes(data: bytes | bytearray | str) -> bytes | bytearray:
    # A path may hold bytes that are no letters; the rest of what is written does not fail for it.
    return data.encode("utf-8", "replace") if isinstance(data, str) else data


def _is_stream(path: Path) -> bool:
    """Tell whether a path names a device or what is open: who may, as root, would put a file in its place."""
    named = path.absolute()
    return (
        path.is_char_device() or path.is_block_device() or named.parent in _STREAMS or _OPEN in named.parents
    )


def _pour(path: Path, content: bytes | bytearray) -> None:
    if path.is_block_device():
        raise OSError(errno.EINVAL, "it is a disk, not a file")
    with path.open("wb") as stream:
        stream.write(content)


def _replace(path: Path, content: bytes | bytearray) -> None:
    beside = _beside(path)
    try:
        _fill(beside, content, sync=True)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    """Name a file beside another's place. It is named before it is made: Ctrl-C may come at any moment."""
    return path.with_name(f".{path.name}.{token_hex(4)}.part")


def _fill(beside: Path, content: bytes | bytearray, *, sync: bool) -> None:
    """Write the content into a new file; with `sync`, to the disk itself."""
    with beside.open("xb") as file:
        file.write(content)
        file.flush()
        if sync:
            os.fsync(file.fileno())


def _send(file: BinaryIO, content: bytes | bytearray) -> None:
    """Write the content into an open file, and let the disk begin with it, where the system can be told to.

    Linux begins to write what it is told will not be needed, which PostgreSQL's pg_flush_data relies on too.
    The nine files of an episode take about a fifth less of this process that way, and as much less waiting.
    """
    file.write(content)
    file.flush()
    if hasattr(os, "posix_fadvise"):  # not on macOS, nor on Windows
        with suppress(OSError):  # it is advice: whether all is on the disk is asked later
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def is_part(path: Path) -> bool:
    """Tell whether a file is one that is being written, before it is renamed into its place."""
    return _is_part(path.name)


def _is_part(name: str) -> bool:
    return name.startswith(".") and name.endswith(".part")


def remove_leftovers(folder: Path, *, at_once: bool = False) -> None:
    """Delete what a killed process left beside its place; younger ones may belong to a run under way.

    `at_once` says that there is no such run.
    """
    for leftover in _parts_below(folder):
        try:
            if at_once or time.time() - leftover.stat().st_mtime > LEFTOVER_SECONDS:
                leftover.unlink()
        except OSError:  # gone already, or nobody may delete there: no harm is done
            continue


def _parts_below(folder: str | Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _parts_below(entry.path)
        elif _is_part(entry.name) and not entry.is_dir():
            yield Path(entry.path)


def remove_workshops() -> None:
    """Delete the folders for the moment that killed processes left; younger ones may be in use."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_WORKSHOP}*"):
        with suppress(OSError):
            if not folder.is_symlink() and time.time() - folder.stat().st_mtime > LEFTOVER_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)  # nobody else's can be deleted


def leads_into(path: Path, folder: Path) -> bool:
    """Tell whether a path, its links followed, ends in a folder; one that leads in a circle does not."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # a circle is the latter, before Python 3.13
        return False


def is_there(path: Path) -> bool:
    """Tell whether there is a file of this name; a name that no file can have is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def digest(*parts: bytes | str) -> str:
    """Give the SHA-256 of the parts, in hex; where one part ends makes a difference."""
    pieces: list[bytes] = []
    for part in parts:
        content = part.encode("utf-8") if isinstance(part, str) else part
        pieces += (len(content).to_bytes(8, "big"), content)
    return hashlib.sha256(b"".join(pieces)).hexdigest()


def file_digest(path: Path) -> str:
    """Give the SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
