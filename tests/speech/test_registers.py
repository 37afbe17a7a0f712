from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.speech.engine import Speech, VoiceChoice, find_engine, find_voice
from pipeline.speech.engines.registers import MADE, Register, base_of
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

TEXT = "Suppose someone lends you a concert piano, and you would like it a little warmer."
SENTENCE = speak_sentence(TEXT, Lexicon())


def spoken(voice: str, speed: float = 1.0) -> Speech:
    return find_engine("hibari").synthesize(SENTENCE, voice, speed)


def pitch(speech: Speech) -> float:
    """Give the median pitch in Hz, by the strongest lag of each loud frame's correlation with itself."""
    rate, found = speech.sample_rate, []
    frames = np.lib.stride_tricks.sliding_window_view(speech.samples, int(0.05 * rate))[:: int(0.02 * rate)]
    for frame in frames[np.std(frames, axis=1) > np.std(speech.samples)]:
        correlation = np.correlate(frame, frame, "full")[len(frame) :]
        low, high = int(rate / 320), int(rate / 80)
        found.append(rate / (low + 1 + int(np.argmax(correlation[low:high]))))
    return float(np.median(found))


@pytest.mark.parametrize("voice", MADE)
def test_it_comes_with_ninety_under_the_licence_of_what_it_is_made_of(voice: str) -> None:
    described = find_voice(VoiceChoice("hibari", voice))
    assert (described.download_bytes, described.licence) == (0, "Apache-2.0")
    assert "«heart» of hibari-tts" in described.credit
    assert "Ninety" in described.credit


@pytest.mark.slow
def test_each_is_lower_than_the_one_before() -> None:
    heart, alto, tenor = (pitch(spoken(voice)) for voice in ("heart", "heart-alto", "heart-tenor"))
    assert alto == pytest.approx(0.86 * heart, rel=0.08)
    assert tenor == pytest.approx(0.80 * 0.92 * heart, rel=0.08)
    assert tenor < 160


@pytest.mark.parametrize("voice", MADE)
def test_it_speaks_a_little_slower_than_what_it_is_made_of(voice: str) -> None:
    own, made = spoken("heart"), spoken(voice)
    assert own.seconds < made.seconds < 1.15 * own.seconds
    assert [word.start for word in made.words] == pytest.approx([word.start for word in own.words], abs=0.6)
    assert spoken(voice, 1.5).seconds < 0.8 * made.seconds


@pytest.mark.parametrize("voice", MADE)
def test_its_words_stand_where_they_are_heard(voice: str) -> None:
    speech = spoken(voice)
    rate = speech.sample_rate

    def loud(part: NDArray[np.float32]) -> float:
        return float(np.sqrt(np.mean(part**2)))

    energy = [loud(speech.samples[int(s.start * rate) : int(s.end * rate)]) for s in speech.words]
    comma = speech.words[6].end, speech.words[7].start
    assert comma[1] - comma[0] > 0.08
    pause = speech.samples[int((comma[0] + 0.03) * rate) : int((comma[1] - 0.02) * rate)]
    assert loud(pause) < 0.5 * float(np.median(energy))


def test_their_fingerprints_differ_and_follow_from_the_recipe() -> None:
    engine = find_engine("hibari")
    prints = {voice: engine.fingerprint(voice) for voice in ("heart", *MADE)}
    assert len(set(prints.values())) == 3
    assert Register(0.8, 0.9).recipe != Register(0.8, 0.92).recipe
    assert base_of("heart")[1].recipe == ""


def test_the_same_text_gives_the_same_samples() -> None:
    assert np.array_equal(spoken("heart-tenor").samples, spoken("heart-tenor").samples)
