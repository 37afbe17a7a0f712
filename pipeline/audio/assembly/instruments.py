"""What the signature is played on: struck and plucked notes, a soft chord, and a small room around them.

Everything is added up from sines, so that it sounds the same everywhere; what looks like chance comes from a
digest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import shake_256

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.filters import filtered

Sound = NDArray[np.float64]

SAMPLE_RATE = 44_100  # Hz
_TAU = 2 * np.pi
_HIGHEST = 14_000.0  # Hz: nothing near what the encoder cuts off
_DARKER = np.array([[0.22, 0.0, 0.0, 1.0, -0.78, 0.0]])  # −3 dB at 1.7 kHz
_INAUDIBLE = 8.0  # a partial that has decayed by e⁻⁸, 70 dB, is left out from there on


@dataclass(frozen=True, slots=True)
class Instrument:
    """How a note sounds: its partials as (ratio, level, decay per second) for middle C, and its attack."""

    partials: tuple[tuple[float, float, float], ...]
    attack_seconds: float
    brighter_is_shorter: float = 0.5  # decays grow with this power of the pitch


# Ratios: a tuned bar after Fletcher and Rossing, «The Physics of Musical Instruments», ch. 19 (1 : 4 : 10 and
# a little off); the others are harmonic, stretched a little where a stiff string or a tine would be.
INSTRUMENTS = (
    Instrument(((1, 1, 3.2), (3.98, 0.22, 9.0), (9.6, 0.10, 30.0), (1.003, 0.25, 2.4)), 0.003),  # marimba
    Instrument(  # tine piano
        (
            *((1, 1, 2.2), (2, 0.34, 3.4), (3.001, 0.16, 4.6)),
            *((4.002, 0.06, 6.0), (7.1, 0.09, 22.0), (14.2, 0.03, 40.0)),
        ),
        0.004,
    ),
    Instrument(  # nylon string, plucked at a seventh of its length
        tuple((n * (1 + 0.00012 * n**2), 0.95 / n**1.35, 1.7 + 0.95 * n) for n in (1, 2, 3, 4, 5, 6, 8, 9)),
        0.002,
    ),
    Instrument(  # celesta
        ((1, 1, 2.6), (2.002, 0.42, 3.0), (4.01, 0.20, 5.0), (6.03, 0.07, 9.0), (1.004, 0.3, 2.2)), 0.002
    ),
)


def note(instrument: Instrument, frequency: float, seconds: float) -> Sound:
    """Play one note, in Hz, of peak about one; it dies away by itself."""
    sound = np.zeros(int(seconds * SAMPLE_RATE))
    shorter = (frequency / 261.63) ** instrument.brighter_is_shorter
    for ratio, level, decay in instrument.partials:
        if frequency * ratio < _HIGHEST:
            count = min(sound.size, int(_INAUDIBLE / (decay * shorter) * SAMPLE_RATE))
            time = np.arange(count) / SAMPLE_RATE
            sound[:count] += level * np.exp(-decay * shorter * time) * np.sin(_TAU * frequency * ratio * time)
    onset = min(sound.size, int(10 * instrument.attack_seconds * SAMPLE_RATE))
    sound[:onset] *= 1 - np.exp(-np.arange(onset) / (instrument.attack_seconds * SAMPLE_RATE))
    release = min(sound.size, int(0.02 * SAMPLE_RATE))
    sound[sound.size - release :] *= np.linspace(1, 0, release)
    return sound


def chord(frequencies: tuple[float, ...], seconds: float, swell_seconds: float) -> Sound:
    """Hold a soft chord that swells and falls away; two strings a tone, a little apart, beat slowly."""
    time = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    sound = np.zeros(time.size)
    for index, frequency in enumerate(frequencies):
        for detune in (0.9988, 1.0012):
            phase = _TAU * frequency * detune * time + 1.7 * index
            sound += np.sin(phase) + 0.30 * np.sin(2 * phase) + 0.10 * np.sin(3 * phase)
    rise = np.sin(0.5 * np.pi * np.minimum(time / swell_seconds, 1.0)) ** 2
    left = np.clip((seconds - time) / (0.45 * seconds), 0.0, 1.0)
    return np.asarray(sound * rise * np.sin(0.5 * np.pi * left) ** 2 / len(frequencies))


def in_a_room(dry: Sound) -> Sound:
    """Give the sound as heard in a small room, no longer than it was."""
    room = _room()
    size = 1 << (dry.size + room.size - 2).bit_length()  # no less than what both make together
    wet = np.fft.irfft(np.fft.rfft(dry, size) * np.fft.rfft(room, size), size)
    return np.asarray(dry + wet[: dry.size])


@lru_cache(maxsize=1)
def _room() -> Sound:
    """Make a room's answer: sparse pulses of either sign that thin out and darken (velvet noise)."""
    seconds, pulses = 0.9, 1600
    chance = np.frombuffer(shake_256(b"a small room").digest(4 * pulses), "<u4")
    grid = np.linspace(0.011, seconds, pulses) + (chance >> 8) / 2**24 * (seconds / pulses)
    places = np.minimum((grid * SAMPLE_RATE).astype(int), int(seconds * SAMPLE_RATE) - 1)
    answer = np.zeros(int(seconds * SAMPLE_RATE))
    answer[places] += np.where(chance & 1, 1.0, -1.0) * 10 ** (-3 * grid / seconds)
    dark = filtered(_DARKER, answer)
    return np.asarray(dark * (0.42 / np.sqrt(np.sum(dark**2))))
