"""A guard for engines that can fail by chance: what comes out is listened to, and said again if it is bad.

Networks that draw random numbers now and then give silence, overdriven sound, or speech that does not stop.
Another draw usually is right; if none is, the sentence fails, and says how.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pipeline.errors import SpeechFailed
from pipeline.process.files import digest
from pipeline.speech.engine import Speech
from pipeline.speech.spoken.words import SpokenSentence

ATTEMPTS = 4
SILENT_PEAK = 0.001  # −60 dBFS
LONGEST_SILENCE = 2.0  # seconds inside a sentence
CLIPPED_LEVEL = 0.999
CLIPPED_RUN = 4  # samples in a row; a peak that only touches the limit is shorter

# A narrator's pace, fitted to 275 sentences of the bundled show as «hibari/heart» and «coqui/joe» say them;
# they take 0.74 to 1.27 times what it predicts. Beyond these limits no voice is reading the text.
SECONDS_PER_LETTER = 0.0525
SECONDS_PER_CAPITAL = 0.25  # «GPU» is said letter by letter
SECONDS_AROUND = 0.15
TOO_SHORT, TOO_LONG = 0.45, 2.2  # times the prediction
SLACK_SECONDS = 0.4  # a single word may be drawn out
_QUIET_RATIO = 0.01  # −40 dB below the peak


def spoken_soundly(
    speak: Callable[[int], Speech],
    sentence: SpokenSentence,
    speed: float,
    *,
    attempts: int = ATTEMPTS,
    draw: int = 0,
) -> Speech:
    """Give what `speak` makes of the first seed with which it sounds as it should.

    The seeds follow from the text and from which draw it is alone. Raises SpeechFailed when `attempts` of
    them are bad.
    """
    faults: list[str] = []
    for attempt in range(draw * attempts, (draw + 1) * attempts):
        speech = speak(int(digest(sentence.spoken, str(attempt))[:8], 16))
        fault = find_fault(speech, sentence, speed)
        if not fault:
            return speech
        faults.append(fault)
    raise SpeechFailed(
        f"«{sentence.shown}» came out wrong {attempts} times: {'; '.join(dict.fromkeys(faults))}",
        remedy="say it in other words, or choose another voice",
    )


def find_fault(speech: Speech, sentence: SpokenSentence, speed: float) -> str:
    """Say what is wrong with the sound of a sentence, or «»."""
    if not np.isfinite(speech.samples).all():
        return "no sound, but numbers that are none"
    level = np.abs(speech.samples)
    if float(level.max(initial=0.0)) < SILENT_PEAK:
        return "silence"
    if _longest_run(level >= CLIPPED_LEVEL) >= CLIPPED_RUN:
        return "clipped sound"
    loud = np.flatnonzero(level > _QUIET_RATIO * level.max())
    silence = float(np.diff(loud).max(initial=0)) / speech.sample_rate
    if silence > LONGEST_SILENCE:
        return f"{silence:.1f} s of silence inside"
    seconds, predicted = float(loud[-1] - loud[0]) / speech.sample_rate, predicted_seconds(sentence, speed)
    if not TOO_SHORT * predicted < seconds < TOO_LONG * predicted + SLACK_SECONDS:
        return f"{seconds:.1f} s where the text predicts {predicted:.1f} s"
    return ""


def predicted_seconds(sentence: SpokenSentence, speed: float) -> float:
    """Predict from its text how long a sentence takes to say."""
    text = [said.text for word in sentence.words for said in word.said]
    capitals = sum(_spelled(part) for part in " ".join(text).split())
    letters = sum(len(part) + 1 for part in text) - capitals
    return (SECONDS_AROUND + letters * SECONDS_PER_LETTER + capitals * SECONDS_PER_CAPITAL) / speed


def _spelled(word: str) -> int:
    capitals = sum(letter.isupper() or letter.isdigit() for letter in word)
    return capitals if capitals > 1 else 0


def _longest_run(flags: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> int:
    """Count the longest row of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return int((edges[1::2] - edges[::2]).max(initial=0))
