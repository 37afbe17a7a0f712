"""Voices made of another: its speaker, given a longer vocal tract and a lower pitch.

Sound that is played slower comes from a larger speaker: pitch and formants fall together, as from a longer
tract and heavier vocal folds (Fant, «Acoustic Theory of Speech Production»: formants go with the inverse of
the tract's length). The network speaks faster before, so that the pace nearly stays; and since it tells the
pitch apart from the spectrum, the rest of the pitch is taken down there. Nothing is resampled.

Measured on the twelve episodes of docs/voices.md; what tells the speakers apart stands there too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.speech.engine import Span

_UNVOICED = 40.0  # Hz; frames below have no pitch (hibari's own threshold)


@dataclass(frozen=True, slots=True)
class Register:
    """What is done to a voice."""

    size: float = 1.0  # pitch and formants times this, by playing it slower
    pitch: float = 1.0  # the pitch times this as well
    tempo: float = 1.0  # how fast it speaks: what is hurried is misheard
    described: str = ""  # after the voice's name, in the show notes

    @property
    def recipe(self) -> str:
        """Give what makes the sound another, for fingerprints; «» for the voice as it is."""
        return f"size {self.size} pitch {self.pitch} tempo {self.tempo}" if self != AS_IT_IS else ""

    def sample_rate(self, own: int) -> int:
        """Give the rate in Hz at which the samples are played, from the network's own."""
        return round(own * self.size)

    def pace(self, speed: float) -> float:
        """Give the speed at which the network speaks, so that what is heard has `speed` by its own tempo."""
        return speed * self.tempo / self.size

    def lowered(self, pitches: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give the pitch of each frame in Hz as the network's, taken down; frames without one stay."""
        return np.where(pitches > _UNVOICED, pitches * np.float32(self.pitch), pitches)

    def times(self, spans: Mapping[int, Span]) -> dict[int, Span]:
        """Give the times of words as they are heard, from the network's."""
        return {word: Span(span.start / self.size, span.end / self.size) for word, span in spans.items()}


AS_IT_IS = Register()
# By voice: the one it is made of, and how. Others could be made; these two are apart from «heart», and sound
# as natural as it.
MADE: Mapping[str, tuple[str, Register]] = {
    "heart-alto": ("heart", Register(0.86, 1.0, 0.95, "made lower by Ninety")),
    "heart-tenor": ("heart", Register(0.80, 0.92, 0.93, "made a man's by Ninety")),
}


def base_of(voice: str) -> tuple[str, Register]:
    """Give the voice that a voice is made of, and how; itself for one that is not made."""
    return MADE.get(voice, (voice, AS_IT_IS))
