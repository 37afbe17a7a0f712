"""What ffmpeg does not write into the sound files beside the MP3, and chapters read back from them."""

# mypy: allow-untyped-calls
# (of what mutagen leaves unannotated)

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mutagen import MutagenError
from mutagen.mp4 import MP4, AtomDataType, MP4FreeForm
from mutagen.oggopus import OggOpus

from pipeline.errors import EncodingFailed
from pipeline.layout.record import Chapter

_FREE = "----:com.apple.iTunes:{}"  # how MP4 holds a text of any name
_MARK = re.compile(r"(?i)chapter\d{3}")
_PADDING = 256  # bytes: room for another program to correct a title in place
_TIME = re.compile(r"(\d+):(\d{2}):(\d{2}\.\d+)")


def with_texts(data: bytes, name: str, texts: Mapping[str, str]) -> bytes:
    """Give a file of that name in ENCODINGS with texts by names of their own; the same bytes for the same.

    Opus has comments of any name, which ffmpeg writes: its files stay as they are. Raises EncodingFailed.
    """
    if name != "m4a":
        return data
    file = io.BytesIO(data)
    try:
        mp4 = MP4(file)
        for key, text in texts.items():
            mp4[_FREE.format(key)] = [MP4FreeForm(text.encode("utf-8"), AtomDataType.UTF8)]
        file.seek(0)
        mp4.save(file, padding=lambda _: _PADDING)
    except MutagenError as error:
        raise EncodingFailed(f"its tags cannot be written: {error}", remedy="render it again") from error
    return file.getvalue()


def read_text(data: bytes, name: str, key: str) -> str:
    """Give such a text of a file of that name in ENCODINGS, empty without one. Raises EncodingFailed."""
    try:
        found: Any = MP4(io.BytesIO(data)) if name == "m4a" else OggOpus(io.BytesIO(data))
        texts = found.get(_FREE.format(key) if name == "m4a" else key, [""])
    except MutagenError as error:
        raise EncodingFailed(f"its tags cannot be read: {error}", remedy="render it again") from error
    return bytes(texts[0]).decode("utf-8", "replace") if isinstance(texts[0], bytes) else str(texts[0])


def read_marks(data: bytes, name: str) -> tuple[Chapter, ...]:
    """Give the chapters of a file of that name in ENCODINGS, in the order of the file; empty without any.

    Raises EncodingFailed if the file is damaged.
    """
    try:
        return tuple(_READERS[name](data))
    except (MutagenError, ValueError) as error:
        raise EncodingFailed(f"its chapters cannot be read: {error}", remedy="render it again") from error


def _opus(data: bytes) -> Iterator[Chapter]:
    """Read pairs of comments, a time and a name each (Xiph.Org, «Chapter Extension»)."""
    comments: Any = OggOpus(io.BytesIO(data)).tags
    for key in sorted(filter(_MARK.fullmatch, comments.keys())):
        time = _TIME.fullmatch(comments[key][0])
        if time is None:
            raise ValueError(f"{comments[key][0]!r} is no time")
        hours, minutes, seconds = time.groups()
        title = comments.get(f"{key}name", [""])[0]
        yield Chapter(int(hours) * 3600 + int(minutes) * 60 + float(seconds), title)


def _m4a(data: bytes) -> Iterator[Chapter]:
    for mark in MP4(io.BytesIO(data)).chapters or ():
        yield Chapter(float(mark.start), mark.title)


_READERS: Mapping[str, Callable[[bytes], Iterator[Chapter]]] = {"opus": _opus, "m4a": _m4a}
