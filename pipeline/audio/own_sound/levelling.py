"""Sounds at a level that fits the voice, with soft ends.

Opening, closing and sounds of a script are brought to the voice's loudness less two units (ITU-R BS.1770-4),
a bed under speech to twenty below it, as WCAG 2 asks of backgrounds (success criterion 1.4.7), and to twelve
below it where nobody speaks.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.mastering.encode import SAMPLE_RATE
from pipeline.audio.mastering.levels import VOICE_LUFS
from pipeline.audio.mastering.loudness import Samples, integrated_loudness

BELOW_VOICE_LU = 2.0  # of opening, closing and the sounds of a script
BED_UNDER_VOICE_LU, BED_ALONE_LU = 20.0, 12.0  # below the voice
_HIGHEST = 10 ** ((VOICE_LUFS + 18) / 20)  # of a sound's samples: what peaks higher is made softer instead
_LOUDEST_GAIN = 10 ** (40 / 20)
_MEASURED_SAMPLES = SAMPLE_RATE * 2 // 5 + 1  # loudness is measured in blocks of 400 ms


def levelled(samples: Samples, below_voice_lu: float) -> Samples:
    """Bring a sound to a loudness below that of the voice, or less where its peaks would be too high."""
    measured = samples
    if samples.size < _MEASURED_SAMPLES:  # a click: as loud as the block that holds it
        measured = np.concatenate([samples, np.zeros(_MEASURED_SAMPLES - samples.size, np.float32)])
    loudness = integrated_loudness(measured, SAMPLE_RATE)
    peak = float(np.abs(samples).max(initial=0.0)) or 1.0
    wanted = 10 ** ((VOICE_LUFS - below_voice_lu - loudness) / 20) if math.isfinite(loudness) else 1.0
    gain = min(wanted, _HIGHEST / peak, _LOUDEST_GAIN)
    return (samples * np.float32(gain)).astype(np.float32)


def faded(samples: Samples, in_seconds: float, out_seconds: float) -> Samples:
    """Let a sound rise at its beginning and fall at its end, along a quarter of a sine, squared."""
    result = samples.copy()
    count_in, count_out = (min(int(s * SAMPLE_RATE), samples.size) for s in (in_seconds, out_seconds))
    result[:count_in] *= rise(count_in)
    result[result.size - count_out :] *= rise(count_out)[::-1]
    return result


def rise(count: int) -> NDArray[np.float32]:
    """Give gains from 0 to 1; those of a rise and of a fall together make 1."""
    gains: NDArray[np.float32] = (np.sin(np.linspace(0, np.pi / 2, count)) ** 2).astype(np.float32)
    return gains
