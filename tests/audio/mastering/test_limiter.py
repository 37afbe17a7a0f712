from __future__ import annotations

import math

import numpy as np
import pytest

from pipeline.audio.mastering.limiter import LOOK_AHEAD_STRETCHES, limit
from pipeline.audio.mastering.loudness import STRETCH, true_peak

RATE = 44_100


def hum(level=0.3, seconds=2.0):
    return (level * np.sin(2 * np.pi * 300 * np.arange(int(seconds * RATE)) / RATE)).astype(np.float32)


def with_bursts(places, height=1.0):
    samples = hum()
    for place in places:
        samples[place : place + 147] *= height / 0.3
    return samples


def test_it_tells_how_much_it_took():
    assert limit(with_bursts([20_000]), 0.5).use.most_db == pytest.approx(20 * math.log10(2), abs=0.1)
    assert limit(with_bursts([20_000], height=0.6), 0.5).use.most_db == pytest.approx(1.58, abs=0.1)


def test_it_tells_for_how_long():
    once, twice = (limit(with_bursts(places), 0.5).use for places in ([20_000], [20_000, 60_000]))
    assert twice.share_over_one_db == pytest.approx(2 * once.share_over_one_db, rel=0.1)
    assert 147 < once.share_over_one_db * 2 * RATE < 147 + 4 * (LOOK_AHEAD_STRETCHES + 1) * STRETCH


def test_a_peak_at_the_very_beginning_counts_only_while_it_is_held():
    first, later = (limit(with_bursts([place]), 0.5).use for place in (0, 20_000))
    assert 0 < first.share_over_one_db <= later.share_over_one_db


def test_the_share_is_of_stretches_in_which_more_than_one_decibel_was_taken():
    # What needs 1.1 dB less is told, for as long as it lasts; what needs 0.9 dB less is not.
    steady = hum(0.5)
    steady *= np.minimum(1, np.minimum(np.arange(steady.size), np.arange(steady.size)[::-1]) / 441)
    assert limit(steady, 0.5 * 10 ** (-1.1 / 20)).use.share_over_one_db == pytest.approx(1.0, abs=0.01)
    assert limit(steady, 0.5 * 10 ** (-0.9 / 20)).use.share_over_one_db == 0.0


def test_a_share_is_of_all_stretches_there_are():
    assert limit(np.ones(2 * STRETCH, np.float32), 0.5).use.share_over_one_db == 1.0
    assert limit(np.ones(0, np.float32), 0.5).use.share_over_one_db == 0.0


def test_what_needs_no_limiting_is_told_as_none():
    use = limit(hum(), 0.5).use
    assert (use.share_over_one_db, use.most_db) == (0.0, 0.0)


@pytest.mark.parametrize("place", [0, 1, 31, 32, 20_000, 2 * RATE - 147])
def test_a_peak_is_held_wherever_it_is(place):
    assert true_peak(limit(with_bursts([place]), 0.5).samples) <= 20 * math.log10(0.5) + 0.05


def test_a_peak_between_the_samples_is_held_too():
    quarter = (0.5 * np.sin(np.pi / 2 * np.arange(RATE) + np.pi / 4)).astype(np.float32)
    assert float(np.abs(quarter).max()) < 0.4
    assert true_peak(limit(quarter, 0.4).samples) <= 20 * math.log10(0.4) + 0.05


def test_the_gain_comes_and_goes_smoothly():
    before = with_bursts([20_000])
    after = limit(before, 0.5).samples
    heard = np.flatnonzero(np.abs(before) > 0.02)
    slope = np.diff(after[heard] / before[heard]) / np.diff(heard)
    assert float(np.abs(slope).max()) < 0.005  # per sample: half the level takes 2 ms and more
    away = np.abs(np.arange(before.size) - 20_073) > 147 + 3 * (LOOK_AHEAD_STRETCHES + 1) * STRETCH
    assert np.array_equal(after[away], before[away])


@pytest.mark.parametrize("count", [0, 1, 31, 32, 33, 1_000])
def test_it_takes_any_length(count):
    samples = np.ones(count, np.float32)
    assert limit(samples, 0.5).samples.size == count


def test_what_it_was_given_stays_as_it_was():
    samples = with_bursts([20_000])
    copy = samples.copy()
    limit(samples, 0.5, gain=2.0)
    assert np.array_equal(samples, copy)


def test_a_gain_is_one_of_4096_so_that_the_last_bits_of_a_peak_do_not_matter():
    for height in (0.6, 0.77, 1.0):
        gain = 10 ** (-limit(with_bursts([20_000], height), 0.5).use.most_db / 20)
        assert gain < 0.5 / height + 1e-9
        assert gain * 4096 == pytest.approx(round(gain * 4096), abs=1e-6)


def test_a_gain_that_is_asked_for_comes_first():
    louder = limit(with_bursts([20_000], 0.3), 0.5, gain=2.0)
    assert np.array_equal(louder.samples, limit(2 * with_bursts([20_000], 0.3), 0.5).samples)


def test_samples_keep_their_precision_whatever_the_gain_was_reckoned_in():
    assert limit(hum(), 0.5, gain=np.float64(2.0)).samples.dtype == np.float32
