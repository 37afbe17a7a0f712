"""The last look at an episode's sound files before they are kept: as long and as loud as they should be.

Peaks are left to the check: a file that is a little over its true peak is whole.
"""

from __future__ import annotations

import math

from pipeline.audio.mastering.encode import SAMPLE_RATE
from pipeline.audio.mastering.info_header import FRAME_SAMPLES
from pipeline.audio.mastering.master import MOST_LIMITED_DB, Mastered
from pipeline.audio.recording import Loudness
from pipeline.errors import EncodingFailed

LENGTH_TOLERANCE_SECONDS = 2 * FRAME_SAMPLES / SAMPLE_RATE  # what an encoder may leave over at the ends
LOUDNESS_TOLERANCE_LU = 0.5


def require_assembled(mastered: Mastered, seconds: float, loudness_lufs: float) -> None:
    """Raise EncodingFailed for an MP3 that is not the sound that was assembled, at the loudness asked for.

    One that is softer because its peaks could not be limited further is let through, for the check to tell:
    it is whole, and only a person can decide.
    """
    found = mastered.loudness.integrated_lufs
    if found < loudness_lufs and mastered.limiter.most_db > MOST_LIMITED_DB - 0.1:
        loudness_lufs = found
    _require("the MP3", mastered.seconds, mastered.loudness, seconds, loudness_lufs)


def require_like_mp3(name: str, seconds: float, loudness: Loudness, mastered: Mastered) -> None:
    """Raise EncodingFailed for another sound file, by the end of its name, that is not what the MP3 is."""
    _require(f"the .{name} file", seconds, loudness, mastered.seconds, mastered.loudness.integrated_lufs)


def _require(
    what: str, seconds: float, loudness: Loudness, wanted_seconds: float, wanted_lufs: float
) -> None:
    found = loudness.integrated_lufs
    if abs(seconds - wanted_seconds) > LENGTH_TOLERANCE_SECONDS:
        raise EncodingFailed(f"{what} lasts {seconds:.2f} s when decoded, not {wanted_seconds:.2f} s")
    if not (math.isfinite(found) and math.isfinite(loudness.true_peak_dbtp)):
        raise EncodingFailed(f"{what} is silent when decoded")
    if abs(found - wanted_lufs) > LOUDNESS_TOLERANCE_LU:
        raise EncodingFailed(
            f"{what} has {found:.1f} LUFS when decoded, not {wanted_lufs:.1f} ± {LOUDNESS_TOLERANCE_LU:g}"
        )
