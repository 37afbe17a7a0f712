"""Tags that are there only where the show asks for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from pipeline.catalogue.show import FeedSettings, Link, Show
from pipeline.publishing.feeds.feed import build_feeds
from pipeline.publishing.record import Record

PODCAST = {"podcast": "https://podcastindex.org/namespace/1.0"}

Channel = Callable[..., Any]


@pytest.fixture
def channel(show: Show, records: dict[str, Record]) -> Channel:
    """Build the feed with these settings and give its channel."""

    def build(site_url: str = show.site_url, **settings: Any) -> Any:
        changed = replace(show, site_url=site_url, feed=FeedSettings(**settings))
        return etree.fromstring(build_feeds(changed, records)["feed.xml"])[0]

    return build


def tag(channel: Any, path: str) -> tuple[str, dict[str, str]] | None:
    element = channel.find(path, PODCAST)
    return None if element is None else (element.text, dict(element.attrib))


@pytest.mark.parametrize("name", ["license", "funding", "updateFrequency"])
def test_what_is_not_set_is_not_written(channel: Channel, name: str) -> None:
    assert tag(channel(), f"podcast:{name}") is None


def test_a_known_licence_needs_no_address(channel: Channel) -> None:
    assert tag(channel(licence="CC-BY-4.0"), "podcast:license") == ("cc-by-4.0", {})


def test_a_licence_of_ones_own_has_an_address_and_every_item_names_it(channel: Channel) -> None:
    made = channel(licence="Bakers’ terms", licence_url="https://example.org/terms")
    expected = ("Bakers’ terms", {"url": "https://example.org/terms"})
    assert tag(made, "podcast:license") == expected
    assert tag(made, "item/podcast:license") == expected


def test_every_way_to_support_the_show_is_named(channel: Channel) -> None:
    ways = (
        Link("Buy us <flour>", "https://example.org/give?a=1&b=2"),
        Link("Or salt", "https://example.org/salt"),
    )
    found = channel(funding=ways).findall("podcast:funding", PODCAST)
    assert [(way.text, way.get("url")) for way in found] == [(way.title, way.url) for way in ways]


def test_how_often_episodes_come_is_said_in_words_and_as_a_rule_from_the_first_on(channel: Channel) -> None:
    made = channel(update_frequency="Every Thursday", update_rule="FREQ=WEEKLY;BYDAY=TH")
    assert tag(made, "podcast:updateFrequency") == (
        "Every Thursday",
        {"dtstart": "2026-03-01T06:30:00.000Z", "rrule": "FREQ=WEEKLY;BYDAY=TH"},
    )


def test_words_alone_need_no_rule(channel: Channel) -> None:
    assert tag(channel(update_frequency="Now and then"), "podcast:updateFrequency") == ("Now and then", {})


def test_a_show_that_is_complete_says_so_to_all(channel: Channel) -> None:
    made = channel(complete=True)
    assert tag(made, "podcast:updateFrequency") == ("complete", {"complete": "true"})
    assert made.findtext("{http://www.itunes.com/dtds/podcast-1.0.dtd}complete") == "yes"


def test_a_site_that_moves_keeps_the_identity_of_every_feed(show: Show, records: dict[str, Record]) -> None:
    moved = replace(
        show,
        site_url="https://new.example.org",
        feed=replace(show.feed, first_url=show.site_url),
    )
    before, after = build_feeds(show, records), build_feeds(moved, records)
    for path in ("feed.xml", "topics/leaven/feed.xml"):
        first, second = (etree.fromstring(feeds[path])[0] for feeds in (before, after))
        assert tag(first, "podcast:guid") == tag(second, "podcast:guid")


def test_a_feed_names_its_style_sheets_from_where_it_lies(show: Show, records: dict[str, Record]) -> None:
    feeds = build_feeds(show, records)
    assert b'<?xml-stylesheet type="text/xsl" href="feed.xsl"?>' in feeds["feed.xml"]
    assert b'<?xml-stylesheet type="text/css" href="../../feed.css"?>' in feeds["topics/leaven/feed.xml"]
    assert {"feed.xsl", "feed.css"} < feeds.keys()


def test_the_style_sheet_makes_a_page_and_takes_nothing_in_the_feed_for_markup(
    show: Show, records: dict[str, Record]
) -> None:
    hostile = replace(show.episodes[0], title="<script>alert(1)</script>", summary="<img src=x onerror=y>")
    feeds = build_feeds(replace(show, title="A & <b>", episodes=(hostile,)), records)
    transform = etree.XSLT(etree.fromstring(feeds["feed.xsl"]))
    page = etree.fromstring(str(transform(etree.fromstring(feeds["feed.xml"]))), etree.HTMLParser())
    assert page.findtext(".//h1") == "A & <b>"
    assert page.find(".//script") is None
    assert len(page.findall(".//img")) == 1
    assert [link.get("href") for link in page.findall(".//link")] == ["data:,", "feed.css"]
    assert page.findtext(".//h3/a").startswith("<script>alert(1)</script>")


def test_neither_style_sheet_asks_another_host_for_anything(show: Show, records: dict[str, Record]) -> None:
    feeds = build_feeds(show, records)
    assert b"@import" not in feeds["feed.css"]
    named = {line for line in feeds["feed.css"].decode().split() if "url(" in line}
    assert all("dtds/podcast" in line or "w3.org" in line for line in named)  # namespaces
    assert b"<script" not in feeds["feed.xsl"]
