"""The filter loop by itself: the same numbers as scipy.signal's, in either order of loading."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.audio import filters
from pipeline.audio.filters import filtered
from pipeline.audio.mastering.loudness import k_weighting

pytestmark = pytest.mark.slow


NOISE = np.random.default_rng(3).standard_normal(5000).astype(np.float32)


def through_scipy(sections: NDArray[np.float64], samples: NDArray[np.float32]) -> NDArray[np.float64]:
    from scipy.signal import sosfilt

    return np.asarray(sosfilt(sections, samples.astype(np.float64)))


@pytest.mark.parametrize("rate", [16_000, 24_000, 44_100, 48_000])
def test_samples_are_filtered_as_scipy_filters_them(rate: int) -> None:
    assert np.array_equal(filtered(k_weighting(rate), NOISE), through_scipy(k_weighting(rate), NOISE))


def test_a_stretch_goes_on_where_the_one_before_left_off() -> None:
    sections, state = k_weighting(44_100), np.zeros((2, 2))
    halves = [filtered(sections, part, state) for part in (NOISE[:1234], NOISE[1234:])]
    assert np.array_equal(np.concatenate(halves), filtered(sections, NOISE))


def test_samples_that_were_given_stay_as_they_are() -> None:
    samples = NOISE.astype(np.float64)
    filtered(k_weighting(44_100), samples)
    assert np.array_equal(samples, NOISE.astype(np.float64))


def test_a_scipy_without_the_loop_is_asked_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "_loop", lambda: filters._through_scipy)
    assert np.array_equal(filtered(k_weighting(44_100), NOISE), through_scipy(k_weighting(44_100), NOISE))


FIRST_ALONE = """
import sys
import numpy as np
from pipeline.audio.filters import filtered
from pipeline.audio.mastering.loudness import k_weighting
alone = filtered(k_weighting(44_100), np.ones(9))
assert "scipy.signal" not in sys.modules
from scipy.signal import sosfilt
assert np.array_equal(sosfilt(k_weighting(44_100), np.ones(9)), alone)
"""


def test_scipy_can_still_be_imported_afterwards() -> None:
    subprocess.run([sys.executable, "-c", FIRST_ALONE], check=True, capture_output=True)


NOTHING_MORE = """
import sys
import pipeline.building.render
from pipeline.audio.assembly.jingle import closing, opening
from pipeline.audio.mastering.master import master
from pipeline.catalogue.show import AudioSettings
master(opening("show"), AudioSettings()), closing("show")
print([name for name in ("scipy.signal", "scipy.stats", "scipy.ndimage") if name in sys.modules])
"""


def test_assembling_and_mastering_load_no_more_of_scipy() -> None:
    done = subprocess.run(
        [sys.executable, "-c", NOTHING_MORE], check=True, capture_output=True, encoding="utf-8"
    )
    assert done.stdout.strip() == "[]"
