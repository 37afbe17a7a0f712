"""Make the voices of an episode equally loud before anything else is done to them."""

from __future__ import annotations

import math

import numpy as np

from pipeline.audio.mastering.loudness import integrated_loudness
from pipeline.speech.cast import HOST
from pipeline.speech.narration import Narration


def matching_gains(narration: Narration) -> dict[str, float]:
    """Give each role the linear gain that makes its speech as loud as the host's (ITU-R BS.1770-4).

    A role that says less than a block of 400 ms, which cannot be measured, is left as it is.
    """
    loudness = {role: _loudness(narration, role) for role in {part.role for part in narration.parts}}
    reference = loudness.get(HOST, -math.inf)
    if not math.isfinite(reference):
        return dict.fromkeys(loudness, 1.0)
    return {
        role: 10 ** ((reference - measured) / 20) if math.isfinite(measured) else 1.0
        for role, measured in loudness.items()
    }


def _loudness(narration: Narration, role: str) -> float:
    speeches = [part.utterance.speech for part in narration.parts if part.role == role]
    together = np.concatenate([speech.samples for speech in speeches])
    return integrated_loudness(together, speeches[0].sample_rate)
