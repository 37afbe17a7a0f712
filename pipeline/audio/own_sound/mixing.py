"""A show's own sounds in their places of an episode, to the sample."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.audio.mastering.encode import SAMPLE_RATE
from pipeline.audio.mastering.loudness import Samples
from pipeline.audio.own_sound.bed import FADE_IN_SECONDS, FADE_OUT_SECONDS, Stretch, ducked, looped
from pipeline.audio.own_sound.files import SoundFile, samples_of
from pipeline.audio.own_sound.levelling import BED_UNDER_VOICE_LU, BELOW_VOICE_LU, faded, levelled
from pipeline.audio.own_sound.own import OwnSounds

_EDGE_SECONDS = 0.005  # so that nothing clicks
_FADE_SECONDS, _FADE_SHARE = 1.5, 0.4  # of an opening as it gives way, and of a closing as it ends
_ARRIVAL_SECONDS = 0.4  # of a closing, under the last word
_SIGNATURE_SECONDS = 1.2  # of the generated sounds, without a bed under them


@dataclass(slots=True)
class Mix:
    """What is to be laid over an episode, and where somebody speaks or a sound is heard in it."""

    own: OwnSounds
    sounds: dict[str, SoundFile]
    _heard: list[tuple[str, int]] = field(default_factory=list)  # a sound of the script, and its first sample
    _busy: list[Stretch] = field(default_factory=list)

    @classmethod
    def of(cls, own: OwnSounds) -> Mix:
        """Begin with nothing in it."""
        return cls(own, {each.name: each for each in own.sounds})

    def spoken(self, first: int, count: int) -> None:
        """Note so many samples of speech."""
        self._busy.append((first, first + count))

    def heard(self, name: str, first: int) -> None:
        """Note a sound of the script."""
        self._heard.append((name, first))

    def lay(self, samples: Samples) -> None:
        """Add all sounds to an episode. Raises UnusableSound."""
        for name, first in self._heard:
            sound = levelled(samples_of(self.sounds[name], "sound"), BELOW_VOICE_LU)
            self._busy.append((first, first + sound.size))
            _add(samples, faded(sound, _EDGE_SECONDS, _EDGE_SECONDS), first)
        begins, ends = self._opening(samples), self._closing(samples)
        if self.own.bed:
            bed = levelled(samples_of(self.own.bed, "bed"), BED_UNDER_VOICE_LU)
            lifted = ducked(
                looped(bed, max(0, ends - begins)), [(a - begins, b - begins) for a, b in self._busy]
            )
            half = lifted.size / SAMPLE_RATE / 2
            _add(samples, faded(lifted, min(FADE_IN_SECONDS, half), min(FADE_OUT_SECONDS, half)), begins)

    def _opening(self, samples: Samples) -> int:
        """Lay the opening, and say from which sample on a bed may be heard."""
        if self.own.opening is None:
            return int(_SIGNATURE_SECONDS * SAMPLE_RATE) if self.own.generated("opening") else 0
        sound = levelled(samples_of(self.own.opening, "opening"), BELOW_VOICE_LU)
        _add(samples, faded(sound, _EDGE_SECONDS, _fade(sound)), 0)
        return max(0, sound.size - int(FADE_IN_SECONDS * SAMPLE_RATE))

    def _closing(self, samples: Samples) -> int:
        """Lay the closing, and say up to which sample a bed may be heard."""
        if self.own.closing is None:
            tail = self.own.tail_seconds - FADE_IN_SECONDS if self.own.generated("closing") else 0.0
            return samples.size - int(tail * SAMPLE_RATE)
        sound = levelled(samples_of(self.own.closing, "closing"), BELOW_VOICE_LU)
        arrival = min(_ARRIVAL_SECONDS, _fade(sound))
        first = max(0, samples.size - sound.size)
        _add(samples, faded(sound, arrival, _fade(sound)), first)
        return min(samples.size, first + int(FADE_OUT_SECONDS * SAMPLE_RATE))


def _fade(sound: Samples) -> float:
    return min(_FADE_SECONDS, _FADE_SHARE * sound.size / SAMPLE_RATE)


def _add(samples: Samples, sound: Samples, first: int) -> None:
    part = samples[first : first + sound.size]
    part += sound[: part.size]
