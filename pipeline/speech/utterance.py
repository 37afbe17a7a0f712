"""A sentence with its speech, free of silence at the edges."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pipeline.speech.engine import Span, Speech
from pipeline.speech.spoken.words import SpokenSentence
from pipeline.speech.takes import Verdict

_SILENCE_RATIO = 0.003  # −50 dB below the sentence's peak: breath and hiss, no speech
_LEAD_SECONDS = 0.02  # kept before the first sound, so that no consonant is clipped
_TAIL_SECONDS = 0.06


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence and its speech, free of silence at the edges."""

    sentence: SpokenSentence
    speech: Speech
    verdict: Verdict | None = None  # how it was heard, if anybody listened


def trim(speech: Speech) -> Speech:
    """Take the silence off both ends, keeping enough that no sound is cut into."""
    level = np.abs(speech.samples)
    loud = level > _SILENCE_RATIO * float(level.max(initial=0.0))
    if not loud.any():
        return speech
    first = max(0, int(loud.argmax()) - int(_LEAD_SECONDS * speech.sample_rate))
    end_of_sound = len(level) - 1 - int(loud[::-1].argmax())
    last = min(len(level), end_of_sound + int(_TAIL_SECONDS * speech.sample_rate))
    offset, end = first / speech.sample_rate, (last - first) / speech.sample_rate
    words = tuple(
        Span(min(max(span.start - offset, 0.0), end), min(max(span.end - offset, 0.0), end))
        for span in speech.words
    )
    return replace(speech, samples=speech.samples[first:last], words=words)
