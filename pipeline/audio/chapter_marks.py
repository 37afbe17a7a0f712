"""The chapter marks inside the sound files beside the MP3, read back as players read them."""

# mypy: allow-untyped-calls
# (of what mutagen leaves unannotated)

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mutagen import MutagenError
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus

from pipeline.audio.recording import Chapter
from pipeline.errors import EncodingFailed

_MARK = re.compile(r"(?i)chapter\d{3}")
_TIME = re.compile(r"(\d+):(\d{2}):(\d{2}\.\d+)")


def read_marks(data: bytes, name: str) -> tuple[Chapter, ...]:
    """Give the chapters of a file of that name in CONTAINERS, in the order of the file; empty without any.

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
