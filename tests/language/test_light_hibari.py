from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

pytest.importorskip("hibari")

from hibari import dsp

from pipeline.language.light_hibari import light_hibari

pytestmark = pytest.mark.slow


def test_it_transforms_as_scipy_does_to_the_bit() -> None:
    from scipy import fft

    light_hibari()
    samples = np.random.default_rng(90).standard_normal((40, 1200)).astype(np.float32)
    spectra = fft.rfft(samples, axis=1)
    assert np.array_equal(dsp.rfft(samples.copy(), 1), spectra)
    assert np.array_equal(dsp.irfft(spectra, 1200, 1), fft.irfft(spectra, n=1200, axis=1))
    assert np.array_equal(dsp.irfft(spectra.T.copy().T, 1200, 1), fft.irfft(spectra, n=1200, axis=1))


def test_a_spectrum_of_another_length_is_refused() -> None:
    light_hibari()
    with pytest.raises(ValueError, match="600 bins"):
        dsp.irfft(np.zeros((2, 600), np.complex64), 1200, 1)


def test_hibari_speaks_without_scipy_s_package() -> None:
    code = (
        "import sys; from pipeline.speech.engine import find_engine; "
        "from pipeline.speech.spoken.lexicon import Lexicon; "
        "from pipeline.speech.spoken.sentence import speak_sentence; "
        "speech = find_engine('hibari').synthesize(speak_sentence('Nothing new.', Lexicon()), 'heart', 1.0); "
        "assert speech.samples.size; print('scipy.fft._basic' in sys.modules, 'onnx' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["False", "False"]


def test_scipy_s_own_transforms_are_there_for_whoever_asks_later() -> None:
    code = (
        "from pipeline.speech.engine import find_engine; find_engine('hibari'); "
        "from scipy.fft import rfft; from scipy.signal import resample_poly; "
        "print(rfft([1.0, 0.0]).real.sum())"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["2.0"]


def test_the_tagger_and_the_dictionaries_do_without_scipy_s_package() -> None:
    code = (
        "import sys; from pipeline.language.tagger import dictionary, tag; "
        "assert 'bread' in dictionary('us_gold') and tag('They record it.'); "
        "print('scipy.fft._basic' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["False"]
