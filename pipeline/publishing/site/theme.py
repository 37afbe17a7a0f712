"""The site's colours: the show's three, brought to where text can be read, by day and by night."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipeline.audio.artwork.colours import BLACK, WHITE, Colour, as_hex, contrast, luminance, mix, read_colour
from pipeline.catalogue.show import CoverSettings

# WCAG 2.2: 1.4.3 asks for 4.5 between text and ground, 1.4.6 for 7; we stay clear of the edge.
_TEXT = 10.0
_QUIET_TEXT = 5.2
_LINK = 4.8
_STEPS = 50


def theme_css(cover: CoverSettings) -> str:
    """Give the colours as custom properties, light ones first, dark ones for those who ask for them.

    Raises InvalidCover.
    """
    light, dark = (_block(_scheme(cover, dark=dark)) for dark in (False, True))
    return f":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"


@cache
def theme_colours(cover: CoverSettings) -> tuple[str, str]:
    """Give the ground of the pages by day and by night, for the browser's own frame."""
    return _scheme(cover, dark=False)["ground"], _scheme(cover, dark=True)["ground"]


def _scheme(cover: CoverSettings, *, dark: bool) -> dict[str, str]:
    own = [read_colour(colour) for colour in (cover.background, cover.foreground)]
    darker, lighter = sorted(own, key=luminance)
    ground = _dark_ground(darker) if dark else _light_ground(lighter)
    towards = WHITE if dark else BLACK
    surface = mix(ground, WHITE, 0.045 if dark else 0.7)
    text = _readable(lighter if dark else darker, ground, towards, _TEXT)
    worst = min(ground, surface, key=lambda colour: contrast(colour, text))
    accent = read_colour(cover.accent)
    band = darker if not dark else mix(darker, BLACK, 0.25)
    mark = mix(ground, accent, 0.42 if dark else 0.36)
    colours = {
        "ground": ground,
        "surface": surface,
        "text": text,
        "quiet": _readable(mix(text, ground, 0.45), worst, towards, _QUIET_TEXT),
        "line": mix(ground, text, 0.16),
        "edge": _readable(mix(ground, text, 0.3), worst, towards, 3.2),  # of controls, WCAG 1.4.11
        "link": _readable(accent, worst, towards, _LINK),
        "accent": accent,
        "on-accent": _upon(accent, darker),
        "band": band,
        "band-text": _readable(lighter, band, WHITE if luminance(band) < 0.18 else BLACK, 7.0),
        "mark": mark,
        "mark-text": _upon(mark, text),
    }
    colours["band-quiet"] = _readable(
        mix(colours["band-text"], band, 0.3), band, WHITE if luminance(band) < 0.18 else BLACK, _QUIET_TEXT
    )
    return {name: as_hex(colour) for name, colour in colours.items()}


def _block(colours: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


def _light_ground(lighter: Colour) -> Colour:
    """Whiten the lighter of the show's colours until it can be a page."""
    steps = (mix(lighter, WHITE, step / _STEPS) for step in range(_STEPS // 3, _STEPS + 1))
    return next((colour for colour in steps if luminance(colour) >= 0.92), WHITE)


def _dark_ground(darker: Colour) -> Colour:
    """Darken the darker of the show's colours until it can be a page at night."""
    steps = (mix(darker, BLACK, step / _STEPS) for step in range(_STEPS // 3, _STEPS + 1))
    return next((colour for colour in steps if luminance(colour) <= 0.012), BLACK)


def _readable(colour: Colour, ground: Colour, towards: Colour, least: float) -> Colour:
    """Move a colour no further than needed for this contrast; where it cannot be had, as far as possible."""
    steps = (mix(colour, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next((step for step in steps if contrast(step, ground) >= least), towards)


def _upon(ground: Colour, wanted: Colour) -> Colour:
    """Give the colour of letters on a filled ground: the one wanted, if it can be read there."""
    if contrast(wanted, ground) >= _LINK:
        return wanted
    return max(BLACK, WHITE, key=lambda colour: contrast(colour, ground))
