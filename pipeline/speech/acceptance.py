"""What every engine's speech must be before it is kept: bounds that no voice in any language comes near.

An engine that draws random numbers and knows its own voices may judge more strictly, as `guard` does.
"""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import EngineNotAvailable, SpeechFailed
from pipeline.speech.engine import (
    Engine,
    PatientEngine,
    RetakingEngine,
    Speech,
    VaryingEngine,
    VoiceChoice,
    find_voice,
)
from pipeline.speech.faulty_speech import CLIPPED_LEVEL, SILENT_PEAK, predicted_seconds
from pipeline.speech.spoken.words import SpokenSentence
from pipeline.speech.time_limit import Helper, OutOfTime

FURTHER_TRIES = 2
LOUDEST = 1.122  # 1 dB above full scale, which resampling may add
TOO_SHORT, TOO_LONG = 0.15, 8.0  # times what an English narrator would take
MOST_CLIPPED = 0.05  # of its samples at full scale, which a peak only touches
SLACK_SECONDS = 2.0  # a single sign or word may be drawn out, or be a whole formula
# What an engine may take: forty times what the slowest voice measured in docs/voices.md does.
LIMIT_SECONDS, LIMIT_TIMES_REAL_TIME = 60.0, 30.0
SLOWEST_DOWNLOAD = 50_000  # bytes a second, of what a voice fetches when it first speaks
_LARGEST_DOWNLOAD = 2_000_000_000  # bytes, of a voice that nothing is known of
_QUIET_RATIO = 0.01  # −40 dB below the peak: no speech
_AFTER_THE_END_SECONDS = 0.5  # by how much a word's measured end may be off
_AROUND_SECONDS = 1.0  # before and after a word something of it, or of its neighbours, is heard
_speaking = Helper()


def speak_soundly(
    engine: Engine, choice: VoiceChoice, sentence: SpokenSentence, speed: float, draw: int = 0
) -> Speech:
    """Speak a sentence with an engine and judge it; try again where the engine says that this may help.

    A `draw` above 0 asks for other random numbers, of an engine that has some to choose from. Raises
    SpeechFailed, which names engine, voice and sentence.
    """
    varies = isinstance(engine, VaryingEngine) and engine.varies(choice.voice)
    faults: list[str] = []
    for _ in range(1 + (FURTHER_TRIES if varies else 0)):
        speech = _spoken_in_time(engine, choice, sentence, speed, draw)
        fault = fault_in(speech, sentence, speed) or _fault_of_rate(speech, choice)
        if not fault:
            return speech
        faults.append(fault)
    tries = f" {len(faults)} times" if len(faults) > 1 else ""
    raise SpeechFailed(
        f"the voice «{choice}» gave{tries} for «{sentence.shown}»: {'; '.join(dict.fromkeys(faults))}",
        remedy="say it in other words, or choose another voice; an engine that keeps doing so is broken",
    )


class EngineHangs(SpeechFailed):
    """An engine did not come to the end of a sentence; its process is of no further use."""

    ends_worker = True
    remedy = "say it in other words, or choose another voice; an engine that keeps doing so is broken"


def _spoken_in_time(
    engine: Engine, choice: VoiceChoice, sentence: SpokenSentence, speed: float, draw: int
) -> Speech:
    """Speak a sentence, in as much time as the slowest machine needs, and what it may have to load.

    Raises EngineHangs, and whatever the engine does.
    """
    limit = LIMIT_SECONDS + LIMIT_TIMES_REAL_TIME * predicted_seconds(sentence, speed)
    limit += _seconds_to_fetch(choice)
    if isinstance(engine, PatientEngine):
        limit = max(limit, engine.patience_seconds(sentence, speed))
    try:
        return _speaking.within(limit, lambda: _spoken(engine, choice, sentence, speed, draw))
    except OutOfTime as error:
        what = f"the voice «{choice}» was still at «{sentence.shown}» after {limit:.0f} s"
        raise EngineHangs(what) from error


def _spoken(engine: Engine, choice: VoiceChoice, sentence: SpokenSentence, speed: float, draw: int) -> Speech:
    if draw and isinstance(engine, RetakingEngine):
        return engine.retake(sentence, choice.voice, speed, draw)
    return engine.synthesize(sentence, choice.voice, speed)


@cache
def _seconds_to_fetch(choice: VoiceChoice) -> float:
    """Give how long it may take to fetch what a voice lacks here, as it was when it first spoke."""
    try:
        size = find_voice(choice).download_bytes
    except EngineNotAvailable:  # it tells what it lacks when it is asked to speak
        size = _LARGEST_DOWNLOAD
    return size / SLOWEST_DOWNLOAD


def fault_in(speech: object, sentence: SpokenSentence, speed: float) -> str:
    """Say what makes the sound of a sentence unfit to keep, or «»."""
    if not isinstance(speech, Speech):
        return f"{type(speech).__name__}, no Speech"
    rate: object = speech.sample_rate
    if not isinstance(rate, int | np.integer) or rate <= 0:
        return f"{rate!r} samples a second"
    samples = speech.samples
    if not isinstance(samples, np.ndarray) or samples.dtype != np.float32 or samples.ndim != 1:
        return f"{_kind(samples)}, not one row of float32 samples"
    if not len(samples):
        return "no sound"
    lowest, highest = samples.min(), samples.max()  # NaN where a single sample is
    return _fault_of_sound(samples, lowest, highest) or _fault_of_times(
        speech, np.abs(samples) > _QUIET_RATIO * max(highest, -lowest), sentence, speed
    )


@cache
def _declared_rate(choice: VoiceChoice) -> int:
    return find_voice(choice).sample_rate


def _fault_of_rate(speech: Speech, choice: VoiceChoice) -> str:
    declared = _declared_rate(choice)  # asked for once it has spoken: before, it may not be here
    if speech.sample_rate == declared:
        return ""
    return f"{speech.sample_rate} samples a second, where the voice declares {declared}"


def _fault_of_sound(samples: NDArray[np.float32], lowest: np.float32, highest: np.float32) -> str:
    peak = float(max(highest, -lowest))
    if not math.isfinite(peak):
        return "numbers that are none"
    if highest - lowest < 2 * SILENT_PEAK:  # or a constant, which nobody hears either
        return "silence"
    if peak > LOUDEST:
        return f"a peak of {peak:.3g}, beyond full scale"
    if peak < CLIPPED_LEVEL:
        return ""
    clipped = np.count_nonzero(np.abs(samples) >= CLIPPED_LEVEL) / len(samples)
    return f"clipped sound, {clipped:.0%} of it at full scale" if clipped > MOST_CLIPPED else ""


def _fault_of_times(speech: Speech, loud: NDArray[np.bool_], sentence: SpokenSentence, speed: float) -> str:
    """Judge how long a sentence takes, by where it is `loud`, and the times of its words."""
    if len(speech.words) != len(sentence.words):
        return f"times for {len(speech.words)} words of {len(sentence.words)}"
    latest = speech.seconds + _AFTER_THE_END_SECONDS
    if not all(0 <= span.start <= span.end <= latest for span in speech.words):
        return "times of words outside the sound"
    if any(later.start < earlier.start for earlier, later in pairwise(speech.words)):
        return "times of words that are not one after another"
    seconds, predicted = _extent(loud) / speech.sample_rate, predicted_seconds(sentence, speed)
    if not TOO_SHORT * predicted < seconds < TOO_LONG * predicted + SLACK_SECONDS:
        return f"{seconds:.1f} s where the text predicts {predicted:.1f} s"
    if not speech.estimated and (unheard := _unheard(speech, loud)):
        return f"nothing to be heard where {unheard} of its {len(speech.words)} words should be"
    return ""


def _extent(loud: NDArray[np.bool_]) -> int:
    """Give the samples from the first loud one to the last."""
    return len(loud) - 1 - int(loud[::-1].argmax()) - int(loud.argmax())


def _unheard(speech: Speech, loud: NDArray[np.bool_]) -> int:
    """Count the words in and about whose time nothing is loud."""
    times = np.array([(word.start, word.end) for word in speech.words]).reshape(-1, 2)
    around = (times + np.array([-_AROUND_SECONDS, _AROUND_SECONDS])) * speech.sample_rate
    edges = np.maximum(np.ceil(around), 0).astype(int).tolist()
    return sum(not loud[first:last].any() for first, last in edges)


def _kind(samples: object) -> str:
    if isinstance(samples, np.ndarray):
        return f"{samples.ndim} dimensions of {samples.dtype}"
    return type(samples).__name__
