"""What an engine gives is judged before it is kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipeline.building.build import Settings, build_episodes
from pipeline.catalogue.load import load_show
from pipeline.errors import SpeechFailed
from pipeline.speech import acceptance
from pipeline.speech.acceptance import FURTHER_TRIES, EngineHangs, fault_in, speak_soundly
from pipeline.speech.cache import EntryCache
from pipeline.speech.cache_entry import pack, sealed
from pipeline.speech.engine import Engine, PatientEngine, Span, Speech, VoiceChoice
from pipeline.speech.engines.command.engine import CommandEngine
from pipeline.speech.engines.server.engine import ServerEngine
from pipeline.speech.engines.tone import ToneEngine
from pipeline.speech.speaker import Speaker
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.spoken.words import SpokenSentence

TEXT = "The committee weighs every argument twice."
SENTENCE = speak_sentence(TEXT, Lexicon())
BEEP = VoiceChoice("tone", "beep")
GOOD = ToneEngine().synthesize(SENTENCE, "beep", 1.0)

Change = Callable[[Speech], Speech]


def samples(change: Callable[[np.ndarray], object]) -> Change:
    return lambda speech: replace(speech, samples=change(speech.samples.copy()))  # type: ignore[arg-type]


def with_nan(given: np.ndarray) -> np.ndarray:
    given[100] = np.nan
    return given


def break_off(given: Speech) -> Speech:
    """Spread the words over six seconds, and let nothing be heard after the first two."""
    sound = np.zeros(6 * given.sample_rate, np.float32)
    sound[: 2 * given.sample_rate] = np.resize(given.samples, 2 * given.sample_rate)
    return replace(given, samples=sound, words=tuple(Span(second, second + 0.9) for second in range(6)))


def words(change: Callable[[tuple[Span, ...]], tuple[Span, ...]]) -> Change:
    return lambda speech: replace(speech, words=change(speech.words))


FAULTS: list[tuple[str, Change]] = [
    ("no sound", samples(lambda given: given[:0])),
    ("numbers that are none", samples(with_nan)),
    ("numbers that are none", samples(lambda given: np.full_like(given, np.inf))),
    ("silence", samples(lambda given: given * np.float32(0))),
    ("silence", samples(lambda given: np.full_like(given, 0.5))),
    ("clipped sound, 9", samples(np.sign)),
    ("beyond full scale", samples(lambda given: given * np.float32(32767))),
    ("float64", samples(lambda given: given.astype(np.float64))),
    ("int16", samples(lambda given: (given * 32767).astype(np.int16))),
    ("2 dimensions", samples(lambda given: np.stack([given, given]))),
    ("list", samples(list)),
    ("declares 24000", lambda speech: replace(speech, sample_rate=22_050)),
    (
        "gave for «The committee weighs every argument twice.»: 0 samples",
        lambda speech: replace(speech, sample_rate=0),
    ),
    ("'24000' samples a second", lambda speech: replace(speech, sample_rate="24000")),
    ("NoneType, no Speech", lambda speech: None),
    ("tuple, no Speech", lambda speech: (speech.samples, speech.sample_rate)),
    ("not one after another", words(lambda given: given[::-1])),
    ("where 3 of its 6 words should be", break_off),
    (
        "s where the text predicts",
        lambda speech: replace(speech, samples=speech.samples[:1500], words=(Span(0, 0),) * 6),
    ),
    ("s where the text predicts", samples(lambda given: np.tile(given, 40))),
    ("times for 5 words of 6", words(lambda given: given[1:])),
    ("outside the sound", words(lambda given: (*given[:-1], Span(90.0, 91.0)))),
    ("outside the sound", words(lambda given: (Span(float("nan"), 1.0), *given[1:]))),
    ("outside the sound", words(lambda given: (Span(0.5, 0.1), *given[1:]))),
]


class Spoilt(ToneEngine):
    """The tone engine, whose sound is changed for the first calls."""

    def __init__(self, change: Change, times: int = 99) -> None:
        self.change, self.times, self.calls = change, times, 0

    def synthesize(self, sentence, voice, speed):  # type: ignore[no-untyped-def]
        self.calls += 1
        speech = super().synthesize(sentence, voice, speed)
        return self.change(speech) if self.calls <= self.times else speech


class Varying(Spoilt):
    def varies(self, voice: str) -> bool:
        return voice == "beep"


@pytest.mark.parametrize(("what", "change"), FAULTS)
def test_unfit_sound_fails_and_names_engine_voice_and_sentence(what: str, change: Change) -> None:
    engine = Spoilt(change)
    with pytest.raises(SpeechFailed) as raised:
        speak_soundly(engine, BEEP, SENTENCE, 1.0)
    told = str(raised.value)
    assert what in told
    assert "«tone/beep»" in told
    assert TEXT in told
    assert engine.calls == 1  # the same again would come of it


def test_an_engine_that_varies_is_asked_again_and_no_more_than_twice() -> None:
    silent = samples(lambda given: given * np.float32(0))
    mending = Varying(silent, times=FURTHER_TRIES)
    assert np.array_equal(speak_soundly(mending, BEEP, SENTENCE, 1.0).samples, GOOD.samples)
    hopeless = Varying(silent)
    with pytest.raises(SpeechFailed, match="gave 3 times"):
        speak_soundly(hopeless, BEEP, SENTENCE, 1.0)
    assert hopeless.calls == 3


@pytest.mark.parametrize("text", ["Yes.", "4300", "A.", "x" * 60, "GPU, CPU, TPU!"])
def test_what_is_said_as_it_should_is_never_refused(text: str) -> None:
    sentence = speak_sentence(text, Lexicon())
    for speed in (0.5, 1.0, 2.0):
        speech = ToneEngine().synthesize(sentence, "beep", speed)
        assert fault_in(speech, sentence, speed) == ""


def test_what_was_kept_and_is_unfit_is_spoken_again(tmp_path: Path) -> None:
    cache = EntryCache(tmp_path)
    first = Speaker(BEEP, Lexicon(), cache).say(TEXT, 1.0)
    assert first is not None
    (entry,) = tmp_path.rglob("*.speech")
    silent = replace(first.speech, samples=first.speech.samples * np.float32(0))
    entry.write_bytes(sealed(entry.stem, pack(silent)))
    again = Speaker(BEEP, Lexicon(), cache).say(TEXT, 1.0)
    assert again is not None
    assert np.array_equal(again.speech.samples, first.speech.samples)


def test_an_episode_with_unfit_sound_fails_keeps_nothing_and_leaves_the_others(
    small_show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak = ToneEngine.synthesize

    def silent(self: ToneEngine, sentence, voice, speed):  # type: ignore[no-untyped-def]
        speech = speak(self, sentence, voice, speed)
        return replace(speech, samples=speech.samples * np.float32("coin" not in sentence.spoken))

    monkeypatch.setattr(ToneEngine, "synthesize", silent)
    show = load_show(small_show)
    outcomes = {o.slug: o for o in build_episodes(show, show.episodes, Settings(jobs=1))}
    assert outcomes["coins"].status == "failed"
    assert "silence" in outcomes["coins"].reason
    assert outcomes["buttons"].status == "rendered"
    assert not (small_show / "output/records/coins.json").exists()


class Slow(ToneEngine):
    """The tone engine, which takes longer than an engine usually may."""

    def synthesize(self, sentence, voice, speed):  # type: ignore[no-untyped-def]
        time.sleep(0.3)
        return super().synthesize(sentence, voice, speed)


class Patient(Slow):
    def patience_seconds(self, sentence: SpokenSentence, speed: float) -> float:
        del sentence, speed
        return 60.0


def test_an_engine_that_promises_to_end_has_the_time_that_it_asks_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(acceptance, "LIMIT_SECONDS", 0.01)
    monkeypatch.setattr(acceptance, "LIMIT_TIMES_REAL_TIME", 0.0)
    with pytest.raises(EngineHangs):
        speak_soundly(Slow(), BEEP, SENTENCE, 1.0)
    assert np.array_equal(speak_soundly(Patient(), BEEP, SENTENCE, 1.0).samples, GOOD.samples)


@pytest.mark.parametrize(("engine", "seconds"), [(ServerEngine(), 5 * 120.0), (CommandEngine(), 70.0)])
def test_engines_that_wait_for_others_end_by_themselves_first(engine: Engine, seconds: float) -> None:
    assert isinstance(engine, PatientEngine)
    assert engine.patience_seconds(SENTENCE, 1.0) > seconds
