"""Our loudness and true peak against ffmpeg's ebur128, the reference of the design."""

from __future__ import annotations

import math
import re
import subprocess
from itertools import pairwise

import imageio_ffmpeg
import numpy as np
import pytest

from pipeline.audio.mastering.loudness import (
    STRETCH,
    estimated_loudness,
    integrated_loudness,
    k_weighting,
    mp3_loudness,
    short_term_loudness,
    stretch_peaks,
    true_peak,
)

RATE = 44_100
SILENCE = np.zeros(5 * RATE, dtype=np.float32)


def tone(frequency, level, seconds=5.0, rate=RATE, phase=0.0):
    times = np.arange(int(seconds * rate)) / rate
    faded = np.minimum(1, np.minimum(times, times[::-1]) / 0.05)
    return (level * faded * np.sin(2 * np.pi * frequency * times + phase)).astype(np.float32)


def noise(level, seconds=5.0, seed=1):
    """Noise without the top octave, as after a lossy encoder."""
    white = np.random.default_rng(seed).standard_normal(int(seconds * RATE))
    spectrum = np.fft.rfft(white)
    spectrum[np.fft.rfftfreq(white.size, 1 / RATE) > 15_000] = 0
    return (level * np.fft.irfft(spectrum, white.size)).astype(np.float32)


def speech_like(level):
    """Syllables of a buzzing voice, with pauses, cut off at a ceiling."""
    times = np.arange(12 * RATE) / RATE
    voice = sum(np.sin(2 * np.pi * 130 * k * times + k * k) / k for k in range(1, 30))
    syllables = np.clip(np.sin(2 * np.pi * 3.1 * times), 0, None) ** 0.5 * (
        np.sin(2 * np.pi * 0.23 * times) > -0.6
    )
    return np.clip(level * voice * syllables, -0.6, 0.6).astype(np.float32)


SIGNALS = {
    "a tone of 997 Hz": tone(997, 0.5),
    "a low tone": tone(60, 0.7),
    "a high tone between its samples": tone(RATE / 4, 0.5, phase=math.pi / 4),
    "quiet noise": noise(0.003),
    "noise in bursts with silence": np.concatenate([noise(0.1, 3), SILENCE, noise(0.2, 2, seed=2), SILENCE]),
    "loud, then soft below the relative gate": np.concatenate([noise(0.2, 4), noise(0.01, 8)]),
    "clipped speech": speech_like(0.5),
    "soft speech": speech_like(0.05),
}


def measured_by_ffmpeg(samples, rate=RATE):
    arguments = ["-hide_banner", "-nostats", "-f", "f32le", "-ar", str(rate), "-ac", "1", "-i", "-"]
    arguments += ["-af", "ebur128=peak=true:dualmono=true:framelog=quiet", "-f", "null", "-"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), *arguments]
    told = subprocess.run(command, input=samples.tobytes(), capture_output=True, check=True).stderr.decode()
    return tuple(float(re.search(rf"{name}:\s+(\S+) ", told)[1]) for name in ("I", "Peak"))


@pytest.mark.parametrize("name", SIGNALS)
def test_loudness_and_true_peak_agree_with_ffmpeg(name):
    lufs, dbtp = measured_by_ffmpeg(SIGNALS[name])
    assert integrated_loudness(SIGNALS[name], RATE) == pytest.approx(lufs, abs=0.1)
    assert true_peak(SIGNALS[name]) == pytest.approx(dbtp, abs=0.1)


@pytest.mark.parametrize("name", ["a tone of 997 Hz", "a low tone", "clipped speech", "soft speech"])
def test_the_estimate_is_within_a_tenth_of_a_loudness_unit(name):
    measured = integrated_loudness(SIGNALS[name], RATE)
    assert estimated_loudness(SIGNALS[name], RATE) == pytest.approx(measured, abs=0.1)


@pytest.mark.parametrize("hertz", [60, 300, 1_000, 2_000, 3_000, 5_000, 10_000, 16_000])
def test_the_loudness_of_what_an_mp3_can_hold_is_right_to_within_three_hundredths(hertz):
    samples = tone(hertz, 0.2)
    measured = integrated_loudness(samples, RATE)
    assert mp3_loudness(samples, RATE) == pytest.approx(measured, abs=0.03)


@pytest.mark.parametrize("rate", [8_000, 11_025, 24_000, 48_000, 96_000])
def test_loudness_agrees_with_ffmpeg_at_any_sample_rate(rate):
    samples = tone(1_500, 0.3, rate=rate)
    assert integrated_loudness(samples, rate) == pytest.approx(measured_by_ffmpeg(samples, rate)[0], abs=0.1)


def test_the_filter_at_48_khz_is_the_one_of_the_standard():
    shelf = [1.53512485958697, -2.69169618940638, 1.19839281085285, 1, -1.69065929318241, 0.73248077421585]
    high_pass = [1, -2, 1, 1, -1.99004745483398, 0.99007225036621]
    assert k_weighting(48_000) == pytest.approx(np.array([shelf, high_pass]), abs=1e-8)


def test_a_full_scale_tone_heard_on_two_speakers_is_at_zero():
    # BS.1770-4: 997 Hz at 0 dBFS in one channel reads -3.01; the second speaker doubles it.
    assert integrated_loudness(tone(997, 1.0, seconds=20), RATE) == pytest.approx(0.0, abs=0.03)


def test_half_the_level_is_six_decibels_less():
    loud, soft = (integrated_loudness(noise(level), RATE) for level in (0.2, 0.1))
    assert loud - soft == pytest.approx(6.02, abs=0.01)


def test_silence_has_no_loudness_and_no_peak():
    assert integrated_loudness(SILENCE, RATE) == -math.inf
    assert true_peak(SILENCE) == -math.inf
    assert set(short_term_loudness(SILENCE, RATE)) == {-math.inf}


def test_less_than_one_block_has_no_loudness():
    assert integrated_loudness(noise(0.1, 0.39), RATE) == -math.inf
    assert integrated_loudness(np.zeros(0, dtype=np.float32), RATE) == -math.inf
    assert math.isfinite(integrated_loudness(noise(0.1, 0.4), RATE))


def test_what_is_below_the_absolute_gate_counts_for_nothing():
    # Both parts lie within the relative gate of 10 LU: only the gate at -70 LUFS keeps the soft one out.
    loudness = integrated_loudness(noise(1.0), RATE)
    loud, soft = (noise(10 ** ((level - loudness) / 20), 8) for level in (-66.0, -71.0))
    both = np.concatenate([loud, soft])
    assert integrated_loudness(both, RATE) == pytest.approx(-66.0, abs=0.1)
    assert integrated_loudness(both, RATE) == pytest.approx(measured_by_ffmpeg(both)[0], abs=0.1)


def test_the_absolute_gate_is_at_minus_70_lufs():
    loudness = integrated_loudness(noise(1.0), RATE)
    above, below = (noise(10 ** ((level - loudness) / 20)) for level in (-69.5, -70.5))
    assert integrated_loudness(above, RATE) == pytest.approx(-69.5, abs=0.2)
    assert integrated_loudness(below, RATE) == -math.inf


def test_short_term_loudness_has_a_value_each_tenth_of_a_second():
    levels = short_term_loudness(np.concatenate([noise(0.2, 4), noise(0.1, 4)]), RATE)
    assert len(levels) == 51  # the first window ends at 3.0 s, the last at 8.0 s
    assert levels[0] - levels[-1] == pytest.approx(6.02, abs=0.1)
    assert all(earlier >= later - 0.1 for earlier, later in pairwise(levels))


def test_short_term_loudness_of_less_than_three_seconds_is_nothing():
    assert short_term_loudness(noise(0.1, 2.9), RATE).size == 0


def test_a_steady_sound_is_as_loud_at_any_moment_as_on_the_whole():
    steady = noise(0.1, 10)
    assert short_term_loudness(steady, RATE) == pytest.approx(integrated_loudness(steady, RATE), abs=0.2)


def test_a_peak_between_the_samples_is_found():
    samples = tone(RATE / 4, 0.5, phase=math.pi / 4)
    assert 20 * math.log10(np.abs(samples).max()) == pytest.approx(-9.03, abs=0.01)
    assert true_peak(samples) == pytest.approx(-6.02, abs=0.02)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_notes_up_to_18_5_khz_are_read_to_a_fiftieth_of_a_decibel(quarters):
    # A wave whose crest lies so many quarters of a sample behind one, in the middle of silence.
    times = np.arange(-200, 201) - quarters / 4
    samples = 0.5 * np.cos(2 * np.pi * 0.42 * times) * np.exp(-((times / 60) ** 2))
    assert true_peak(samples.astype(np.float32)) == pytest.approx(20 * math.log10(0.5), abs=0.02)


@pytest.mark.parametrize("place", [0, 1, 31, 32, 33, 4_409, -33, -32, -2, -1])
def test_a_peak_is_found_wherever_it_is(place):
    samples = noise(0.01, 0.1)
    samples[place] = -0.9
    assert true_peak(samples) == pytest.approx(20 * math.log10(0.9), abs=0.25)


@pytest.mark.parametrize("place", [0, 1, 30, 31, 32, 131_070, 131_071, 131_072, -2])
def test_a_peak_between_two_samples_is_found_wherever_they_are(place):
    # Band-limited, two equal neighbours reach sinc(1/2) = 2/pi of each in the middle between them.
    samples = np.zeros(140_000, dtype=np.float32)
    samples[[place, place + 1]] = 0.5
    assert true_peak(samples) == pytest.approx(20 * math.log10(2 / math.pi), abs=0.05)


@pytest.mark.parametrize("place", [30, 31, 32, 4_095, 4_096])
def test_a_peak_between_two_samples_belongs_to_the_stretch_of_the_first(place):
    samples = np.zeros(140_000, dtype=np.float32)
    samples[[place, place + 1]] = 0.5
    numbers, peaks = stretch_peaks(samples, 0.4)
    found = dict(zip(numbers.tolist(), peaks.tolist(), strict=True))
    assert found.pop(place // STRETCH) == pytest.approx(2 / math.pi, abs=0.005)
    assert max(found.values(), default=0.0) <= 0.5


def test_leaving_out_the_quiet_parts_changes_nothing():
    samples = speech_like(0.5)
    spectrum = np.fft.rfft(samples)
    four_times = (
        np.fft.irfft(np.pad(spectrum, (0, 2 * samples.size + 1 - spectrum.size)), 4 * samples.size) * 4
    )
    assert true_peak(samples) == pytest.approx(20 * math.log10(np.abs(four_times).max()), abs=0.05)


def test_a_single_sample_has_a_peak():
    assert true_peak(np.array([0.5], dtype=np.float32)) == pytest.approx(-6.02, abs=0.01)
    assert true_peak(np.zeros(0, dtype=np.float32)) == -math.inf


def test_a_stretch_below_the_middle_line_peaks_as_high_as_one_above():
    click = np.zeros(RATE, dtype=np.float32)
    click[20_000] = 0.5
    (above, peaks), (below, mirrored) = (stretch_peaks(each, 0.3) for each in (click, -click))
    assert above.tolist() == below.tolist() != []
    assert peaks.max() == mirrored.max() == pytest.approx(0.5)
