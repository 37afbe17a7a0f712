"""Stretches of phonemes that know their words: cut to what a voice takes, timed by its frames, and joined."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.speech.engine import Span, Speech
from pipeline.speech.spoken.words import SpokenSentence
from pipeline.speech.word_times import complete

FRAME_SECONDS = 0.025  # one unit of a phoneme's duration: 600 samples at 24 kHz
LATE_SECONDS = 0.050  # measured for all voices: the phonemes sound this much before their frames
_PAUSES = ';:,.!?—…"()“”'


@dataclass(frozen=True, slots=True)
class Phonemized:
    """A stretch of phonemes and the word each belongs to (-1: a space between words)."""

    text: str
    words: tuple[int, ...]


Spoken = tuple[NDArray[np.float32], dict[int, Span]]  # a stretch's samples, and when its words are spoken


def is_pause(sign: str) -> bool:
    """Tell whether a sign is punctuation: heard as phrasing, part of no word."""
    return sign in _PAUSES


def split(phonemized: Phonemized, limit: int) -> list[Phonemized]:
    """Split at the last pause, or else the last space, that keeps each stretch within `limit`."""
    stretches: list[Phonemized] = []
    text, words = phonemized.text, phonemized.words
    while len(text) > limit:
        pauses = [i for i in range(limit // 4, limit) if text[i] == " " and is_pause(text[i - 1])]
        spaces = [i for i in range(1, limit) if text[i] == " "]
        cut = (pauses or spaces or [limit])[-1]
        stretches.append(Phonemized(text[:cut], words[:cut]))
        rest = cut + (text[cut] == " ")
        text, words = text[rest:], words[rest:]
    return [*stretches, Phonemized(text, words)] if text else stretches


def with_stops(stretch: Phonemized, sentence: SpokenSentence) -> Phonemized:
    """Give back the stops that the dictionaries take for a part of a letter: «vitamin C.»."""
    text, words = stretch.text, stretch.words
    last = {word: place for place, word in enumerate(words)}
    for index in reversed(range(len(sentence.words))):
        stop = sentence.words[index].after
        place = last.get(index, -1)
        if stop in (".", "!", "?") and place >= 0 and not is_pause(text[place]):
            text = text[: place + 1] + stop + text[place + 1 :]
            words = (*words[: place + 1], index, *words[place + 1 :])
    return Phonemized(text, words)


def word_times(stretch: Phonemized, durations: NDArray[np.float32]) -> dict[int, Span]:
    """Say when each word of a stretch sounds, from the frames of its numbers, pads included."""
    ends = np.cumsum(durations) * FRAME_SECONDS - LATE_SECONDS
    starts = ends - durations * FRAME_SECONDS
    spans: dict[int, Span] = {}
    for index, word in enumerate(stretch.words, start=1):  # number 0 is the pad
        if word >= 0 and not is_pause(stretch.text[index - 1]):
            first = spans[word].start if word in spans else max(0.0, float(starts[index]))
            spans[word] = Span(first, max(first, float(ends[index])))
    return spans


def join(parts: list[Spoken], count: int, sample_rate: int) -> Speech:
    """Put stretches together; a word that says nothing takes no time at its neighbour's end."""
    offset = 0.0
    spans: dict[int, Span] = {}
    for samples, found in parts:
        for word, span in found.items():
            start = spans[word].start if word in spans else span.start + offset
            spans[word] = Span(start, span.end + offset)
        offset += len(samples) / sample_rate
    samples = np.concatenate([samples for samples, _ in parts])
    return Speech(samples, sample_rate, complete(spans, count))
