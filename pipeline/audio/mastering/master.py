"""Mastering: linear gain to the loudness, a look-ahead limiter for the peaks that remain, MP3, and proof."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, minimum_filter1d
from scipy.signal import resample_poly

from pipeline.audio.mastering.encode import SAMPLE_RATE, decode_mp3, encode_mp3, whole_frames
from pipeline.audio.mastering.loudness import integrated_loudness, true_peak
from pipeline.audio.recording import Loudness
from pipeline.catalogue.show import AudioSettings

ENCODER_LOSS_DB = 0.45  # LAME scales by 0.95 at constant bitrates up to 128 kbit/s: 20 log10 0.95
PEAK_MARGIN_DB = 0.9  # room for what the encoder adds to peaks; measured on speech at 96 kbit/s
LOUDNESS_TOLERANCE_LU = 0.2  # a file further off is encoded again
LOOK_AHEAD_SAMPLES = 110  # 2.5 ms
MAX_ATTEMPTS = 4
_OVERSAMPLING = 4  # ITU-R BS.1770-4, Annex 2
_NEAR_PEAK = 0.7  # a true peak can stand this far above its samples; anything lower cannot pass the ceiling


@dataclass(frozen=True, slots=True, eq=False)
class Mastered:
    """A finished MP3 without tags, and what was measured on it after decoding."""

    mp3: bytes
    seconds: float
    loudness: Loudness


def master(samples: NDArray[np.float32], settings: AudioSettings) -> Mastered:
    """Bring an episode to its loudness and true peak, measured on the encoded file.

    `samples` are mono at 44.1 kHz. Encodes again with corrected gain and ceiling until both are met; a
    last attempt that misses is returned as it is, for the check to judge. Raises EncodingFailed.
    """
    samples = whole_frames(samples)
    gain_db = settings.loudness_lufs - integrated_loudness(samples, SAMPLE_RATE) + ENCODER_LOSS_DB
    ceiling_db = settings.true_peak_dbtp - PEAK_MARGIN_DB + ENCODER_LOSS_DB
    for _ in range(MAX_ATTEMPTS):
        mastered = _encode_and_measure(limit(samples * _ratio(gain_db), _ratio(ceiling_db)), settings)
        off_lu = settings.loudness_lufs - mastered.loudness.integrated_lufs
        over_db = mastered.loudness.true_peak_dbtp - settings.true_peak_dbtp
        if abs(off_lu) <= LOUDNESS_TOLERANCE_LU and over_db <= 0:
            break
        gain_db += off_lu
        ceiling_db -= max(0.0, over_db + 0.1)
    return mastered


def _encode_and_measure(samples: NDArray[np.float32], settings: AudioSettings) -> Mastered:
    mp3 = encode_mp3(samples, settings.bitrate_kbps)
    decoded = decode_mp3(mp3)
    loudness = Loudness(integrated_loudness(decoded, SAMPLE_RATE), true_peak(decoded))
    return Mastered(mp3, len(decoded) / SAMPLE_RATE, loudness)


def limit(samples: NDArray[np.float32], ceiling: float) -> NDArray[np.float32]:
    """Turn the true peaks down to `ceiling` (linear), and nothing else.

    The gain falls smoothly before a peak and rises smoothly after it: the smallest gain needed within the
    look-ahead, averaged over it, is never above what any sample needs.
    """
    limited = samples.copy()
    reach = 3 * LOOK_AHEAD_SAMPLES
    loud = np.flatnonzero(np.abs(samples) > ceiling * _NEAR_PEAK)
    if not len(loud):
        return limited
    breaks = np.flatnonzero(np.diff(loud) > 2 * reach) + 1
    for group in np.split(loud, breaks):
        start, end = max(0, int(group[0]) - reach), min(len(samples), int(group[-1]) + reach)
        limited[start:end] *= _gain(samples[start:end], ceiling)
    return limited


def _gain(samples: NDArray[np.float32], ceiling: float) -> NDArray[np.float32]:
    window = 2 * LOOK_AHEAD_SAMPLES + 1
    needed = np.minimum(1.0, ceiling / np.maximum(_true_peaks(samples), 1e-9))
    if needed.min() >= 1.0:
        return np.ones(len(samples), np.float32)
    lowest = minimum_filter1d(needed, window, mode="nearest")
    weights = np.hanning(window + 2)[1:-1]
    padded = np.pad(lowest, LOOK_AHEAD_SAMPLES, mode="edge")
    smooth: NDArray[np.float32] = np.convolve(padded, weights / weights.sum(), mode="valid").astype(
        np.float32
    )
    return smooth


def _true_peaks(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give for each sample the highest level between its neighbours, oversampled four times."""
    oversampled = np.abs(resample_poly(samples, _OVERSAMPLING, 1)).astype(np.float32)
    around = maximum_filter1d(oversampled, 2 * _OVERSAMPLING + 1, mode="nearest")
    peaks: NDArray[np.float32] = around[::_OVERSAMPLING]
    return peaks


def _ratio(decibels: float) -> float:
    return float(10 ** (decibels / 20))
