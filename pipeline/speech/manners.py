"""Words that are to be said in a manner of their own: which these are, and what engines make of them.

A stressed word is drawn out a little and a little louder; slow words are drawn out more. An engine that knows
how long each of its phonemes lasts does both; one that does not says the words as the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.speech.engine import MannerlyEngine, Span, VoiceChoice, engine_of
from pipeline.speech.spoken.words import SpokenSentence
from pipeline.writing.script.directions import Manner
from pipeline.writing.script.script import Script

LENGTHENING = {"stress": 1.25, "slow": 1.45}  # factors on the time that a word takes
STRESS_GAIN = 10 ** (2.5 / 20)
_RAMP_SECONDS = 0.03


def manners_of(voice: VoiceChoice) -> Collection[str]:
    """Name the manners that a voice's engine can speak in. Raises EngineNotAvailable."""
    engine = engine_of(voice)
    return engine.manners(voice.voice) if isinstance(engine, MannerlyEngine) else ()


def with_manners(
    sentence: SpokenSentence, manners: Sequence[Manner], able: Collection[str]
) -> SpokenSentence:
    """Mark the words of a sentence that are to be said in a manner which the engine is able to heed.

    Manners count words as blanks part them; a word of the sentence may be shown as several of these.
    """
    words, place = list(sentence.words), 0
    for index, word in enumerate(words):
        last = place + max(1, len(word.shown.split())) - 1
        for each in manners:
            if each.kind in able and place <= each.last and last >= each.first:
                words[index] = replace(word, manner=each.kind)
        place = last + 1
    return replace(sentence, words=tuple(words))


def lengthening(sentence: SpokenSentence, word: int) -> float:
    """Give the factor on the time that a word takes; 1 where it is to be said as the rest, or is none."""
    return LENGTHENING.get(sentence.words[word].manner, 1.0) if word >= 0 else 1.0


def louder(
    samples: NDArray[np.float32], sample_rate: int, spans: Sequence[Span], sentence: SpokenSentence
) -> NDArray[np.float32]:
    """Give a sentence's samples with its stressed words louder, below full scale; `spans` are its words'."""
    gain = np.ones(samples.size, np.float32)
    ramp = int(_RAMP_SECONDS * sample_rate)
    for span, word in zip(spans, sentence.words, strict=True):
        if word.manner == "stress":
            gain[int(span.start * sample_rate) : int(span.end * sample_rate)] = STRESS_GAIN
    if gain.max(initial=1.0) == 1.0:
        return samples
    window = np.hanning(2 * ramp + 1)
    smooth = np.convolve(np.pad(gain, ramp, mode="edge"), window / window.sum(), "valid")
    return np.clip(samples * smooth.astype(np.float32), -1.0, 1.0)


def unheeded(script: Script, voices: dict[str, VoiceChoice]) -> str:
    """Say in one line which manners a script asks for that nobody is able to speak in; «» where all are.

    `voices` gives the voice of each role that speaks.
    """
    lacking: dict[str, set[str]] = {}
    for paragraph in script.paragraphs:
        voice = voices[paragraph.role]
        kinds = {each.kind for each in paragraph.manners} - {*manners_of(voice)}
        if kinds:
            lacking.setdefault(voice.engine, set()).update(kinds)
    return "; ".join(
        f"{' and '.join(f'{{{kind}}}' for kind in sorted(kinds, reverse=True))} cannot be heard: the engine "
        f"«{engine}» says these words as the rest"
        for engine, kinds in sorted(lacking.items())
    )
