"""The pause of a dash: engines know the sign, and most of them glide over it.

The default voice leaves a hundredth to a twentieth of a second there, no more than between two words. What is
missing is put in where the voice is quietest between the words on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.speech.engine import Span, Speech
from pipeline.speech.spoken.words import SpokenSentence, SpokenWord

VERSION = 1  # of the sound: part of the cache's key for sentences with a dash
PAUSE_SECONDS = 0.2  # at speed 1; a comma of the default voices is heard as 0.05 to 0.1
_DASH = "—"
_REACH_SECONDS = 0.12  # how far from where the words meet the quietest place may be
_WINDOW_SECONDS = 0.005
_SILENCE_RATIO = 0.01  # −40 dB below the sentence's peak
_FADE_SECONDS = 0.004
_BETWEEN = 0.5  # of the way from the end of a word to the next


def has_dash(sentence: SpokenSentence) -> bool:
    """Tell whether a dash is to be heard between two words of a sentence."""
    return any(_places(sentence))


def with_dashes_heard(speech: Speech, sentence: SpokenSentence, speed: float) -> Speech:
    """Lengthen the pause at every dash to what is heard as one; the words after it move with it."""
    for word, share in reversed(list(_places(sentence))):  # so that no place moves before its turn
        if word < len(speech.words):
            speech = _paused(speech, word, share, PAUSE_SECONDS / speed)
    return speech


def _places(sentence: SpokenSentence) -> Iterator[tuple[int, float | None]]:
    """Give the words with a dash: after them (None), or inside, as a share of their letters."""
    last = max((i for i, word in enumerate(sentence.words) if word.said), default=-1)
    for index, word in enumerate(sentence.words[: last + 1]):
        yield from ((index, share) for share in _shares(word))
        if _DASH in word.after and index < last:
            yield index, None


def _shares(word: SpokenWord) -> list[float]:
    letters = [0 if said.text == _DASH else len(said.text) for said in word.said]
    dashes = [index for index, said in enumerate(word.said) if said.text == _DASH]
    return [sum(letters[:index]) / max(1, sum(letters)) for index in dashes]


def _paused(speech: Speech, word: int, share: float | None, pause_seconds: float) -> Speech:
    rate = speech.sample_rate
    span = speech.words[word]
    following = next((each.start for each in speech.words[word + 1 :] if each.end > each.start), span.end)
    place = span.end + _BETWEEN * max(0.0, following - span.end)
    if share is not None:
        place = span.start + share * (min(span.end, _last_sound(speech)) - span.start)
    at, silent = _quietest(speech.samples, round(place * rate), rate)
    missing = round(pause_seconds * rate) - silent
    if missing <= 0:
        return speech
    return replace(
        speech,
        samples=_opened(speech.samples, at, missing, round(_FADE_SECONDS * rate)),
        words=tuple(
            _moved(each, index - word, at / rate, missing / rate, inside=share is not None)
            for index, each in enumerate(speech.words)
        ),
    )


def _last_sound(speech: Speech) -> float:
    level = np.abs(speech.samples)
    loud = np.flatnonzero(level > _SILENCE_RATIO * float(level.max(initial=0.0)))
    return int(loud[-1]) / speech.sample_rate if len(loud) else speech.seconds


def _quietest(samples: NDArray[np.float32], place: int, rate: int) -> tuple[int, int]:
    """Give the middle of the longest silence near a place or the quietest place, and its length."""
    window = max(1, round(_WINDOW_SECONDS * rate))
    first = max(0, place - round(_REACH_SECONDS * rate))
    last = min(len(samples), place + round(_REACH_SECONDS * rate))
    count = max(1, (last - first) // window)
    levels = np.array(
        [
            np.abs(samples[first + i * window : first + (i + 1) * window]).max(initial=0.0)
            for i in range(count)
        ]
    )
    quiet = levels <= _SILENCE_RATIO * float(np.abs(samples).max(initial=0.0))
    if not quiet.any():
        return first + int(levels.argmin()) * window + window // 2, 0
    edges = np.flatnonzero(np.diff(np.concatenate(([False], quiet, [False])).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    longest = int((ends - starts).argmax())
    begin, end = int(starts[longest]), int(ends[longest])
    return first + (begin + end) * window // 2, (end - begin) * window


def _opened(samples: NDArray[np.float32], at: int, missing: int, fade: int) -> NDArray[np.float32]:
    """Put silence into samples, what is before it faded out and what is after faded in."""
    before, after = samples[:at].copy(), samples[at:].copy()
    out, in_ = min(fade, len(before)), min(fade, len(after))
    if out:
        before[-out:] *= np.linspace(1, 0, out, dtype=np.float32)
    if in_:
        after[:in_] *= np.linspace(0, 1, in_, dtype=np.float32)
    return np.concatenate([before, np.zeros(missing, np.float32), after])


def _moved(span: Span, offset: int, at: float, seconds: float, *, inside: bool) -> Span:
    """Give a word's time once a pause is put in `at`, the word standing `offset` words behind the dash's."""
    if offset < 0:
        return span
    if offset == 0:
        return Span(span.start, span.end + seconds if inside else max(span.start, min(span.end, at)))
    return Span(max(span.start, at) + seconds, max(span.end, at) + seconds)
