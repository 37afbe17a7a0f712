"""The Reading page of the site: links that belong to the show and to no one episode, edited by people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue.importing.reading_lists.links import ListedLink, PageOfLinks, read_links
from pipeline.catalogue.text import read_text
from pipeline.errors import InvalidPage

_BEGINNING = "# Reading\n"
_MARKS = re.compile(r"([\\`*_\[\]<>&])")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*")


@dataclass(frozen=True, slots=True)
class ReadingGroup:
    """The links under one heading."""

    heading: str
    depth: int  # 0: a heading of its own; more: below the one before it
    links: tuple[ListedLink, ...]


def reading_path(root: Path) -> Path:
    """Give the place of the file."""
    return root / "episodes" / "pages" / "reading.md"


def read_reading_page(root: Path) -> PageOfLinks:
    """Read the page's links; there are none without the file. Raises InvalidPage where it is no text."""
    path = reading_path(root)
    if not path.is_file():
        return PageOfLinks()
    text, problem = read_text(path)
    if problem is not None:
        raise InvalidPage(problem.what, file=path, line=problem.line, remedy=problem.remedy)
    return read_links(text)


def grouped(links: Iterable[ListedLink]) -> tuple[ReadingGroup, ...]:
    """Gather links by heading, in their order; an outer heading stands once, before what is below it."""
    below: dict[tuple[str, ...], list[ListedLink]] = {}
    for link in links:
        for depth in range(1, len(link.headings)):
            below.setdefault(link.headings[:depth], [])
        below.setdefault(link.headings, []).append(link)
    rank = {path: number for number, path in enumerate(below)}
    order = sorted(below, key=lambda path: [rank.get(path[:depth], -1) for depth in range(len(path) + 1)])
    return tuple(
        ReadingGroup(path[-1] if path else "", max(0, len(path) - 1), tuple(below[path])) for path in order
    )


def with_links(text: str, links: Sequence[ListedLink]) -> str:
    """Give the file's text with links added below their headings; everything that stands there stays."""
    lines = (text or _BEGINNING).splitlines()
    for headings in dict.fromkeys(link.headings for link in links):
        _put(lines, headings, [written(link) for link in links if link.headings == headings])
    ending = "\r\n" if "\r\n" in text else "\n"
    return ending.join(lines).rstrip() + ending


def written(link: ListedLink) -> str:
    """Write a link as an item of a list."""
    address = re.sub(r"[()]", lambda sign: f"%{ord(sign[0]):02X}", link.url)
    item = f"- [{_escaped(link.title)}]({address})"
    return f"{item} — {_escaped(link.remark)}" if link.remark else item


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _put(lines: list[str], headings: Sequence[str], items: list[str]) -> None:
    """Put items at the end of their heading's own lines, or at the end of the nearest outer one's part."""
    start, known = _nearest(lines, headings)
    end = _end_of_part(lines, start, own=known == len(headings))
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    new = list(items)
    if known < len(headings):
        above = enumerate(headings[known:], start=known + 2)
        new = [row for level, name in above for row in ("", f"{'#' * min(level, 6)} {_escaped(name)}")]
        new += ["", *items]
    elif not re.match(r"\s*(?:[-*+]|\d+[.)])\s", lines[end - 1] if lines else ""):
        new.insert(0, "")
    following = [""] if end < len(lines) and lines[end].strip() else []
    lines[end:end] = [*new, *following]


def _nearest(lines: Sequence[str], headings: Sequence[str]) -> tuple[int, int]:
    """Find the line of the longest part of the path of headings that is there, and its length."""
    best = (-1, 0)
    path: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        if "#" not in line or not (found := _HEADING.fullmatch(line.strip())):
            continue
        level = len(found[1])
        path = [known for known in path if known[0] < level]
        path.append((level, re.sub(r"\\(.)", r"\1", found[2]).casefold()))
        if level == 1:
            path = []
            if best[0] < 0:
                best = (number, 0)
        names = [name for _, name in path]
        if len(names) > best[1] and names == [name.casefold() for name in headings[: len(names)]]:
            best = (number, len(names))
    return best


def _end_of_part(lines: Sequence[str], start: int, *, own: bool) -> int:
    """Give the line after a heading's part: with `own` only to the next heading, else with all below it."""
    found = _HEADING.fullmatch(lines[start].strip()) if start >= 0 else None
    level = len(found[1]) if found else 0
    for number in range(start + 1, len(lines)):
        if (other := _HEADING.fullmatch(lines[number].strip())) and (own or len(other[1]) <= level):
            return number
    return len(lines)
