"""What subscribers will notice: how the episodes of a feed differ from those of the feed that stands."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from lxml import etree

# Elements of an item by the words people have for them; the others are called by their own names.
_WORDS: Mapping[str, str] = {
    "pubDate": "date",
    "enclosure": "recording",
    "duration": "recording",
    "encoded": "notes",
    "description": "summary",
    "link": "address",
    "image": "cover",
    "category": "topics",
    "episode": "number",
    "episodeType": "kind",
    "explicit": "rating",
    "txt": "disclosure",
}


@dataclass(frozen=True, slots=True)
class EpisodeChange:
    """One episode that is added, changed, renamed or removed, and for a changed one what about it."""

    kind: str  # added, changed, renamed or removed
    slug: str
    title: str
    what: tuple[str, ...] = ()
    was: str = ""  # of a renamed one: the slug that it had


@dataclass(frozen=True, slots=True)
class _Item:
    slug: str
    title: str
    parts: Mapping[str, tuple[bytes, ...]]  # what it holds, by people's word for it


@dataclass(frozen=True, slots=True)
class _Known:
    """What is kept of an item of the standing feed: so little that a feed of any length can be compared."""

    slug: str
    title: str
    digest: bytes
    page: int  # of the standing feed's


class FeedComparison:
    """Compares the feed that stands with the one that comes, whose pages are shown to it one after another.

    Episodes are the same as apps know them: by guid. A page that is not XML counts as one without episodes.
    """

    def __init__(self, standing: Iterable[bytes]) -> None:
        self._pages: list[bytes] = []  # packed: details are wanted of few items only
        self._before: dict[str, _Known] = {}
        for number, page in enumerate(standing):
            self._pages.append(zlib.compress(page, 1))
            for guid, item in _items(page):
                self._before[guid] = _Known(_slug(item), _title(item), _digest(item), number)
        self._after: dict[str, tuple[str, str] | None] = {}  # slug and title of those that are new
        self._changed: dict[str, EpisodeChange] = {}
        self._opened: tuple[int, dict[str, etree._Element]] = -1, {}

    def add(self, page: bytes) -> None:
        """Take a page of the feed that comes."""
        for guid, item in _items(page):
            self._changed.pop(guid, None)
            known = self._before.get(guid)
            self._after[guid] = None if known else (_slug(item), _title(item))
            if known is not None and known.digest != _digest(item):
                was, now = self._standing(guid, known.page), _item(item)
                if what := _differences(was, now):
                    self._changed[guid] = _change(was, now, what)

    def changes(self) -> tuple[EpisodeChange, ...]:
        """Give what is added, then changed, then removed."""
        before, after = self._before, self._after
        added = [EpisodeChange("added", *named) for named in after.values() if named]
        gone = [before[guid] for guid in before if guid not in after]
        changed = [self._changed[guid] for guid in after if guid in self._changed]
        return (*added, *changed, *(EpisodeChange("removed", item.slug, item.title) for item in gone))

    def _standing(self, guid: str, page: int) -> _Item:
        """Read an item of the standing feed again; episodes that follow each other are on one page."""
        if self._opened[0] != page:
            self._opened = page, dict(_items(zlib.decompress(self._pages[page])))
        return _item(self._opened[1][guid])


def episode_changes(standing: Iterable[bytes], coming: Iterable[bytes]) -> tuple[EpisodeChange, ...]:
    """Compare two feeds, each given as its pages, episode by episode."""
    comparison = FeedComparison(standing)
    for page in coming:
        comparison.add(page)
    return comparison.changes()


def _change(before: _Item, after: _Item, what: tuple[str, ...]) -> EpisodeChange:
    if before.slug == after.slug:
        return EpisodeChange("changed", after.slug, after.title, what)
    return EpisodeChange("renamed", after.slug, after.title, what, before.slug)


def _items(page: bytes) -> Iterator[tuple[str, etree._Element]]:
    """Go through the items of a page, with their guids; of equal guids the last counts."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)
    try:
        root = etree.fromstring(page, parser)
    except etree.XMLSyntaxError:
        return
    found = {item.findtext("guid", ""): item for item in root.iter("item")}
    yield from found.items()


def _digest(item: etree._Element) -> bytes:
    return sha256(etree.tostring(item, with_tail=False)).digest()


def _slug(item: etree._Element) -> str:
    enclosure = item.find("enclosure")
    address = str(enclosure.get("url", "")) if enclosure is not None else ""
    return PurePosixPath(urlsplit(address).path).name.partition(".")[0]


def _title(item: etree._Element) -> str:
    return str(item.findtext("title", ""))


def _item(item: etree._Element) -> _Item:
    parts: dict[str, tuple[bytes, ...]] = {}
    for element in item.iterchildren(tag=etree.Element):
        name = etree.QName(element).localname
        word = _WORDS.get(name, name)
        parts[word] = (
            *parts.get(word, ()),
            etree.tostring(element, with_tail=False),
        )
    return _Item(_slug(item), _title(item), parts)


def _differences(before: _Item, after: _Item) -> tuple[str, ...]:
    names = dict.fromkeys([*after.parts, *before.parts])
    return tuple(name for name in names if before.parts.get(name) != after.parts.get(name))
