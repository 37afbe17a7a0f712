"""The speakers' benchmark, on a network of made-up weights."""

from __future__ import annotations

import pickle
from collections import OrderedDict
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("benchmarks.speakers")

from benchmarks.speaker_network import MEL_BANDS, SAMPLE_RATE, Weights, mel_filters, read_weights, speaker_of
from benchmarks.speakers import BEGIN, END, PAGE, table

RANDOM = np.random.default_rng(1)


@pytest.fixture(scope="module")
def weights() -> Weights:
    shapes = {"linear.weight": (8, 8), "linear.bias": (8,)}
    for layer in range(3):
        shapes |= {
            f"lstm.weight_ih_l{layer}": (32, 8 if layer else MEL_BANDS),
            f"lstm.weight_hh_l{layer}": (32, 8),
        }
        shapes |= {f"lstm.bias_{kind}_l{layer}": (32,) for kind in ("ih", "hh")}
    return {name: RANDOM.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}


def test_a_speaker_is_a_direction_whatever_the_level_and_the_rate(weights: Weights) -> None:
    time = np.arange(3 * SAMPLE_RATE) / SAMPLE_RATE
    tone = (np.sin(2 * np.pi * 200 * time) + np.sin(2 * np.pi * 2000 * time)).astype(np.float32)
    one = speaker_of(tone, SAMPLE_RATE, weights)
    assert np.linalg.norm(one) == pytest.approx(1)
    assert one @ speaker_of(tone * np.float32(0.01), SAMPLE_RATE, weights) == pytest.approx(1)
    assert one @ speaker_of(np.repeat(tone, 2), 2 * SAMPLE_RATE, weights) > 0.9


def test_what_is_too_short_is_refused(weights: Weights) -> None:
    with pytest.raises(ValueError, match="too short"):
        speaker_of(np.ones(SAMPLE_RATE, np.float32), SAMPLE_RATE, weights)


def test_each_band_is_a_triangle_of_area_one() -> None:
    areas = mel_filters().sum(axis=1) * 40  # Hz between two lines
    assert areas[8:] == pytest.approx(1, abs=0.12)
    assert (np.diff(mel_filters().argmax(axis=1)) >= 0).all()


def test_a_checkpoint_that_would_run_something_is_refused(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, ...]:
            return print, ("run",)

    path = tmp_path / "evil.pt"
    path.write_bytes(b"".join(pickle.dumps(each) for each in (1, 2, OrderedDict(), Evil())))
    with pytest.raises(pickle.UnpicklingError, match="no part of a network"):
        read_weights(path)


def test_the_table_holds_each_pair_once() -> None:
    one, other = np.array([1.0, 0.0]), np.array([0.6, 0.8])
    lines = table({"a/x": [one, one], "a/y": [other, other]}).splitlines()
    assert lines[2:] == ["| `a/x` | 1.00 |  |", "| `a/y` | 0.60 | 1.00 |"]


def test_the_page_has_a_place_for_it() -> None:
    page = (Path(__file__).parents[2] / PAGE).read_text(encoding="utf-8")
    assert page.count(BEGIN) == page.count(END) == 1
