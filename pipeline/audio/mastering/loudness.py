"""How loud a mono file is and how high it peaks, after ITU-R BS.1770-4, heard on two speakers."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.filters import filtered

Samples = NDArray[np.float32]  # mono, in [-1, 1]

# K-weighting as analogue filters, from which the coefficients follow for any sample rate: their bilinear
# transform at 48 kHz gives tables 1 and 2 of BS.1770-4, Annex 1. Centre in Hz, Q, gains of s², s and 1.
_SHELF_GAIN = 10 ** (3.999843853973347 / 20)
_SHELF = (1681.974450955533, 0.7071752369554196, (_SHELF_GAIN, _SHELF_GAIN**0.4996667741545416, 1.0))
_HIGH_PASS = (38.13547087602444, 0.5003270373238773, (1.0, 0.0, 0.0))

_OFFSET = -0.691  # BS.1770-4, Annex 1, equation 2
_SPEAKERS = 2  # a mono file comes from both
_STEPS_PER_SECOND = 10
_STEPS_AT_A_TIME = 20  # what the processor's cache holds
_BLOCK_STEPS = 4  # 400 ms, overlapping by three quarters
_SHORT_TERM_STEPS = 30  # 3 s
_ABSOLUTE_GATE = -70.0  # LUFS
_NEARLY_NOTHING = np.float32(1e-20)  # added to digital silence, where the filter's numbers become slow ones
_SILENCE = 1e-30  # a power that is nothing but that
_RELATIVE_GATE = -10.0  # LU below the loudness of what passes the absolute gate

_OVERSAMPLING = 4  # BS.1770-4, Annex 2
_REACH = 16  # samples on each side that a value between two samples depends on
_KAISER_BETA = 8.6
STRETCH = 2 * _REACH  # samples oversampled at a time: what they depend on is this stretch and the next
_RUN = 4096  # stretches looked at together: 3 s
_AT_A_TIME = (
    40  # stretches: with more, BLAS takes several threads, which burn more time waiting than they save
)


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


def estimated_loudness(samples: Samples, sample_rate: int) -> float:
    """Give the integrated loudness of speech or music to within 0.1 LU, in half the time.

    Measured on every other sample: what lies above half the rate that is left is folded below it, but none
    of it is lost, and K-weighting is level there.
    """
    return integrated_loudness(samples[::2], sample_rate // 2)


def mp3_loudness(decoded: Samples, sample_rate: int) -> float:
    """Give the integrated loudness of a decoded MP3 to within 0.03 LU, in half the time.

    It is the estimate, less what the high-pass adds at half the rate. An MP3 has nothing in the uppermost
    tenth of its frequencies, where the estimate would err by more; of 119 episodes none was more than
    0.007 LU off.
    """
    whole, halved = k_weighting(sample_rate)[1], k_weighting(sample_rate // 2)[1]
    too_much = 20 * math.log10(_gain_above(halved) / _gain_above(whole))
    return estimated_loudness(decoded, sample_rate) - too_much


def _gain_above(high_pass: NDArray[np.float64]) -> float:
    """Give the gain at half the sample rate, which table 2 of the standard leaves a little above 1."""
    signs = np.array([1.0, -1.0, 1.0])
    return float(high_pass[:3] @ signs / (high_pass[3:] @ signs))


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
    highest = float(max(samples.max(), -samples.min()))
    _, peaks = stretch_peaks(samples, highest)
    peak = max(highest, float(peaks.max(initial=0.0)))
    return 20 * math.log10(peak) if peak > 0 else -math.inf


def stretch_peaks(samples: Samples, above: float) -> tuple[NDArray[np.intp], Samples]:
    """Find the stretches of STRETCH samples that may pass a level, by number, and the true peak of each.

    No other stretch passes it, whatever lies between its samples.
    """
    found = [(np.zeros(0, np.intp), np.zeros(0, np.float32))]
    for first in range(0, samples.size, _RUN * STRETCH):
        chosen, peaks = _peaks_of_run(samples, first, above)
        found.append((chosen + first // STRETCH, peaks))
    return np.concatenate([each[0] for each in found]), np.concatenate([each[1] for each in found])


def _peaks_of_run(samples: Samples, first: int, above: float) -> tuple[NDArray[np.intp], Samples]:
    """Find them among the _RUN stretches that begin at a sample: all at once would take twice the memory."""
    interpolation, most = _interpolation()
    stretches = min(_RUN, -(-(samples.size - first) // STRETCH))
    padded = np.zeros((stretches + 1) * STRETCH, dtype=np.float32)
    known = samples[max(0, first - _REACH) : first - _REACH + padded.size]
    start = max(0, _REACH - first)
    padded[start : start + known.size] = known
    near = np.zeros(stretches + 1, dtype=np.bool_)
    near[np.flatnonzero(np.abs(padded) > above / most) // STRETCH] = True
    chosen = np.flatnonzero(near[:-1] | near[1:])
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * STRETCH)[::STRETCH][chosen]
    between = np.empty((chosen.size, interpolation.shape[1]), dtype=np.float32)
    for begin in range(0, chosen.size, _AT_A_TIME):
        some = slice(begin, begin + _AT_A_TIME)
        np.matmul(windows[some], interpolation, out=between[some])
    own = windows[:, _REACH:-_REACH]
    return chosen, np.maximum(np.abs(own).max(axis=1), np.abs(between).max(axis=1))


@cache
def k_weighting(sample_rate: int) -> NDArray[np.float64]:
    """Give the K-weighting filter for a sample rate in Hz as second-order sections (BS.1770-4, Annex 1)."""
    sections = []
    for centre, q, gains in (_SHELF, _HIGH_PASS):
        omega = 2 * sample_rate * math.tan(math.pi * centre / sample_rate)
        analogue = np.array([1.0, omega / q, omega**2])
        above, below = (_bilinear(each, 2 * sample_rate) for each in (analogue * gains, analogue))
        sections.append(np.concatenate([above, below]) / below[0])
    sections[1][:3] = 1.0, -2.0, 1.0  # table 2 leaves the high-pass unscaled
    return np.array(sections)


def _bilinear(powers: NDArray[np.float64], twice_rate: float) -> NDArray[np.float64]:
    """Put 2 · rate · (1 − z⁻¹) / (1 + z⁻¹) in the place of s, in a polynomial of the second degree."""
    squared, linear, constant = powers * (twice_rate**2, twice_rate, 1.0)
    return np.array([squared + linear + constant, 2 * (constant - squared), squared - linear + constant])


def _mean_squares(samples: Samples, sample_rate: int, steps: int) -> NDArray[np.float64]:
    """Give the K-weighted mean square of every window of so many steps of 0.1 s, both speakers together."""
    windows = samples.size * _STEPS_PER_SECOND // sample_rate - steps + 1
    if windows < 1:
        return np.zeros(0)
    edges = np.arange(windows + steps) * sample_rate // _STEPS_PER_SECOND
    sums = np.convolve(_energies(samples, sample_rate, edges), np.ones(steps), "valid")
    return np.asarray(_SPEAKERS * sums / (edges[steps:] - edges[:-steps]))


def _energies(samples: Samples, sample_rate: int, edges: NDArray[np.intp]) -> NDArray[np.float64]:
    """Give the K-weighted energy from each edge to the next."""
    energies, state = np.empty(edges.size - 1), np.zeros((2, 2))
    for first in range(0, energies.size, _STEPS_AT_A_TIME):
        run = edges[first : first + _STEPS_AT_A_TIME + 1]
        part = samples[run[0] : run[-1]] + _NEARLY_NOTHING
        weighted = filtered(k_weighting(sample_rate), part, state)
        np.square(weighted, out=weighted)
        energies[first : first + _STEPS_AT_A_TIME] = np.add.reduceat(weighted, run[:-1] - run[0])
    return energies


def _loudness(power: float) -> float:
    return _OFFSET + 10 * math.log10(power) if power > _SILENCE else -math.inf


def _power(loudness: float) -> float:
    return float(10 ** ((loudness - _OFFSET) / 10))


@cache
def _interpolation() -> tuple[Samples, float]:
    """Give the matrix that takes a window to the points between its middle samples, and its highest gain."""
    matrix = np.zeros((2 * STRETCH, (_OVERSAMPLING - 1) * STRETCH), dtype=np.float32)
    taps = np.arange(-_REACH + 1, _REACH + 1)
    for phase in range(1, _OVERSAMPLING):
        distance = phase / _OVERSAMPLING - taps
        window = np.i0(_KAISER_BETA * np.sqrt(1 - (distance / _REACH) ** 2))
        kernel = np.sinc(distance) * window
        for sample in range(STRETCH):
            first = sample + 1
            matrix[first : first + taps.size, (phase - 1) * STRETCH + sample] = kernel / kernel.sum()
    return matrix, float(np.abs(matrix).sum(axis=0).max())
