"""Colours as the artwork and the site reckon with them: sRGB triples, mixed and compared."""

from __future__ import annotations

import re

from pipeline.errors import InvalidCover

Colour = tuple[int, int, int]

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)
_HEX = re.compile(r"#([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})")


def read_colour(text: str) -> Colour:
    """Read «#rrggbb». Raises InvalidCover."""
    match = _HEX.fullmatch(text)
    if match is None:
        raise InvalidCover(f"the cover's colour {text!r} is not a colour such as #10243e")
    red, green, blue = (int(part, 16) for part in match.groups())
    return red, green, blue


def as_hex(colour: Colour) -> str:
    """Write a colour as «#rrggbb»."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def mix(one: Colour, other: Colour, part: float) -> Colour:
    """Give the colour that has this part of `other`, 0 to 1."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """Give the contrast ratio of WCAG 2.2, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Colour) -> float:
    """Give the relative luminance of WCAG 2.2, 0 to 1."""
    red, green, blue = (c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
