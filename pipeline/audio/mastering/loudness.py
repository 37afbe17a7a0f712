"""How loud a mono file is and how high it peaks, after ITU-R BS.1770-4, heard on two speakers."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]  # mono, in [-1, 1]

# K-weighting as analogue filters, from which the coefficients follow for any sample rate: their bilinear
# transform at 48 kHz gives tables 1 and 2 of BS.1770-4, Annex 1. Centre in Hz, Q, gains of s², s and 1.
_SHELF_GAIN = 10 ** (3.999843853973347 / 20)
_SHELF = (1681.974450955533, 0.7071752369554196, (_SHELF_GAIN, _SHELF_GAIN**0.4996667741545416, 1.0))
_HIGH_PASS = (38.13547087602444, 0.5003270373238773, (1.0, 0.0, 0.0))

_OFFSET = -0.691  # BS.1770-4, Annex 1, equation 2
_SPEAKERS = 2  # a mono file comes from both
_STEPS_PER_SECOND = 10
_BLOCK_STEPS = 4  # 400 ms, overlapping by three quarters
_SHORT_TERM_STEPS = 30  # 3 s
_ABSOLUTE_GATE = -70.0  # LUFS
_RELATIVE_GATE = -10.0  # LU below the loudness of what passes the absolute gate

_OVERSAMPLING = 4  # BS.1770-4, Annex 2
_REACH = 16  # samples on each side that a value between two samples depends on
_KAISER_BETA = 8.6
_STRETCH = 2 * _REACH  # samples oversampled at a time: what they depend on is this stretch and the next


def integrated_loudness(samples: Samples, sample_rate: int) -> float:
    """Give the gated loudness of the whole in LUFS; −inf for silence and for less than 400 ms.

    ITU-R BS.1770-4, Annex 1, with both gates of EBU R128.
    """
    blocks = _mean_squares(samples, sample_rate, _BLOCK_STEPS)
    blocks = blocks[blocks > _power(_ABSOLUTE_GATE)]
    if not blocks.size:
        return -math.inf
    gate = blocks.mean() * 10 ** (_RELATIVE_GATE / 10)
    return _loudness(float(blocks[blocks > gate].mean()))


def short_term_loudness(samples: Samples, sample_rate: int) -> NDArray[np.float64]:
    """Give the loudness in LUFS of every 3 s window, one each 0.1 s; none for less than 3 s.

    EBU Tech 3341, section 2.2.
    """
    windows = _mean_squares(samples, sample_rate, _SHORT_TERM_STEPS)
    return np.array([_loudness(power) for power in windows.tolist()], dtype=np.float64)


def true_peak(samples: Samples) -> float:
    """Give the highest point between the samples in dBTP, at four times their rate; −inf for silence.

    ITU-R BS.1770-4, Annex 2, with a longer filter than the example there, which reads high notes too low.
    """
    if not samples.size:
        return -math.inf
    stretches = -(-samples.size // _STRETCH)
    padded = np.zeros((stretches + 1) * _STRETCH, dtype=np.float32)
    padded[_REACH : _REACH + samples.size] = samples
    peak = max(float(samples.max()), -float(samples.min()))
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * _STRETCH)[::_STRETCH]
    interpolation, gain = _interpolation()
    loud = np.flatnonzero(_window_peaks(padded) * gain > peak)  # the others cannot reach the peak
    for some in np.array_split(loud, 1 + loud.size // 4096):
        between = windows[some] @ interpolation
        peak = max(peak, float(between.max(initial=0.0)), -float(between.min(initial=0.0)))
    return 20 * math.log10(peak) if peak > 0 else -math.inf


@cache
def k_weighting(sample_rate: int) -> NDArray[np.float64]:
    """Give the K-weighting filter for a sample rate in Hz as second-order sections (BS.1770-4, Annex 1)."""
    from scipy.signal import bilinear

    sections = []
    for centre, q, gains in (_SHELF, _HIGH_PASS):
        omega = 2 * sample_rate * math.tan(math.pi * centre / sample_rate)
        analogue = np.array([1.0, omega / q, omega**2])
        sections.append(np.concatenate(bilinear(gains * analogue, analogue, fs=sample_rate)))
    sections[1][:3] = 1.0, -2.0, 1.0  # table 2 leaves the high-pass unscaled
    return np.array(sections)


def _mean_squares(samples: Samples, sample_rate: int, steps: int) -> NDArray[np.float64]:
    """Give the K-weighted mean square of every window of so many steps of 0.1 s, both speakers together."""
    from scipy.signal import sosfilt

    windows = samples.size * _STEPS_PER_SECOND // sample_rate - steps + 1
    if windows < 1:
        return np.zeros(0)
    weighted = sosfilt(k_weighting(sample_rate), samples)
    edges = np.arange(windows + steps) * sample_rate // _STEPS_PER_SECOND
    energies = np.add.reduceat(np.square(weighted[: edges[-1]]), edges[:-1])
    sums = np.convolve(energies, np.ones(steps), "valid")
    return np.asarray(_SPEAKERS * sums / (edges[steps:] - edges[:-steps]))


def _loudness(power: float) -> float:
    return _OFFSET + 10 * math.log10(power) if power > 0 else -math.inf


def _power(loudness: float) -> float:
    return float(10 ** ((loudness - _OFFSET) / 10))


def _window_peaks(padded: Samples) -> Samples:
    """Give the highest absolute sample of each stretch and the next."""
    peaks: Samples = np.abs(padded).reshape(-1, _STRETCH).max(axis=1)
    return np.maximum(peaks[:-1], peaks[1:])


@cache
def _interpolation() -> tuple[Samples, float]:
    """Give the matrix that takes a window to the points between its middle samples, and its highest gain."""
    matrix = np.zeros((2 * _STRETCH, (_OVERSAMPLING - 1) * _STRETCH), dtype=np.float32)
    taps = np.arange(-_REACH + 1, _REACH + 1)
    for phase in range(1, _OVERSAMPLING):
        distance = phase / _OVERSAMPLING - taps
        window = np.i0(_KAISER_BETA * np.sqrt(1 - (distance / _REACH) ** 2))
        kernel = np.sinc(distance) * window
        for sample in range(_STRETCH):
            first = sample + 1
            matrix[first : first + taps.size, (phase - 1) * _STRETCH + sample] = kernel / kernel.sum()
    return matrix, float(np.abs(matrix).sum(axis=0).max())
