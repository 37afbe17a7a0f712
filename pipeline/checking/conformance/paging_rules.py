"""What the pages of one feed must have in common: each rule yields the page and what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.checking.conformance.judged_feed import JudgedFeed, date, found, link, text

_RELATIONS = ("first", "prev", "next", "last")

Fault = tuple[str, str]  # where, what
Rule = Callable[[Sequence[JudgedFeed]], Iterator[Fault]]


def _links(pages: Sequence[JudgedFeed]) -> Iterator[Fault]:
    """Ask every page for the links of RFC 5005, section 3; one page alone may do without."""
    urls = [page.url for page in pages]
    for index, page in enumerate(pages):
        around = {"first": 0, "prev": index - 1, "next": index + 1, "last": len(urls) - 1}
        for relation in _RELATIONS:
            wanted = urls[around[relation]] if 0 <= around[relation] < len(urls) else ""
            there = [
                one.get("href") for one in found(page.channel, "atom:link") if one.get("rel") == relation
            ]
            if there != ([wanted] if wanted else []) and (len(pages) > 1 or there):
                yield page.url, f"atom:link rel={relation} should be {wanted or 'left out'}"


def _one_podcast(pages: Sequence[JudgedFeed]) -> Iterator[Fault]:
    identity = text(pages[0].channel, "podcast:guid")
    for page in pages[1:]:
        if text(page.channel, "podcast:guid") != identity:
            yield page.url, "its podcast:guid is not that of the first page"


def _unique(pages: Sequence[JudgedFeed]) -> Iterator[Fault]:
    seen = Counter(guid for page in pages for guid in {text(item, "guid") for item in page.items})
    for guid in (guid for guid, count in seen.items() if count > 1):
        yield pages[0].url, f"the guid {guid} stands on {seen[guid]} pages"


def _order(pages: Sequence[JudgedFeed]) -> Iterator[Fault]:
    for newer, older in pairwise(pages):
        if newer.items and older.items:
            last, first = (date(text(item, "pubDate")) for item in (newer.items[-1], older.items[0]))
            if last and first and last < first:
                yield older.url, "it begins with an item that is newer than the last on the page before"


def next_page(page: JudgedFeed) -> str:
    """Give the address of the page after this one; empty where it names none."""
    return link(page.channel, "next")


PAGING_RULES: Mapping[str, Rule] = {
    "paging-links": _links,
    "paging-identity": _one_podcast,
    "paging-unique-guids": _unique,
    "paging-order": _order,
}
