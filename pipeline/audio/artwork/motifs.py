"""Patterns for the artwork, as geometry: a quarter circle of ninety degrees, seeded by a name."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from math import ceil, pi, sin


class Ink(Enum):
    """Which of a cover's colours a shape is filled with."""

    TEXT = "text"
    SPARK = "spark"
    SHADE = "shade"  # close to the ground, for depth


@dataclass(frozen=True, slots=True)
class Sector:
    """A piece of a ring. Radii are parts of the whole pattern's, angles degrees from 0 to 90."""

    inner: float
    outer: float
    start: float
    end: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc: how far out, at which angle, and its own radius."""

    distance: float
    angle: float
    radius: float
    ink: Ink


Shape = Sector | Dot
Motif = Callable[[random.Random], Iterator[Shape]]


def _core(radius: float) -> Sector:
    return Sector(0, radius, 0, 90, Ink.SPARK)


def waveform(chance: random.Random) -> Iterator[Shape]:
    """Draw a sound wave that rises like a sun: bars of different length around a disc."""
    bars, core = chance.choice((11, 13, 15)), 0.36
    phase, pace, ripple = chance.uniform(0, 2 * pi), chance.uniform(2.5, 4), chance.uniform(9, 14)
    pitch, every = 90 / bars, chance.choice((3, 4))
    for bar in range(bars):
        place = bar / bars
        level = abs(sin(phase + pace * place)) * (0.55 + 0.45 * sin(phase + ripple * place))
        outer = core + 0.16 + (0.84 - core) * level
        ink = Ink.TEXT if bar % every == 1 else Ink.SPARK
        yield Sector(core + 0.04, outer, pitch * (bar + 0.2), pitch * (bar + 0.8), ink)
    yield _core(core)


def rings(chance: random.Random) -> Iterator[Shape]:
    """Draw the rings of a broadcast: strokes and gaps of different width, to the full ninety degrees."""
    count, core = chance.choice((4, 5, 6)), 0.2
    widths = [chance.uniform(0.6, 1.7) for _ in range(2 * count)]
    unit = (1 - core) / sum(widths)
    inks = [Ink.SPARK, Ink.TEXT, Ink.SHADE] * 2
    chance.shuffle(inks)
    radius = core
    for gap, stroke, ink in zip(widths[::2], widths[1::2], inks, strict=False):
        yield Sector(radius + gap * unit, radius + (gap + stroke) * unit, 0, 90, ink)
        radius += (gap + stroke) * unit
    yield _core(core)


def tracks(chance: random.Random) -> Iterator[Shape]:
    """Draw tracks on a dial, each filled as far as chance has it, with round ends."""
    count, core = chance.choice((5, 6, 7)), 0.16
    step = (1 - core) / count
    half = step * 0.31
    for track in range(count):
        middle = core + step * (track + 0.5)
        filled = chance.uniform(28, 82)
        ink = (Ink.SPARK, Ink.TEXT)[(track + chance.randrange(2)) % 2]
        yield Sector(middle - half, middle + half, 0, 90, Ink.SHADE)
        start, end = (0.0, filled) if chance.random() < 0.5 else (90 - filled, 90.0)
        yield Sector(middle - half, middle + half, start, end, ink)
        yield Dot(middle, filled if start == 0 else start, half, ink)
    yield _core(core * 0.85)


def grains(chance: random.Random) -> Iterator[Shape]:
    """Draw rows of dots that swell and shrink as a wave passes through them."""
    rows, core = chance.choice((6, 7, 8)), 0.17
    phase, waves, slope = chance.uniform(0, 2 * pi), chance.choice((3, 4, 5)), chance.uniform(0.5, 1.1)
    step = (1 - core) / rows
    for row in range(rows):
        distance = core + step * (row + 0.5)
        dots = ceil(pi / 2 * distance / step)
        for dot in range(dots):
            angle = 90 * (dot + 0.5) / dots
            level = 0.5 + 0.5 * sin(phase + waves * angle / 57.3 + slope * row)
            ink = Ink.SPARK if level > 0.6 else Ink.TEXT if level > 0.28 else Ink.SHADE
            yield Dot(distance, angle, step * (0.17 + 0.28 * level), ink)
    yield _core(core * 0.85)


def spiral(chance: random.Random) -> Iterator[Shape]:
    """Draw the wedges of a shell, each longer than the one before."""
    count, shortest = chance.choice((4, 5, 6, 7)), chance.uniform(0.4, 0.55)
    lengths = [1 - (1 - shortest) * place / (count - 1) for place in range(count)]
    if chance.random() < 0.5:
        lengths.reverse()
    inks = (Ink.SPARK, Ink.TEXT, Ink.SHADE)
    turn = chance.randrange(3)
    for place, length in enumerate(lengths):
        ink = inks[(place + turn) % 3]
        yield Sector(0.2, length, 90 * place / count, 90 * (place + 1) / count, ink)
    yield _core(0.16)


MOTIFS: tuple[Motif, ...] = (waveform, rings, tracks, grains, spiral)
