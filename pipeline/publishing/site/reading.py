"""What the Reading page shows: the links of the show's list, by heading, in the words of a page."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.catalogue.links import Link
from pipeline.catalogue.reading_page import grouped, read_reading_page
from pipeline.catalogue.show import Show
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


def reading_groups(show: Show) -> tuple[ShownGroup, ...]:
    """Give what the page shows; nothing where the show has no list. Raises InvalidPage."""
    return tuple(
        ShownGroup(
            line(group.heading),
            2 + min(group.depth, _DEEPEST),
            tuple(
                ShownLink(shown, line(link.remark))
                for link in group.links
                for shown in web_links([Link(link.title, link.url)])
            ),
        )
        for group in grouped(read_reading_page(show.root).links)
    )
