"""A dash is heard as a pause, whatever an engine makes of it, and the words after it move with it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.speech.dashes import PAUSE_SECONDS, has_dash, with_dashes_heard
from pipeline.speech.engine import Span, Speech, VoiceChoice, find_engine
from pipeline.speech.speaker import Speaker
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

RATE = 1000


def breathless(*lengths: float) -> Speech:
    """Make a speech of words that follow each other without a gap, a little quieter at their ends."""
    ends = np.cumsum(lengths)
    samples = np.concatenate(
        [np.linspace(1, 0.5, round(length * RATE), dtype=np.float32) for length in lengths]
    )
    spans = tuple(Span(float(end - length), float(end)) for end, length in zip(ends, lengths, strict=True))
    return Speech(samples, RATE, spans)


def longest_silence(samples: NDArray[np.float32], rate: int) -> float:
    """Give the longest run below −40 dB of the peak, in seconds."""
    loud = np.flatnonzero(np.abs(samples) > 0.01 * np.abs(samples).max())
    return max(int(later - earlier) for earlier, later in pairwise(loud)) / rate


def test_the_pause_stands_between_the_words_and_the_rest_moves() -> None:
    sentence = speak_sentence("Stop — now.", Lexicon())
    speech = breathless(0.4, 0.0, 0.3)
    heard = with_dashes_heard(speech, sentence, 1.0)
    assert heard.seconds == pytest.approx(speech.seconds + PAUSE_SECONDS, abs=0.02)
    assert longest_silence(heard.samples, RATE) >= PAUSE_SECONDS - 0.02
    assert heard.words[0].end == pytest.approx(0.4, abs=0.1)
    assert heard.words[2].end == pytest.approx(heard.seconds, abs=0.02)


def test_silence_that_is_there_already_counts() -> None:
    sentence = speak_sentence("Stop — now.", Lexicon())
    samples = np.concatenate([np.ones(400), np.zeros(240), np.ones(300)]).astype(np.float32)
    speech = Speech(samples, RATE, (Span(0, 0.4), Span(0.4, 0.4), Span(0.64, 0.94)))
    assert with_dashes_heard(speech, sentence, 1.0) is speech


def test_a_faster_voice_pauses_less() -> None:
    sentence = speak_sentence("Stop — now.", Lexicon())
    speech = breathless(0.4, 0.0, 0.3)
    assert with_dashes_heard(speech, sentence, 2.0).seconds < with_dashes_heard(speech, sentence, 1.0).seconds


@pytest.mark.parametrize(
    "text", ["Stop, now.", "From 5–8 it rained.", "A well-known word.", "It ends —", "—"]
)
def test_without_a_dash_between_words_nothing_changes(text: str) -> None:
    assert not has_dash(speak_sentence(text, Lexicon()))


@pytest.mark.parametrize(
    "text", ["The plan — as it stood — failed.", "The plan—as it stood—failed.", "Hello -- goodbye."]
)
@pytest.mark.slow
def test_the_default_voice_is_heard_to_pause(text: str) -> None:
    speech = Speaker(VoiceChoice("hibari", "heart"), Lexicon()).say(text, 1.0)
    assert speech is not None
    assert longest_silence(speech.speech.samples, speech.speech.sample_rate) >= PAUSE_SECONDS - 0.03


@pytest.mark.parametrize(
    "text", ["Take vitamin C.", "They chose option B.", "He met Uncle X!", "Was it plan B?"]
)
def test_a_letter_at_the_end_keeps_the_sentences_stop(text: str) -> None:
    phonemes = find_engine("hibari").phonemes(speak_sentence(text, Lexicon()), "heart")
    assert phonemes.endswith(text[-1])
