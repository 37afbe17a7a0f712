"""A feed with everything on, whole: each element, attribute and text as it was read and found right."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree

from pipeline.catalogue.feed_settings import FeedSettings, Location, Season, Statement
from pipeline.catalogue.links import Link
from pipeline.catalogue.show import Show
from pipeline.layout.record import Record
from pipeline.layout.sound_names import sound_path
from pipeline.publishing.feeds.feed import Texts, build_feeds
from pipeline.publishing.feeds.soundbites import Passage

HERE = Path(__file__).parent


def with_other_files(record: Record) -> Record:
    """Give the record with every other kind of file: two more sounds and both videos."""
    others = {
        sound_path(record.slug, ending, f"{number}" * 64): {
            "sha256": f"{number}" * 64,
            "bytes": 1000 + number,
        }
        for number, ending in enumerate(("opus", "m4a", "mp4", "tall.mp4"))
    }
    return replace(record, files=record.files | others)


def everything(show: Show) -> Show:
    first, second, third = show.episodes
    settings: dict[str, Any] = {
        "category": "Arts",
        "subcategory": "Food",
        "prefix": "https://counter.example.org/e/",
        "hub": "https://hub.example.org/",
        "private": True,
        "timestamps": True,
        "inline_chapters": True,
        "seasons": (Season(1, "Leaven & lore"),),
        "txt": (Statement("verify", "S6lpp-7ZCn8"),),
        "location": Location("Vienna, Austria", geo="geo:48.2,16.37", country="AT"),
        "podroll": (Link("Wasps & co", "https://wasps.example.org/feed.xml"),),
        "funding": (Link("Give & take", "https://example.org/give?a=1&b=2"),),
        "complete": True,
        "images": True,
        "items_per_page": 2,
        "kind": "serial",
        "new_url": "https://bread.example.net/feed.xml",
        "update_frequency": "every week",
        "update_rule": "FREQ=WEEKLY",
        "licence": "Bakers’ terms",
        "licence_url": "https://example.org/terms",
    }
    episodes = (replace(first, episode_type="trailer", season=1), replace(second, season=1), third)
    return replace(show, feed=FeedSettings(**settings), episodes=episodes)


def test_a_feed_with_everything_on_is_as_it_was_read_and_found_right(
    show: Show, records: dict[str, Record]
) -> None:
    full = {slug: with_other_files(record) for slug, record in records.items()}
    texts = Texts({"crumb": Passage(9.5, 12.25, "How a starter lives")})
    built = datetime(2026, 3, 9, 10, 11, 12, tzinfo=UTC)
    feeds = build_feeds(everything(show), full, built=built, texts=texts)
    told = "\n".join(
        f"<!-- {path} -->\n" + etree.tostring(pretty(feeds[path]), encoding="unicode", pretty_print=True)
        for path in sorted(feeds)
        if path.endswith(".xml")
    )
    assert told == (HERE / "everything.xml").read_text(encoding="utf-8")


def pretty(feed: bytes) -> Any:
    """Read a feed so that it can be written with a line for each element."""
    return etree.fromstring(feed, etree.XMLParser(remove_blank_text=True, strip_cdata=False))
