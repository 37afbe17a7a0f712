"""An engine by somebody else: it repeats one tone, and knows Ninety only by the Protocol."""

from __future__ import annotations

import numpy as np

from pipeline.speech.engine import Span, Speech, Voice
from pipeline.speech.spoken.words import SpokenSentence


class ParrotEngine:
    """Say every word as a fifth of a second of one tone."""

    name = "parrot"

    def voices(self) -> tuple[Voice, ...]:
        """List its only voice."""
        return (Voice("polly", "en-US", 16_000, "MIT", "Voice «polly» of the parrot."),)

    def fingerprint(self, voice: str) -> str:
        """Identify the sound."""
        return f"parrot 1 {voice}"

    def synthesize(self, sentence: SpokenSentence, voice: str, speed: float) -> Speech:
        """Squawk."""
        count = int(3200 / speed)
        word = (0.2 * np.sin(np.arange(count) / 4)).astype(np.float32)
        times = [Span(i * count / 16_000, (i + 1) * count / 16_000) for i in range(len(sentence.words))]
        return Speech(np.tile(word, len(sentence.words)), 16_000, tuple(times))

    def phonemes(self, sentence: SpokenSentence, voice: str) -> str:
        """Give none."""
        return ""
