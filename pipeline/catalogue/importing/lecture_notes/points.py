"""Notes of a lecture, read: its points one by one, each with its line and what it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.catalogue.text import heading_words, one_line, without_stray_characters

_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<text>\S.*)")
_BULLET = re.compile(r"(?P<indent>\s*)(?:[-*+•‣◦–—]|\d{1,3}[.)])\s+(?P<text>.+)")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}")
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z«“\"])")
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
_FRONT_MATTER = re.compile(r"---[ \t]*\n.*?\n---[ \t]*(?:\n|$)", re.DOTALL)
_LONGEST_HEADING = 8  # words of a line that heads bullets
_WRAPPED = 60  # characters: a line so long that ends without a stop may go on in the next


@dataclass(frozen=True, slots=True)
class Point:
    """One point, as it was written down, without its bullet."""

    text: str
    line: int  # 1-based
    under: tuple[str, ...] = ()  # headings and outer points, the outermost first


def read_points(text: str) -> list[Point]:
    """Read the points of notes: bullets, lines, and the sentences of longer lines."""
    heading = ""
    outer: list[tuple[int, str]] = []
    points: list[Point] = []
    lines = list(_joined(_without_front_matter(without_stray_characters(text))))
    for index, (number, line) in enumerate(lines):
        if found := _HEADING.fullmatch(line):
            heading, outer = _plain(heading_words(found["text"])), []
        elif bullet := _BULLET.fullmatch(line):
            indent = len(bullet["indent"].expandtabs(4))
            outer = [known for known in outer if known[0] < indent]
            points += _points(bullet["text"], number, [heading, *(name for _, name in outer)])
            outer.append((indent, _plain(bullet["text"])))
        else:
            points += _points(line, number, [heading])
            follows = lines[index + 1][1] if index + 1 < len(lines) else ""
            outer = [(-1, _plain(line))] if _heads(line) and _BULLET.fullmatch(follows) else []
    return points


def _points(text: str, line: int, under: list[str]) -> Iterator[Point]:
    places = tuple(filter(None, under))
    for sentence in _SENTENCES.split(_plain(text)):
        if any(character.isalnum() for character in sentence):
            yield Point(sentence, line, places)


def _heads(line: str) -> bool:
    return len(line.split()) <= _LONGEST_HEADING


def _plain(text: str) -> str:
    return one_line(_EMPHASIS.sub("", text).replace("`", ""))


def _without_front_matter(text: str) -> str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    found = _FRONT_MATTER.match(text)
    return "\n" * found[0].count("\n") + text[found.end() :] if found else text


def _joined(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines that say something, wrapped ones joined, with the number of the first."""
    held: tuple[int, str] | None = None
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.rstrip()
        begins = not line.strip() or bool(_RULE.fullmatch(line) or _HEADING.fullmatch(line))
        begins = begins or bool(_BULLET.fullmatch(line))
        if held and not begins and _goes_on(held[1], line):
            held = (held[0], f"{held[1]} {line.strip()}")
            continue
        if held:
            yield held
        held = (number, line) if line.strip() and not _RULE.fullmatch(line) else None
    if held:
        yield held


def _goes_on(before: str, line: str) -> bool:
    if _HEADING.fullmatch(before) or before.endswith((".", "!", "?", ":")):
        return False
    return len(before.rsplit("\n", 1)[-1]) >= _WRAPPED and line.lstrip()[:1].islower()
