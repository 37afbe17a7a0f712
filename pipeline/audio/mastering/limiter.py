"""A look-ahead limiter for true peaks: it turns the level down around a peak, and touches nothing else."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.mastering.loudness import STRETCH, Samples, stretch_peaks

LOOK_AHEAD_STRETCHES = 4  # of STRETCH samples, 0.7 ms each: 2.9 ms
_STEPS = 2**-12  # gains are rounded down to these, 0.002 dB: libraries differ in the last bits of a peak


@dataclass(frozen=True, slots=True)
class LimiterUse:
    """How much a limiter had to do."""

    share_over_one_db: float  # of the time, in which it took more than 1 dB away; 0 to 1
    most_db: float  # that it took away anywhere


@dataclass(frozen=True, slots=True, eq=False)
class Limited:
    """Samples under their ceiling, and what it took."""

    samples: Samples
    use: LimiterUse


def limit(samples: Samples, ceiling: float, *, gain: float = 1.0) -> Limited:
    """Multiply by `gain`, then turn the true peaks down to `ceiling` (both linear), and nothing else.

    The gain falls smoothly before a peak and rises smoothly after it: the smallest gain that is needed
    within the look-ahead, averaged over it, is nowhere more than what is needed there.
    """
    limited = samples * np.float32(gain)
    gains = _gains(limited, ceiling)
    _turn_down(limited, gains)
    over_one_db = int(np.count_nonzero(np.minimum(gains[:-1], gains[1:]) < 10 ** (-1 / 20)))
    use = LimiterUse(over_one_db / max(1, gains.size - 1), 20 * math.log10(1 / float(gains.min(initial=1.0))))
    return Limited(limited, use)


def _gains(samples: Samples, ceiling: float) -> NDArray[np.float64]:
    """Give the gain at the edges of all stretches; between them it goes straight from one to the next."""
    stretches = -(-samples.size // STRETCH)
    chosen, peaks = stretch_peaks(samples, ceiling)
    needed = np.ones(stretches)
    needed[chosen] = ceiling / np.maximum(peaks, ceiling)
    needed = np.floor(needed / _STEPS) * _STEPS
    edges = np.asarray(np.minimum(np.append(needed, 1.0), np.append(1.0, needed)))
    return _smooth(edges) if edges.min() < 1.0 else edges


def _smooth(edges: NDArray[np.float64]) -> NDArray[np.float64]:
    window = 2 * LOOK_AHEAD_STRETCHES + 1
    beyond = np.pad(edges, LOOK_AHEAD_STRETCHES, mode="edge")
    lowest = reduce(np.minimum, (beyond[first : first + edges.size] for first in range(window)))
    weights = np.hanning(window + 2)[1:-1]
    padded = np.pad(lowest, LOOK_AHEAD_STRETCHES, mode="edge")
    return np.asarray(np.convolve(padded, weights / weights.sum(), mode="valid"))


def _turn_down(samples: Samples, gains: NDArray[np.float64]) -> None:
    way = np.arange(STRETCH) / STRETCH
    for stretch in np.flatnonzero(np.minimum(gains[:-1], gains[1:]) < 1.0 - _STEPS / 2).tolist():
        before, after = gains[stretch], gains[stretch + 1]
        part = samples[stretch * STRETCH : (stretch + 1) * STRETCH]
        part *= (before + (after - before) * way[: part.size]).astype(np.float32)
