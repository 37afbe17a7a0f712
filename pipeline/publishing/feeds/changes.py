"""What subscribers will notice: how the episodes of a feed differ from those of the feed that stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


def episode_changes(standing: Iterable[bytes], coming: Iterable[bytes]) -> tuple[EpisodeChange, ...]:
    """Compare two feeds, each given as its pages, episode by episode as apps know them: by guid.

    A page that is not XML counts as one without episodes.
    """
    before, after = _items(standing), _items(coming)
    added = [EpisodeChange("added", after[g].slug, after[g].title) for g in after if g not in before]
    removed = [EpisodeChange("removed", before[g].slug, before[g].title) for g in before if g not in after]
    differing = ((before[g], after[g], _differences(before[g], after[g])) for g in after if g in before)
    changed = [_change(was, item, what) for was, item, what in differing if what]
    return (*added, *changed, *removed)


def _change(before: _Item, after: _Item, what: tuple[str, ...]) -> EpisodeChange:
    if before.slug == after.slug:
        return EpisodeChange("changed", after.slug, after.title, what)
    return EpisodeChange("renamed", after.slug, after.title, what, before.slug)


def _items(pages: Iterable[bytes]) -> dict[str, _Item]:
    items: dict[str, _Item] = {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)
    for page in pages:
        try:
            root = etree.fromstring(page, parser)
        except etree.XMLSyntaxError:
            continue
        items |= {item.findtext("guid", ""): _item(item) for item in root.iter("item")}
    return items


def _item(item: etree._Element) -> _Item:
    parts: dict[str, tuple[bytes, ...]] = {}
    for element in item.iterchildren(tag=etree.Element):
        name = etree.QName(element).localname
        word = _WORDS.get(name, name)
        parts[word] = (
            *parts.get(word, ()),
            etree.tostring(element, with_tail=False),
        )
    enclosure = item.find("enclosure")
    address = enclosure.get("url", "") if enclosure is not None else ""
    name = PurePosixPath(urlsplit(address).path).name
    return _Item(name.partition(".")[0], item.findtext("title", ""), parts)


def _differences(before: _Item, after: _Item) -> tuple[str, ...]:
    names = dict.fromkeys([*after.parts, *before.parts])
    return tuple(name for name in names if before.parts.get(name) != after.parts.get(name))
