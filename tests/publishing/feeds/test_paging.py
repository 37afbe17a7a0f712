from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pipeline.catalogue.feed_settings import FeedSettings
from pipeline.catalogue.show import Show
from pipeline.checking.conformance.judge import check_feed, files_below
from pipeline.layout.record import Record
from pipeline.publishing.feeds.feed import build_feeds
from pipeline.publishing.feeds.paging import pages
from pipeline.publishing.publish import publish

SITE = "https://example.org/bread"
ATOM = "{http://www.w3.org/2005/Atom}link"


@pytest.fixture
def paged(show: Show) -> Show:
    return replace(show, feed=FeedSettings(items_per_page=1))


def channel(feed: bytes) -> Any:
    return etree.fromstring(feed)[0]


def links(feed: bytes) -> dict[str, str]:
    return {link.get("rel"): link.get("href") for link in channel(feed).findall(ATOM)}


def test_items_are_cut_into_pages_of_at_most_so_many() -> None:
    assert [(page.number, page.last, page.items) for page in pages("abcde", 2)] == [
        (1, 3, "ab"),
        (2, 3, "cd"),
        (3, 3, "e"),
    ]


def test_a_feed_that_just_fits_has_one_page_and_no_links_to_others(
    show: Show, records: dict[str, Record]
) -> None:
    feeds = build_feeds(replace(show, feed=FeedSettings(items_per_page=3)), records)
    assert "feed-2.xml" not in feeds
    assert links(feeds["feed.xml"]) == {"self": f"{SITE}/feed.xml"}


def test_every_page_names_itself_the_first_the_last_and_its_neighbours(
    paged: Show, records: dict[str, Record]
) -> None:
    feeds = build_feeds(paged, records)
    first, second, third = f"{SITE}/feed.xml", f"{SITE}/feed-2.xml", f"{SITE}/feed-3.xml"
    ends = {"first": first, "last": third}
    assert links(feeds["feed.xml"]) == ends | {"self": first, "next": second}
    assert links(feeds["feed-2.xml"]) == ends | {"self": second, "prev": first, "next": third}
    assert links(feeds["feed-3.xml"]) == ends | {"self": third, "prev": second}


def test_the_newest_episodes_are_on_the_first_page(paged: Show, records: dict[str, Record]) -> None:
    feeds = build_feeds(paged, records)
    numbers = [feeds[name] for name in ("feed.xml", "feed-2.xml", "feed-3.xml")]
    assert [channel(feed).findtext("item/title")[:5] for feed in numbers] == ["Pooli", "Crumb", "Sourd"]


def test_topics_have_pages_too_and_all_are_the_same_podcast(paged: Show, records: dict[str, Record]) -> None:
    feeds = build_feeds(paged, records)
    leaven = [feeds["topics/leaven/feed.xml"], feeds["topics/leaven/feed-2.xml"]]
    guids = {channel(f).findtext("{https://podcastindex.org/namespace/1.0}guid") for f in leaven}
    assert len(guids) == 1
    assert "topics/creme-crust/feed-2.xml" not in feeds


def test_later_pages_are_written_before_the_first(paged: Show, records: dict[str, Record]) -> None:
    feeds = [path for path in build_feeds(paged, records) if path.endswith(".xml")]
    assert feeds[-3:] == ["feed-3.xml", "feed-2.xml", "feed.xml"]
    assert feeds.index("topics/leaven/feed-2.xml") < feeds.index("topics/leaven/feed.xml")


def test_pages_that_are_no_longer_needed_are_removed(show: Show, paged: Show, output: Path) -> None:
    publish(paged, output)
    assert (output / "feed-3.xml").is_file()
    publish(show, output)
    assert [file.name for file in output.glob("feed*.xml")] == ["feed.xml"]
    assert [file.name for file in (output / "topics/leaven").glob("feed*.xml")] == ["feed.xml"]


def test_a_feed_with_pages_conforms(paged: Show, output: Path) -> None:
    publish(paged, output)
    assert check_feed(f"{SITE}/feed.xml", files_below(output, SITE + "/"), output) == []
