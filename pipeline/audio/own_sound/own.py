"""Which sounds an episode has: its own, the show's, those that its script names, or the signature."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.audio.own_sound.files import SoundFile, sound_seconds
from pipeline.catalogue.own_sounds import PLACES

# Of assembly/jingle.py, which is not loaded for it.
_SIGNATURE_ENTERS, _SIGNATURE_TAIL = 1.7, 3.6 - 0.45
LEAD_SECONDS, LEAD_SECONDS_OVER_BED = 0.3, 1.5  # before the first word, where no opening is heard
TAIL_SECONDS, TAIL_SECONDS_OVER_BED = 0.5, 2.5  # after the last, where no closing is heard
_LONGEST_OVERLAP_SECONDS = 0.6  # of an opening or closing with the voice
_OVERLAP_SHARE = 0.25  # and no more than this of its length


@dataclass(frozen=True, slots=True)
class OwnSounds:
    """What an episode's sounds are; None where there is none of that kind."""

    signature: bool = True  # where opening or closing is «own» to nobody, the show's generated one is heard
    opening: SoundFile | None = None
    closing: SoundFile | None = None
    bed: SoundFile | None = None
    silent: tuple[str, ...] = ()  # «opening», «closing» that are to be nothing at all
    sounds: tuple[SoundFile, ...] = ()  # that the script names

    @property
    def files(self) -> Iterator[tuple[str, SoundFile]]:
        """Go through all files, each with the place where it is used."""
        yield from ((place, each) for place in PLACES if (each := getattr(self, place)))
        yield from (("sound", each) for each in self.sounds)

    @property
    def digests(self) -> tuple[str, ...]:
        """Give what a rendering depends on: not the files' names, but their bytes."""
        played = (f"{place} {each.sha256}" for place, each in self.files if place != "sound")
        named = (f"{each.name} {each.sha256}" for each in self.sounds)
        return (f"signature {self.signature}", *self.silent, *played, *named)

    def moved(self, place_of: Callable[[SoundFile], Path]) -> OwnSounds:
        """Give the same sounds where they lie on another machine."""

        def there(one: SoundFile | None) -> SoundFile | None:
            return replace(one, path=place_of(one)) if one else None

        sounds = tuple(replace(each, path=place_of(each)) for each in self.sounds)
        opening, closing, bed = map(there, (self.opening, self.closing, self.bed))
        return replace(self, opening=opening, closing=closing, bed=bed, sounds=sounds)

    def generated(self, place: str) -> bool:
        """Tell whether the signature is heard at a place, «opening» or «closing»."""
        return self.signature and getattr(self, place) is None and place not in self.silent

    @property
    def enters_seconds(self) -> float:
        """Say when the voice comes in, in seconds from the start of the file."""
        silence = LEAD_SECONDS_OVER_BED if self.bed else LEAD_SECONDS
        return self._alone_seconds("opening", _SIGNATURE_ENTERS, silence)

    @property
    def tail_seconds(self) -> float:
        """Say how long the file goes on after the last word."""
        silence = TAIL_SECONDS_OVER_BED if self.bed else TAIL_SECONDS
        return self._alone_seconds("closing", _SIGNATURE_TAIL, silence)

    def _alone_seconds(self, place: str, signature: float, silence: float) -> float:
        """Say how long what is heard at a place is heard without the voice."""
        if self.generated(place):
            return signature
        own: SoundFile | None = getattr(self, place)
        if own is None:
            return silence
        seconds = sound_seconds(own, place)
        return seconds - overlap(seconds)

    @property
    def frame_seconds(self) -> float:
        """Say what an episode lasts beyond its narration. Raises UnusableSound."""
        return self.enters_seconds + self.tail_seconds

    @property
    def sound_seconds(self) -> Mapping[str, float]:
        """Give how long each sound of the script is heard. Raises UnusableSound."""
        return {each.name: sound_seconds(each, "sound") for each in self.sounds}


def overlap(seconds: float) -> float:
    """Give how long an opening or closing of that length is heard together with the voice."""
    return min(_LONGEST_OVERLAP_SECONDS, _OVERLAP_SHARE * seconds)
