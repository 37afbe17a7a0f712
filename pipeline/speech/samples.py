"""Samples as recognisers and listening models take them."""

from __future__ import annotations

from math import gcd

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 16_000  # Hz, what every model here was taught on


def for_listening(samples: NDArray[np.float32], sample_rate: int) -> NDArray[np.float32]:
    """Give mono samples at 16 kHz."""
    if sample_rate == SAMPLE_RATE:
        return samples
    from scipy.signal import resample_poly  # half a second, which few runs need

    common = gcd(SAMPLE_RATE, sample_rate)
    resampled = resample_poly(samples, SAMPLE_RATE // common, sample_rate // common)
    return np.asarray(resampled, np.float32)
