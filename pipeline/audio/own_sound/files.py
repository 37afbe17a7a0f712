"""Sound files as the show has them: whose bytes they are, and whether they can be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np

from pipeline.audio.mastering.encode import SAMPLE_RATE, decode_sound
from pipeline.audio.mastering.loudness import Samples
from pipeline.errors import EncodingFailed, PipelineError

LARGEST_BYTES = 64 * 2**20
# Seconds, by the place where a sound is used; «sound» is one within a script.
SHORTEST: Mapping[str, float] = {"opening": 0.3, "closing": 0.3, "bed": 2.0, "sound": 0.05}
LONGEST: Mapping[str, float] = {"opening": 60.0, "closing": 60.0, "bed": 900.0, "sound": 60.0}
_NAMES = {"opening": "an opening", "closing": "a closing", "bed": "a bed", "sound": "a sound in a script"}
_QUIETEST = 10 ** (-60 / 20)  # a file with no sample above −60 dBFS is silent
_SILENCE_RATIO = 10 ** (-55 / 20)  # of the highest sample: what is softer at the ends is cut off


class UnusableSound(PipelineError):
    """A sound file that cannot be used as it is asked for."""

    remedy = "take another file, or export this one anew"


@dataclass(frozen=True, slots=True)
class SoundFile:
    """A sound of the show, known by its bytes; `path` is where they lie on this machine."""

    name: str  # below episodes/sounds/
    sha256: str
    path: Path


def found_sound(folder: Path, name: str) -> SoundFile:
    """Identify a file by its bytes. Raises UnusableSound."""
    path = folder / name
    try:
        facts = path.stat()
    except OSError as error:
        raise UnusableSound(f"«{name}» cannot be read: {error.strerror}") from error
    if facts.st_size > LARGEST_BYTES:
        what = f"«{name}» is {facts.st_size / 2**20:.0f} MB large; {LARGEST_BYTES // 2**20} MB is the most"
        raise UnusableSound(what, remedy="keep only the part that is to be heard, or export it as FLAC")
    return SoundFile(name, _digest(path, facts.st_mtime_ns, facts.st_size), path)


@lru_cache(maxsize=256)
def _digest(path: Path, changed_ns: int, size: int) -> str:
    del changed_ns, size
    return sha256(_bytes(path)).hexdigest()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnusableSound(f"«{path.name}» cannot be read: {error.strerror}") from error


def samples_of(sound: SoundFile, place: str) -> Samples:
    """Give a sound at 44.1 kHz, mono, without the silence at its ends; `place` is a key of LONGEST.

    Raises UnusableSound for one that is damaged, silent, too short or too long for its place.
    """
    samples = _decoded(sound)
    seconds = samples.size / SAMPLE_RATE
    if seconds > LONGEST[place]:
        lasts = f"lasts {'more than ' if seconds > max(LONGEST.values()) else ''}{_time(seconds)}"
        what = f"«{sound.name}» {lasts}; {_time(LONGEST[place])} is the most for {_NAMES[place]}"
        raise UnusableSound(what, remedy="cut out the part that is to be heard")
    if seconds < SHORTEST[place]:
        what = f"«{sound.name}» lasts {seconds:.2f} s; {SHORTEST[place]:g} s is the least for {_NAMES[place]}"
        raise UnusableSound(what, remedy="take a longer one")
    return samples


def sound_seconds(sound: SoundFile, place: str) -> float:
    """Give how long a sound is heard, in seconds. Raises UnusableSound."""
    return samples_of(sound, place).size / SAMPLE_RATE


@lru_cache(maxsize=6)
def _decoded(sound: SoundFile) -> Samples:
    data = _bytes(sound.path)
    if sha256(data).hexdigest() != sound.sha256:
        raise UnusableSound(f"«{sound.name}» was changed while it was used", remedy="run the command again")
    try:
        at_most = ("-t", f"{max(LONGEST.values()) + 1:g}")  # s: more than that is refused
        samples = decode_sound(data, Path(sound.name).suffix.lower(), SAMPLE_RATE, at_most)
    except EncodingFailed as error:
        raise UnusableSound(f"«{sound.name}» is damaged, or no sound file: {error.what}") from error
    if not np.isfinite(samples).all():
        raise UnusableSound(f"«{sound.name}» is damaged: it holds numbers that are none")
    peak = float(np.abs(samples).max(initial=0.0))
    if peak < _QUIETEST:
        what = f"«{sound.name}» is silent"
        raise UnusableSound(what, remedy="look whether its two channels cancel each other, or take another")
    loud = np.flatnonzero(np.abs(samples) > peak * _SILENCE_RATIO)
    trimmed = samples[loud[0] : loud[-1] + 1]
    trimmed.setflags(write=False)
    return trimmed


def _time(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 120 else f"{seconds:.0f} s"
