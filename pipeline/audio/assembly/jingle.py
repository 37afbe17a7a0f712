"""The opening and closing sounds: a motif over two chords and its answer, a show's own by its seed.

The opening asks and the closing answers: both begin alike, on the same instrument, in the same key and
rhythm; the opening ends away from home, the closing at home. The voice comes in while the opening rings on,
and the closing swells under the last words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.assembly.instruments import (
    INSTRUMENTS,
    SAMPLE_RATE,
    Instrument,
    Sound,
    chord,
    in_a_room,
    note,
)
from pipeline.audio.mastering.levels import VOICE_LUFS
from pipeline.audio.mastering.loudness import integrated_loudness
from pipeline.process.files import digest

OPENING_SECONDS = 2.8
VOICE_ENTERS_SECONDS = 1.7  # into the opening
CLOSING_SECONDS = 3.6
LAST_WORD_SECONDS = 0.45  # into the closing, the voice ends
BELOW_VOICE_LU = 4.0  # its loudest notes are then as loud as speech: nobody is startled
_UNDER_VOICE = 10 ** (-10 / 20)  # beside the level when heard alone
_STEPS = 2**-20  # samples are rounded to these: libraries differ in the last bits of a sine


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A motif of four notes and the chords under its halves, in semitones from the key note."""

    asks: tuple[int, ...]
    answers: tuple[int, ...]
    asking: tuple[tuple[int, ...], tuple[int, ...]]
    answering: tuple[tuple[int, ...], tuple[int, ...]]


_HOME, _HOME_SIX = (-12, -5, 2, 4), (-12, -3, 2, 4)  # added ninth; six and nine
_FOUR, _FOUR_SEVEN, _FIVE, _SIX = (-7, 0, 7, 9), (-7, 0, 4, 9), (-5, 0, 2, 9), (-3, 0, 4, 7)
_MINOR, _OPEN_HOME, _FLAT_SIX, _FLAT_SEVEN = (-12, -5, 0, 3), (-12, -5, 2, 7), (-4, 0, 3, 7), (-2, 2, 5, 10)
_PHRASES = (
    _Phrase((7, 9, 12, 14), (7, 9, 14, 12), (_FOUR, _FIVE), (_FIVE, _HOME)),
    _Phrase((0, 7, 4, 14), (0, 7, 4, 12), (_HOME, _FIVE), (_FOUR, _HOME)),
    _Phrase((12, 16, 14, 9), (12, 16, 14, 12), (_SIX, _FOUR_SEVEN), (_FOUR_SEVEN, _HOME)),
    _Phrase((19, 16, 14, 7), (19, 16, 14, 12), (_HOME, _FIVE), (_FOUR_SEVEN, _HOME_SIX)),
    _Phrase((0, 7, 10, 14), (0, 7, 10, 12), (_MINOR, _FLAT_SEVEN), (_FLAT_SIX, _OPEN_HOME)),
    _Phrase((12, 10, 7, 5), (12, 10, 7, 0), (_MINOR, _FLAT_SEVEN), (_FLAT_SIX, _OPEN_HOME)),
)
_RHYTHMS = ((0, 1, 2, 4), (0, 1, 3, 4), (0, 2, 3, 4), (0, 1.5, 2, 4))  # in steps
_STEP_SECONDS = (0.21, 0.225, 0.24)
_TOUCH = (0.8, 0.66, 0.78, 1.0)  # how hard each note is struck
_LOWEST_KEY = 220.0  # Hz, A3; the others are up to eleven semitones higher
_SECOND_CHORD = 2  # the note with which it comes in


@dataclass(frozen=True, slots=True)
class _Score:
    """What a show's seed chose."""

    phrase: _Phrase
    rhythm: tuple[float, ...]
    step_seconds: float
    instrument: Instrument
    key: float  # Hz

    @classmethod
    def of(cls, seed: str) -> _Score:
        drawn = int(digest("signature", seed)[:16], 16)
        drawn, phrase = divmod(drawn, len(_PHRASES))
        drawn, rhythm = divmod(drawn, len(_RHYTHMS))
        drawn, step = divmod(drawn, len(_STEP_SECONDS))
        drawn, instrument = divmod(drawn, len(INSTRUMENTS))
        key = _LOWEST_KEY * 2 ** (drawn % 12 / 12)
        return cls(_PHRASES[phrase], _RHYTHMS[rhythm], _STEP_SECONDS[step], INSTRUMENTS[instrument], key)


@lru_cache(maxsize=8)
def opening(seed: str) -> NDArray[np.float32]:
    """Make the opening: mono, 44.1 kHz, OPENING_SECONDS long, falling back where the voice comes in."""
    score = _Score.of(seed)
    played = _played(score, score.phrase.asks, score.phrase.asking, begins=0.03, seconds=OPENING_SECONDS)
    time = np.arange(played.size) / SAMPLE_RATE
    level = _glide(time, VOICE_ENTERS_SECONDS - 0.15, VOICE_ENTERS_SECONDS + 0.3, 1.0, _UNDER_VOICE)
    return _finished(played, level, fade_seconds=0.8, alone=slice(0, int(VOICE_ENTERS_SECONDS * SAMPLE_RATE)))


@lru_cache(maxsize=8)
def closing(seed: str) -> NDArray[np.float32]:
    """Make the closing: mono, 44.1 kHz, CLOSING_SECONDS long, soft until the last word, ending in silence."""
    score = _Score.of(seed)
    begins = LAST_WORD_SECONDS + 0.3
    answers, chords = score.phrase.answers, score.phrase.answering
    played = _played(score, answers, chords, begins=begins, seconds=CLOSING_SECONDS)
    time = np.arange(played.size) / SAMPLE_RATE
    level = _glide(time, LAST_WORD_SECONDS - 0.1, begins, _UNDER_VOICE, 1.0)
    return _finished(played, level, fade_seconds=1.3, alone=slice(int(begins * SAMPLE_RATE), None))


def _played(
    score: _Score,
    motif: tuple[int, ...],
    chords: tuple[tuple[int, ...], tuple[int, ...]],
    *,
    begins: float,
    seconds: float,
) -> Sound:
    """Play the motif from `begins` on, over its chords; the first chord is there from the start."""
    mix = np.zeros(int(seconds * SAMPLE_RATE))
    onsets = [begins + steps * score.step_seconds for steps in score.rhythm]
    change = onsets[_SECOND_CHORD]
    for semitones, onset, touch in zip(motif, onsets, _TOUCH, strict=True):
        _lay(mix, onset, touch * note(score.instrument, _pitch(score, semitones), seconds - onset))
    _lay(mix, onsets[-1], 0.22 * note(score.instrument, _pitch(score, motif[-1] + 12), seconds - onsets[-1]))
    for tones, start, end in ((chords[0], 0.0, change + 0.45), (chords[1], change - 0.06, seconds)):
        pitches = tuple(_pitch(score, semitones) for semitones in tones)
        swell = 0.35 if start else max(0.12, begins)
        _lay(mix, start, 0.38 * chord(pitches, end - start, swell))
        _lay(mix, max(start, begins), 0.30 * note(score.instrument, pitches[0], end - max(start, begins)))
    return in_a_room(mix)


def _lay(mix: Sound, start: float, sound: Sound) -> None:
    first = int(start * SAMPLE_RATE)
    mix[first : first + sound.size] += sound[: mix.size - first]


def _pitch(score: _Score, semitones: int) -> float:
    return float(score.key * 2 ** (semitones / 12))


def _glide(time: Sound, start: float, end: float, before: float, after: float) -> Sound:
    """Go from one level to another along half a cosine."""
    way = np.clip((time - start) / (end - start), 0.0, 1.0)
    return before + (after - before) * (0.5 - 0.5 * np.cos(np.pi * way))


def _finished(played: Sound, level: Sound, *, fade_seconds: float, alone: slice) -> NDArray[np.float32]:
    """Bring what is heard alone to its loudness, then let level and fade-out shape the whole."""
    heard = integrated_loudness(played[alone].astype(np.float32), SAMPLE_RATE)
    gain = 10 ** ((VOICE_LUFS - BELOW_VOICE_LU - heard) / 20)
    time = np.arange(played.size) / SAMPLE_RATE
    end = time[-1] if time.size else 0.0
    shaped = played * level * gain * _glide(time, end - fade_seconds, end, 1.0, 0.0)
    shaped *= np.minimum(time / 0.01, 1.0)
    return (np.round(shaped / _STEPS) * _STEPS).astype(np.float32)
