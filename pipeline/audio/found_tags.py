"""The facts of an episode inside its MP3, read back."""

# mypy: allow-untyped-calls
# (of what mutagen leaves unannotated)

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mutagen import MutagenError, id3
from mutagen.mp3 import MP3

from pipeline.audio.tags import LINK_FRAMES
from pipeline.errors import EncodingFailed
from pipeline.layout.record import Chapter

REQUIRED_FRAMES = (
    "TIT2", "TPE1", "TALB", "TRCK", "TCON", "TYER", "TDAT", "COMM", "USLT", "SYLT", "APIC",
    "CHAP", "CTOC", "PCST", "WOAS", "TGID", "TLEN", "TXXX",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundTags:
    """What was read from an MP3."""

    frames: frozenset[str] = frozenset()  # the names of those there are
    texts: Mapping[str, str] = field(default_factory=dict)  # text, comment, transcript and link, by frame
    own_texts: Mapping[str, str] = field(default_factory=dict)  # by their descriptions
    cover: bytes = b""
    chapters: tuple[Chapter, ...] = ()  # in the order of the table of contents
    words: tuple[tuple[float, str], ...] = ()  # start in seconds, and the word


def read_tags(mp3: bytes) -> FoundTags:
    """Read the ID3 header of an MP3; empty where it has none. Raises EncodingFailed if it is damaged."""
    header = _header(mp3)
    texts = {f.FrameID: str(f) for f in header.values() if isinstance(f, id3.TextFrame | id3.USLT)}
    links = {name: header[name].url for name in LINK_FRAMES if name in header}
    listed = [name for contents in header.getall("CTOC") for name in contents.child_element_ids]
    marks = [header[f"CHAP:{name}"] for name in listed if f"CHAP:{name}" in header]
    return FoundTags(
        frames=frozenset(frame.FrameID for frame in header.values()),
        texts=texts | links,
        own_texts={frame.desc: str(frame) for frame in header.getall("TXXX")},
        cover=next((picture.data for picture in header.getall("APIC")), b""),
        chapters=tuple(
            Chapter(mark.start_time / 1000, str(mark.sub_frames.get("TIT2", ""))) for mark in marks
        ),
        words=tuple(
            (ms / 1000, text.strip()) for lyrics in header.getall("SYLT") for text, ms in lyrics.text
        ),
    )


@dataclass(frozen=True, slots=True)
class StreamFacts:
    """What an MP3's header tells players before they decode it."""

    seconds: float
    sample_rate: int  # Hz
    channels: int
    bitrate_kbps: int


def read_stream(mp3: bytes) -> StreamFacts:
    """Read the header of an MP3's sound. Raises EncodingFailed if there is none."""
    try:
        info: Any = MP3(io.BytesIO(mp3)).info
    except MutagenError as error:
        raise EncodingFailed(f"its sound cannot be read: {error}", remedy="render it again") from error
    return StreamFacts(info.length, info.sample_rate, info.channels, round(info.bitrate / 1000))


def without_tags(mp3: bytes) -> bytes:
    """Give the sound alone, without the ID3 header before it. Raises EncodingFailed if that is damaged."""
    return mp3[_header(mp3).size :]


def missing_frames(mp3: bytes) -> list[str]:
    """List the required frames that an MP3 lacks. Raises EncodingFailed if its header is damaged."""
    found = read_tags(mp3).frames
    return [name for name in REQUIRED_FRAMES if name not in found]


def _header(mp3: bytes) -> id3.ID3:
    try:
        return id3.ID3(io.BytesIO(mp3), translate=False, load_v1=False)
    except id3.ID3NoHeaderError:
        return id3.ID3()
    except MutagenError as error:
        raise EncodingFailed(
            f"its tags cannot be read: {error}", remedy="render the episode again"
        ) from error
