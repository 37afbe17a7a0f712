"""Silence where stretches of speech end: it belongs to no word, and is shorter within a sentence."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.speech.engine import Span
from pipeline.speech.engines.stretches import Phonemized, Spoken, is_pause

_SILENCE_RATIO = 0.01  # −40 dB below the peak of a stretch
# At a comma Kokoro's voices leave a third of a second; so much is left where a sentence was split at one.
_PAUSE_BEFORE = 0.08  # seconds
_PAUSE_AFTER = 0.25


def until_silence(
    spans: dict[int, Span], stretch: Phonemized, samples: NDArray[np.float32], sample_rate: int
) -> dict[int, Span]:
    """End the words before a pause where the voice does: their last phoneme's frames hold the pause too."""
    level = np.abs(samples)
    floor = _SILENCE_RATIO * float(level.max(initial=0.0))
    ended = dict(spans)
    for word in _before_pauses(stretch):
        span = spans[word]
        first = round(span.start * sample_rate)
        loud = np.flatnonzero(level[first : round(span.end * sample_rate)] > floor)
        if len(loud):
            ended[word] = Span(span.start, (first + int(loud[-1]) + 1) / sample_rate)
    return ended


def closed_up(parts: list[Spoken], speed: float, sample_rate: int) -> list[Spoken]:
    """Leave between stretches of one sentence the pause of a comma, instead of two sentences' edges."""
    last = len(parts) - 1
    return [
        _cut(part, speed, sample_rate, at_start=index == 0, at_end=index == last)
        for index, part in enumerate(parts)
    ]


def _before_pauses(stretch: Phonemized) -> list[int]:
    """List the words whose last phoneme is followed by punctuation or by the end."""
    signs = zip(stretch.words, stretch.text, stretch.text[1:] + ".", strict=True)
    following = {word: next_ for word, sign, next_ in signs if word >= 0 and not is_pause(sign)}
    return [word for word, next_ in following.items() if is_pause(next_)]


def _cut(part: Spoken, speed: float, sample_rate: int, *, at_start: bool, at_end: bool) -> Spoken:
    samples, spans = part
    begin, end = 0, len(samples)
    if spans and not at_start:
        first = min(span.start for span in spans.values()) - _PAUSE_BEFORE / speed
        begin = max(begin, round(first * sample_rate))
    if spans and not at_end:
        last = max(span.end for span in spans.values()) + _PAUSE_AFTER / speed
        end = min(end, round(last * sample_rate))
    offset = begin / sample_rate
    return samples[begin:end], {
        word: Span(span.start - offset, span.end - offset) for word, span in spans.items()
    }
