"""An engine that beeps: a tone per word, as long as the word's text. It needs nothing and is for tests."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np

from pipeline.speech.engine import Span, Speech, Voice
from pipeline.speech.manners import LENGTHENING, lengthening, louder
from pipeline.speech.spoken.words import SpokenSentence

SAMPLE_RATE = 24_000  # Hz
SECONDS_PER_CHARACTER = 0.0625  # about a narrator's pace
GAP_SECONDS = 0.02
AMPLITUDE = 0.1
_PITCHES = {"beep": 440.0, "boop": 220.0}  # Hz


class ToneEngine:
    """Speak in beeps whose length follows the text."""

    name = "tone"

    def voices(self) -> tuple[Voice, ...]:
        """List the two beeps."""
        return tuple(Voice(name, "und", SAMPLE_RATE, "MIT", "Beeps made by Ninety.") for name in _PITCHES)

    def fingerprint(self, voice: str) -> str:
        """Identify the beep."""
        return f"tone 1 {voice} {SECONDS_PER_CHARACTER} {GAP_SECONDS} {AMPLITUDE}"

    def files(self, voice: str) -> tuple[Path, ...]:
        """Give nothing: a beep is made of nothing."""
        del voice
        return ()

    def manners(self, voice: str) -> Collection[str]:
        """Name both: a beep can be longer and louder."""
        del voice
        return LENGTHENING

    def synthesize(self, sentence: SpokenSentence, voice: str, speed: float) -> Speech:
        """Beep once per word, a rising step each, with short fades so that nothing clicks."""
        pieces: list[np.ndarray[tuple[int], np.dtype[np.float32]]] = []
        spans: list[Span] = []
        position = 0
        gap = np.zeros(int(GAP_SECONDS * SAMPLE_RATE), np.float32)
        for index, word in enumerate(sentence.words):
            seconds = len(word.spoken) * SECONDS_PER_CHARACTER / speed * lengthening(sentence, index)
            count = int(seconds * SAMPLE_RATE) if word.said else 0
            pitch = _PITCHES[voice] * (1 + index % 5 / 12)
            phase = np.arange(count) * (2 * np.pi * pitch / SAMPLE_RATE)
            ramp = np.clip(np.minimum(np.arange(count), np.arange(count)[::-1]) / 120, 0, 1)
            pieces += [(AMPLITUDE * np.sin(phase) * ramp).astype(np.float32), gap]
            spans.append(Span(position / SAMPLE_RATE, (position + count) / SAMPLE_RATE))
            position += count + len(gap)
        samples = louder(np.concatenate(pieces), SAMPLE_RATE, spans, sentence)
        return Speech(samples, SAMPLE_RATE, tuple(spans))

    def phonemes(self, sentence: SpokenSentence, voice: str) -> str:
        """Give nothing: a beep has no phonemes."""
        del sentence, voice
        return ""
