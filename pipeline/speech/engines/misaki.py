"""Phonemes in misaki's alphabet, each with the word it belongs to, for the voices of the Kokoro family.

Hibari's dictionaries read American and British English without espeak. Kokoro's voices, and hibari's, which
were distilled from them, take the same signs under the same numbers and count time in the same frames.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.speech.engine import Span, Speech
from pipeline.speech.spoken.words import Said, SpokenSentence
from pipeline.speech.word_times import complete

FRAME_SECONDS = 0.025  # one unit of a phoneme's duration: 600 samples at 24 kHz
LATE_SECONDS = 0.050  # measured for all voices: the phonemes sound this much before their frames
_PAUSES = ';:,.!?—…"()“”'
_LINK_SAFE = str.maketrans("[]()", "    ")


@dataclass(frozen=True, slots=True)
class Phonemized:
    """A stretch of phonemes and the word each belongs to (-1: a space between words)."""

    text: str
    words: tuple[int, ...]


Spoken = tuple[NDArray[np.float32], dict[int, Span]]  # a stretch's samples, and when its words are spoken


class Reader:
    """Reads English aloud, in phonemes; its dictionaries are loaded when first used."""

    def __init__(self, *, british: bool) -> None:
        self._british = british

    @cached_property
    def ids(self) -> dict[str, int]:
        """Give the number of each sign of the alphabet."""
        from hibari.tts import ASSETS

        table: dict[str, int] = json.loads((Path(ASSETS) / "vocab.json").read_text(encoding="utf-8"))
        return table

    @cached_property
    def _g2p(self) -> Any:
        from hibari.g2p import G2P

        return G2P(british=self._british)

    def phonemize(self, sentence: SpokenSentence) -> Phonemized:
        """Turn words into phonemes, remembering which word each phoneme belongs to."""
        text, owners = _marked_up(sentence)
        phonemes: list[str] = []
        words: list[int] = []
        cursor = 0
        tokens = self._g2p.phonemize_tokens(self._g2p.tokenize(text))
        plain = _plain(sentence)
        for token in tokens:
            found = plain.find(token.text, cursor)
            cursor = found if found >= 0 else cursor
            owner = owners[min(cursor, len(owners) - 1)]
            cursor += len(token.text)
            spoken = "".join(sign for sign in token.phonemes or "" if sign in self.ids)
            phonemes.append(spoken + (" " if token.whitespace else ""))
            words += [owner] * len(spoken) + ([-1] if token.whitespace else [])
        joined = "".join(phonemes)
        return Phonemized(joined.rstrip(), tuple(words[: len(joined.rstrip())]))

    def numbers(self, stretch: Phonemized) -> list[int]:
        """Give a stretch as the networks take it: its signs' numbers between two pads."""
        return [0, *(self.ids[sign] for sign in stretch.text), 0]


@cache
def reader(*, british: bool) -> Reader:
    """Give the reader of one kind of English, the same for all voices of a process."""
    return Reader(british=british)


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


def _said(said: Said) -> str:
    return said.text.translate(_LINK_SAFE) if said.phonemes else said.text


def _plain(sentence: SpokenSentence) -> str:
    return " ".join(word.before + " ".join(map(_said, word.said)) + word.after for word in sentence.words)


def _marked_up(sentence: SpokenSentence) -> tuple[str, list[int]]:
    """Give the text with phonemes inline, and for each character of the plain text its word's index."""
    marked: list[str] = []
    owners: list[int] = []
    for index, word in enumerate(sentence.words):
        texts = [f"[{_said(s)}](/{s.phonemes}/)" if s.phonemes else s.text for s in word.said]
        marked.append(word.before + " ".join(texts) + word.after)
        plain = word.before + " ".join(map(_said, word.said)) + word.after
        owners += [index] * (len(plain) + 1)
    return " ".join(marked), owners
