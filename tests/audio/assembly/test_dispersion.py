from __future__ import annotations

import numpy as np
import pytest

from pipeline.audio.assembly.pulse_spreading import SHARP_RATIO, spread_pulses

LEVEL = 0.07


def pulse_train(rate: int = 24_000, sharp: float = 1.0) -> np.ndarray:
    """A soft buzz with one sharp pulse in it, as a vowel has that begins with a glottal stop."""
    times = np.arange(rate) / rate
    buzz = 0.05 * np.sin(2 * np.pi * 150 * times) * np.minimum(1, times[::-1] / 0.1)
    shape = np.sinc(np.linspace(-4, 4, 33))
    buzz[5_000:5_033] += sharp * shape
    return buzz.astype(np.float32)


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100])
def test_a_sharp_pulse_becomes_lower_by_decibels(rate: int) -> None:
    sharp = pulse_train(rate)
    spread = spread_pulses(sharp, rate, LEVEL)
    assert float(np.abs(spread).max()) < 0.75 * float(np.abs(sharp).max())


def test_nothing_becomes_louder_or_softer() -> None:
    sharp = pulse_train()
    before, after = (np.abs(np.fft.rfft(x)) for x in (sharp, spread_pulses(sharp, 24_000, LEVEL)))
    loud = before > before.max() / 100
    assert 20 * np.log10(after[loud] / before[loud]) == pytest.approx(0.0, abs=0.1)


def test_a_pulse_stays_within_a_few_milliseconds_of_its_place() -> None:
    sharp = pulse_train() - pulse_train(sharp=0.0)
    spread = spread_pulses(pulse_train(), 24_000, LEVEL) - spread_pulses(pulse_train(sharp=0.3), 24_000, 1e-3)
    energy = np.cumsum(spread.astype(np.float64) ** 2)
    middle = int(np.searchsorted(energy, energy[-1] / 2)) - int(np.abs(sharp).argmax())
    assert 0 <= middle / 24_000 < 0.004


def test_speech_without_sharp_pulses_is_left_as_it_is() -> None:
    smooth = pulse_train(sharp=0.1)
    assert float(np.abs(smooth).max()) < LEVEL * SHARP_RATIO
    assert spread_pulses(smooth, 24_000, LEVEL) is smooth


def test_silence_is_left_as_it_is() -> None:
    silence = np.zeros(100, np.float32)
    assert spread_pulses(silence, 24_000, LEVEL) is silence
    assert spread_pulses(silence[:0], 24_000, LEVEL).size == 0
