"""A feed with many episodes on several pages, each naming the others (RFC 5005, section 3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.catalogue.show import Show
from pipeline.layout import addresses
from pipeline.publishing.feeds import tags
from pipeline.publishing.feeds.extension import Tag

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a feed: its number and that of the last, from 1, and its items."""

    number: int
    last: int
    items: Sequence[T]

    def links(self, show: Show, topic_slug: str | None) -> Iterator[Tag]:
        """Give the links to the other pages; a feed of one page has none."""
        if self.last == 1:
            return
        relations = {"first": 1, "prev": self.number - 1, "next": self.number + 1, "last": self.last}
        for relation, number in relations.items():
            if 1 <= number <= self.last:
                url = addresses.feed_url(show, topic_slug, number)
                yield tags.page_link(relation, url, addresses.MIME_TYPES[".xml"])


def pages(items: Sequence[T], most: int) -> list[Page[T]]:
    """Cut a feed into pages of at most so many items; even an empty one has a page."""
    last = max(1, -(-len(items) // most))
    return [Page(number, last, items[(number - 1) * most : number * most]) for number in range(1, last + 1)]
