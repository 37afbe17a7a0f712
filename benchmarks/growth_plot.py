"""Curves on logarithmic axes as a small SVG: what grows as the show does goes up at 45 degrees."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape

_WIDTH, _HEIGHT = 760, 560
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 220, 30, 60
_COLOURS = ("#c0392b", "#1f5fa8", "#2e7d32", "#7b3fa0", "#b26a00", "#00796b", "#5d4037", "#455a64", "#ad1457")
_LEAST_SECONDS = 0.1
_LABEL_HEIGHT = 15

Curves = Mapping[str, Sequence[tuple[int, float]]]  # by name: sizes and CPU seconds


def plot(curves: Curves) -> str:
    """Draw a curve for each name, with its name at its end, and a dashed line for linear growth."""
    sizes = sorted({size for curve in curves.values() for size, _ in curve})
    seconds = [max(second, _LEAST_SECONDS) for curve in curves.values() for _, second in curve]
    scale = _Scale(min(sizes), max(sizes), _power(min(seconds), math.floor), _power(max(seconds), math.ceil))
    parts = [*_axes(scale, sizes), *_linear(scale), *_drawn(curves, scale)]
    width = round(scale.x(scale.most)) + _RIGHT
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT}" '
        f'font-family="sans-serif" font-size="13" role="img">'
        "<title>CPU seconds of each step by the size of the show</title>"
        f'<rect width="{width}" height="{_HEIGHT}" fill="#ffffff"/>'
    )
    return "\n".join([head, *parts, "</svg>"]) + "\n"


class _Scale:
    """From sizes and seconds to places on the picture; a step of ten is as long on both axes."""

    def __init__(self, least: int, most: int, lowest: float, highest: float) -> None:
        self.least, self.most, self.lowest, self.highest = least, most, lowest, highest
        across = (_WIDTH - _LEFT - _RIGHT) / max(1e-9, math.log10(most / least))
        up = (_HEIGHT - _TOP - _BOTTOM) / math.log10(highest / lowest)
        self._step = min(across, up)

    def x(self, size: float) -> float:
        return _LEFT + self._step * math.log10(size / self.least)

    def y(self, seconds: float) -> float:
        return _HEIGHT - _BOTTOM - self._step * math.log10(max(seconds, _LEAST_SECONDS) / self.lowest)


def _power(value: float, rounding: object) -> float:
    return float(10 ** rounding(math.log10(value)))  # type: ignore[operator]


def _axes(scale: _Scale, sizes: Sequence[int]) -> Iterator[str]:
    left, right, bottom, top = (
        scale.x(scale.least),
        scale.x(scale.most),
        scale.y(scale.lowest),
        scale.y(scale.highest),
    )
    for size in sizes:
        yield _line(scale.x(size), bottom, scale.x(size), top, "#dddddd")
        yield _text(scale.x(size), bottom + 20, f"{size:,}", "middle")
    seconds = scale.lowest
    while seconds <= scale.highest * 1.01:
        yield _line(left, scale.y(seconds), right, scale.y(seconds), "#dddddd")
        yield _text(left - 8, scale.y(seconds) + 4, f"{seconds:g}", "end")
        seconds *= 10
    yield _text((left + right) / 2, bottom + 42, "episodes", "middle")
    yield _text(left, top - 12, "CPU seconds", "middle")


def _linear(scale: _Scale) -> Iterator[str]:
    reach = min(scale.most / scale.least, scale.highest / scale.lowest)
    ends = scale.x(scale.least * reach), scale.y(scale.lowest * reach)
    yield _line(scale.x(scale.least), scale.y(scale.lowest), *ends, "#999999", ' stroke-dasharray="5 4"')
    yield _text(ends[0] + 8, ends[1] + 4, "as the show", fill="#777777")


def _drawn(curves: Curves, scale: _Scale) -> Iterator[str]:
    ends = sorted(curves, key=lambda name: -curves[name][-1][1])
    below: dict[float, float] = {}  # where the next name may stand, by the place where curves end
    for name, colour in zip(ends, _COLOURS, strict=False):
        places = [(scale.x(size), scale.y(seconds)) for size, seconds in curves[name]]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places)
        x, y = places[-1]
        below[x] = max(y + 4, below.get(x, 0.0) + _LABEL_HEIGHT)  # no name upon another
        yield _text(x + 10, below[x], name, fill=colour)


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, more: str = "") -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"{more}/>'


def _text(x: float, y: float, text: str, anchor: str = "start", fill: str = "#222222") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}">{escape(text)}</text>'
