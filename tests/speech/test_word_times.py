from __future__ import annotations

import numpy as np

from pipeline.speech.cache_entry import pack, unpack
from pipeline.speech.engine import Span, Speech
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.utterance import trim
from pipeline.speech.word_times import complete, estimate

RATE = 8_000


def test_a_word_that_says_nothing_takes_no_time_at_its_neighbours_end() -> None:
    spans = {0: Span(0.1, 0.4), 2: Span(0.5, 0.9)}
    assert complete(spans, 4) == (spans[0], Span(0.4, 0.4), spans[2], Span(0.9, 0.9))


def test_estimated_times_share_out_the_time_with_sound_by_letters() -> None:
    sentence = speak_sentence("Go on hesitantly.", Lexicon())
    samples = np.zeros(4 * RATE, np.float32)
    samples[RATE : 3 * RATE] = 0.2
    first, second, third = estimate(sentence, samples, RATE)
    assert (round(first.start, 3), round(third.end, 3)) == (1.0, 3.0)
    assert first.end <= second.start
    assert second.end <= third.start
    assert third.end - third.start > 4 * (first.end - first.start)


def test_estimated_times_leave_room_for_a_comma() -> None:
    samples = np.full(2 * RATE, 0.2, np.float32)
    one, other = (estimate(speak_sentence(text, Lexicon()), samples, RATE) for text in ("Ab cd.", "Ab, cd."))
    assert one[1].start - one[0].end < other[1].start - other[0].end


def test_that_times_are_estimated_survives_trimming_and_the_cache() -> None:
    samples = np.concatenate([np.zeros(RATE), np.full(RATE, 0.5)]).astype(np.float32)
    for estimated in (True, False):
        speech = Speech(samples, RATE, (Span(1.0, 2.0),), estimated=estimated)
        assert unpack(pack(trim(speech))).estimated is estimated
