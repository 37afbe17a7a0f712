"""Word times: of words that say nothing, and of whole sentences whose engine tells none."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from pipeline.speech.engine import Span
from pipeline.speech.spoken.words import SpokenSentence

_QUIET_RATIO = 0.01  # −40 dB below the peak: not yet, or no longer, speech
# Pauses in letters, as long as they last beside speech; the one that ends the sentence is not counted.
_PAUSES = {",": 4, ";": 6, ":": 6, "—": 6, ".": 8, "?": 8, "!": 8}


def complete(spans: Mapping[int, Span], count: int) -> tuple[Span, ...]:
    """Give `count` times by the words' index; a word that says nothing takes none, at its neighbour's end."""
    times: list[Span] = []
    for index in range(count):
        previous = times[-1].end if times else 0.0
        times.append(spans.get(index, Span(previous, previous)))
    return tuple(times)


def estimate(sentence: SpokenSentence, samples: NDArray[np.float32], sample_rate: int) -> tuple[Span, ...]:
    """Share out the time in which there is sound by the letters that are said."""
    level = np.abs(samples)
    loud = np.flatnonzero(level > _QUIET_RATIO * float(level.max(initial=0.0)))
    first, last = (loud[0], loud[-1] + 1) if len(loud) else (0, len(samples))
    letters = np.array([sum(len(said.text) for said in word.said) for word in sentence.words], float)
    pauses = np.array([sum(_PAUSES.get(sign, 0) for sign in word.after) for word in sentence.words], float)
    pauses[-1:] = 0
    ends = np.cumsum(letters + pauses) - pauses
    seconds = float(last - first) / sample_rate / max(float(ends[-1:].sum()), 1.0)
    start = float(first) / sample_rate
    return tuple(
        Span(start + float(end - own) * seconds, start + float(end) * seconds)
        for end, own in zip(ends, letters, strict=True)
    )
