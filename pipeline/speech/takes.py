"""A second take: a sentence that was misheard is spoken again, and the best of its takes is kept.

Who listens is not known here: recognisers belong to a later stage, which lends an `Ear`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Protocol

import numpy as np

from pipeline.errors import MISSHAPEN, SpeechFailed
from pipeline.process.files import digest
from pipeline.speech.cache import EntryCache
from pipeline.speech.engine import RetakingEngine, Span, Speech, VaryingEngine, VoiceChoice, engine_of
from pipeline.speech.spoken.words import SpokenSentence

FOLDER = "heard"  # in that of the speech cache
KEPT_BYTES = 50_000_000  # of verdicts, each of some hundred bytes
_SLOWER, _FASTER = 0.95, 1.04  # what a listener takes for the same voice
_SPLIT_SIGNS = ",;:—"
_FEWEST_WORDS = 3  # in either part of a sentence spoken in two
_JOINT_SECONDS = 0.12  # heard between the parts, as a comma is


class Ear(Protocol):
    """Whoever listens to a sentence."""

    def faults(self, sentence: SpokenSentence, speech: Speech) -> tuple[str, ...]:
        """Name what was not heard as it was to be said, a line for each word; nothing where all was."""
        ...


@dataclass(frozen=True, slots=True)
class Listening:
    """That sentences are listened to: of which voices, and how often each is spoken at most."""

    fingerprint: str  # of whoever listens
    takes: int
    always: bool = False  # not only voices that draw random numbers

    def hears(self, choice: VoiceChoice) -> bool:
        """Tell whether the sentences of a voice are listened to. Raises EngineNotAvailable."""
        return self.always or draws(choice)


@dataclass(frozen=True, slots=True)
class Ears:
    """What a speaker can hear of what it says."""

    align: bool = False  # words whose times the engine does not tell
    listening: Listening | None = None
    ear: Ear | None = None

    def hear(self, choice: VoiceChoice) -> bool:
        """Tell whether the sentences of a voice are listened to."""
        return self.ear is not None and self.listening is not None and self.listening.hears(choice)


NO_EARS = Ears()


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a sentence was heard."""

    takes: int  # in which it was spoken
    first: tuple[str, ...]  # what was misheard in the first
    faults: tuple[str, ...]  # and in the one that is kept

    @property
    def is_mended(self) -> bool:
        """Tell whether another take than the first was heard without a fault."""
        return bool(self.first) and not self.faults


Speak = Callable[[SpokenSentence, float, int], Speech]  # a sentence at a speed, and which draw it is


def draws(choice: VoiceChoice) -> bool:
    """Tell whether a voice draws random numbers, so that a sentence can come out in other ways."""
    engine = engine_of(choice)
    varies = isinstance(engine, VaryingEngine) and engine.varies(choice.voice)
    return varies or isinstance(engine, RetakingEngine)


def best_take(
    first: Speech, sentence: SpokenSentence, others: Iterator[Speech], ear: Ear
) -> tuple[Speech, Verdict]:
    """Listen to a take, and to others as long as something is misheard; give the best, and how it was heard.

    What two takes that sound different are misheard for in the same words, more takes would be too: the
    recogniser does not know the word, or the text says something else than is meant.
    """
    kept, heard = first, ear.faults(sentence, first)
    fewest, count = heard, 1
    while fewest:
        take = next(others, None)
        if take is None:
            break
        count += 1
        if np.array_equal(take.samples, kept.samples):
            continue
        before, now = fewest, ear.faults(sentence, take)
        if len(now) < len(fewest):
            kept, fewest = take, now
        if now == before:
            break
    return kept, Verdict(count, heard, fewest)


def further_takes(
    sentence: SpokenSentence, speed: float, speak: Speak, *, most: int, redraws: bool
) -> Iterator[Speech]:
    """Speak a sentence again, in at most so many other ways: another draw, slower, in two parts, and so on.

    A take that the engine fails at is passed over. Raises SpeechFailed where the engine hangs: nothing more
    is to be had of it then.
    """
    for draw, way in enumerate(islice(_ways(sentence, redraws=redraws), most), start=1):
        try:
            take = way(speed, partial(_drawn, speak, draw))
        except SpeechFailed as error:
            if error.ends_worker:
                raise
            continue
        yield take


_Way = Callable[[float, Callable[[SpokenSentence, float], Speech]], Speech]


def _drawn(speak: Speak, draw: int, sentence: SpokenSentence, speed: float) -> Speech:
    return speak(sentence, speed, draw)


def _ways(sentence: SpokenSentence, *, redraws: bool) -> Iterator[_Way]:
    halves = _halves(sentence)

    def again(factor: float) -> _Way:
        return lambda speed, speak: speak(sentence, round(speed * factor, 4))

    def in_two(factor: float) -> _Way:
        return lambda speed, speak: _joined(
            [speak(half, round(speed * factor, 4)) for half in halves], _JOINT_SECONDS / speed
        )

    if redraws:
        yield again(1.0)
    yield again(_SLOWER)
    if halves:
        yield in_two(1.0)
    yield again(_FASTER)
    while redraws:
        yield again(1.0)
        if halves:
            yield in_two(_SLOWER)


def _halves(sentence: SpokenSentence) -> tuple[SpokenSentence, ...]:
    """Part a sentence near its middle, at punctuation if there is some; nothing where it is too short."""
    words = sentence.words
    places = range(_FEWEST_WORDS, len(words) - _FEWEST_WORDS + 1)
    at_signs = [place for place in places if set(words[place - 1].after) & set(_SPLIT_SIGNS)]
    found = sorted(at_signs or places, key=lambda place: abs(2 * place - len(words)))
    halves = [SpokenSentence(part) for place in found[:1] for part in (words[:place], words[place:])]
    return tuple(halves) if all(any(word.said for word in half.words) for half in halves) else ()


def _joined(parts: list[Speech], pause_seconds: float) -> Speech:
    rate = parts[0].sample_rate
    if any(part.sample_rate != rate for part in parts):
        raise SpeechFailed("its parts have different sample rates")
    silence = np.zeros(round(pause_seconds * rate), np.float32)
    pieces: list[np.ndarray[tuple[int], np.dtype[np.float32]]] = []
    words: list[Span] = []
    offset = 0.0
    for part in parts:
        pieces += [part.samples, silence]
        words += [Span(span.start + offset, span.end + offset) for span in part.words]
        offset += part.seconds + len(silence) / rate
    samples = np.concatenate(pieces[:-1])
    estimated = any(part.estimated for part in parts)
    return replace(parts[0], samples=samples, words=tuple(words), estimated=estimated)


class Verdicts:
    """How sentences were heard, kept beside the speech cache by what they sound like."""

    def __init__(self, listening: Listening, speech: EntryCache | None) -> None:
        self._key = f"{listening.fingerprint} {listening.takes}"
        self._cache = EntryCache(speech.folder / FOLDER) if speech else None

    def find(self, key: str, sound: bytes) -> Verdict | None:
        """Give what was heard of a sentence as it sounds, or None where nobody has listened yet."""
        data = self._cache.get(self._of(key, sound)) if self._cache else None
        try:
            facts = json.loads(data) if data else None
            return Verdict(facts["takes"], tuple(facts["first"]), tuple(facts["faults"])) if facts else None
        except MISSHAPEN:
            return None

    def keep(self, key: str, sound: bytes, verdict: Verdict) -> None:
        """Remember it."""
        if self._cache:
            facts = {"takes": verdict.takes, "first": verdict.first, "faults": verdict.faults}
            self._cache.put(self._of(key, sound), json.dumps(facts, ensure_ascii=False).encode())

    def _of(self, key: str, sound: bytes) -> str:
        return digest(self._key, key, sound)
