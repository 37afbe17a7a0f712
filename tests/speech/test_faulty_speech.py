from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from pipeline.errors import SpeechFailed
from pipeline.speech.engine import Speech
from pipeline.speech.faulty_speech import find_fault, predicted_seconds, spoken_soundly
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

RATE = 8_000
SENTENCE = speak_sentence("The committee weighs every argument twice.", Lexicon())


def humming(seconds: float, loudness: float = 0.3) -> Speech:
    times = np.arange(int(seconds * RATE)) / RATE
    return Speech((loudness * np.sin(2 * np.pi * 220 * times)).astype(np.float32), RATE, ())


GOOD = humming(predicted_seconds(SENTENCE, 1.0))


def with_gap(seconds: float) -> Speech:
    half = humming(predicted_seconds(SENTENCE, 1.0) / 2).samples
    gap = np.zeros(int(seconds * RATE), np.float32)
    return Speech(np.concatenate([half, gap, half]), RATE, ())


@pytest.mark.parametrize(
    ("speech", "fault"),
    [
        (humming(2.4, loudness=0.0), "silence"),
        (Speech(np.zeros(0, np.float32), RATE, ()), "silence"),
        (Speech(np.clip(humming(2.4, 3.0).samples, -1, 1), RATE, ()), "clipped"),
        (Speech(np.full(RATE, np.nan, np.float32), RATE, ()), "numbers"),
        (humming(0.5), "predicts"),
        (humming(12.0), "predicts"),
        (with_gap(2.3), "silence inside"),
    ],
)
def test_a_bad_sound_is_named(speech: Speech, fault: str) -> None:
    assert fault in find_fault(speech, SENTENCE, 1.0)


def test_a_sound_of_the_length_that_the_text_predicts_has_no_fault() -> None:
    assert find_fault(GOOD, SENTENCE, 1.0) == ""
    assert find_fault(with_gap(0.8), SENTENCE, 1.0) == ""


def test_a_peak_that_touches_the_limit_is_not_clipped() -> None:
    samples = GOOD.samples.copy()
    samples[500:502] = 1.0
    assert find_fault(Speech(samples, RATE, ()), SENTENCE, 1.0) == ""


def test_silence_around_the_speech_is_not_part_of_its_length() -> None:
    samples = np.concatenate([np.zeros(4 * RATE, np.float32), GOOD.samples, np.zeros(4 * RATE, np.float32)])
    assert find_fault(Speech(samples, RATE, ()), SENTENCE, 1.0) == ""


def test_the_prediction_follows_the_speed_and_counts_spelled_letters() -> None:
    assert predicted_seconds(SENTENCE, 2.0) == pytest.approx(predicted_seconds(SENTENCE, 1.0) / 2)
    spelled, word = (speak_sentence(text, Lexicon()) for text in ("GPUXY.", "Gpuxy."))
    assert predicted_seconds(spelled, 1.0) > 2 * predicted_seconds(word, 1.0)


def giving(*speeches: Speech) -> tuple[Callable[[int], Speech], list[int]]:
    seeds: list[int] = []

    def speak(seed: int) -> Speech:
        seeds.append(seed)
        return speeches[len(seeds) - 1]

    return speak, seeds


def test_a_bad_sound_is_tried_again_with_another_seed() -> None:
    speak, seeds = giving(humming(12.0), humming(2.4, loudness=0.0), GOOD)
    assert spoken_soundly(speak, SENTENCE, 1.0) is GOOD
    assert len(set(seeds)) == 3


def test_the_seeds_are_the_same_every_time() -> None:
    first, second = giving(humming(12.0), GOOD), giving(humming(12.0), GOOD)
    for speak, _ in (first, second):
        spoken_soundly(speak, SENTENCE, 1.0)
    assert first[1] == second[1]


def test_after_some_tries_it_fails_and_says_how_the_sentence_came_out() -> None:
    speak, seeds = giving(*[humming(12.0)] * 9)
    with pytest.raises(SpeechFailed) as caught:
        spoken_soundly(speak, SENTENCE, 1.0, attempts=3)
    assert len(seeds) == 3
    assert SENTENCE.shown in str(caught.value)
    assert "12.0 s where the text predicts" in str(caught.value)
    assert "another voice" in caught.value.remedy
