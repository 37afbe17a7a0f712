"""Colours as the artwork and the site reckon with them: sRGB triples, mixed and compared."""

from __future__ import annotations

import re
from math import atan2, cos, degrees, dist, hypot, radians, sin

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


def lightness(colour: Colour) -> float:
    """Give how light people see a colour, 0 to 1 (Oklab's L)."""
    return _oklab(colour)[0]


def chroma(colour: Colour) -> float:
    """Give how far a colour is from grey: 0, to about 0.3 for the purest (Oklab)."""
    return hypot(*_oklab(colour)[1:])


def hue(colour: Colour) -> float:
    """Give a colour's angle on Oklab's circle, in degrees."""
    _, a, b = _oklab(colour)
    return degrees(atan2(b, a)) % 360


def distance(one: Colour, other: Colour) -> float:
    """Give how differently people see two colours: 0, to 1 between black and white (Oklab)."""
    return dist(_oklab(one), _oklab(other))


def from_hue(light: float, pure: float, angle: float) -> Colour:
    """Give the sRGB colour of this lightness, chroma and hue in degrees; less pure where sRGB has none."""
    while True:
        a, b = pure * cos(radians(angle)), pure * sin(radians(angle))
        parts = _linear(light, a, b)
        if pure < 0.002 or all(-0.0005 <= part <= 1.0005 for part in parts):
            red, green, blue = (_gamma(min(1.0, max(0.0, part))) for part in parts)
            return red, green, blue
        pure *= 0.95


# Oklab's matrices: Björn Ottosson, «A perceptual color space for image processing», 2020.
def _oklab(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = (c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour)
    l = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)  # noqa: E741
    m = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    s = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    )


def _linear(light: float, a: float, b: float) -> tuple[float, float, float]:
    l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3  # noqa: E741
    m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
        -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
        -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
    )


def _gamma(part: float) -> int:
    return round(255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055))
