"""The tracks of an MP4, read from its boxes (ISO/IEC 14496-12, section 8)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_FOLDERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl"})
_LONG = 1  # as a box's size: the true one follows in eight bytes


@dataclass(frozen=True, slots=True)
class Track:
    """One track: «vide», «soun», «sbtl» or «text»; its codec as the file names it; how long it is."""

    kind: str
    codec: str  # «avc1», «mp4a», «tx3g»
    seconds: float
    width: int = 0  # pixels; 0 for sound and words
    height: int = 0
    number: int = 0  # by which the file itself names it


def read_tracks(data: bytes) -> tuple[Track, ...]:
    """Give the tracks of an MP4, in its order; none where it is no MP4, or damaged."""
    try:
        return tuple(_track(data, *place) for name, *place in _boxes(data, 0, len(data)) if name == b"trak")
    except (struct.error, ValueError, IndexError):
        return ()


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Go through the boxes, and into those that hold others: name, and where the content begins and ends."""
    while start + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, start)
        head = 8
        if size == _LONG:
            (size,) = struct.unpack_from(">Q", data, start + 8)
            head = 16
        if size < head or start + size > end:
            raise ValueError(name)
        yield name, start + head, start + size
        if name == b"moov":
            yield from _boxes(data, start + head, start + size)
        start += size


def _inside(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int]]:
    for name, first, last in _boxes(data, start, end):
        yield name, first
        if name in _FOLDERS:
            yield from _inside(data, first, last)


def _track(data: bytes, start: int, end: int) -> Track:
    places = dict(reversed([*_inside(data, start, end)]))
    kind = data[places[b"hdlr"] + 8 : places[b"hdlr"] + 12].decode("latin-1")
    codec = data[places[b"stsd"] + 12 : places[b"stsd"] + 16].decode("latin-1")
    mdhd, tkhd = places[b"mdhd"], places[b"tkhd"]
    layout, skip = (">IQ", 20) if data[mdhd] else (">II", 12)
    scale, duration = struct.unpack_from(layout, data, mdhd + skip)
    (number,) = struct.unpack_from(">I", data, tkhd + (20 if data[tkhd] else 12))
    width = height = 0
    if kind == "vide":
        width, height = struct.unpack_from(">HH", data, places[b"stsd"] + 40)
    return Track(kind, codec, duration / scale if scale else 0.0, width, height, number)
