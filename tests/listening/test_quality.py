"""Windows of sound, and what DistillMOS makes of them where it is installed."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.errors import EngineNotAvailable
from pipeline.listening import quality
from pipeline.listening.quality import WINDOW_SAMPLES, mean_opinion, windows
from pipeline.listening.samples import for_listening


def test_short_sound_is_repeated_never_padded() -> None:
    short = np.arange(1, 1001, dtype=np.float32)
    (window,) = windows(short)
    assert len(window) == WINDOW_SAMPLES
    assert np.array_equal(window[:1000], window[1000:2000])
    assert window.min() > 0


def test_windows_cover_all_of_a_long_sound_and_overlap_by_half_or_more() -> None:
    long = np.arange(2.3 * WINDOW_SAMPLES, dtype=np.float32)
    cut = windows(long)
    starts = [int(window[0]) for window in cut]
    assert all(len(window) == WINDOW_SAMPLES for window in cut)
    assert starts[0] == 0
    assert cut[-1][-1] == long[-1]
    assert max(np.diff(starts)) <= WINDOW_SAMPLES // 2


def test_silence_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="no sound"):
        windows(np.zeros(0, np.float32))


def test_sound_is_brought_to_the_rate_of_the_models() -> None:
    tone = np.sin(2 * np.pi * 440 * np.arange(44_100) / 44_100).astype(np.float32)
    heard = for_listening(tone, 44_100)
    assert len(heard) == 16_000
    assert heard.dtype == np.float32
    assert np.argmax(np.abs(np.fft.rfft(heard))) == 440


def test_without_torch_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "find_spec", lambda _: None)
    with pytest.raises(EngineNotAvailable, match="torch"):
        mean_opinion(np.ones(16_000, np.float32), 16_000)


@pytest.mark.skipif(not quality.is_available(), reason="needs distillmos and torch")
@pytest.mark.filterwarnings("ignore")  # torch's own
def test_noise_sounds_worse_than_speech() -> None:
    from pipeline.speech.engines.hibari import HibariEngine
    from pipeline.speech.spoken.lexicon import Lexicon
    from pipeline.speech.spoken.sentence import speak_sentence

    sentence = speak_sentence("Someone lends you a concert piano, and you would like it warmer.", Lexicon())
    speech = HibariEngine().synthesize(sentence, "heart", 1.0)
    noise = np.random.default_rng(1).normal(0, 0.05, len(speech.samples)).astype(np.float32)
    clean = mean_opinion(speech.samples, speech.sample_rate)
    assert clean > 4.0
    assert mean_opinion(speech.samples + noise, speech.sample_rate) < clean - 1
