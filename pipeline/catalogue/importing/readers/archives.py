"""ZIP archives of lists, as Notion exports them: their members as files, within limits."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pipeline.errors import InvalidPage

_LARGEST = 256 * 2**20  # bytes unpacked
_MOST_FILES = 20_000
_READ = frozenset({".md", ".markdown", ".csv"})
# What the standard library raises for archives that are damaged, locked, or packed in a way it does not know.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    IndexError,
)
_REMEDY = "unpack it and bring the files of the list"


def members(path: Path, data: bytes, depth: int = 0) -> Iterator[tuple[Path, bytes]]:
    """Go through the pages and tables in an archive, and in archives inside it, as Notion's parts are.

    Raises InvalidPage for one that is damaged, locked, or unpacks to more than a list takes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if _is_wanted(info)]
            if len(infos) > _MOST_FILES or sum(info.file_size for info in infos) > _LARGEST:
                raise InvalidPage("unpacks to more than a list takes", file=path, remedy=_REMEDY)
            for info in infos:
                content = archive.read(info)
                inside = path / PurePosixPath(info.filename)
                if not info.filename.lower().endswith(".zip"):
                    yield inside, content
                elif depth < 1:
                    yield from members(inside, content, depth + 1)
    except DAMAGED as error:
        raise InvalidPage(
            f"is an archive that cannot be unpacked: {error}", file=path, remedy=_REMEDY
        ) from error


def _is_wanted(info: zipfile.ZipInfo) -> bool:
    place = PurePosixPath(info.filename)
    hidden = any(part.startswith(("__MACOSX", ".")) for part in place.parts)
    return not info.is_dir() and not hidden and place.suffix.lower() in _READ | {".zip"}
