"""Text for the artwork: what a font can write, how it breaks into lines, and how large they may be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

LEADING = 1.06  # from baseline to baseline, in ems
_MOST_LINES = 6
_WORTH_A_LINE = 1.2  # times larger
_MOST_PIECES = 60  # words; no cover has room for more
_ELLIPSIS = "…"
_BLANK = re.compile(r"\s+")
_ANYWHERE = re.compile(r"\s+|(?<=[-/–—])(?=\w)")

Measure = Callable[[str], float]  # width of a line in ems


@dataclass(frozen=True, slots=True)
class Room:
    """What a text may take: all lengths in the same unit as the size of the type."""

    width: float
    height: float
    largest: float  # size of the type
    smallest: float


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that fit, from the top, and their size."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """Give the distance from the top of the first line to the last baseline."""
        return self.size * (1 + LEADING * (len(self.lines) - 1))


def writable(text: str, has_glyph: Callable[[str], bool]) -> str:
    """Give `text` in the characters that a font has: itself, its plain form, or without what it lacks.

    Empty when more than a third of the letters would be missing: half a word misleads.
    """
    letters = missing = 0
    written: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        known = plain(character, has_glyph)
        written.append(known)
        if character.isalpha():
            letters += 1
            missing += not known
    line = " ".join("".join(written).split())
    return "" if missing * 3 > letters or not any(map(str.isalnum, line)) else line


def plain(character: str, has_glyph: Callable[[str], bool]) -> str:
    """Give a character in signs that a font has, as it is or in its plain form; empty if it has none."""
    if character.isspace():
        return " "
    for form in ("NFC", "NFKC", "NFKD"):
        known = "".join(c for c in unicodedata.normalize(form, character) if not unicodedata.combining(c))
        if known and all(c.isprintable() and has_glyph(c) for c in known):
            return known
    return ""


def fit(text: str, room: Room, measure: Measure) -> Block:
    """Break `text` into lines of the largest type that fits; what has no room ends in an ellipsis.

    Lines break at blanks, and inside words only where the type would become small.
    """
    pieces = _pieces(text, _BLANK)
    block = _largest(pieces, room, measure)
    if block.size < room.largest / 2:
        pieces = _pieces(text, _ANYWHERE)
        block = _largest(pieces, room, measure)
    for size in (room.largest / 2, room.smallest):
        if block.size >= room.smallest:
            return block
        chopped = [part for piece in pieces for part in _chop(piece, room.width / size, measure)]
        block = _largest(chopped, room, measure)
    return block if block.size >= room.smallest else _cut(chopped, room, measure)


def _largest(pieces: list[str], room: Room, measure: Measure) -> Block:
    """Try every number of lines; one more must earn its place by clearly larger type."""
    pieces = pieces[:_MOST_PIECES]
    widths = {
        (start, end): measure(_line(pieces, start, end))
        for start in range(len(pieces))
        for end in range(start + 1, len(pieces) + 1)
    }
    best = Block((), 0)
    for count in range(1, min(_MOST_LINES, len(pieces)) + 1):
        lines, widest = _balance(pieces, count, widths)
        size = min(room.largest, room.width / widest, room.height / (1 + LEADING * (count - 1)))
        if size > best.size * _WORTH_A_LINE:
            best = Block(lines, size)
    return best


def _pieces(text: str, breaks: re.Pattern[str]) -> list[str]:
    """Split where a line may break; a piece keeps the blank that follows it."""
    places = [match.end() for match in breaks.finditer(text)]
    return [text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True) if text[a:b]]


def _chop(piece: str, widest: float, measure: Measure) -> list[str]:
    """Split a piece that no line could hold."""
    parts: list[str] = [""]
    for character in piece:
        if parts[-1] and measure((parts[-1] + character).rstrip()) > widest:
            parts.append("")
        parts[-1] += character
    return parts


def _line(pieces: list[str], start: int, end: int) -> str:
    return "".join(pieces[start:end]).rstrip()


def _balance(
    pieces: list[str], count: int, widths: dict[tuple[int, int], float]
) -> tuple[tuple[str, ...], float]:
    """Give the `count` lines whose widest is the narrowest, and its width."""
    total = len(pieces)
    # best[end]: the widest line and the breaks, when the pieces before `end` fill the lines so far
    best: dict[int, tuple[float, tuple[int, ...]]] = {
        end: (widths[0, end], (0,)) for end in range(1, total + 1)
    }
    for line in range(2, count + 1):
        best = {
            end: min(
                (max(best[cut][0], widths[cut, end]), (*best[cut][1], cut)) for cut in range(line - 1, end)
            )
            for end in range(line, total + 1)
        }
    widest, starts = best[total]
    ends = (*starts[1:], total)
    return tuple(_line(pieces, start, end) for start, end in zip(starts, ends, strict=True)), widest


def _cut(pieces: list[str], room: Room, measure: Measure) -> Block:
    """Fill the room with the smallest type, and end in an ellipsis."""
    widest = room.width / room.smallest
    most = max(1, int((room.height / room.smallest - 1) / LEADING) + 1)
    lines = [""]
    for piece in pieces:
        if lines[-1] and measure((lines[-1] + piece).rstrip()) > widest:
            lines.append("")
        lines[-1] += piece
    kept = [line.rstrip() for line in lines[:most]]
    if len(lines) > most:
        last = kept[-1]
        while last and measure(last + _ELLIPSIS) > widest:
            last = last[:-1].rstrip()
        kept[-1] = last + _ELLIPSIS
    return Block(tuple(kept), room.smallest)
