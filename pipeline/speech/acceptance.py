"""What every engine's speech must be before it is kept: bounds that no voice in any language comes near.

An engine that draws random numbers and knows its own voices may judge more strictly, as `guard` does.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from pipeline.errors import SpeechFailed
from pipeline.speech.engine import Engine, Speech, VaryingEngine, VoiceChoice, find_voice
from pipeline.speech.guard import SILENT_PEAK, predicted_seconds
from pipeline.speech.spoken.words import SpokenSentence

FURTHER_TRIES = 2
LOUDEST = 1.122  # 1 dB above full scale, which resampling may add
TOO_SHORT, TOO_LONG = 0.15, 8.0  # times what an English narrator would take
SLACK_SECONDS = 2.0  # a single sign or word may be drawn out, or be a whole formula
_QUIET_RATIO = 0.01  # −40 dB below the peak: no speech
_AFTER_THE_END_SECONDS = 0.5  # by how much a word's measured end may be off


def speak_soundly(engine: Engine, choice: VoiceChoice, sentence: SpokenSentence, speed: float) -> Speech:
    """Speak a sentence with an engine and judge it; try again where the engine says that this may help.

    Raises SpeechFailed, which names engine, voice and sentence.
    """
    varies = isinstance(engine, VaryingEngine) and engine.varies(choice.voice)
    faults: list[str] = []
    for _ in range(1 + (FURTHER_TRIES if varies else 0)):
        speech = engine.synthesize(sentence, choice.voice, speed)
        fault = fault_in(speech, sentence, speed) or _fault_of_rate(speech, choice)
        if not fault:
            return speech
        faults.append(fault)
    tries = f" {len(faults)} times" if len(faults) > 1 else ""
    raise SpeechFailed(
        f"the voice «{choice}» gave{tries} for «{sentence.shown}»: {'; '.join(dict.fromkeys(faults))}",
        remedy="say it in other words, or choose another voice; an engine that keeps doing so is broken",
    )


def fault_in(speech: Speech, sentence: SpokenSentence, speed: float) -> str:
    """Say what makes the sound of a sentence unfit to keep, or «»."""
    samples = speech.samples
    if not isinstance(samples, np.ndarray) or samples.dtype != np.float32 or samples.ndim != 1:
        return f"{_kind(samples)}, not one row of float32 samples"
    return _fault_of_sound(samples) or _fault_of_times(speech, sentence, speed)


@cache
def _declared_rate(choice: VoiceChoice) -> int:
    return find_voice(choice).sample_rate


def _fault_of_rate(speech: Speech, choice: VoiceChoice) -> str:
    declared = _declared_rate(choice)  # asked for once it has spoken: before, it may not be here
    if speech.sample_rate == declared:
        return ""
    return f"{speech.sample_rate} samples a second, where the voice declares {declared}"


def _fault_of_sound(samples: np.ndarray[tuple[int], np.dtype[np.float32]]) -> str:
    if not len(samples):
        return "no sound"
    if not np.isfinite(samples).all():
        return "numbers that are none"
    peak = float(np.abs(samples).max())
    if peak < SILENT_PEAK:
        return "silence"
    return f"a peak of {peak:.3g}, beyond full scale" if peak > LOUDEST else ""


def _fault_of_times(speech: Speech, sentence: SpokenSentence, speed: float) -> str:
    if len(speech.words) != len(sentence.words):
        return f"times for {len(speech.words)} words of {len(sentence.words)}"
    latest = speech.seconds + _AFTER_THE_END_SECONDS
    if not all(0 <= span.start <= span.end <= latest for span in speech.words):
        return "times of words outside the sound"
    level = np.abs(speech.samples)
    loud = np.flatnonzero(level > _QUIET_RATIO * level.max())
    seconds, predicted = float(loud[-1] - loud[0]) / speech.sample_rate, predicted_seconds(sentence, speed)
    if not TOO_SHORT * predicted < seconds < TOO_LONG * predicted + SLACK_SECONDS:
        return f"{seconds:.1f} s where the text predicts {predicted:.1f} s"
    return ""


def _kind(samples: object) -> str:
    if isinstance(samples, np.ndarray):
        return f"{samples.ndim} dimensions of {samples.dtype}"
    return type(samples).__name__
