"""The sound files that an episode can have beside its MP3: what each is, and what apps are told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Encoding:
    """A kind of sound file; its name in `[audio] also` is how its files' names end."""

    codec: str  # as people know it
    codecs: str  # as apps are told (RFC 6381)
    bitrate_kbps: int
    sample_rate: int  # Hz
    loss_db: float  # of loudness that encoding speech costs, as measured
    ffmpeg_options: tuple[str, ...]  # but the bitrate and the rate
    cover_is_stream: bool  # a picture beside the sound; otherwise one among the comments
    chapters_as_comments: bool  # a pair of comments each; otherwise the container's own list

    @property
    def title(self) -> str:
        """Give a name for people who choose between files."""
        return f"{self.codec}, {self.bitrate_kbps} kbit/s"


ENCODINGS: Mapping[str, Encoding] = {
    # Half the MP3's size at its quality; Opus knows no 44.1 kHz (RFC 7845, section 5.1).
    "opus": Encoding(
        codec="Opus",
        codecs="opus",
        bitrate_kbps=48,
        sample_rate=48_000,
        loss_db=0.2,
        ffmpeg_options=("-codec:a", "libopus"),
        cover_is_stream=False,
        chapters_as_comments=True,
    ),
    # AAC-LC for players without Opus; its index comes first, so that it plays while it loads.
    "m4a": Encoding(
        codec="AAC",
        codecs="mp4a.40.2",
        bitrate_kbps=96,
        sample_rate=44_100,
        loss_db=0.04,
        ffmpeg_options=("-codec:a", "aac", "-movflags", "+faststart"),
        cover_is_stream=True,
        chapters_as_comments=False,
    ),
}
