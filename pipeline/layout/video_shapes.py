"""The shapes that a video can have: where cover, words and wave stand, in pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CODECS = "avc1.4D4028, mp4a.40.2"  # as apps are told (RFC 6381): H.264 Main 4.0, AAC-LC


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape; boxes are left, top, width and height. All numbers are even: colour has half the pixels."""

    title: str  # for people who choose between files
    ending: str  # of its files' names
    width: int
    height: int
    cover: tuple[int, int, int]  # left, top, side
    words: tuple[int, int, int, int]
    wave: tuple[int, int, int, int]
    letters: int  # size of the type


# By their names in `[audio] also`.
SHAPES: Mapping[str, Shape] = {
    "mp4": Shape(
        title="Video, 1080p",
        ending="mp4",
        width=1920,
        height=1080,
        cover=(120, 160, 640),
        words=(840, 160, 960, 640),
        wave=(120, 876, 1680, 96),
        letters=76,
    ),
    # Phones lay their controls over the lowest part.
    "mp4-tall": Shape(
        title="Video, 9:16",
        ending="tall.mp4",
        width=1080,
        height=1920,
        cover=(160, 220, 760),
        words=(90, 1050, 900, 400),
        wave=(90, 1490, 900, 80),
        letters=64,
    ),
}
