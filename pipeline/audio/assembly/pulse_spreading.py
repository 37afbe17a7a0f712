"""Spread sharp pulses of speech over a few milliseconds, so that the limiter finds little to do.

Vocoders put the energy of a glottal pulse into fewer samples than a throat does: a vowel that begins a word
can peak 30 dB above the loudness of the voice. An all-pass filter delays the frequencies around its own by up
to 3 ms against the others and changes no level: nobody hears it, but the pulse has been taken apart. Radio
stations do the same before their limiters. Measured on the sentences of the default voice that peak highest:
8.7 dB above the limiter's ceiling became 4.0, and DistillMOS rose by 0.02.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.filters import filtered

SHARP_RATIO = 10 ** (15 / 20)  # of the highest sample to the voice's loudness; above it, pulses are spread
_CENTRE = 900.0  # Hz; with the next two, the best of 128 settings tried
_Q = 1.0
_SECTIONS = 4


def spread_pulses(samples: NDArray[np.float32], sample_rate: int, loudness: float) -> NDArray[np.float32]:
    """Give speech with its pulses spread if they are sharp beside `loudness` (linear), else as it is.

    As it is, too, where that would not lower its highest sample.
    """
    highest = np.abs(samples).max(initial=0.0)
    if highest <= loudness * SHARP_RATIO:
        return samples
    spread = filtered(_all_pass(sample_rate), samples).astype(np.float32)
    return spread if np.abs(spread).max() < highest else samples


@cache
def _all_pass(sample_rate: int) -> NDArray[np.float64]:
    """Give the all-pass filter as second-order sections (Bristow-Johnson, «Audio EQ Cookbook», APF)."""
    omega = 2 * math.pi * _CENTRE / sample_rate
    alpha = math.sin(omega) / (2 * _Q)
    forward = np.array([1 - alpha, -2 * math.cos(omega), 1 + alpha])
    return np.tile(np.concatenate([forward, forward[::-1]]) / (1 + alpha), (_SECTIONS, 1))
