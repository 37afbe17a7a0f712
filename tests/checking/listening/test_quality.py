"""Windows of sound, and what DistillMOS makes of them."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.checking.listening.quality import WINDOW_SAMPLES, mean_opinion, windows
from pipeline.speech.engine import Speech
from pipeline.speech.engines.hibari import HibariEngine
from pipeline.speech.samples import SAMPLE_RATE, for_listening
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence


@pytest.fixture(scope="module")
def speech() -> Speech:
    sentence = speak_sentence("Someone lends you a concert piano, and you would like it warmer.", Lexicon())
    return HibariEngine().synthesize(sentence, "heart", 1.0)


def test_short_sound_is_repeated_never_padded() -> None:
    short = np.arange(1, 1001, dtype=np.float32)
    (window,) = windows(short)
    assert len(window) == WINDOW_SAMPLES
    assert np.array_equal(window[:1000], window[1000:2000])
    assert window.min() > 0


def test_windows_cover_all_of_a_long_sound_with_as_few_as_can_be() -> None:
    long = np.arange(2.3 * WINDOW_SAMPLES, dtype=np.float32)
    cut = windows(long)
    starts = [int(window[0]) for window in cut]
    assert len(cut) == 3
    assert all(len(window) == WINDOW_SAMPLES for window in cut)
    assert starts[0] == 0
    assert cut[-1][-1] == long[-1]
    assert max(np.diff(starts)) <= WINDOW_SAMPLES


def test_silence_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="no sound"):
        windows(np.zeros(0, np.float32))


def test_sound_is_brought_to_the_rate_of_the_models() -> None:
    tone = np.sin(2 * np.pi * 440 * np.arange(44_100) / 44_100).astype(np.float32)
    heard = for_listening(tone, 44_100)
    assert len(heard) == SAMPLE_RATE
    assert heard.dtype == np.float32
    assert np.argmax(np.abs(np.fft.rfft(heard))) == 440


@pytest.mark.slow
def test_the_opinion_is_that_of_the_network_as_it_was_published() -> None:
    """What the package distillmos 0.9.1 makes of the same samples, to a hundredth."""
    seconds = np.arange(8 * SAMPLE_RATE) / SAMPLE_RATE
    hum = sum(np.sin(2 * np.pi * 110 * k * seconds) / k for k in range(1, 20))
    voiced = (hum * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * seconds)) * 0.1).astype(np.float32)
    noise = np.random.default_rng(7).normal(0, 0.1, 8 * SAMPLE_RATE).astype(np.float32)
    assert mean_opinion(voiced, SAMPLE_RATE) == pytest.approx(1.495, abs=0.01)
    assert mean_opinion(noise, SAMPLE_RATE) == pytest.approx(1.231, abs=0.01)


@pytest.mark.slow
def test_the_default_voice_sounds_natural_even_in_a_short_sentence(speech: Speech) -> None:
    assert mean_opinion(speech.samples, speech.sample_rate) > 4.5


@pytest.mark.parametrize("fault", ["noise", "clipping", "dropouts"])
@pytest.mark.slow
def test_a_spoiled_recording_is_rated_lower(speech: Speech, fault: str) -> None:
    samples = speech.samples / np.abs(speech.samples).max()
    noise = np.random.default_rng(1).normal(0, 0.05, len(samples)).astype(np.float32)
    gaps = (np.arange(len(samples)) // 2400 % 3 > 0).astype(np.float32)  # a tenth of a second in three
    spoiled = {
        "noise": samples + noise,
        "clipping": np.clip(samples * 8, -0.5, 0.5),
        "dropouts": samples * gaps,
    }
    assert mean_opinion(spoiled[fault], speech.sample_rate) < mean_opinion(samples, speech.sample_rate) - 1
