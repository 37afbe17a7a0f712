"""A signature's place in an MP3: a GEOB frame at the end of its ID3v2.3 header, all else as it was.

c2pa-python's own writing turns the header into ID3v2.4 and drops the frame of the words' times (measured with
0.38), so only the signature itself is taken from there.
"""

from __future__ import annotations

from pipeline.errors import EncodingFailed

_HEADER = 10  # bytes, of the tag and of each frame
# C2PA, «Embedding manifests into ID3»: type, name and description of the object.
_BEFORE = b"\0application/x-c2pa-manifest-store\0c2pa\0c2pa manifest store\0"


def with_object(mp3: bytes, manifest: bytes) -> tuple[bytes, int]:
    """Give an MP3 with a manifest among its tags, and where in it the manifest begins.

    Raises EncodingFailed for a file without an ID3v2.3 header.
    """
    if mp3[:5] != b"ID3\x03\x00" or mp3[5]:
        raise EncodingFailed("it has no ID3v2.3 header to hold a signature", remedy="render it again")
    size = _from_syncsafe(mp3[6:_HEADER])
    end = _end_of_frames(mp3, _HEADER + size)
    body = _BEFORE + manifest
    frame = b"GEOB" + len(body).to_bytes(4, "big") + b"\0\0" + body
    whole = mp3[:6] + _syncsafe(size + len(frame)) + mp3[_HEADER:end] + frame + mp3[end:]
    return whole, end + _HEADER + len(_BEFORE)


def _end_of_frames(mp3: bytes, end: int) -> int:
    place = _HEADER
    while place < end and mp3[place]:
        place += _HEADER + int.from_bytes(mp3[place + 4 : place + 8], "big")
    return min(place, end)


def _syncsafe(number: int) -> bytes:
    return bytes((number >> shift) & 0x7F for shift in (21, 14, 7, 0))


def _from_syncsafe(data: bytes) -> int:
    return int.from_bytes(bytes(data[:1])) << 21 | data[1] << 14 | data[2] << 7 | data[3]
