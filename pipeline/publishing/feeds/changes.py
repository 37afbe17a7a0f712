"""What subscribers will notice: how the episodes of a feed differ from those of the feed that stands."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import zip_longest
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from lxml import etree

from pipeline.publishing.feeds.cutting import without_common_items

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


class _Feed:
    """Pages of one feed, packed, with so little of each item that a feed of any length can be compared."""

    def __init__(self) -> None:
        self._pages: list[bytes] = []
        self.known: dict[str, tuple[bytes, int]] = {}  # by guid: an item's digest, and its page
        self._opened: tuple[int, dict[str, etree._Element]] = -1, {}

    def add(self, page: bytes) -> None:
        """Take a page."""
        for guid, item in _items(page):
            self.known[guid] = _digest(item), len(self._pages)
        self._pages.append(zlib.compress(page, 1))

    def item(self, guid: str) -> _Item:
        """Read an item again; episodes that follow each other are on one page."""
        page = self.known[guid][1]
        if self._opened[0] != page:
            self._opened = page, dict(_items(zlib.decompress(self._pages[page])))
        return _item(self._opened[1][guid])


class FeedComparison:
    """Compares the feed that stands with the one that comes, each page with what stands in its place.

    Episodes are the same as apps know them: by guid. A page that is not XML counts as one without episodes,
    and one that comes as it stands is not looked at: what is on it is on it before and after.
    """

    def __init__(self) -> None:
        self._before, self._after = _Feed(), _Feed()

    def add(self, standing: bytes | None, coming: bytes | None) -> None:
        """Take a page of the feed that comes, and what stands in its place; None where there is none."""
        if standing == coming:
            return
        if standing is not None and coming is not None:
            standing, coming = without_common_items(standing, coming)
        if standing is not None:
            self._before.add(standing)
        if coming is not None:
            self._after.add(coming)

    def changes(self) -> tuple[EpisodeChange, ...]:
        """Give what is added, then changed, then removed."""
        before, after = self._before.known, self._after.known
        added = (self._after.item(guid) for guid in after if guid not in before)
        gone = (self._before.item(guid) for guid in before if guid not in after)
        common = (guid for guid in after if guid in before and before[guid][0] != after[guid][0])
        return (
            *(EpisodeChange("added", item.slug, item.title) for item in added),
            *filter(None, (_change(self._before.item(guid), self._after.item(guid)) for guid in common)),
            *(EpisodeChange("removed", item.slug, item.title) for item in gone),
        )


def episode_changes(standing: Iterable[bytes], coming: Iterable[bytes]) -> tuple[EpisodeChange, ...]:
    """Compare two feeds, each given as its pages, episode by episode."""
    comparison = FeedComparison()
    for was, now in zip_longest(standing, coming):
        comparison.add(was, now)
    return comparison.changes()


def _change(before: _Item, after: _Item) -> EpisodeChange | None:
    what = _differences(before, after)
    if not what:
        return None
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
