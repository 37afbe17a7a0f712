"""Whole files or none: everything is written beside its place and renamed into it."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from pathlib import Path

from pipeline.errors import OutputFailed

LEFTOVER_SECONDS = 3600


def write_whole(path: Path, data: bytes | str) -> bool:
    """Put `data` (text as UTF-8) at `path`, after its bytes are on disk; True if anything changed.

    A file that already holds these bytes is left alone. Raises OutputFailed.
    """
    try:
        if holds(path, data):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, _bytes(data))
    except OSError as error:
        raise OutputFailed(f"cannot be written: {error.strerror}", file=path) from error
    return True


def holds(path: Path, data: bytes | str) -> bool:
    """Tell whether a file holds exactly `data` (text as UTF-8)."""
    content = _bytes(data)
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _bytes(data: bytes | str) -> bytes:
    return data.encode("utf-8") if isinstance(data, str) else data


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o644)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def remove_leftovers(folder: Path) -> None:
    """Delete what a killed process left beside its place; younger ones may belong to a run under way."""
    for leftover in folder.rglob(".*.part"):
        try:
            if time.time() - leftover.stat().st_mtime > LEFTOVER_SECONDS:
                leftover.unlink()
        except FileNotFoundError:
            continue


def digest(*parts: bytes | str) -> str:
    """Give the SHA-256 of the parts, in hex; where one part ends makes a difference."""
    hasher = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8") if isinstance(part, str) else part
        hasher.update(len(content).to_bytes(8, "big"))
        hasher.update(content)
    return hasher.hexdigest()


def file_digest(path: Path) -> str:
    """Give the SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
