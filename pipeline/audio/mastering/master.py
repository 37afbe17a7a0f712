"""Mastering: linear gain to the loudness, a look-ahead limiter for the peaks that remain, MP3, and proof."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.mastering.encode import SAMPLE_RATE, encode_mp3, heard_mp3, whole_frames
from pipeline.audio.mastering.limiter import Limited, LimiterUse, limit
from pipeline.audio.mastering.loudness import estimated_loudness, mp3_loudness, true_peak
from pipeline.audio.recording import Loudness
from pipeline.catalogue.show import AudioSettings

ENCODER_LOSS_DB = 0.45  # LAME scales by 0.95 at constant bitrates up to 128 kbit/s: 20 log10 0.95
PEAK_MARGIN_DB = 0.6  # room for what the encoder adds to peaks: 0.2 dB as a rule, 0.6 now and then
LOUDNESS_TOLERANCE_LU = 0.2  # a file further off is encoded again
MOST_LIMITED_DB = 6.0  # what needs more is left softer instead, for the check to tell
MAX_ATTEMPTS = 4

ENCODING, ENCODING_AGAIN, VERIFYING = "encoding", "encoding again", "decoding to verify"  # stages to time
Stage = Callable[[str], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True, eq=False)
class Mastered:
    """A finished MP3 without tags, what was measured on it after decoding, and what the limiter did."""

    mp3: bytes
    seconds: float
    loudness: Loudness
    limiter: LimiterUse
    attempts: int  # encodings it took
    samples: NDArray[np.float32]  # what was encoded, with what the encoder takes away made up for


def master(
    samples: NDArray[np.float32], settings: AudioSettings, stage: Stage = lambda _: nullcontext()
) -> Mastered:
    """Bring an episode to its loudness and true peak, measured on the encoded file.

    `samples` are mono at 44.1 kHz. Encodes again with corrected gain and ceiling until both are met; a
    last attempt that misses is returned as it is, for the check to judge. `stage` is entered for what
    somebody may want to time. Raises EncodingFailed.
    """
    samples = whole_frames(samples)
    gain_db = settings.loudness_lufs - estimated_loudness(samples, SAMPLE_RATE) + ENCODER_LOSS_DB
    ceiling_db = settings.true_peak_dbtp - PEAK_MARGIN_DB + ENCODER_LOSS_DB
    for attempt in range(1, MAX_ATTEMPTS + 1):
        limited = _limited(samples, gain_db, ceiling_db)
        mastered = _encode_and_measure(limited, settings, attempt, stage)
        off_lu = settings.loudness_lufs - mastered.loudness.integrated_lufs
        over_db = mastered.loudness.true_peak_dbtp - settings.true_peak_dbtp
        as_loud_as_it_gets = off_lu > 0 and limited.use.most_db > MOST_LIMITED_DB - 0.1
        if (abs(off_lu) <= LOUDNESS_TOLERANCE_LU or as_loud_as_it_gets) and over_db <= 0:
            break
        gain_db += off_lu
        ceiling_db -= max(0.0, over_db + 0.1)
    return mastered


def _limited(samples: NDArray[np.float32], gain_db: float, ceiling_db: float) -> Limited:
    """Turn up and limit; where the limiter would have to take too much, turn up by that much less."""
    ceiling = _ratio(ceiling_db)
    limited = limit(samples, ceiling, gain=_ratio(gain_db))
    excess_db = limited.use.most_db - MOST_LIMITED_DB
    if excess_db <= 0:
        return limited
    return limit(samples, ceiling, gain=_ratio(gain_db - excess_db))


def _encode_and_measure(limited: Limited, settings: AudioSettings, attempt: int, stage: Stage) -> Mastered:
    with stage(ENCODING if attempt == 1 else ENCODING_AGAIN):
        mp3 = encode_mp3(limited.samples, settings.bitrate_kbps)
    with stage(VERIFYING):
        decoded = heard_mp3(mp3)
    loudness = Loudness(mp3_loudness(decoded, SAMPLE_RATE), true_peak(decoded))
    return Mastered(mp3, decoded.size / SAMPLE_RATE, loudness, limited.use, attempt, limited.samples)


def _ratio(decibels: float) -> float:
    """Turn decibels, to the hundredth, into a factor."""
    return float(10 ** (round(decibels, 2) / 20)) if math.isfinite(decibels) else 1.0
