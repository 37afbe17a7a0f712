"""A page of a feed cut into its items as they are written, and put together of items again.

Only a page that is laid out as feedgen does it is cut: there an item begins and ends with a line of its own,
and no text can look like one, since texts are escaped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape

from pipeline.catalogue.text import without_stray_characters

_BEGINNING, _END, _AFTER = b"\n    <item>\n", b"\n    </item>", b"\n  </channel>\n</rss>\n"
_GUID = re.compile(rb'^      <guid isPermaLink="false">([^<]+)</guid>$', re.MULTILINE)


@dataclass(frozen=True)
class CutPage:
    """What comes before the items of a page, and each of them, in their order."""

    head: bytes
    items: tuple[bytes, ...]

    @cached_property
    def by_guid(self) -> Mapping[bytes, bytes]:
        """Give the items by their guids as they are written, but those that share one."""
        guids = [_guid(item) for item in self.items]
        counts = Counter(guids)
        return {
            guid: item for guid, item in zip(guids, self.items, strict=True) if guid and counts[guid] == 1
        }

    def with_items(self, items: Iterable[bytes]) -> bytes:
        """Give the page with these items instead of its own."""
        return _BEGINNING.join([self.head, *items]) + _AFTER


def cut_page(page: bytes) -> CutPage | None:
    """Cut a page; None where it is laid out in another way, or holds what only looks like an item."""
    if not page.endswith(_AFTER) or b"<!--" in page:
        return None
    head, *items = page.removesuffix(_AFTER).split(_BEGINNING)
    marks = {page.count(b"<item"), page.count(b"</item>")}
    whole = marks == {len(items)} and all(item.endswith(_END) for item in items)
    return CutPage(head, tuple(items)) if whole else None


def written_guid(guid: str) -> bytes:
    """Give a guid as an item has it."""
    return escape(without_stray_characters(guid), quote=False).encode("utf-8", "replace")


def without_common_items(one: bytes, other: bytes) -> tuple[bytes, bytes]:
    """Leave out of two pages the items that both have, byte for byte; nothing where a page cannot be cut."""
    first, second = cut_page(one), cut_page(other)
    if first is None or second is None:
        return one, other
    same = {item for guid, item in first.by_guid.items() if second.by_guid.get(guid) == item}
    kept = ([item for item in page.items if item not in same] for page in (first, second))
    return first.with_items(next(kept)), second.with_items(next(kept))


def _guid(item: bytes) -> bytes:
    found = _GUID.search(item)
    return found.group(1) if found else b""
