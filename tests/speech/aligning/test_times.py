"""Word times found by ear, held against those of an engine that knows them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.catalogue.show import LexiconEntry
from pipeline.speech.aligning.aligner import align
from pipeline.speech.aligning.phones import pronunciations
from pipeline.speech.aligning.times import aligner_for, with_aligned_times
from pipeline.speech.engine import Span, Speech, VoiceChoice, find_engine
from pipeline.speech.speaker import Speaker
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.speech.utterance import Utterance

from .conftest import untimed

pytestmark = pytest.mark.slow


HEART = VoiceChoice("hibari", "heart")
SENTENCES = (
    "Bees dance to tell each other where the flowers are.",
    "A scout comes back to the hive, and the others follow her through every turn.",
    "In 2024 the price rose to $50 a pound.",
    "The GPU reads 32K tokens; nobody waits.",
    "Who would have thought of that?",
    "It is a question of time, of money, and of luck.",
    "Then it runs those patterns forward and makes something new.",
    "From a great many texts, pictures or recordings it learns what goes with what.",
    "Every morning the baker folds the dough twice, and leaves it alone.",
    "Low-rank adaptation freezes the pretrained weights and trains two thin matrices.",
    "Why should a machine forget what it learned yesterday?",
    "She wrote, at last, a letter to the owner of the house.",
)


@pytest.fixture(scope="module")
def spoken() -> list[Utterance]:
    speaker = Speaker(HEART, Lexicon())
    return [utterance for text in SENTENCES if (utterance := speaker.say(text, 1.0))]


def aligned(utterance: Utterance) -> Speech:
    return with_aligned_times(untimed(utterance.speech, utterance.sentence), utterance.sentence)


def off(found: list[Speech], spoken: list[Utterance], edge: str) -> np.ndarray:
    pairs = zip(found, spoken, strict=True)
    words = [w for now, each in pairs for w in zip(now.words, each.speech.words, strict=True)]
    return np.abs([getattr(ours, edge) - getattr(exact, edge) for ours, exact in words])


def test_half_of_all_words_are_found_within_forty_milliseconds(spoken: list[Utterance]) -> None:
    found = [aligned(each) for each in spoken]
    assert {each.times for each in found} == {"aligned"}
    assert np.median(off(found, spoken, "start")) < 0.040
    assert np.median(off(found, spoken, "end")) < 0.040
    assert np.percentile(off(found, spoken, "start"), 95) < 0.120


def test_they_are_found_far_better_than_guessed(spoken: list[Utterance]) -> None:
    guessed = [untimed(each.speech, each.sentence) for each in spoken]
    found = [aligned(each) for each in spoken]
    assert np.median(off(guessed, spoken, "start")) > 2 * np.median(off(found, spoken, "start"))


def test_words_come_one_after_the_other_within_the_sound(spoken: list[Utterance]) -> None:
    for utterance in spoken:
        speech = aligned(utterance)
        assert all(span.start <= span.end <= speech.seconds for span in speech.words)
        ends = [span.end for span in speech.words]
        assert all(end <= after.start for end, after in zip(ends, speech.words[1:], strict=False))


def test_what_was_heard_before_changes_nothing(spoken: list[Utterance]) -> None:
    forwards = [aligned(each).words for each in spoken[:4]]
    backwards = [aligned(each).words for each in reversed(spoken[:4])]
    assert forwards == backwards[::-1]


def test_a_quiet_voice_is_heard_like_a_loud_one(spoken: list[Utterance]) -> None:
    speech = spoken[0].speech
    quiet = replace(spoken[0], speech=replace(speech, samples=speech.samples * np.float32(0.003)))
    assert np.max(off([aligned(quiet)], spoken[:1], "start")) < 0.15


def test_a_name_is_found_by_the_phonemes_that_it_is_said_with() -> None:
    lexicon = Lexicon((LexiconEntry("Xqzt", "Ekskiuzet", "ˌɛkskjˈuzət"),))
    utterance = Speaker(HEART, lexicon).say("We call it Xqzt in the lab.", 1.0)
    assert utterance
    assert pronunciations(utterance.sentence)[3] == "EH K S K Y UW Z AH T"
    assert abs(aligned(utterance).words[3].start - utterance.speech.words[3].start) < 0.06


def test_exact_times_are_left_alone(spoken: list[Utterance]) -> None:
    assert with_aligned_times(spoken[0].speech, spoken[0].sentence) is spoken[0].speech


def test_a_sign_that_is_not_spoken_takes_no_time() -> None:
    utterance = Speaker(HEART, Lexicon()).say("Stop 😀 here.", 1.0)
    assert utterance
    speech = aligned(utterance)
    assert len(speech.words) == len(utterance.sentence.words)
    assert speech.times == "aligned"


@pytest.mark.parametrize(
    "samples",
    [np.zeros(16_000, np.float32), np.full(400, 0.5, np.float32), np.zeros(0, np.float32)],
    ids=["silence", "far too short", "nothing"],
)
def test_where_no_words_can_be_found_the_guess_stays(samples: np.ndarray) -> None:
    sentence = speak_sentence("Nothing of this is there at all.", Lexicon())
    guess = tuple(Span(0.0, 0.0) for _ in sentence.words)
    speech = with_aligned_times(Speech(samples, 16_000, guess, estimated=True), sentence)
    assert (speech.times, speech.words) == ("guessed", guess)
    assert speech.aligner_asked


def test_nothing_to_find_is_found_at_once() -> None:
    assert align(np.ones(100, np.float32), []) == []


@pytest.mark.parametrize(
    ("language", "known"), [("en", True), ("en-gb", True), ("EN_US", True), ("de", False)]
)
def test_only_english_is_aligned(language: str, known: bool) -> None:
    assert bool(aligner_for(language)) is known


def test_slow_speech_is_aligned_as_well(spoken: list[Utterance]) -> None:
    sentence = spoken[0].sentence
    slow = find_engine("hibari").synthesize(sentence, "heart", 0.8)
    found = with_aligned_times(untimed(slow, sentence), sentence)
    assert found.words[-1].start == pytest.approx(slow.words[-1].start, abs=0.1)
