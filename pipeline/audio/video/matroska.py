"""Bare frames with their times, in the least of a Matroska file, so that ffmpeg takes each when it is due.

A picture that stands for a second is so one frame and not twenty-five: encoding costs a tenth (RFC 9559;
«I420» is how FFmpeg names the planes Y, U and V of half the size).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_UNKNOWN = b"\x01\xff\xff\xff\xff\xff\xff\xff"  # a size that is not told: of what is still being written
_EBML, _SEGMENT, _INFO, _TRACKS, _CLUSTER = (
    b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67", b"\x15\x49\xa9\x66", b"\x16\x54\xae\x6b", b"\x1f\x43\xb6\x75",
)  # fmt: skip
_DOC_TYPE, _SCALE, _TIME, _BLOCK = b"\x42\x82", b"\x2a\xd7\xb1", b"\xe7", b"\xa3"
_ENTRY, _NUMBER, _UID, _KIND, _CODEC = b"\xae", b"\xd7", b"\x73\xc5", b"\x83", b"\x86"
_VIDEO, _WIDTH, _HEIGHT, _COLOURS = b"\xe0", b"\xb0", b"\xba", b"\x2e\xb5\x24"
_MILLISECOND = 1_000_000  # ns


def matroska(width: int, height: int, frames: Iterable[tuple[float, bytes]]) -> Iterator[bytes]:
    """Give the parts of a file of such frames, each with the second it begins at."""
    picture = _element(_VIDEO, _number(_WIDTH, width), _number(_HEIGHT, height), _element(_COLOURS, b"I420"))
    track = _element(
        _ENTRY,
        _number(_NUMBER, 1),
        _number(_UID, 1),
        _number(_KIND, 1),
        _element(_CODEC, b"V_UNCOMPRESSED"),
        picture,
    )
    yield _element(_EBML, _element(_DOC_TYPE, b"matroska")) + _SEGMENT + _UNKNOWN
    yield _element(_INFO, _number(_SCALE, _MILLISECOND)) + _element(_TRACKS, track)
    for second, frame in frames:
        time = _number(_TIME, round(second * 1000))
        head = b"\x81\x00\x00\x80"  # track 1, at the cluster's time, a frame by itself
        block = _BLOCK + _size(len(head) + len(frame)) + head
        yield _CLUSTER + _size(len(time) + len(block) + len(frame)) + time + block
        yield frame


def _element(name: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return name + _size(len(content)) + content


def _number(name: bytes, value: int) -> bytes:
    return _element(name, value.to_bytes(8, "big"))


def _size(length: int) -> bytes:
    return ((1 << 56) | length).to_bytes(8, "big")
