"""The Reading page of the site: links that belong to the show and to no one episode, edited by people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.catalogue.text import heading_words, read_text, without_directions
from pipeline.errors import InvalidPage
from pipeline.layout.folders import EPISODES

if TYPE_CHECKING:
    from pipeline.catalogue.importing.reading_lists.links import ListedLink, PageOfLinks

_BEGINNING = "# Reading\n"
_MARKS = re.compile(r"([\\`*_\[\]<>&])")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*)")


@dataclass(frozen=True, slots=True)
class ReadingGroup:
    """The links under one heading."""

    heading: str
    depth: int  # 0: a heading of its own; more: below the one before it
    links: tuple[ListedLink, ...]


def reading_path(root: Path) -> Path:
    """Give the place of the file."""
    return root / EPISODES / "pages" / "reading.md"


def reading_text(root: Path) -> str:
    """Read the file; it is empty where there is none. Raises InvalidPage where it is no text."""
    path = reading_path(root)
    if not path.is_file():
        return ""
    text, problem = read_text(path)
    if problem is not None:
        raise InvalidPage(problem.what, file=path, line=problem.line, remedy=problem.remedy)
    return text


def links_on_page(text: str) -> PageOfLinks:
    """Give the links of the file's text."""
    from pipeline.catalogue.importing.reading_lists.links import PageOfLinks, read_links

    return read_links(without_directions(text)) if text else PageOfLinks()


def read_reading_page(root: Path) -> PageOfLinks:
    """Read the page's links; there are none without the file. Raises InvalidPage where it is no text."""
    return links_on_page(reading_text(root))


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
    page = _Page((text or _BEGINNING).splitlines())
    items: dict[tuple[str, ...], list[str]] = {}
    for link in links:
        items.setdefault(link.headings, []).append(written(link))
    for headings, written_items in items.items():
        page.put(headings, written_items)
    ending = "\r\n" if "\r\n" in text else "\n"
    return ending.join(page.lines).rstrip() + ending


def written(link: ListedLink) -> str:
    """Write a link as an item of a list."""
    address = re.sub(r"[()]", lambda sign: f"%{ord(sign[0]):02X}", link.url)
    item = f"- [{_escaped(link.title)}]({address})"
    return f"{item} — {_escaped(link.remark)}" if link.remark else item


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


_Path = tuple[tuple[int, str], ...]  # level and folded name of each heading, the outermost first


@dataclass(slots=True, eq=False)
class _Part:
    """A heading and the lines to the next one."""

    lines: list[str]
    path: _Path = ()  # without the page's own title
    level: int = 0  # of what stands before the first heading


class _Page:
    """The lines of the page by their headings, so that adding to one part moves no other."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._parts = [_Part([])]
        self._title = self._parts[0]
        self._by_names: dict[tuple[str, ...], _Part] = {}
        for line in lines:
            found = _HEADING.fullmatch(line.strip())
            if found:
                self._begin(len(self._parts), len(found[1]), heading_words(found[2]), line)
            else:
                self._parts[-1].lines.append(line)

    @property
    def lines(self) -> Iterable[str]:
        """Give the lines in their order."""
        return (line for part in self._parts for line in part.lines)

    def put(self, headings: Sequence[str], items: list[str]) -> None:
        """Put items at the end of their heading's own lines, or of the nearest outer one's part."""
        outer, known = self._nearest([name.casefold() for name in headings])
        at = self._parts.index(outer) + 1
        if known < len(headings):
            while at < len(self._parts) and self._parts[at].level > outer.level:
                at += 1
        lines = self._parts[at - 1].lines
        end = len(lines)
        while end and not lines[end - 1].strip():
            end -= 1
        rest = lines[end:] or ([""] if at < len(self._parts) else [])
        del lines[end:]
        if known == len(headings):
            apart = [] if not lines or _ITEM.match(lines[-1]) else [""]
            lines += [*apart, *items, *rest]
            return
        lines.append("")
        for number, name in enumerate(headings[known:], start=known):
            level = min(number + 2, 6)
            self._begin(at, level, _escaped(name), f"{'#' * level} {_escaped(name)}").lines.append("")
            at += 1
        self._parts[at - 1].lines += [*items, *rest]

    def _begin(self, at: int, level: int, name: str, line: str) -> _Part:
        """Begin a part at a place among the others."""
        before = self._parts[at - 1].path if level > 1 else ()
        folded = re.sub(r"\\(.)", r"\1", name).casefold()
        path = (*(known for known in before if known[0] < level), (level, folded)) if level > 1 else ()
        part = _Part([line], path, level)
        if level == 1 and self._title is self._parts[0]:
            self._title = part
        if path:
            self._by_names.setdefault(tuple(name for _, name in path), part)
        self._parts.insert(at, part)
        return part

    def _nearest(self, names: Sequence[str]) -> tuple[_Part, int]:
        """Find the part of the longest beginning of a path of headings that is there, and its length."""
        for length in range(len(names), 0, -1):
            if part := self._by_names.get(tuple(names[:length])):
                return part, length
        return self._title, 0
