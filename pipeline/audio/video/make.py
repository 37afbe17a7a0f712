"""An episode as an MP4: H.264 and AAC, the transcript as subtitles, chapters; by the ffmpeg that is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.artwork.looks import Palette
from pipeline.audio.captions.cues import Cue
from pipeline.audio.captions.formats import to_srt
from pipeline.audio.encoding_tags import with_texts
from pipeline.audio.mastering.alternates import facts_lines
from pipeline.audio.mastering.encode import piped_ffmpeg, run_ffmpeg
from pipeline.audio.recording import TimedSentence, TimedWord
from pipeline.audio.tags import OWN_TEXTS, EpisodeTags
from pipeline.audio.video.frames import frames
from pipeline.audio.video.matroska import matroska
from pipeline.errors import EncodingFailed
from pipeline.layout.encodings import ENCODINGS
from pipeline.layout.video_shapes import SHAPES, Shape
from pipeline.process.files import workshop

# The encoders of H.264 that ffmpeg may have, the best first, and how each is asked for a quiet picture.
_ENCODERS = {
    "libx264": ("-preset", "veryfast", "-tune", "stillimage", "-crf", "24", "-bf", "0", "-profile:v", "main"),
    "libopenh264": ("-b:v", "400k", "-profile:v", "main"),
}
_SEEK_SECONDS = 5  # between pictures that stand by themselves, to which players jump
_BT709 = ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a video shows and says."""

    palette: Palette
    cover: bytes  # JPEG, square
    samples: NDArray[np.float32]
    sentences: tuple[TimedSentence, ...]
    cues: tuple[Cue, ...]
    names: dict[str, str]  # of the roles, in captions
    sound: bytes  # M4A
    seconds: float


def make_video(scene: Scene, name: str, tags: EpisodeTags) -> bytes:
    """Give the episode as the video of that name in SHAPES; the same bytes for the same arguments.

    Raises EncodingFailed.
    """
    shape, encoder = SHAPES[name], h264_encoder()
    with workshop() as folder:
        paths = [folder / file for file in ("sound.m4a", "words.srt", "facts.txt", "episode.mp4")]
        sound, words, facts, path = paths
        sound.write_bytes(scene.sound)
        words.write_text(to_srt(scene.sentences, scene.names), encoding="utf-8")
        facts.write_text("\n".join(facts_lines(ENCODINGS["m4a"], tags)) + "\n", encoding="utf-8")
        piped_ffmpeg(
            [
                *("-f", "matroska", "-i", "pipe:0", "-i", str(sound), "-f", "srt", "-i", str(words)),
                *("-f", "ffmetadata", "-i", str(facts)),
                *("-map", "0:v", "-map", "1:a", "-map", "2:s", "-map_metadata", "3", "-map_chapters", "3"),
                *("-codec:v", encoder, *_ENCODERS[encoder], "-pix_fmt", "yuv420p", *_BT709, "-threads", "1"),
                *("-fps_mode", "passthrough", "-video_track_timescale", "90000"),
                *("-force_key_frames", f"expr:gte(t,n_forced*{_SEEK_SECONDS})"),
                *("-codec:a", "copy", "-codec:s", "mov_text"),
                *("-metadata:s:a:0", f"language={tags.language_code}"),
                *("-metadata:s:s:0", f"language={tags.language_code}"),
                *("-fflags", "+bitexact", "-flags:v", "+bitexact", "-movflags", "+faststart", str(path)),
            ],
            _stream(scene, shape),
            scene.seconds,
        )
        return with_texts(_without_lost_chapters(path.read_bytes()), "m4a", OWN_TEXTS)


def _without_lost_chapters(data: bytes) -> bytes:
    """Take out what names a track of chapters that is not there.

    Beside subtitles ffmpeg (9.0) writes chapters as Nero's list only, and yet a reference to a track 0.
    """
    return data.replace(b"tref\x00\x00\x00\x0cchap\x00\x00\x00\x00", b"free" + bytes(12))


def _stream(scene: Scene, shape: Shape) -> Iterable[bytes]:
    captions = _with_words(scene.cues, scene.sentences)
    shown = frames(shape, scene.palette, scene.cover, scene.samples, captions, scene.seconds)
    return matroska(shape.width, shape.height, shown)


def _with_words(
    cues: Sequence[Cue], sentences: Sequence[TimedSentence]
) -> list[tuple[Cue, tuple[TimedWord, ...]]]:
    """Give each cue the words that begin while it is shown, or before the next."""
    words = [word for sentence in sentences for word in sentence.words]
    starts = [*(cue.start for cue in cues), float("inf")]
    bounds = [*pairwise([min(starts[0], words[0].start) if words else 0.0, *starts[1:]])]
    found = [
        (cue, tuple(word for word in words if first <= word.start < last))
        for cue, (first, last) in zip(cues, bounds, strict=True)
    ]
    return [(cue, own) for cue, own in found if own]


@cache
def h264_encoder() -> str:
    """Name the encoder of H.264 that ffmpeg has. Raises EncodingFailed where it has none."""
    known = run_ffmpeg(["-encoders"]).decode("utf-8", "replace").split()
    found = next((name for name in _ENCODERS if name in known), None)
    if found is None:
        raise EncodingFailed(
            "this ffmpeg cannot write H.264, so there is no video",
            remedy='install one with libx264, or take "mp4" out of [audio] also',
        )
    return found
