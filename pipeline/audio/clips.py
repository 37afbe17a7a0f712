"""A few spoken sentences as a sound file, of the kind that the end of its name says."""

from __future__ import annotations

import io
import wave
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.assembly.assemble import at_episode_rate
from pipeline.audio.mastering.alternates import encode_alternate
from pipeline.audio.mastering.master import master
from pipeline.catalogue.show import AudioSettings
from pipeline.errors import UnknownSoundFile
from pipeline.layout.encodings import ENCODINGS
from pipeline.speech.engine import Speech
from pipeline.writing.script.pauses import SENTENCE_PAUSE

_SILENCE_SAMPLE_RATE = 24_000  # Hz, of a clip in which nothing is said

Encode = Callable[[NDArray[np.float32], int, AudioSettings], bytes]


def _wav(samples: NDArray[np.float32], sample_rate: int, settings: AudioSettings) -> bytes:
    """Give a 16-bit WAV file, as loud and at the rate that the engine gave, whatever the settings."""
    del settings
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sample_rate)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return buffer.getvalue()


def _mp3(samples: NDArray[np.float32], sample_rate: int, settings: AudioSettings) -> bytes:
    return master(at_episode_rate(samples, sample_rate), settings).mp3


def _alternate(name: str, samples: NDArray[np.float32], sample_rate: int, settings: AudioSettings) -> bytes:
    return encode_alternate(master(at_episode_rate(samples, sample_rate), settings), name, settings)


# By the end of a file's name, without its dot. All but WAV are as loud as an episode.
_ENCODERS: Mapping[str, Encode] = {
    "mp3": _mp3,
    **{name: partial(_alternate, name) for name in ENCODINGS},
    "wav": _wav,
}


def kind_of(path: Path) -> str:
    """Tell what kind of sound file a name asks for. Raises UnknownSoundFile for one that says none."""
    kind = path.suffix.removeprefix(".").lower()
    if kind not in _ENCODERS:
        what = (
            f"«{path.suffix}» is no kind of sound file known here"
            if kind
            else "the name says no kind of file"
        )
        some = [f".{name}" for name in _ENCODERS]
        remedy = f"let its name end in {', '.join(some[:-1])} or {some[-1]}"
        raise UnknownSoundFile(what, file=path, remedy=remedy)
    return kind


def encode_clip(
    samples: NDArray[np.float32], sample_rate: int, kind: str, settings: AudioSettings | None = None
) -> bytes:
    """Give mono samples as a file of a kind that `kind_of` told. Raises EncodingFailed."""
    return _ENCODERS[kind](samples, sample_rate, settings or AudioSettings())


def joined(speeches: Sequence[Speech]) -> tuple[NDArray[np.float32], int]:
    """Give sentences as mono samples with a narrator's pause between them, and their rate in Hz."""
    rate = speeches[0].sample_rate if speeches else _SILENCE_SAMPLE_RATE
    gap = np.zeros(int(SENTENCE_PAUSE * rate), np.float32)
    pieces = [piece for speech in speeches for piece in (speech.samples, gap)][:-1]
    return (np.concatenate(pieces) if pieces else gap), rate
