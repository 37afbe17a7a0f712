"""Cover art: a name in large type above a quarter circle, whose colours and pattern tell topics apart."""

from __future__ import annotations

import io
import random
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, radians, sin
from pathlib import Path

from PIL import Image, ImageCms, ImageDraw, ImageFont

from pipeline.audio.artwork.about import FONTS, About
from pipeline.audio.artwork.colours import Colour, mix
from pipeline.audio.artwork.lettering import LEADING, Block, Room, fit, plain, writable
from pipeline.audio.artwork.looks import Palette, look_of, own_look, topic_look
from pipeline.audio.artwork.motifs import MOTIFS, Dot, Motif, Sector, Shape
from pipeline.catalogue.show import CoverSettings
from pipeline.process.files import digest

_TRACKING = -0.012  # ems; large type wants to stand closer
_MARGIN = 0.075  # these and all lengths below are parts of the cover's side
_TITLE = Room(width=0.85, height=0.47, largest=0.135, smallest=0.045)
_TOPIC = Room(width=0.85, height=0.36, largest=0.155, smallest=0.045)
_SERIES = Room(width=0.85, height=0.085, largest=0.046, smallest=0.026)  # the show's title above a topic
_SERIES_GAP = 0.04
_MOTIF_GAP = 0.055  # between the pattern and the nearest line
_MOTIF_RADIUS = (0.4, 0.86)  # least and most
_PATTERN_RADIUS = 0.94
_STRIP = 64  # rows of pixels: what the processor's cache holds
_WEB_COLOURS = 48  # three, and the steps between them at the edges
_CAPITALS, _DESCENT = 0.75, 0.24  # ems above and below the baseline
_JPEG = ((84, 0), (76, 0), (76, 2), (60, 2), (40, 2))  # quality, subsampling (0 is 4:4:4)
_BUDGET = ((2000, 480_000), (1400, 150_000), (0, 56_000))  # from this side on, at most so many bytes


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    baseline: float
    size: float
    colour: Colour


def draw_cover(cover: CoverSettings, title: str, about: About, size: int) -> bytes:
    """Draw the cover of a show, a topic or an episode, as a square JPEG of `size` pixels (sRGB, 72 dpi).

    Letters stay out of the bottom fifth, where apps lay their controls (Apple). The same arguments give the
    same bytes. Characters that the font lacks are written plainly or left out; see `unwritable`. Raises
    InvalidCover for a colour that is none.
    """
    return _drawn(cover, title, about, size)


@lru_cache(maxsize=32)  # a topic's is the same in all its episodes
def _drawn(cover: CoverSettings, title: str, about: About, size: int) -> bytes:
    return encode(_picture(cover, title, about, size))


def draw_thumbnail(cover: CoverSettings, title: str, about: About, size: int) -> bytes:
    """Draw the same picture for a web page: as a PNG of few colours, a quarter of the JPEG at 320 pixels."""
    return _png(_picture(cover, title, about, size))


def draw_wide(cover: CoverSettings, title: str, about: About, height: int) -> bytes:
    """Draw the same as a picture of 16:9, for where links are shown, as a JPEG of that height in pixels."""
    motif, palette, chance = _look(cover, about)
    image = Image.new("RGB", (round(height * 16 / 9), height), palette.ground)
    _paint_motif(image, motif, chance, _PATTERN_RADIUS, palette)
    pen = ImageDraw.Draw(image)
    for line in _layout(*_words(cover.text or title, about), palette):
        _write(pen, line, height)
    return encode(image)


def draw_pattern(cover: CoverSettings, about: About, size: int) -> bytes:
    """Draw a cover's pattern alone, as a square PNG, for where letters would be too small.

    The same arguments give the same bytes. Raises InvalidCover for a colour that is none.
    """
    motif, palette, chance = _look(cover, about)
    image = Image.new("RGB", (size, size), palette.ground)
    _paint_motif(image, motif, chance, _PATTERN_RADIUS, palette)
    return _png(image)


def _picture(cover: CoverSettings, title: str, about: About, size: int) -> Image.Image:
    motif, palette, chance = _look(cover, about)
    lines = _layout(*_words(cover.text or title, about), palette)
    image = Image.new("RGB", (size, size), palette.ground)
    _paint_motif(image, motif, chance, _motif_radius(lines), palette)
    pen = ImageDraw.Draw(image)
    for line in lines:
        _write(pen, line, size)
    return image


def unwritable(text: str) -> str:
    """List the letters and signs of `text` that the covers' font cannot write in any form."""
    characters = dict.fromkeys(unicodedata.normalize("NFC", text))
    missing = (c for c in characters if not c.isspace() and not plain(c, _has_glyph))
    return "".join(c for c in missing if c.isprintable())


@dataclass(frozen=True, slots=True)
class CoverFacts:
    """What an image file says of itself: «JPEG» or «PNG», pixels, and Pillow's mode («RGB»)."""

    format: str
    width: int
    height: int
    mode: str


def read_cover(path: Path) -> CoverFacts | None:
    """Read what a cover is; None where it is no image, or not a whole one."""
    try:
        with Image.open(path) as image:
            facts = CoverFacts(image.format or "", image.width, image.height, image.mode)
            image.draft(None, (256, 256))  # JPEG decodes fast when it may be small
            image.load()
            return facts
    except (OSError, Image.DecompressionBombError):
        return None


def _look(cover: CoverSettings, about: About) -> tuple[Motif, Palette, random.Random]:
    """Choose pattern and colours by the topic, and what is left to chance by the topic or the episode."""
    if about.topic is None:
        motif, palette = own_look(cover)
    else:
        motif, palette = topic_look(cover, look_of(about.topic) if about.look is None else about.look)
    seed = digest(*(each.encode("utf-8", "surrogatepass") for each in (about.topic or "", about.seed)))
    chance = random.Random(seed)  # noqa: S311 - a pattern, not a secret
    return chance.choice(MOTIFS) if about.seed else motif, palette, chance


def _words(show: str, about: About) -> tuple[str, str]:
    """Give what a cover is headed, and what it says above that, as far as the font can write it."""
    names = [writable(name, _has_glyph) for name in (about.episode, about.topic or "", show)]
    main = next(filter(None, names), "")
    return main, names[-1] if main != names[-1] else ""


def _layout(main: str, above: str, palette: Palette) -> list[_Line]:
    """Set the name at the head of the cover, and above a topic or an episode the show it belongs to."""
    lines: list[_Line] = []
    top = _MARGIN
    if above:
        block = fit(above, _SERIES, _width)
        lines += _stack(block, top, mix(palette.ground, palette.text, 0.8))
        top += block.height + _SERIES_GAP
    if main:
        lines += _stack(fit(main, _TOPIC if above else _TITLE, _width), top, palette.text)
    return lines


def _stack(block: Block, top: float, colour: Colour) -> list[_Line]:
    first, step = top + _CAPITALS * block.size, block.size * LEADING
    return [_Line(text, first + step * place, block.size, colour) for place, text in enumerate(block.lines)]


def _motif_radius(lines: list[_Line]) -> float:
    """Let the pattern grow from the bottom right corner until it comes near a line's own corner."""
    least, most = _MOTIF_RADIUS
    distances = [
        hypot(1 - _MARGIN - _width(line.text) * line.size, 1 - line.baseline - _DESCENT * line.size)
        for line in lines
    ]
    return max(least, min([most, *(distance - _MOTIF_GAP for distance in distances)]))


def _paint_motif(
    image: Image.Image, motif: Motif, chance: random.Random, radius: float, palette: Palette
) -> None:
    """Draw the pattern larger than needed and reduce it: Pillow's shapes have no smooth edges.

    It is drawn strip by strip: at 3000 pixels the whole would take 106 MB, and 1.6 times as long.
    """
    scale = 2 if image.height > 1200 else 4
    side = round(radius * image.height)
    shapes = [
        (isinstance(shape, Dot), _corners(shape, side * scale), palette.ink(shape.ink))
        for shape in motif(chance)
    ]
    for top in range(0, side, _STRIP):
        first, rows = top * scale, min(_STRIP, side - top) * scale
        canvas = Image.new("RGB", (side * scale, rows), palette.ground)
        pen = ImageDraw.Draw(canvas)
        for is_round, corners, colour in shapes:
            heights = [y - first for _, y in corners]
            if min(heights) > rows or max(heights) < -1:
                continue
            draw = pen.ellipse if is_round else pen.polygon
            draw([(x, y) for (x, _), y in zip(corners, heights, strict=True)], fill=colour)
        image.paste(canvas.reduce(scale), (image.width - side, image.height - side + top))


def _corners(shape: Shape, side: int) -> list[tuple[int, int]]:
    """Give a disc's box or a sector's outline in whole pixels, as Pillow takes them."""
    if isinstance(shape, Dot):
        (x, y), radius = _place(shape.distance, shape.angle, side), shape.radius * side
        return [(int(x - radius), int(y - radius)), (int(x + radius), int(y + radius))]
    return [(int(x), int(y)) for x, y in _outline(shape, side)]


def _place(distance: float, angle: float, side: int) -> tuple[float, float]:
    """Turn polar coordinates around the bottom right corner into pixels."""
    return side * (1 - distance * cos(radians(angle))), side * (1 - distance * sin(radians(angle)))


def _outline(sector: Sector, side: int) -> list[tuple[float, float]]:
    steps = max(2, round((sector.end - sector.start) * 2))
    angles = [sector.start + (sector.end - sector.start) * step / steps for step in range(steps + 1)]
    return [_place(sector.outer, angle, side) for angle in angles] + [
        _place(sector.inner, angle, side) for angle in reversed(angles)
    ]


@lru_cache(maxsize=16)
def _font(pixels: int) -> ImageFont.FreeTypeFont:
    # The basic layout: the other one is there only where the system has FriBiDi, and moves the letters.
    return ImageFont.truetype(FONTS / "Manrope-ExtraBold.ttf", pixels, layout_engine=ImageFont.Layout.BASIC)


def letters(pixels: int) -> ImageFont.FreeTypeFont:
    """Give the covers' font at a size."""
    return _font(pixels)


def writable_text(text: str) -> str:
    """Give a text in the letters that the covers' font has; without those it lacks."""
    return " ".join("".join(plain(c, _has_glyph) for c in unicodedata.normalize("NFC", text)).split())


def palette_of(cover: CoverSettings, about: About) -> Palette:
    """Give the colours of a cover that is drawn."""
    return _look(cover, about)[1]


@lru_cache(maxsize=1)
def _kerning() -> dict[str, float]:
    """Read how much closer or wider a pair of letters stands, in ems."""
    lines = (FONTS / "kerning.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return {pair: float(value) / 1000 for value, *pairs in rows for pair in pairs}


@lru_cache(maxsize=4096)
def _has_glyph(character: str) -> bool:
    """Tell whether the font draws the character as anything but its box for unknown ones."""
    font = _font(64)
    return bytes(font.getmask(character)) != bytes(font.getmask("\U0010ffff"))


@lru_cache(maxsize=4096)
def _advance(character: str, following: str) -> float:
    """Give the way from one letter to the next, in ems."""
    kern = _kerning().get(character + following, 0.0)
    return _font(1000).getlength(character) / 1000 + (kern + _TRACKING if following else 0)


@lru_cache(maxsize=256)
def _blank_before(character: str) -> float:
    """Give the blank that a letter brings along on its left, in ems."""
    ink = _font(1000).getmask(character).getbbox()
    return ink[0] / 1000 if ink else 0.0


def _width(line: str) -> float:
    return sum(map(_advance, line, [*line[1:], ""]))


def _write(pen: ImageDraw.ImageDraw, line: _Line, side: int) -> None:
    font = _font(max(1, round(line.size * side)))
    # Lines of different size align by their ink, not by the blank that a letter brings along.
    x = (_MARGIN - _blank_before(line.text[0]) * line.size) * side
    for character, following in zip(line.text, [*line.text[1:], ""], strict=True):
        pen.text((x, line.baseline * side), character, font=font, fill=line.colour, anchor="ls")
        x += _advance(character, following) * line.size * side


def as_png(jpeg: bytes) -> bytes:
    """Give a picture as a PNG of few colours, such as browsers want for icons."""
    return _png(Image.open(io.BytesIO(jpeg)))


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    few = image.quantize(_WEB_COLOURS, dither=Image.Dither.NONE)
    few.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def encode(image: Image.Image) -> bytes:
    """Give the best JPEG of a picture that stays within the budget of its size."""
    budget = next(most for side, most in _BUDGET if image.width >= side)
    data = b""
    for quality, subsampling in _JPEG:
        buffer = io.BytesIO()
        options = {"quality": quality, "subsampling": subsampling, "optimize": True}
        image.save(buffer, "JPEG", dpi=(72, 72), icc_profile=srgb_profile(), **options)
        data = buffer.getvalue()
        if len(data) <= budget:
            break
    return data


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """Make the sRGB profile, less the date in bytes 24 to 36 of its header (ICC.1:2022, 7.2)."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile[:24] + bytes(12) + profile[36:]
