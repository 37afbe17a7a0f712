from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.audio.mastering.encode import SAMPLE_RATE
from pipeline.audio.mastering.info_header import FRAME_SAMPLES
from pipeline.audio.mastering.limiter import LimiterUse
from pipeline.audio.mastering.master import MOST_LIMITED_DB, Mastered
from pipeline.audio.mastering.proof import require_assembled, require_like_mp3
from pipeline.audio.recording import Loudness
from pipeline.errors import EncodingFailed

GOOD = Mastered(b"", 90.0, Loudness(-16.0, -1.0), LimiterUse(0.0, 1.0), 1, np.zeros(0, np.float32))
SOFTER = replace(GOOD, loudness=Loudness(-18.0, -1.0))
FRAME = FRAME_SAMPLES / SAMPLE_RATE


@pytest.mark.parametrize("seconds", [90.0, 90.0 - 1.9 * FRAME, 90.0 + 1.9 * FRAME])
def test_a_frame_or_two_may_be_left_over(seconds: float) -> None:
    require_assembled(GOOD, seconds, -16.0)
    require_like_mp3("opus", seconds, GOOD.loudness, GOOD)


@pytest.mark.parametrize("lufs", [-16.48, -15.52])
def test_half_a_loudness_unit_more_or_less_is_let_through(lufs: float) -> None:
    require_assembled(replace(GOOD, loudness=Loudness(lufs, -1.0)), 90.0, -16.0)


@pytest.mark.parametrize(
    ("mastered", "what"),
    [
        (replace(GOOD, seconds=89.9), "lasts 89.90 s when decoded, not 90.00 s"),
        (replace(GOOD, seconds=90.1), "lasts 90.10 s"),
        (replace(GOOD, seconds=90.0 - 2.1 * FRAME), "lasts 89.95 s"),
        (replace(GOOD, seconds=90.0 + 2.1 * FRAME), "lasts 90.05 s"),
        (replace(GOOD, seconds=0.0), "lasts 0.00 s"),
        (replace(GOOD, loudness=Loudness(float("-inf"), -1.0)), "is silent"),
        (replace(GOOD, loudness=Loudness(float("nan"), -1.0)), "is silent"),
        (replace(GOOD, loudness=Loudness(-16.0, float("-inf"))), "is silent"),
        (replace(GOOD, loudness=Loudness(-16.52, -1.0)), "has -16.5 LUFS"),
        (replace(GOOD, loudness=Loudness(-15.4, -1.0)), "has -15.4 LUFS when decoded, not -16.0 ± 0.5"),
        (SOFTER, "has -18.0 LUFS"),
    ],
)
def test_what_is_not_what_was_assembled_fails(mastered: Mastered, what: str) -> None:
    with pytest.raises(EncodingFailed, match=f"the MP3 {what}".replace("+", r"\+")):
        require_assembled(mastered, 90.0, -16.0)
    with pytest.raises(EncodingFailed, match=r"the \.m4a file"):
        require_like_mp3("m4a", mastered.seconds, mastered.loudness, GOOD)


def test_what_is_as_loud_as_its_peaks_allow_is_left_to_the_check() -> None:
    require_assembled(replace(SOFTER, limiter=LimiterUse(0.5, MOST_LIMITED_DB)), 90.0, -16.0)
    require_assembled(replace(SOFTER, limiter=LimiterUse(0.5, MOST_LIMITED_DB - 0.09)), 90.0, -16.0)
    with pytest.raises(EncodingFailed, match=r"-18\.0 LUFS"):
        require_assembled(replace(SOFTER, limiter=LimiterUse(0.5, MOST_LIMITED_DB - 0.11)), 90.0, -16.0)
    louder = replace(GOOD, loudness=Loudness(-14.0, -1.0), limiter=LimiterUse(0.5, MOST_LIMITED_DB))
    with pytest.raises(EncodingFailed, match=r"-14\.0 LUFS"):
        require_assembled(louder, 90.0, -16.0)
