"""The opening and closing sounds: struck notes over a soft chord, made in code, a show's own by its seed."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.files import digest

SAMPLE_RATE = 44_100  # Hz
OPENING_SECONDS = 2.6
VOICE_ENTERS_SECONDS = 1.7  # into the opening; its last notes ring on under the first word
CLOSING_SECONDS = 2.8
CLOSING_AFTER_SECONDS = 0.35  # after the last word
PEAK = 0.09  # beside a voice that peaks at 0.4 or so: present, never louder than speech

# Semitones above the root: rising to open, falling home to close. Each ends on a chord tone.
_OPENINGS = ((0, 7, 12), (4, 7, 14), (0, 4, 9), (7, 9, 14), (2, 7, 12))
_CLOSINGS = ((12, 7, 0), (14, 7, 4), (9, 4, 0), (14, 9, 7), (12, 7, 2))
_CHORD = (-12, 0, 7)
_ROOTS = (220.0, 233.08, 246.94, 261.63, 277.18)  # Hz: A3 to C sharp 4
_STEP_SECONDS = 0.34
# A struck bar: partials of a free bar, softened; ratio, level, and how fast each dies away (per second).
_PARTIALS = ((1.0, 1.0, 3.0), (2.0, 0.28, 4.5), (3.0, 0.10, 6.0), (5.4, 0.05, 12.0))


@lru_cache(maxsize=8)
def opening(seed: str) -> NDArray[np.float32]:
    """Make the opening sound: mono, 44.1 kHz, OPENING_SECONDS long."""
    return _sound(_OPENINGS, seed, OPENING_SECONDS)


@lru_cache(maxsize=8)
def closing(seed: str) -> NDArray[np.float32]:
    """Make the closing sound: mono, 44.1 kHz, CLOSING_SECONDS long, ending in silence."""
    return _sound(_CLOSINGS, seed, CLOSING_SECONDS)


def _sound(motifs: tuple[tuple[int, ...], ...], seed: str, seconds: float) -> NDArray[np.float32]:
    chosen = int(digest(seed)[:8], 16)
    motif, root = motifs[chosen % len(motifs)], _ROOTS[chosen // len(motifs) % len(_ROOTS)]
    count = int(seconds * SAMPLE_RATE)
    mix = _chord(root, count)
    for step, semitones in enumerate(motif):
        start = int((0.05 + step * _STEP_SECONDS) * SAMPLE_RATE)
        note = _struck(root * 2 ** (semitones / 12), count - start)
        mix[start:] += note * (1.0 if step == len(motif) - 1 else 0.8)
    mix *= _fade(count)
    sound: NDArray[np.float32] = (mix * (PEAK / np.max(np.abs(mix)))).astype(np.float32)
    return sound


def _struck(frequency: float, count: int) -> NDArray[np.float64]:
    time = np.arange(count) / SAMPLE_RATE
    attack = 1 - np.exp(-time / 0.004)
    note = np.zeros(count)
    for ratio, level, decay in _PARTIALS:
        note += level * np.sin(2 * np.pi * frequency * ratio * time) * np.exp(-decay * time)
    struck: NDArray[np.float64] = note * attack
    return struck


def _chord(root: float, count: int) -> NDArray[np.float64]:
    time = np.arange(count) / SAMPLE_RATE
    swell = np.sin(np.pi * np.minimum(time / time[-1], 1.0)) ** 2
    voices = [
        np.sin(2 * np.pi * root * 2 ** (semitones / 12) * detune * time)
        for semitones in _CHORD
        for detune in (0.9985, 1.0015)  # two a little apart: the slow beat keeps it from sounding electric
    ]
    chord: NDArray[np.float64] = 0.06 * swell * np.sum(voices, axis=0)
    return chord


def _fade(count: int) -> NDArray[np.float64]:
    fade = np.ones(count)
    tail = int(0.9 * SAMPLE_RATE)
    fade[-tail:] = 0.5 + 0.5 * np.cos(np.linspace(0, np.pi, tail))
    return fade
