"""A picture that people brought: where it lies, what it is, and whether podcast apps would take it.

Only its head is read here, so that a show of many pictures loads fast; whether it is whole to the last pixel
shows when it is first used.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.catalogue.values import BadValueError, suggestion, text
from pipeline.process.files import leads_into

LEAST_PIXELS, MOST_PIXELS = 1400, 3000  # Apple, «Artwork requirements»
MOST_BYTES = 12_000_000
_MOST_PIXELS_READ = 6000  # on a side: twice what any directory takes, and 144 MB when decoded
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
# What is often meant for a cover and is none, by its first bytes.
_OTHERS: Mapping[bytes, str] = {
    b"GIF8": "a GIF",
    b"RIFF": "a WebP",
    b"BM": "a BMP",
    b"II*\0": "a TIFF",
    b"MM\0*": "a TIFF",
    b"%PDF": "a PDF",
    b"<svg": "an SVG",
    b"<?xml": "an SVG",
    b"8BPS": "a Photoshop file",
    b"\0\0\0": "a HEIC or AVIF",
}
_SAVE_AS = "save it as JPEG or PNG, square, of 1400 to 3000 pixels"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the author's, and what becomes of it."""

    name: str  # its path below `episodes/`
    sha256: str  # of its bytes, in hex: another picture under the same name is another one
    width: int
    height: int
    converted: tuple[str, ...] = ()  # what is done to it that can be seen, for people
    file: Path = field(default=Path(), repr=False, compare=False)  # where its bytes lie on this machine

    def read(self) -> bytes:
        """Give its bytes. Raises OSError where it is no longer there."""
        return self.file.read_bytes()


@dataclass(frozen=True, slots=True)
class _Head:
    width: int
    height: int
    converted: tuple[str, ...]


def picture_name(value: Any) -> str:
    """Read the path of a picture below `episodes/`: a relative one, that leads nowhere else."""
    name = text(500)(value).replace("\\", "/")
    path = PurePosixPath(name)
    if "://" in name:
        raise BadValueError(
            "is an address", remedy="put the picture into a folder below episodes/ and name it"
        )
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":":
        raise BadValueError(
            f"must be a path below episodes/, not «{name}»",
            remedy=f"put the picture there: pictures/{path.name or 'cover.jpg'}",
        )
    return path.as_posix()


def picture_names(value: Any) -> dict[str, str]:
    """Read which chapters have which pictures: a chapter's title or its number, and a path."""
    if not isinstance(value, dict):
        raise BadValueError(
            "must name chapters and pictures",
            remedy='write { 2: pictures/hive.jpg, "At work": pictures/bee.png }',
        )
    found = {}
    for chapter, name in value.items():
        if isinstance(chapter, bool) or not isinstance(chapter, int | str) or not str(chapter).strip():
            raise BadValueError("names a chapter by neither title nor number")
        try:
            found[" ".join(str(chapter).split())] = picture_name(name)
        except BadValueError as bad:
            raise BadValueError(f"has for «{chapter}» what {bad}", remedy=bad.remedy) from bad
    return found


def read_picture(folder: Path, name: str) -> Picture:
    """Read a picture of the folder `episodes/`. Raises BadValueError for one that apps would not take."""
    file = folder / name
    try:
        if not leads_into(file, folder):
            raise BadValueError(f"leads out of episodes/: «{name}»", remedy="put the picture itself there")
        if not file.is_file():
            raise _missing(folder, name, file)
        if (size := file.stat().st_size) > MOST_BYTES:
            what = f"is «{name}», of {size / 1e6:.1f} MB; {MOST_BYTES // 10**6} MB are the most"
            raise BadValueError(what, remedy="save it as JPEG of less quality, or of 3000 pixels")
        data = file.read_bytes()
    except OSError as error:
        raise BadValueError(f"cannot be read: «{name}», {error.strerror or error}") from error
    head = _judged(name, _head(name, data))
    return Picture(name, sha256(data).hexdigest(), head.width, head.height, head.converted, file)


def _missing(folder: Path, name: str, file: Path) -> BadValueError:
    if file.is_dir():
        return BadValueError(f"is «{name}», which is a folder", remedy="name one of the pictures in it")
    around = sorted(each.relative_to(folder).as_posix() for each in file.parent.glob("*") if each.is_file())
    remedy = suggestion(name, around) or f"put it there: episodes/{name}"
    return BadValueError(f"is not there: «{name}»", remedy=remedy)


def _head(name: str, data: bytes) -> _Head:
    """Read what the head of a file says. Raises BadValueError where it is no picture, or not a whole one."""
    for start, read in _READERS.items():
        if data.startswith(start):
            try:
                return read(data)
            except (struct.error, ValueError, IndexError) as error:
                what = f"is «{name}», which is damaged, or not all there"
                raise BadValueError(what, remedy="save or copy it once more") from error
    stripped = data.lstrip()
    kind = next((kind for start, kind in _OTHERS.items() if stripped.startswith(start)), "")
    if not data:
        raise BadValueError(f"is «{name}», which is empty", remedy="save or copy it once more")
    what = (
        f"is «{name}», {kind}, and apps take JPEG and PNG only"
        if kind
        else f"is «{name}», which is no picture"
    )
    raise BadValueError(what, remedy=_SAVE_AS)


def _judged(name: str, head: _Head) -> _Head:
    width, height = head.width, head.height
    if width != height:
        side = min(width, height)
        best = max(LEAST_PIXELS, min(side, MOST_PIXELS))
        remedy = (
            f"crop it to {best} × {best}" if side >= LEAST_PIXELS else f"make a square one of {best} × {best}"
        )
        raise BadValueError(f"is «{name}», of {width} × {height} pixels, not square", remedy=remedy)
    if width < LEAST_PIXELS:
        what = f"is «{name}», of {width} × {height} pixels; directories ask for {LEAST_PIXELS} at least"
        raise BadValueError(what, remedy=f"draw or scan it larger: {MOST_PIXELS} × {MOST_PIXELS} is best")
    if width > _MOST_PIXELS_READ:
        what = f"is «{name}», of {width} × {height} pixels, more than can be read"
        raise BadValueError(what, remedy=f"reduce it to {MOST_PIXELS} × {MOST_PIXELS}")
    if width > MOST_PIXELS:
        return _Head(width, height, (*head.converted, f"it is reduced from {width} to {MOST_PIXELS} pixels"))
    return head


def _png(data: bytes) -> _Head:
    """Read a PNG's chunks up to its pixels (ISO/IEC 15948, section 5)."""
    if data[12:16] != b"IHDR" or b"IEND\xaeB`\x82" not in data[-1000:]:
        raise ValueError("no PNG")
    width, height, depth, kind = struct.unpack_from(">IIBB", data, 16)
    names = {name for name, _ in _chunks(data)}
    converted = []
    if kind in {4, 6} or b"tRNS" in names:
        converted.append("what is transparent gets the cover's background")
    if b"acTL" in names:
        converted.append("of its moving pictures only the first is shown")
    if kind not in {0, 2, 3, 4, 6} or depth not in {1, 2, 4, 8, 16} or not (width and height):
        raise ValueError("no PNG")
    return _Head(width, height, tuple(converted))


def _chunks(data: bytes) -> Iterator[tuple[bytes, int]]:
    place = len(_PNG)
    while place + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, place)
        if name == b"IDAT":
            return
        yield name, place
        place += length + 12


_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # ITU-T T.81, table B.1
_BARE = frozenset((0x01, *range(0xD0, 0xD9)))  # marks without a length


def _jpeg(data: bytes) -> _Head:
    """Read a JPEG's segments up to the frame (ITU-T T.81, annex B)."""
    place = 2
    while True:
        while data[place + 1] == 0xFF:  # fill bytes
            place += 1
        if data[place] != 0xFF:
            raise ValueError("no mark")
        mark = data[place + 1]
        if mark in _BARE:
            place += 2
            continue
        (length,) = struct.unpack_from(">H", data, place + 2)
        if mark in _FRAMES:
            height, width, parts = struct.unpack_from(">HHB", data, place + 5)
            break
        if mark in {0xD9, 0xDA} or length < 2:
            raise ValueError("no frame")
        place += length + 2
    if not (width and height) or parts not in {1, 3, 4} or b"\xff\xd9" not in data[place:]:
        raise ValueError("no whole JPEG")
    return _Head(width, height, ("it is CMYK, for print, and is converted to RGB",) if parts == 4 else ())


_READERS: Mapping[bytes, Callable[[bytes], _Head]] = {_PNG: _png, _JPEG: _jpeg}
