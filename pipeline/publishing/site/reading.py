"""What the Reading page shows: the links of the show's list, by heading, in the words of a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.catalogue.links import Link
from pipeline.catalogue.reading_page import grouped, links_on_page, reading_text
from pipeline.catalogue.show import Show
from pipeline.freshness.made import Made, key_of
from pipeline.publishing.site.library import line, web_links

_DEEPEST = 3  # further levels of headings look the same


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link, and what the list says of it."""

    link: Link
    remark: str


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A heading with the links below it."""

    heading: str  # empty: links before any heading
    level: int  # of the heading, as HTML counts them
    links: tuple[ShownLink, ...]


def reading_groups(show: Show, made: Made) -> tuple[ShownGroup, ...]:
    """Give what the page shows; nothing where the show has no list. Raises InvalidPage.

    What was `made` of the same list is not read again: that takes as long as several pages.
    """
    text = reading_text(show.root)
    return tuple(
        ShownGroup(heading, level, tuple(ShownLink(Link(title, url), said) for title, url, said in links))
        for heading, level, links in made.value("reading", key_of(text), lambda: list(_groups(text)))
    )


def _groups(text: str) -> Iterator[tuple[str, int, list[tuple[str, str, str]]]]:
    """Give each heading with its level, and of each link below it title, address and remark."""
    for group in grouped(links_on_page(text).links):
        shown = [
            (each.title, each.url, line(link.remark))
            for link in group.links
            for each in web_links([Link(link.title, link.url)])
        ]
        yield line(group.heading), 2 + min(group.depth, _DEEPEST), shown
