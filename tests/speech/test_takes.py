"""Second takes: which ways a sentence is spoken again, which is kept, and that it is remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.errors import SpeechFailed
from pipeline.speech import speaker, takes
from pipeline.speech.acceptance import EngineHangs
from pipeline.speech.cache import EntryCache
from pipeline.speech.cast import Cast
from pipeline.speech.engine import Speech, VoiceChoice, find_engine
from pipeline.speech.narration import Voices, heard, narrate
from pipeline.speech.speaker import Speaker
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.spoken.words import SpokenSentence
from pipeline.speech.takes import Ears, Listening, best_take, draws, further_takes
from pipeline.speech.utterance import Utterance
from pipeline.writing.script.script import Paragraph, Script, ScriptSection

BEEP = VoiceChoice("tone", "beep")
TEXT = "One word is here, and a second one follows."
LISTENING = Listening("an ear", takes=4)


class Moody:
    """Beeps that are louder each time: a take can be told by its peak."""

    def __init__(self) -> None:
        self.engine = find_engine("tone")
        self.said: list[tuple[str, float]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)

    def varies(self, voice: str) -> bool:
        return True

    def synthesize(self, sentence: SpokenSentence, voice: str, speed: float) -> Speech:
        self.said.append((sentence.spoken, speed))
        speech = self.engine.synthesize(sentence, voice, speed)
        return replace(speech, samples=speech.samples * np.float32(1 + 0.1 * len(self.said)))


@dataclass
class Listed:
    """An ear that hears what it was told beforehand, take by take."""

    faults_of: list[tuple[str, ...]]
    heard: list[Speech] = field(default_factory=list)

    def faults(self, sentence: SpokenSentence, speech: Speech) -> tuple[str, ...]:
        self.heard.append(speech)
        return self.faults_of[min(len(self.heard), len(self.faults_of)) - 1]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Moody:
    found = Moody()
    monkeypatch.setattr(speaker, "engine_of", lambda _: found)
    monkeypatch.setattr(takes, "engine_of", lambda _: found)
    return found


Say = Callable[..., Utterance]


@pytest.fixture
def say(engine: Moody, tmp_path: Path) -> Say:
    """Speak the text with an ear; through one cache."""

    def say(ear: Listed, text: str = TEXT, listening: Listening = LISTENING) -> Utterance:
        speaker = Speaker(BEEP, Lexicon(), EntryCache(tmp_path), Ears(listening=listening, ear=ear))
        utterance = speaker.say(text, 1.0)
        assert utterance
        return utterance

    return say


def peak(utterance: Utterance) -> float:
    return float(np.abs(utterance.speech.samples).max())


def test_what_is_heard_rightly_is_spoken_once(engine: Moody, say: Say) -> None:
    verdict = say(Listed([()])).verdict
    assert verdict
    assert (verdict.takes, verdict.first, verdict.faults, verdict.is_mended) == (1, (), (), False)
    assert len(engine.said) == 1


def test_what_is_misheard_is_spoken_again_until_it_is_not(engine: Moody, say: Say) -> None:
    ear = Listed([("a", "b"), ("a",), ()])
    utterance = say(ear)
    assert utterance.verdict
    assert (utterance.verdict.takes, utterance.verdict.is_mended) == (3, True)
    assert np.array_equal(utterance.speech.samples, ear.heard[2].samples)


def test_a_second_take_is_another_draw_a_third_is_slower_and_a_fourth_is_in_two(
    engine: Moody, say: Say
) -> None:
    say(Listed([("a",), ("b",), ("c",), ("d",)]))
    text = speak_sentence(TEXT, Lexicon()).spoken
    halves = [("One word is here,", 1.0), ("and a second one follows.", 1.0)]
    assert engine.said == [(text, 1.0), (text, 1.0), (text, 0.95), *halves]


def test_the_best_is_kept_where_none_is_right_and_the_first_of_those(say: Say) -> None:
    ear = Listed([("a", "b"), ("c",), ("d", "e"), ("f",)])
    utterance = say(ear)
    assert np.array_equal(utterance.speech.samples, ear.heard[1].samples)
    assert utterance.verdict
    assert (utterance.verdict.faults, utterance.verdict.is_mended) == (("c",), False)


def test_takes_end_at_the_limit(engine: Moody, say: Say) -> None:
    ear = Listed([(str(number),) for number in range(20)])
    say(ear, listening=replace(LISTENING, takes=2))
    assert len(engine.said) == len(ear.heard) == 2


def test_what_is_misheard_alike_in_two_takes_is_not_asked_for_a_third_time(engine: Moody, say: Say) -> None:
    utterance = say(Listed([("«Xqzt» heard as «exit»",)]))
    assert utterance.verdict
    assert (utterance.verdict.takes, len(engine.said)) == (2, 2)
    assert utterance.verdict.faults == ("«Xqzt» heard as «exit»",)


def test_a_sentence_that_was_heard_is_neither_heard_nor_spoken_again(engine: Moody, say: Say) -> None:
    first, ear = say(Listed([("a",), ()])), Listed([("never asked",)])
    again = say(ear)
    assert (len(engine.said), ear.heard) == (2, [])
    assert again.verdict == first.verdict
    assert np.array_equal(again.speech.samples, first.speech.samples)


def test_the_take_that_is_kept_stays_where_nobody_listens_any_more(
    engine: Moody, say: Say, tmp_path: Path
) -> None:
    mended = say(Listed([("a",), ()]))
    plain = Speaker(BEEP, Lexicon(), EntryCache(tmp_path)).say(TEXT, 1.0)
    assert plain
    assert plain.verdict is None
    assert np.array_equal(plain.speech.samples, mended.speech.samples)


def test_what_was_spoken_when_nobody_listened_is_heard_later(engine: Moody, say: Say, tmp_path: Path) -> None:
    Speaker(BEEP, Lexicon(), EntryCache(tmp_path)).say(TEXT, 1.0)
    ear = Listed([()])
    say(ear)
    assert (len(engine.said), len(ear.heard)) == (1, 1)


def test_another_ear_hears_anew(say: Say) -> None:
    say(Listed([()]))
    ear = Listed([()])
    say(ear, listening=replace(LISTENING, fingerprint="a better ear"))
    assert len(ear.heard) == 1


def test_a_verdict_that_was_damaged_is_heard_anew(say: Say, tmp_path: Path) -> None:
    say(Listed([()]))
    [kept] = (tmp_path / "heard").glob("??/*")
    kept.write_bytes(kept.read_bytes()[:-3] + b"???")
    ear = Listed([()])
    say(ear)
    assert len(ear.heard) == 1


def test_a_take_that_fails_is_passed_over() -> None:
    sentence = speak_sentence(TEXT, Lexicon())
    first = find_engine("tone").synthesize(sentence, "beep", 1.0)

    def speak(each: SpokenSentence, speed: float, draw: int) -> Speech:
        if draw == 1:
            raise SpeechFailed("it stumbled")
        return replace(first, samples=first.samples * np.float32(0.5))

    others = further_takes(sentence, 1.0, speak, most=3, redraws=True)
    kept, verdict = best_take(first, sentence, others, Listed([("a",), ()]))
    assert (kept is first, verdict.takes) == (False, 2)


def test_an_engine_that_hangs_at_a_further_take_is_asked_for_nothing_more() -> None:
    sentence = speak_sentence(TEXT, Lexicon())
    asked: list[int] = []

    def speak(each: SpokenSentence, speed: float, draw: int) -> Speech:
        asked.append(draw)
        raise EngineHangs("it was still at it")

    with pytest.raises(EngineHangs):
        next(further_takes(sentence, 1.0, speak, most=3, redraws=True))
    assert asked == [1]


def test_the_same_sound_again_is_not_listened_to_again() -> None:
    sentence = speak_sentence(TEXT, Lexicon())
    first = find_engine("tone").synthesize(sentence, "beep", 1.0)
    ear = Listed([("a",)])
    best_take(first, sentence, iter([first, first]), ear)
    assert len(ear.heard) == 1


def test_words_of_a_sentence_spoken_in_two_keep_their_times() -> None:
    sentence = speak_sentence(TEXT, Lexicon())
    tone = find_engine("tone")
    spoken = list(
        further_takes(
            sentence, 1.0, lambda each, speed, _: tone.synthesize(each, "beep", speed), most=2, redraws=False
        )
    )
    in_two = spoken[1]
    assert len(in_two.words) == len(sentence.words)
    starts = [span.start for span in in_two.words]
    assert starts == sorted(starts)
    assert in_two.words[-1].end <= in_two.seconds
    whole = tone.synthesize(sentence, "beep", 1.0)
    assert in_two.seconds == pytest.approx(whole.seconds + 0.12, abs=0.001)


@pytest.mark.parametrize("text", ["Stop.", "Go on now.", "Wait, 😀 😀 😀 😀."])
def test_a_sentence_too_short_for_two_is_only_spoken_at_other_speeds(text: str) -> None:
    said: list[float] = []
    sentence = speak_sentence(text, Lexicon())

    def speak(each: SpokenSentence, speed: float, draw: int) -> Speech:
        assert each == sentence
        said.append(speed)
        return find_engine("tone").synthesize(each, "beep", speed)

    list(further_takes(sentence, 1.0, speak, most=9, redraws=False))
    assert said == [0.95, 1.04]


def test_only_voices_that_vary_are_listened_to_unless_all_are_to_be(engine: Moody) -> None:
    assert LISTENING.hears(BEEP)


def test_a_voice_that_always_speaks_alike_is_listened_to_on_request() -> None:
    assert not draws(BEEP)
    assert not LISTENING.hears(BEEP)
    assert replace(LISTENING, always=True).hears(BEEP)
    ear = Listed([()])
    Speaker(BEEP, Lexicon(), None, Ears(listening=LISTENING, ear=ear)).say(TEXT, 1.0)
    assert ear.heard == []


def test_a_narration_tells_how_it_was_heard(engine: Moody) -> None:
    script = Script((ScriptSection("Only", (Paragraph((TEXT, "Another sentence.")),)),), "plain")
    ear = Listed([("«word» not heard",), ("«word» not heard",), ()])
    voices = Voices.of(Cast(BEEP), Lexicon(), ears=Ears(listening=LISTENING, ear=ear))
    told = heard(narrate(script, voices, speed=1.0))
    misheard = [{"sentence": TEXT, "takes": 2, "faults": ["«word» not heard"]}]
    assert told == {"sentences": 2, "spoken_again": 1, "mended": 0, "misheard": misheard}
    assert heard(narrate(script, Voices.of(Cast(BEEP), Lexicon()), speed=1.0)) == {}


class Redrawing:
    """Beeps whose numbers follow from the text: which draw it is can be told by the peak."""

    def __init__(self) -> None:
        self.engine = find_engine("tone")

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)

    def retake(self, sentence: SpokenSentence, voice: str, speed: float, draw: int) -> Speech:
        speech: Speech = self.engine.synthesize(sentence, voice, speed)
        return replace(speech, samples=speech.samples * np.float32(1 + draw))


def test_an_engine_that_can_draw_other_numbers_is_asked_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Redrawing()
    for module in (speaker, takes):
        monkeypatch.setattr(module, "engine_of", lambda _: engine)
    ear = Listed([("a",), ("b",), ()])
    utterance = Speaker(BEEP, Lexicon(), None, Ears(listening=LISTENING, ear=ear)).say(TEXT, 1.0)
    assert utterance
    peaks = [float(np.abs(speech.samples).max()) for speech in ear.heard]
    assert peaks == pytest.approx([0.1, 0.2, 0.3], rel=0.01)
    assert draws(BEEP)
