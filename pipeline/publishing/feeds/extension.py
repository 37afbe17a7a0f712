"""What feedgen lacks: the tags of the Podcasting 2.0 namespace, and itunes:explicit as Apple wants it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}


@dataclass(frozen=True, slots=True)
class Tag:
    """One element: its name with its prefix, «podcast:guid», its text and its attributes in order."""

    name: str
    text: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)

    def append_to(self, parent: Any) -> None:
        """Add the element at the end of `parent`."""
        prefix, _, local = self.name.partition(":")
        element = etree.SubElement(parent, f"{{{NAMESPACES[prefix]}}}{local}", self.attributes)
        element.text = self.text


class ChannelExtension(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """Tags for the channel, written after feedgen's own."""

    def __init__(self) -> None:
        self._tags: list[Tag] = []

    def add(self, tags: Iterable[Tag]) -> None:
        """Have these written, in this order."""
        self._tags.extend(tags)

    def extend_ns(self) -> dict[str, str]:
        """Give the namespaces, as feedgen asks for them."""
        return dict(NAMESPACES)

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


def explicit(value: bool) -> Tag:  # noqa: FBT001 - the tag's one value
    """Say whether there is explicit content; feedgen only knows yes, no and clean."""
    return Tag("itunes:explicit", "true" if value else "false")


def guid(value: str) -> Tag:
    """Identify the podcast, wherever its feed moves."""
    return Tag("podcast:guid", value)


def locked(value: bool, owner_email: str) -> Tag:  # noqa: FBT001 - the tag's one value
    """Say whether other platforms may import the feed, and whom to ask."""
    return Tag("podcast:locked", "yes" if value else "no", {"owner": owner_email})


def medium(value: str = "podcast") -> Tag:
    """Say what kind of feed it is."""
    return Tag("podcast:medium", value)


def person(name: str, href: str, *, role: str, group: str) -> Tag:
    """Credit somebody; role and group as the Podcast Taxonomy names them."""
    return Tag("podcast:person", name, {"role": role, "group": group, "href": href})


def ai_content() -> Tag:
    """Declare that the content, here the voice, is synthetic."""
    return Tag("podcast:txt", "true", {"purpose": "ai-content"})


def transcript(url: str, mime_type: str, language: str, *, captions: bool) -> Tag:
    """Point to a transcript; `captions` says that it follows the sound as subtitles do."""
    attributes = {"url": url, "type": mime_type, "language": language}
    return Tag("podcast:transcript", None, attributes | ({"rel": "captions"} if captions else {}))


def chapters(url: str, mime_type: str) -> Tag:
    """Point to the file of chapters."""
    return Tag("podcast:chapters", None, {"url": url, "type": mime_type})


def soundbite(start: float, seconds: float, title: str) -> Tag:
    """Recommend a passage to try an episode by; times in seconds."""
    return Tag(
        "podcast:soundbite", title or None, {"startTime": f"{start:.1f}", "duration": f"{seconds:.1f}"}
    )
