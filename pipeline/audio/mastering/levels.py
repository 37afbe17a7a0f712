"""Make the voices of an episode equally loud before anything else is done to them."""

from __future__ import annotations

import math

import numpy as np

from pipeline.audio.mastering.loudness import estimated_loudness
from pipeline.speech.cast import HOST
from pipeline.speech.narration import Narration

VOICE_LUFS = -23.0  # of every voice in an assembly, whatever its engine gave: room above for its peaks


def voice_gains(narration: Narration) -> dict[str, float]:
    """Give each role the linear gain that brings its speech to VOICE_LUFS (ITU-R BS.1770-4).

    A role that says less than a block of 400 ms, which cannot be measured, gets the host's gain; where that
    cannot be measured either, speech is left as it is.
    """
    gains = {role: _gain(narration, role) for role in {part.role for part in narration.parts}}
    otherwise = gains.get(HOST) or 1.0
    return {role: gain or otherwise for role, gain in gains.items()}


def _gain(narration: Narration, role: str) -> float | None:
    speeches = [part.utterance.speech for part in narration.parts if part.role == role]
    together = np.concatenate([speech.samples for speech in speeches])
    loudness = estimated_loudness(together, speeches[0].sample_rate)
    return 10 ** ((VOICE_LUFS - loudness) / 20) if math.isfinite(loudness) else None
