from __future__ import annotations

import numpy as np
import pytest

from pipeline.errors import EngineNotAvailable
from pipeline.speech.engine import VoiceChoice, find_engine, find_voice, installed_engines
from pipeline.speech.engines.hibari import MAX_PHONEMES
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

SENTENCE = speak_sentence("LoRA keeps 16 million weights frozen, and trains 64 thousand.", Lexicon())


@pytest.mark.parametrize("choice", [VoiceChoice("hibari", "heart"), VoiceChoice("tone", "beep")])
def test_an_engine_speaks_and_times_every_word_in_order(choice: VoiceChoice) -> None:
    speech = find_engine(choice.engine).synthesize(SENTENCE, choice.voice, 1.0)
    assert len(speech.words) == len(SENTENCE.words)
    assert 2.0 < speech.seconds < 8.0
    assert 0.02 < float(np.abs(speech.samples).max()) <= 1.0
    times = [time for span in speech.words for time in (span.start, span.end)]
    assert times == sorted(times)
    assert times[-1] <= speech.seconds
    assert all(span.end > span.start for span in speech.words)


@pytest.mark.parametrize("choice", [VoiceChoice("hibari", "heart"), VoiceChoice("tone", "beep")])
def test_the_same_text_gives_the_same_samples(choice: VoiceChoice) -> None:
    engine = find_engine(choice.engine)
    first, second = (engine.synthesize(SENTENCE, choice.voice, 1.0).samples for _ in range(2))
    assert np.array_equal(first, second)


@pytest.mark.parametrize("choice", [VoiceChoice("hibari", "heart"), VoiceChoice("tone", "beep")])
@pytest.mark.slow
def test_more_speed_takes_less_time(choice: VoiceChoice) -> None:
    engine = find_engine(choice.engine)
    slow, fast = (engine.synthesize(SENTENCE, choice.voice, speed).seconds for speed in (0.9, 1.1))
    assert slow > 1.1 * fast


def test_word_times_stand_where_the_voice_is_heard() -> None:
    sentence = speak_sentence("One word, and then another.", Lexicon())
    speech = find_engine("hibari").synthesize(sentence, "heart", 1.0)
    rate = speech.sample_rate
    energy = [
        float(np.sqrt(np.mean(speech.samples[int(s.start * rate) : int(s.end * rate)] ** 2)))
        for s in speech.words
    ]
    comma = speech.words[1].end, speech.words[2].start
    pause = speech.samples[int((comma[0] + 0.03) * rate) : int((comma[1] - 0.02) * rate)]
    assert len(pause) > 0
    assert float(np.sqrt(np.mean(pause**2))) < 0.35 * min(energy)


def test_phonemes_from_the_lexicon_reach_the_voice() -> None:
    sentence = speak_sentence("RoPE and QLoRA.", Lexicon())
    assert find_engine("hibari").phonemes(sentence, "heart") == "ɹˈOp ænd kjˈu lˈɔɹə."


@pytest.mark.slow
def test_a_sentence_beyond_the_models_limit_is_spoken_whole() -> None:
    text = (
        ", ".join(["a remarkably protracted enumeration of extraordinarily elongated expressions"] * 9) + "."
    )
    sentence = speak_sentence(text, Lexicon())
    engine = find_engine("hibari")
    assert len(engine.phonemes(sentence, "heart")) > MAX_PHONEMES
    speech = engine.synthesize(sentence, "heart", 1.0)
    assert speech.words[-1].end > 0.9 * speech.seconds
    starts = [span.start for span in speech.words]
    assert starts == sorted(starts)


def test_both_engines_are_found_through_entry_points() -> None:
    assert {"hibari", "tone"} <= set(installed_engines())


def test_an_unknown_engine_names_those_there_are() -> None:
    with pytest.raises(EngineNotAvailable) as caught:
        find_engine("parrot")
    assert "hibari" in caught.value.remedy


def test_an_unknown_voice_names_those_there_are() -> None:
    with pytest.raises(EngineNotAvailable) as caught:
        find_voice(VoiceChoice("hibari", "parrot"))
    assert "heart" in caught.value.remedy


def test_a_voice_that_needs_a_download_is_not_used_silently() -> None:
    voices = {voice.name: voice for voice in find_engine("hibari").voices()}
    absent = [name for name, voice in voices.items() if voice.download_bytes]
    assert voices["heart"].download_bytes == 0
    for name in absent:
        with pytest.raises(EngineNotAvailable):
            find_engine("hibari").synthesize(SENTENCE, name, 1.0)
