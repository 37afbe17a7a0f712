"""Topic pages, one or several in a file: merged, and given as a listing like any other."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.catalogue.importing.listing import Listing, Row, Titled
from pipeline.catalogue.importing.topic_pages.merging import Entry, merge_pages
from pipeline.catalogue.importing.topic_pages.pages import Page, is_topic_page

KIND = "topic-page"
_COLUMNS = ("title", "subtitle", "summary", "topics", "published", "reference_seconds")


def looks_like_topic_page(text: str) -> bool:
    """Tell whether a text has a topic on one of its first lines and a count of episodes below it."""
    lines = (" ".join(line.split()) for line in text[:5000].split("\n"))
    return is_topic_page([line for line in lines if line])


def pages_listing(pages: Sequence[Page], episodes: Sequence[Titled] = ()) -> Listing:
    """Merge topic pages into one listing, newest first; `episodes` are those the show has.

    The first page gives the listing's path, each row its own. What is odd on a page, and where pages
    disagree, is in `warnings`.
    """
    merged = merge_pages(pages, episodes)
    rows = tuple(Row(entry.line, _cells(entry), entry.page) for entry in merged.entries)
    columns = tuple(name for name in _COLUMNS if any(name in row.cells for row in rows))
    return Listing(pages[0].path, KIND, rows, columns, newest_first=True, warnings=merged.warnings)


def _cells(entry: Entry) -> dict[str, object]:
    return {name: value for name in _COLUMNS if (value := getattr(entry, name))}
