"""Let feedgen write elements that it does not know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "psc": "http://podlove.org/simple-chapters",
}
_FEEDGENS_OWN = "atom"
_DECLARED_ALWAYS = ("itunes", "podcast")  # apps look for them, whatever is in use


@dataclass(frozen=True, slots=True)
class Tag:
    """One element: its name with its prefix, «podcast:guid», its text, attributes and children in order."""

    name: str
    text: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    children: tuple[Tag, ...] = ()

    def append_to(self, parent: Any) -> None:
        """Add the element at the end of `parent`."""
        prefix, _, local = self.name.partition(":")
        element = etree.SubElement(parent, f"{{{NAMESPACES[prefix]}}}{local}", self.attributes)
        element.text = self.text
        for child in self.children:
            child.append_to(element)


class ChannelExtension(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """Tags for the channel, written after feedgen's own."""

    def __init__(self) -> None:
        self._tags: list[Tag] = []

    def add(self, tags: Iterable[Tag]) -> None:
        """Have these written, in this order."""
        self._tags.extend(tags)

    def extend_ns(self) -> dict[str, str]:
        """Give the namespaces, as feedgen asks for them."""
        used = {tag.name.partition(":")[0] for tag in self._tags}
        return {p: NAMESPACES[p] for p in NAMESPACES if p in {*_DECLARED_ALWAYS, *used} - {_FEEDGENS_OWN}}

    def extend_rss(self, feed: Any) -> Any:
        """Write the tags into the channel."""
        for tag in self._tags:
            tag.append_to(feed[0])
        return feed


class ItemExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen has no types
    """Tags for an item, written after feedgen's own."""

    def __init__(self) -> None:
        self._tags: list[Tag] = []

    def add(self, tags: Iterable[Tag]) -> None:
        """Have these written, in this order."""
        self._tags.extend(tags)

    def extend_rss(self, feed: Any) -> Any:
        """Write the tags into the item."""
        for tag in self._tags:
            tag.append_to(feed)
        return feed
