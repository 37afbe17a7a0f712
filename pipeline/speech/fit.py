"""Bring a script to its length: optional paragraphs first, then pauses, then speed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pipeline.speech.narration import Narration, Voices, narrate
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.writing.length import PAUSE_SCALES, SPEEDS
from pipeline.writing.script.script import Script


@dataclass(frozen=True, slots=True)
class Fitted:
    """A narration on its target, or as near as paragraphs, pauses and speed can bring it.

    What is too short even so is spoken at its own pace: slow speech would only fill it up.
    """

    narration: Narration
    paragraphs_left_out: int
    paragraphs_unspoken: int  # of how many optional ranks only the length was estimated
    pause_scale: float
    speed: float

    def without_sound(self) -> Fitted:
        """Give the same without the samples of its sentences, once these have been used."""
        nothing = np.zeros(0, np.float32)
        parts = tuple(
            replace(
                part,
                utterance=replace(part.utterance, speech=replace(part.utterance.speech, samples=nothing)),
            )
            for part in self.narration.parts
        )
        return replace(self, narration=replace(self.narration, parts=parts))


@dataclass(frozen=True, slots=True)
class Target:
    """Seconds wanted for the whole file, how far off is still right, and what opening and closing take."""

    seconds: float
    tolerance: float
    frame_seconds: float

    def miss(self, narration_seconds: float) -> float:
        """Give how much too long (positive) or too short the file would be, in seconds."""
        return narration_seconds + self.frame_seconds - self.seconds


def fit(script: Script, voices: Voices, target: Target, *, speed: float = 1.0) -> Fitted:
    """Speak a script so that the file lands on its target, as far as it can.

    What cannot be stretched to it keeps its own pace. Only what may be needed is spoken: how long an
    optional paragraph would be is first estimated from the seconds per character of what was spoken already.
    Raises SpeechFailed.
    """
    left_out, unspoken, narration = _choose_paragraphs(script, voices, target, speed)
    chosen = script.without(left_out)
    scale = _pause_scale(narration, target)
    pace = speed
    if abs(target.miss(_with_pauses(narration, scale))) > target.tolerance:
        pace = speed * _speed_factor(narration, scale, target)
        paced = narrate(chosen, voices, speed=pace)
        scale = _pause_scale(paced, target)
        if target.miss(_with_pauses(paced, scale)) < -target.tolerance:
            return Fitted(narration, left_out, unspoken, 1.0, speed)
    fitted = narrate(chosen, voices, speed=pace, pause_scale=scale)
    return Fitted(fitted, left_out, unspoken, scale, pace)


def _choose_paragraphs(
    script: Script, voices: Voices, target: Target, speed: float
) -> tuple[int, int, Narration]:
    """Find how many optional ranks to give up: the choice nearest the target, on measured speech.

    The second number is how many ranks were never spoken on the way.
    """
    ranks = len(script.optional_ranks)
    spoken: dict[int, Narration] = {ranks: narrate(script.without(ranks), voices, speed=speed)}
    while True:
        lengths = {
            left_out: spoken[left_out].seconds
            if left_out in spoken
            else _estimate(script, left_out, spoken[ranks], voices)
            for left_out in range(ranks + 1)
        }
        best = min(lengths, key=lambda left_out: (abs(target.miss(lengths[left_out])), left_out))
        if best in spoken:
            return best, min(spoken), spoken[best]
        spoken[best] = narrate(script.without(best), voices, speed=speed)


def _estimate(script: Script, left_out: int, spoken: Narration, voices: Voices) -> float:
    """Estimate a choice's length from the characters said and the rate of what was spoken already."""
    known = sum(len(part.utterance.sentence.spoken) for part in spoken.parts)
    rate = (spoken.seconds - spoken.inserted_seconds) / known if known else 0.0
    paragraphs = tuple(script.without(left_out).paragraphs)
    characters = sum(
        len(speak_sentence(sentence, voices.lexicon).spoken)
        for paragraph in paragraphs
        for sentence in paragraph.sentences
    )
    asked_for = (heard for each in paragraphs for insert in each.inserts for heard in voices.inserted(insert))
    return rate * characters + sum(heard.seconds for heard in asked_for)


def _silence(narration: Narration) -> float:
    return sum(part.pause_seconds for part in narration.parts)


def _with_pauses(narration: Narration, scale: float) -> float:
    return narration.seconds + _silence(narration) * (scale - 1)


def _pause_scale(narration: Narration, target: Target) -> float:
    """Give the stretch of the pauses that meets the target, as far as listeners do not notice."""
    silence = _silence(narration)
    if not silence:
        return 1.0
    low, high = PAUSE_SCALES
    return round(min(high, max(low, 1 - target.miss(narration.seconds) / silence)), 3)


def _speed_factor(narration: Narration, scale: float, target: Target) -> float:
    """Give the change of speed that meets the target with the pauses as they are."""
    speech = narration.seconds - _silence(narration) - narration.inserted_seconds
    wanted = speech - target.miss(_with_pauses(narration, scale))
    low, high = SPEEDS
    return round(min(high, max(low, speech / wanted)), 3) if wanted > 0 else high
