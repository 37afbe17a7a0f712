from __future__ import annotations

import numpy as np
import pytest

from pipeline.audio.mastering.encode import SAMPLE_RATE
from pipeline.audio.mastering.levels import VOICE_LUFS
from pipeline.audio.mastering.loudness import Samples, integrated_loudness
from pipeline.audio.own_sound.bed import ducked, looped
from pipeline.audio.own_sound.levelling import BED_ALONE_LU, BED_UNDER_VOICE_LU, levelled

SECOND = SAMPLE_RATE


def tone(seconds: float, level: float = 0.3) -> Samples:
    return (level * np.sin(2 * np.pi * 500 * np.arange(int(seconds * SECOND)) / SECOND)).astype(np.float32)


@pytest.mark.parametrize("level", [0.001, 0.05, 0.9])
def test_a_sound_comes_out_as_loud_as_the_voice_whatever_it_was(level: float) -> None:
    heard = integrated_loudness(levelled(tone(3, level), 2.0), SECOND)
    assert heard == pytest.approx(VOICE_LUFS - 2, abs=0.1)


def test_a_click_is_not_blown_up() -> None:
    click = np.zeros(SECOND // 20, np.float32)
    click[100:130] = 0.9
    assert np.abs(levelled(click, 2.0)).max() <= 10 ** ((VOICE_LUFS + 18) / 20) * 1.001


@pytest.mark.parametrize("seconds", [0.5, 6.9, 7.0, 30.0])
def test_a_bed_is_as_long_as_it_must_be_and_has_no_holes(seconds: float) -> None:
    bed = looped(tone(7), int(seconds * SECOND))
    assert bed.size == int(seconds * SECOND)
    levels = np.sqrt(np.mean(bed[: bed.size // 2205 * 2205].reshape(-1, 2205) ** 2, axis=1))
    assert levels.min() > 0.25 * levels.max()


def test_a_bed_is_down_wherever_somebody_speaks_and_up_where_nobody_does() -> None:
    bed = ducked(
        np.ones(20 * SECOND, np.float32), [(5 * SECOND, 8 * SECOND), (int(8.6 * SECOND), 12 * SECOND)]
    )
    lift = 10 ** ((BED_UNDER_VOICE_LU - BED_ALONE_LU) / 20)
    assert bed[5 * SECOND : 12 * SECOND].max() == 1.0  # in the short rest, too
    assert bed[: 4 * SECOND].min() == pytest.approx(lift)
    assert bed[13 * SECOND :].min() == pytest.approx(lift)
    assert np.abs(np.diff(bed)).max() < 0.001  # nowhere at once
