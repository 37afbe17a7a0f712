"""What a video of an episode must be: its tracks, their length, its subtitles."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.audio.mastering.encode import run_ffmpeg
from pipeline.audio.video.tracks import Track, read_tracks
from pipeline.layout.video_shapes import SHAPES
from pipeline.process.files import workshop

_TOLERANCE_SECONDS = 0.1  # of tracks, which end with a picture or a frame of sound
_CODECS = {"vide": "avc1", "soun": "mp4a", "sbtl": "tx3g"}
_NAMES = {"vide": "picture", "soun": "sound", "sbtl": "subtitles"}


def video_faults(data: bytes, name: str, seconds: float, captions: str) -> Iterator[str]:
    """Say what is wrong with the video of that name in SHAPES; `captions` are the transcript, as SRT.

    `seconds` is how long the MP3 plays. Raises EncodingFailed for subtitles that cannot be read.
    """
    tracks = {track.kind: track for track in read_tracks(data)}
    for kind, codec in _CODECS.items():
        track = tracks.get(kind)
        if track is None:
            yield f"it has no {_NAMES[kind]}"
        elif track.codec != codec:
            yield f"its {_NAMES[kind]} are {track.codec}, not {codec}"
        else:
            yield from _length_faults(track, seconds)
    picture = tracks.get("vide")
    shape = SHAPES[name]
    if picture and (picture.width, picture.height) != (shape.width, shape.height):
        yield f"its picture has {picture.width} × {picture.height} pixels, not {shape.width} × {shape.height}"
    if "sbtl" in tracks and _words(_subtitles(data)) != _words(captions):
        yield "its subtitles are not the transcript: run `ninety build --force`"


def _length_faults(track: Track, seconds: float) -> Iterator[str]:
    """Ask for picture and sound to last as long as the MP3; subtitles end with the last word."""
    off = track.seconds - seconds
    if off > _TOLERANCE_SECONDS or (off < -_TOLERANCE_SECONDS and track.kind != "sbtl"):
        yield f"its {_NAMES[track.kind]} last {track.seconds:.2f} s, the MP3 {seconds:.2f} s"


def _subtitles(data: bytes) -> str:
    with workshop() as folder:
        path, words = folder / "episode.mp4", folder / "words.srt"
        path.write_bytes(data)
        run_ffmpeg(["-i", str(path), "-map", "0:s:0", "-f", "srt", str(words)])
        return words.read_text(encoding="utf-8")


def _words(srt: str) -> list[str]:
    """Give what is shown, and when, whatever the blank lines between."""
    return [" ".join(line.split()) for line in srt.splitlines() if line.strip()]
