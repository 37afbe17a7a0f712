"""The files of an episode that its page offers beside the player: the sound in each kind, and videos."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.layout import addresses
from pipeline.layout.encodings import ENCODINGS
from pipeline.layout.record import Record
from pipeline.layout.sound_names import MP3
from pipeline.layout.video_shapes import SHAPES, Shape

_KILO, _MEGA = 1000, 1_000_000


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file that can be fetched."""

    title: str  # for people who choose
    kind: str  # how its name ends
    path: str  # as links have it, from the site's root
    size: str  # as people read it


@dataclass(frozen=True, slots=True)
class OfferedVideo:
    """A video that can be watched."""

    shape: Shape
    path: str  # as links have it, from the site's root


def offered_files(record: Record) -> list[OfferedFile]:
    """Give the files that a record names, MP3 first, then other sound files, then videos."""
    titles = {
        MP3: "MP3",
        **{kind: encoding.codec for kind, encoding in ENCODINGS.items()},
        **{shape.ending: shape.title for shape in SHAPES.values()},
    }
    found = ((title, kind, record.sound_path(kind)) for kind, title in titles.items())
    return [
        OfferedFile(title, kind, addresses.sound_link(record, path), size_in_words(_bytes(record, path)))
        for title, kind, path in found
        if path
    ]


def offered_videos(record: Record) -> list[OfferedVideo]:
    """Give the videos that a record names, the wide one first."""
    return list(_videos(record))


def _videos(record: Record) -> Iterator[OfferedVideo]:
    for shape in SHAPES.values():
        if path := record.sound_path(shape.ending):
            yield OfferedVideo(shape, addresses.sound_link(record, path))


def _bytes(record: Record, path: str) -> int:
    return int(record.files[path]["bytes"])


def size_in_words(count: int) -> str:
    """Write a number of bytes as people read it: «640 kB», «1.1 MB»."""
    return f"{count / _MEGA:.1f} MB" if count >= _MEGA else f"{max(1, round(count / _KILO))} kB"
