"""The pictures of a video, each with the second it begins at: a word lights up as it is spoken."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from pipeline.audio.artwork.colours import Colour, mix
from pipeline.audio.artwork.cover import letters, writable_text
from pipeline.audio.artwork.looks import Palette
from pipeline.audio.captions.cues import Cue
from pipeline.audio.recording import TimedWord
from pipeline.audio.video.planes import Plane, Planes, planes_of
from pipeline.layout.video_shapes import Shape

_LEADING = 1.3  # ems
_NAME = 0.5  # of the type's size, for who speaks
_QUIET = 0.42  # of the letters' colour, for words not spoken yet
_BAR, _GAP = 6, 6  # pixels of the wave
_TICK_SECONDS = 1.0  # the longest that a picture stands: the wave goes on in pauses
_NEAR_SECONDS = 0.34  # no tick so close to another picture
_LAST_SECONDS = 0.04
_SMALLEST = 0.4  # of the type, where a cue is too long for its box


@dataclass(frozen=True, slots=True)
class _Placed:
    """A word as a mask, and where it stands."""

    word: TimedWord
    left: int
    top: int
    mask: Plane


def frames(
    shape: Shape,
    palette: Palette,
    cover: bytes,
    samples: NDArray[np.float32],
    captions: Sequence[tuple[Cue, Sequence[TimedWord]]],
    seconds: float,
) -> Iterator[tuple[float, bytes]]:
    """Give the frames of a video of that length, with the cover and the words of each caption."""
    canvas = _ground(shape, palette, cover)
    wave = _Wave(shape, palette, canvas, samples)
    moments = _moments(captions, seconds)
    blank = _cut(canvas, shape)
    placed: Sequence[_Placed] = ()
    lit = -1
    for second, cue, word in moments:
        if cue is not None:
            _paste(canvas, shape, blank)
            placed, lit = _place(shape, *captions[cue]), -1
            for each in placed:
                canvas.blend(each.left, each.top, each.mask, mix(palette.ground, palette.text, _QUIET))
            _name(canvas, shape, captions[cue][0].speaker, placed, palette)
        if word is not None:
            if lit >= 0:
                _light(canvas, placed[lit], palette.text)
            lit = word
            _light(canvas, placed[lit], palette.spark)
        wave.reach(canvas, second / seconds)
        yield second, canvas.tobytes()


def _name(canvas: Planes, shape: Shape, speaker: str, placed: Sequence[_Placed], palette: Palette) -> None:
    """Say who speaks, above the words, where more than one does."""
    if speaker and placed:
        height = _even(shape.letters * _NAME * _LEADING)
        mask = _mask(letters(round(shape.letters * _NAME)), writable_text(speaker), height)
        left, top, width, _ = shape.words
        colour = mix(palette.ground, palette.text, 0.8)
        canvas.blend(left, max(top, placed[0].top - height), mask[:, :width], colour)


def _moments(
    captions: Sequence[tuple[Cue, Sequence[TimedWord]]], seconds: float
) -> Iterator[tuple[float, int | None, int | None]]:
    """Give when the picture changes, to which cue, and to which word of it."""
    events: list[tuple[float, int | None, int | None]] = []
    for place, (_, words) in enumerate(captions):
        for number, word in enumerate(words):
            events.append((round(word.start, 3), None if number else place, number))
    events = [event for event in events if event[0] < seconds - 3 * _LAST_SECONDS]
    if not events or events[0][0] > 0:
        events.insert(0, (0.0, None, None))
    ends = [*events, (seconds - 2 * _LAST_SECONDS, None, None), (seconds - _LAST_SECONDS, None, None)]
    last = -1.0
    for event, following in pairwise([*ends, (seconds, None, None)]):
        last = max(event[0], last + 0.001)  # two words at once: each picture is later than the one before
        yield last, *event[1:]
        while following[0] - last > _TICK_SECONDS + _NEAR_SECONDS:
            last = round(last + _TICK_SECONDS, 3)
            yield last, None, None


def _ground(shape: Shape, palette: Palette, cover: bytes) -> Planes:
    image = Image.new("RGB", (shape.width, shape.height), palette.ground)
    left, top, side = shape.cover
    with Image.open(io.BytesIO(cover)) as picture:
        image.paste(picture.convert("RGB").resize((side, side), Image.Resampling.LANCZOS), (left, top))
    return planes_of(np.asarray(image))


def _light(canvas: Planes, placed: _Placed, colour: Colour) -> None:
    canvas.blend(placed.left, placed.top, placed.mask, colour)


def _cut(canvas: Planes, shape: Shape) -> Planes:
    left, top, width, height = shape.words
    y = canvas.y[top : top + height, left : left + width].copy()
    rest = [
        plane[top // 2 : (top + height) // 2, left // 2 : (left + width) // 2].copy()
        for plane in (canvas.u, canvas.v)
    ]
    return Planes(y, *rest)


def _paste(canvas: Planes, shape: Shape, part: Planes) -> None:
    left, top, width, height = shape.words
    canvas.y[top : top + height, left : left + width] = part.y
    for plane, own in ((canvas.u, part.u), (canvas.v, part.v)):
        plane[top // 2 : (top + height) // 2, left // 2 : (left + width) // 2] = own


def _place(shape: Shape, cue: Cue, words: Sequence[TimedWord]) -> Sequence[_Placed]:
    """Set the words of a cue in their box, smaller where they do not fit."""
    left, top, width, height = shape.words
    texts = [writable_text(word.text) for word in words]
    for part in (1.0, 0.85, 0.7, 0.55, _SMALLEST):
        size = round(shape.letters * part)
        font = letters(size)
        name = 1 if cue.speaker else 0
        lines = _wrapped(font, texts, width)
        step = round(size * _LEADING)
        if step * (len(lines) + name) <= height and all(font.getlength(text) <= width for text in texts):
            break
    first = top + _even((height - step * (len(lines) + name)) / 2) + step * name  # in the middle
    first = max(top, _even(first))
    return [
        _Placed(words[number], left + _even(x), first + _even(step * row), _mask(font, texts[number], step))
        for row, line in enumerate(lines)
        for number, x in line
        if first + step * (row + 1) <= top + height
    ]


def _wrapped(font: ImageFont.FreeTypeFont, texts: Sequence[str], width: int) -> list[list[tuple[int, float]]]:
    """Give the words of each line by their numbers, with where they begin."""
    blank = font.getlength(" ")
    lines: list[list[tuple[int, float]]] = [[]]
    x = 0.0
    for number, text in enumerate(texts):
        length = font.getlength(text)
        if lines[-1] and x + length > width:
            lines.append([])
            x = 0.0
        lines[-1].append((number, x))
        x += length + blank
    return lines


def _mask(font: ImageFont.FreeTypeFont, text: str, height: int) -> Plane:
    width = _even(font.getlength(text) + 3)
    image = Image.new("L", (max(2, width), _even(height)))
    ImageDraw.Draw(image).text((0, round(height * 0.75)), text, font=font, fill=255, anchor="ls")
    return np.asarray(image)


def _even(number: float) -> int:
    return int(number) // 2 * 2


class _Wave:
    """Bars as loud as the sound, of which those that were heard are lit."""

    def __init__(self, shape: Shape, palette: Palette, canvas: Planes, samples: NDArray[np.float32]) -> None:
        self._box, self._colour, self._reached = shape.wave, palette.spark, 0
        _, _, width, _ = shape.wave
        self._bars = _levels(samples, width // (_BAR + _GAP))
        for place in range(len(self._bars)):
            self._paint(canvas, place, mix(palette.ground, palette.text, 0.22))

    def reach(self, canvas: Planes, part: float) -> None:
        """Light the bars up to a part of the whole, 0 to 1."""
        end = min(len(self._bars), int(part * len(self._bars)) + 1)
        for place in range(self._reached, end):
            self._paint(canvas, place, self._colour)
        self._reached = max(self._reached, end)

    def _paint(self, canvas: Planes, place: int, colour: Colour) -> None:
        left, top, _, height = self._box
        tall = max(4, _even(self._bars[place] * height))
        mask = np.full((tall, _BAR), 255, np.uint8)
        canvas.blend(left + place * (_BAR + _GAP), top + _even((height - tall) / 2), mask, colour)


def _levels(samples: NDArray[np.float32], bars: int) -> list[float]:
    """Give how loud each part of the sound is, of the loudest."""
    parts = np.array_split(samples, bars)
    levels = np.array([float(np.sqrt(np.mean(np.square(part)))) if len(part) else 0.0 for part in parts])
    most = float(levels.max(initial=0.0))
    return [float(level) for level in (levels / most if most else levels)]
