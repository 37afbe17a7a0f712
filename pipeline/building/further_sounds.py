"""The same episode in the further files that a show asks for: other encodings, and videos.

What makes them is loaded with this module, for those shows only.
"""

from __future__ import annotations

from pipeline.audio.artwork.about import SHOW
from pipeline.audio.artwork.cover import palette_of
from pipeline.audio.captions.cues import cues
from pipeline.audio.mastering.alternates import encode_measured
from pipeline.audio.mastering.master import Mastered, Stage
from pipeline.audio.mastering.proof import require_like_mp3
from pipeline.audio.recording import Recording
from pipeline.audio.tags import EpisodeTags
from pipeline.audio.video.make import Scene, make_video
from pipeline.building.illustrate import about, drawn_cover
from pipeline.building.order import Order, names_of, path_of_sound
from pipeline.layout.video_shapes import SHAPES

VIDEO_COVER_PIXELS = 1080


def further_sounds(
    order: Order, mastered: Mastered, recording: Recording, tags: EpisodeTags, stage: Stage
) -> dict[str, bytes]:
    """Give the files of `[audio] also`, by path below `output/`; `stage` is entered for what may be timed.

    Raises EncodingFailed.
    """
    files: dict[str, bytes] = {}
    aac = b""
    for name in order.audio.also:
        if name in SHAPES:
            continue
        with stage("other encodings"):
            alternate, found = encode_measured(mastered, name, order.audio, tags)
            require_like_mp3(name, found.seconds, found.loudness, mastered)
            files[path_of_sound(order, name, alternate)] = alternate
            aac = alternate if name == "m4a" else aac
    for name in order.audio.also:
        if name in SHAPES:
            with stage("video"):
                aac = aac or _aac(order, mastered)
                video = make_video(_scene(order, mastered, recording, aac), name, tags)
                files[path_of_sound(order, SHAPES[name].ending, video)] = video
    return files


def _aac(order: Order, mastered: Mastered) -> bytes:
    """Give the sound of a video, measured as any other file's."""
    data, found = encode_measured(mastered, "m4a", order.audio)
    require_like_mp3("m4a", found.seconds, found.loudness, mastered)
    return data


def _scene(order: Order, mastered: Mastered, recording: Recording, aac: bytes) -> Scene:
    names = names_of(order)
    return Scene(
        palette_of(order.cover, SHOW if order.picture else about(order)),
        drawn_cover(order, VIDEO_COVER_PIXELS),
        mastered.samples,
        recording.sentences,
        cues(recording.sentences, names),
        names,
        aac,
        recording.seconds,
    )
