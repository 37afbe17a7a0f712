"""The looks of a show's covers: its own three colours, and for each topic others that go with them.

At the size of a list, 72 pixels, colour is what tells covers apart first, the pattern second. So topics get
each another ground, turned round the circle of hues from the show's own, until there are no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.audio.artwork.colours import (
    BLACK,
    WHITE,
    Colour,
    chroma,
    contrast,
    distance,
    from_hue,
    hue,
    mix,
    read_colour,
)
from pipeline.audio.artwork.motifs import MOTIFS, Ink, Motif, waveform
from pipeline.catalogue.show import CoverSettings
from pipeline.process.files import digest

_SALT = "7390"
_LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3: of letters, the small ones too
_GREY = 0.02  # Oklab's chroma: below it a show has no colours, and gets none
_LIGHTNESS = (0.3, 0.6, 0.9)  # of grounds: dark, strong, pale
_PURITY = (0.08, 0.15, 0.06)  # the most chroma at each
_HUES = 18
_LEAST_APART = 0.25  # between a ground and what is drawn on it, in Oklab
PALETTES = _HUES
LOOKS = PALETTES * len(MOTIFS)


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one cover."""

    ground: Colour
    text: Colour
    spark: Colour

    def ink(self, ink: Ink) -> Colour:
        """Give the colour that shapes of this ink are filled with."""
        return {Ink.TEXT: self.text, Ink.SPARK: self.spark, Ink.SHADE: mix(self.ground, self.text, 0.2)}[ink]


def own_look(cover: CoverSettings) -> tuple[Motif, Palette]:
    """Give the show's own: its three colours, and a wave."""
    ground, text, spark = _colours(cover)
    return waveform, Palette(ground, _readable(ground, text), spark)


def topic_look(cover: CoverSettings, look: int) -> tuple[Motif, Palette]:
    """Give one of LOOKS, as `looks_of` deals them out. Raises InvalidCover."""
    pattern, place = divmod(look % LOOKS, PALETTES)
    return MOTIFS[(pattern + place) % len(MOTIFS)], _palette(cover, place)


def looks_of(topics: Iterable[str]) -> dict[str, int]:
    """Deal out looks to topics, the oldest first: one of its name's own choosing, or the next that is free.

    A topic that comes later changes no earlier one's. As long as there are grounds that no topic has, each
    gets one of those.
    """
    dealt: dict[str, int] = {}
    for topic in topics:
        wish, taken = look_of(topic), {*dealt.values()}
        around = [(wish + step) % LOOKS for step in range(LOOKS)]
        grounds = [look % PALETTES for look in dealt.values()]
        uses = [grounds.count(place) for place in range(PALETTES)]
        free = [look for look in around if look not in taken] or around
        dealt[topic] = min(free, key=lambda look: uses[look % PALETTES])
    return dealt


def look_of(name: str) -> int:
    """Give the look that a name would choose by itself."""
    return int(digest(_SALT, name.encode("utf-8", "surrogatepass"))[:8], 16) % LOOKS


def _colours(cover: CoverSettings) -> tuple[Colour, Colour, Colour]:
    return read_colour(cover.background), read_colour(cover.foreground), read_colour(cover.accent)


def _palette(cover: CoverSettings, place: int) -> Palette:
    ground, text, spark = _colours(cover)
    strongest = max((ground, text, spark), key=chroma)
    level = place % len(_LIGHTNESS)
    is_grey = chroma(strongest) < _GREY
    light = 0.2 + 0.75 * (place * 7 % _HUES) / (_HUES - 1) if is_grey else _LIGHTNESS[level]
    pure = 0.0 if is_grey else _PURITY[level]
    angle = hue(ground if chroma(ground) >= _GREY else strongest) + 360 * (place + 0.5) / _HUES
    own = from_hue(light, pure, angle)
    letters = _readable(own, max((text, ground), key=lambda colour: contrast(own, colour)))
    sparks = (spark, from_hue(0.75, 2 * pure, angle + 150), from_hue(0.45, 2 * pure, angle + 150), letters)
    apart = (each for each in sparks if min(distance(own, each), distance(letters, each)) >= _LEAST_APART)
    return Palette(own, letters, next(apart, letters))


def _readable(ground: Colour, text: Colour) -> Colour:
    if contrast(ground, text) >= _LEAST_CONTRAST:
        return text
    return max(BLACK, WHITE, key=lambda colour: contrast(ground, colour))
