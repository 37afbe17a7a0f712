"""Tags that are there only where the show asks for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pipeline.catalogue.feed_settings import FeedSettings, Location, Season, Statement
from pipeline.catalogue.links import Link
from pipeline.catalogue.show import Owner, Show
from pipeline.checking.conformance.judge import check_feed
from pipeline.layout.record import Record
from pipeline.publishing.feeds.feed import Texts, build_feeds
from pipeline.publishing.feeds.soundbites import Passage, choose_passages

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


@pytest.mark.parametrize(
    "name", ["license", "funding", "updateFrequency", "block", "location", "podroll", "trailer"]
)
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


ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
ATOM = "{http://www.w3.org/2005/Atom}"
PSC = "{http://podlove.org/simple-chapters}"


def test_an_owner_without_an_address_is_named_without_one(show: Show, records: dict[str, Record]) -> None:
    nameless = replace(show, owner=Owner("Bakers of Example"))
    made = etree.fromstring(build_feeds(nameless, records)["feed.xml"])[0]
    assert [(part.tag, part.text) for part in made.find(f"{ITUNES}owner")] == [
        (f"{ITUNES}name", "Bakers of Example")
    ]
    assert tag(made, "podcast:locked") == ("yes", {})
    assert b"@example.org" not in etree.tostring(made)


def test_a_private_show_asks_every_directory_to_leave_it_out(show: Show, records: dict[str, Record]) -> None:
    feeds = build_feeds(replace(show, feed=replace(show.feed, private=True)), records)
    for path in ("feed.xml", "topics/leaven/feed.xml"):
        made = etree.fromstring(feeds[path])[0]
        assert made.findtext(f"{ITUNES}block") == "Yes"
        assert made.findtext("podcast:block", namespaces=PODCAST) == "yes"


def test_a_hub_is_linked_beside_the_feed_s_own_address(channel: Channel, show: Show) -> None:
    links = channel(hub="https://hub.example.org/").findall(f"{ATOM}link")
    assert {link.get("rel"): link.get("href") for link in links} == {
        "self": f"{show.site_url}/feed.xml",
        "hub": "https://hub.example.org/",
    }


def test_downloads_are_counted_and_nothing_else(channel: Channel, show: Show) -> None:
    made = channel(prefix="https://counter.example.org/e/")
    address = made.find("item/enclosure").get("url")
    assert address.startswith("https://counter.example.org/e/example.org/bread/audio/poolish.")
    rest = etree.tostring(made).replace(b"https://counter.example.org/e/", b"https://")
    assert rest.count(b"counter.example.org") == 0
    assert made.findtext("link") == f"{show.site_url}/"


def test_a_season_has_its_name_where_it_has_one(show: Show, records: dict[str, Record]) -> None:
    first, second, third = show.episodes
    episodes = (replace(first, season=1), replace(second, season=2), third)
    named = replace(show, episodes=episodes, feed=replace(show.feed, seasons=(Season(1, "Leaven & lore"),)))
    made = etree.fromstring(build_feeds(named, records)["feed.xml"])[0]
    found = made.findall("item/podcast:season", PODCAST)
    assert [(season.text, dict(season.attrib)) for season in found] == [
        ("2", {}),
        ("1", {"name": "Leaven & lore"}),
    ]


def test_a_trailer_is_recommended_to_who_does_not_know_the_show(
    show: Show, records: dict[str, Record]
) -> None:
    first, *others = show.episodes
    trailer = replace(first, episode_type="trailer", season=2)
    made = etree.fromstring(build_feeds(replace(show, episodes=(trailer, *others)), records)["feed.xml"])[0]
    text, facts = tag(made, "podcast:trailer") or ("", {})
    enclosure = next(e for e in made.iter("enclosure") if "sourdough" in e.get("url"))
    assert text == "Sourdough: a culture in a jar"
    assert facts == {**enclosure.attrib, "season": "2", "pubdate": "Sun, 01 Mar 2026 06:30:00 +0000"}
    alone = replace(show, episodes=(replace(trailer, season=None), *others))
    made = etree.fromstring(build_feeds(alone, records)["feed.xml"])[0]
    _, facts = tag(made, "podcast:trailer") or ("", {})
    assert facts == {**enclosure.attrib, "pubdate": "Sun, 01 Mar 2026 06:30:00 +0000"}


def test_chapters_stand_in_the_feed_where_that_is_asked_for(channel: Channel) -> None:
    assert b"podlove" not in etree.tostring(channel())
    made = channel(inline_chapters=True)
    (item, *_) = made.findall(f"item/{PSC}chapters")
    assert item.get("version") == "1.2"
    assert [(mark.get("start"), mark.get("title")) for mark in item] == [
        ("00:00:00.000", "A loaf for one"),
        ("00:00:09.500", "How a starter lives"),
        ("00:00:48.250", "What flour does"),
        ("00:01:20.000", "One thing to take home"),
    ]


def test_descriptions_have_times_where_that_is_asked_for(channel: Channel) -> None:
    assert "00:09" not in channel().findtext("item/description")
    description = channel(timestamps=True).findtext("item/description")
    assert "<p>00:00 A loaf for one</p><p>00:09 How a starter lives</p>" in description
    assert "synthetic" in description


def test_statements_place_and_recommendations_are_told(channel: Channel) -> None:
    made = channel(
        txt=(Statement("verify", "S6lpp-7ZCn8"),),
        location=Location("Vienna, Austria", geo="geo:48.2,16.37", country="AT"),
        podroll=(Link("Wasps & co", "https://podnews.net/rss"),),
    )
    said = {one.get("purpose"): one.text for one in made.findall("podcast:txt", PODCAST)}
    assert said == {"ai-content": "true", "verify": "S6lpp-7ZCn8"}
    assert tag(made, "podcast:location") == (
        "Vienna, Austria",
        {"rel": "subject", "geo": "geo:48.2,16.37", "country": "AT"},
    )
    assert tag(made, "podcast:podroll/podcast:remoteItem") == (
        None,
        {
            "feedGuid": "9b024349-ccf0-5f69-a609-6b82873eab3c",
            "feedUrl": "https://podnews.net/rss",
            "title": "Wasps & co",
        },
    )


@pytest.mark.slow
def test_with_everything_on_no_rule_is_broken(
    show: Show, records: dict[str, Record], published: Path
) -> None:
    full = replace(
        show.feed,
        prefix="https://counter.example.org/e/",
        hub="https://hub.example.org/",
        private=True,
        timestamps=True,
        inline_chapters=True,
        seasons=(Season(1, "Leaven"),),
        txt=(Statement("verify", "S6lpp-7ZCn8"),),
        location=Location("Vienna, Austria"),
        podroll=(Link("Wasps", "https://wasps.example.org/feed.xml"),),
    )
    first, *others = show.episodes
    episodes = (replace(first, episode_type="trailer", season=1), *others)
    changed = replace(show, feed=full, episodes=episodes, owner=Owner("Bakers"))
    passages = choose_passages(changed, records, published)
    feed = build_feeds(changed, records, texts=Texts(passages))["feed.xml"]
    url = f"{show.site_url}/feed.xml"
    assert check_feed(url, {url: feed}.get, published) == []


NAMES = {
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "https://podcastindex.org/namespace/1.0": "podcast",
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/rss/1.0/modules/content/": "content",
}


def names_in(element: Any) -> set[str]:
    """Name what stands in an element as it is written: «itunes:image»."""
    parts = [etree.QName(each) for each in element.iterchildren(tag=etree.Element)]
    return {
        f"{NAMES[str(part.namespace)]}:{part.localname}" if part.namespace else part.localname
        for part in parts
    }


def test_a_show_that_asks_for_nothing_has_what_apps_need_and_no_more(
    show: Show, records: dict[str, Record]
) -> None:
    bare = replace(show, feed=FeedSettings(), copyright="")
    channel = etree.fromstring(build_feeds(bare, records)["feed.xml"])[0]
    rss = "title link description language generator lastBuildDate image item atom:link"
    itunes = "author category explicit image owner type"
    podcast = "guid locked medium person txt"
    assert names_in(channel) == {
        *rss.split(),
        *(f"itunes:{name}" for name in itunes.split()),
        *(f"podcast:{name}" for name in podcast.split()),
    }
    rss = "title link description guid pubDate enclosure category content:encoded"
    itunes = "author duration episode episodeType explicit image summary"
    podcast = "transcript chapters person txt"
    for item in channel.findall("item"):
        assert names_in(item) == {
            *rss.split(),
            *(f"itunes:{name}" for name in itunes.split()),
            *(f"podcast:{name}" for name in podcast.split()),
        }


def test_a_text_of_several_lines_stands_in_one(show: Show, records: dict[str, Record]) -> None:
    lines, one = "Leaven\n and\x07 lore", "Leaven and lore"
    settings = FeedSettings(
        licence=lines,
        licence_url="https://example.org/terms",
        funding=(Link(lines, "https://example.org/give"),),
        podroll=(Link(lines, "https://wasps.example.org/feed.xml"),),
        update_frequency=lines,
        images=True,
    )
    owner = Owner(lines, "baker@example.org")
    (first, *others) = (replace(episode, title=lines, topics=()) for episode in show.episodes)
    told = replace(show, feed=settings, owner=owner, author=lines, copyright=lines, title=lines)
    told = replace(told, episodes=(replace(first, topics=(lines,), subtitle=""), *others))
    feeds = build_feeds(told, records, texts=Texts({first.slug: Passage(1.0, 2.0, lines)}))
    channel = etree.fromstring(feeds["feed.xml"])[0]
    (topic_path,) = (path for path in feeds if path.startswith("topics/") and path.endswith(".xml"))
    of_topic = etree.fromstring(feeds[topic_path])[0]
    spaces = {**PODCAST, "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd"}
    itunes = ["itunes:author", "itunes:owner/itunes:name", "item/itunes:author"]
    podcast = ["license", "funding", "updateFrequency", "person"]
    for path in ["title", "copyright", *itunes, *(f"podcast:{name}" for name in podcast)]:
        assert (path, channel.findtext(path, namespaces=spaces)) == (path, one)
    for path in ["category", "podcast:soundbite", "podcast:license", "podcast:person"]:
        assert (path, of_topic.findtext(f"item/{path}", namespaces=spaces)) == (path, one)
    (other,) = channel.findall("podcast:podroll/podcast:remoteItem", spaces)
    assert other.get("title") == one
    assert of_topic.findtext("title") == f"{one}: {one}"
    alts = {image.get("alt") for image in of_topic.iter(f"{{{PODCAST['podcast']}}}image")}
    assert all(alt.startswith(f"Cover of {one}") for alt in alts)


def test_what_is_too_long_for_a_tag_of_the_namespace_ends_at_a_word(
    show: Show, records: dict[str, Record]
) -> None:
    long, short = "leaven " * 30, "leaven " * 17 + "leaven…"  # 126 characters of the 128 that there may be
    settings = FeedSettings(
        licence=long,
        licence_url="https://example.org/terms",
        funding=(Link(long, "https://example.org/give"),),
        podroll=(Link(long, "https://wasps.example.org/feed.xml"),),
        update_frequency=long,
    )
    first, *others = show.episodes
    trailer = replace(first, title=long, subtitle="", episode_type="trailer")
    told = replace(show, feed=settings, episodes=(trailer, *others))
    feed = build_feeds(told, records, texts=Texts({first.slug: Passage(1.0, 2.0, long)}))["feed.xml"]
    channel = etree.fromstring(feed)[0]
    for name in ("license", "funding", "updateFrequency", "trailer", "item/podcast:soundbite"):
        assert (
            name,
            channel.findtext(f"podcast:{name}".replace("podcast:item", "item"), namespaces=PODCAST),
        ) == (
            name,
            short,
        )
    (other,) = channel.findall("podcast:podroll/podcast:remoteItem", PODCAST)
    assert other.get("title") == short


def test_a_show_with_its_own_cover_has_it_in_every_feed(show: Show, records: dict[str, Record]) -> None:
    own = replace(show, cover=replace(show.cover, image="cover.png"), feed=FeedSettings(images=True))
    image = "{http://www.itunes.com/dtds/podcast-1.0.dtd}image"
    for cover, of_topic in ((show, "leaven"), (own, "show")):
        feeds = build_feeds(replace(cover, feed=FeedSettings(images=True)), records)
        channel = etree.fromstring(feeds["topics/leaven/feed.xml"])[0]
        square, wide = (each.get("href") for each in channel.findall("podcast:image", PODCAST))
        assert channel.find(image).get("href") == square == f"{show.site_url}/art/{of_topic}.jpg"
        assert wide == f"{show.site_url}/art/wide/{of_topic}.jpg"


def test_addresses_of_others_are_written_in_ascii_too(show: Show, records: dict[str, Record]) -> None:
    other, ascii_only = "https://bäcker.example/käse", "https://xn--bcker-gra.example/k%C3%A4se"
    settings = FeedSettings(
        hub=other, funding=(Link("Give", other),), podroll=(Link("Wasps", other),), licence="mit"
    )
    episodes = tuple(replace(episode, link=other) for episode in show.episodes)
    channel = etree.fromstring(
        build_feeds(replace(show, feed=settings, episodes=episodes), records)["feed.xml"]
    )[0]
    found = [
        channel.find("{http://www.w3.org/2005/Atom}link[@rel='hub']").get("href"),
        channel.find("podcast:funding", PODCAST).get("url"),
        channel.find("podcast:podroll/podcast:remoteItem", PODCAST).get("feedUrl"),
        *(item.findtext("link") for item in channel.findall("item")),
    ]
    assert found == [ascii_only] * 6
