from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import feedparser
import podcastparser
import pytest
from lxml import etree

from pipeline.catalogue.disclosure import DISCLOSURE
from pipeline.catalogue.feed_settings import FeedSettings
from pipeline.catalogue.own_sounds import SoundCredit
from pipeline.catalogue.show import AudioSettings, Show
from pipeline.freshness.made import Made
from pipeline.layout import addresses
from pipeline.layout.record import Record
from pipeline.publishing.feeds.feed import Texts, build_feed, build_feeds, feed_files
from pipeline.publishing.feeds.soundbites import Passage

NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
OTHER_PODCAST_NAMESPACE = b"https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"
SITE = "https://example.org/bread"
HOSTILE = "a <b>&]]>\x07\x1b \ud800 \uffff 🥖 “é” <script>alert(1)</script>"
HARMLESS = "a <b>&]]> 🥖 “é” <script>alert(1)</script>"

Build = Callable[..., bytes]


@pytest.fixture
def build(show: Show, records: dict[str, Record]) -> Build:
    """Build a feed of the small show, or of one much like it."""

    def build_like(topic: str | None = None, **changes: Any) -> bytes:
        changed = replace(show, **changes)
        rendered = [
            (episode, records[episode.slug])
            for episode in changed.episodes
            if topic is None or topic in episode.topics
        ]
        return first_page(build_feed(changed, rendered, topic=topic))

    return build_like


def first_page(pages: dict[str, bytes]) -> bytes:
    return list(pages.values())[-1]


def feeds_alone(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path.endswith(".xml")}


def channel(feed: bytes) -> Any:
    return etree.fromstring(feed)[0]


def texts(feed: bytes, path: str) -> list[str]:
    return [element.text for element in channel(feed).findall(path, NAMESPACES)]


def attributes(feed: bytes, path: str) -> list[dict[str, str]]:
    return [dict(element.attrib) for element in channel(feed).findall(path, NAMESPACES)]


def test_feedparser_reads_every_field_of_the_channel(build: Build) -> None:
    parsed = feedparser.parse(build())
    assert not parsed.bozo
    assert parsed.feed.title == "Ninety Seconds on Bread"
    assert parsed.feed.link == f"{SITE}/"
    assert parsed.feed.language == "en-gb"
    assert parsed.feed.rights == "© 2026 Bakers of Example"
    assert parsed.feed.publisher_detail == {"name": "Bakers of Example", "email": "bakers@example.org"}
    assert parsed.feed.image.href == f"{SITE}/art/show.jpg"
    assert [tag.term for tag in parsed.feed.tags] == ["Arts", "Food"]
    assert parsed.feed.itunes_type == "episodic"
    assert not parsed.feed.itunes_explicit
    assert parsed.feed.generator == "Ninety"
    assert parsed.feed.updated_parsed[:5] == (2026, 3, 3, 6, 30)
    assert [link.href for link in parsed.feed.links if link.rel == "self"] == [f"{SITE}/feed.xml"]


def test_feedparser_reads_every_field_of_an_item(build: Build, records: dict[str, Record]) -> None:
    entry = feedparser.parse(build()).entries[2]
    record = records["sourdough"]
    assert entry.title == "Sourdough: a culture in a jar"
    assert entry.id == "6f1b7a52-9c1e-4b0e-8f27-000000000001"
    assert not entry.guidislink
    assert entry.link == f"{SITE}/episodes/sourdough/"
    assert entry.published_parsed[:5] == (2026, 3, 1, 6, 30)
    assert entry.itunes_duration == "91"
    assert entry.itunes_episode == "1"
    assert entry.itunes_episodetype == "full"
    assert not entry.itunes_explicit
    assert entry.image.href == f"{SITE}/art/leaven.jpg"
    assert entry.author == "The Bakers"
    assert [tag.term for tag in entry.tags] == ["Leaven", "Baking"]
    (enclosure,) = entry.enclosures
    assert enclosure.href == f"{SITE}/audio/sourdough.2c239dcb.mp3"
    assert (enclosure.length, enclosure.type) == (str(record.audio_bytes), "audio/mpeg")
    assert "a minute and a half" in entry.summary
    assert "How a starter lives" in entry.content[0].value


def test_podcastparser_reads_every_field(build: Build, records: dict[str, Record]) -> None:
    # It knows the namespace of Podcasting 2.0 by the other name that the specification gives it.
    feed = build().replace(NAMESPACES["podcast"].encode(), OTHER_PODCAST_NAMESPACE)
    parsed = podcastparser.parse(f"{SITE}/feed.xml", io.BytesIO(feed))
    assert parsed["title"] == "Ninety Seconds on Bread"
    assert parsed["link"] == f"{SITE}/"
    assert parsed["description"].startswith("Short pieces on flour, water and salt.")
    assert parsed["cover_url"] == f"{SITE}/art/show.jpg"
    assert parsed["language"] == "en-gb"
    assert parsed["type"] == "episodic"
    assert parsed["explicit"] is False
    assert parsed["import_prohibited"] is True
    assert parsed["itunes_author"] == "The Bakers"
    assert parsed["itunes_owner"] == {"name": "Bakers of Example", "email": "bakers@example.org"}
    assert parsed["itunes_categories"] == [["Arts", "Food"]]
    episode = parsed["episodes"][2]
    assert episode["title"] == "Sourdough: a culture in a jar"
    assert episode["guid"] == "6f1b7a52-9c1e-4b0e-8f27-000000000001"
    assert episode["link"] == f"{SITE}/episodes/sourdough/"
    assert episode["published"] == datetime(2026, 3, 1, 6, 30, tzinfo=UTC).timestamp()
    assert episode["total_time"] == 91
    assert episode["number"] == 1
    assert episode["type"] == "full"
    assert episode["explicit"] is False
    assert episode["episode_art_url"] == f"{SITE}/art/leaven.jpg"
    assert episode["chapters_json_url"] == f"{SITE}/chapters/sourdough.json"
    assert episode["transcript_url"].startswith(f"{SITE}/transcripts/sourdough.")
    assert [person["name"] for person in episode["persons"]] == ["The Bakers"]
    (enclosure,) = episode["enclosures"]
    assert enclosure["file_size"] == records["sourdough"].audio_bytes
    assert enclosure["mime_type"] == "audio/mpeg"


def test_the_same_arguments_give_the_same_bytes(show: Show, records: dict[str, Record]) -> None:
    assert build_feeds(show, records) == build_feeds(show, records)


def test_items_stand_newest_first_whatever_their_time_zones(build: Build) -> None:
    # The second, at 23:00 five hours west, is published on the third of March, before 06:30 UTC.
    assert texts(build(), "item/itunes:episode") == ["3", "2", "1"]


def test_dates_carry_a_numeric_zone(build: Build) -> None:
    assert texts(build(), "item/pubDate")[1] == "Tue, 03 Mar 2026 04:00:00 +0000"


def test_the_build_date_is_that_of_the_newest_episode_in_the_feed(build: Build) -> None:
    assert texts(build(topic="Crème & Crust"), "lastBuildDate") == ["Tue, 03 Mar 2026 04:00:00 +0000"]


def test_a_build_date_that_is_given_is_kept(show: Show, records: dict[str, Record]) -> None:
    feeds = feeds_alone(build_feeds(show, records, built=datetime(2030, 1, 2, tzinfo=UTC)))
    dates = {parsedate_to_datetime(texts(feed, "lastBuildDate")[0]) for feed in feeds.values()}
    assert dates == {datetime(2030, 1, 2, tzinfo=UTC)}


def test_every_topic_with_a_rendered_episode_has_a_feed_and_the_show_s_comes_last(
    show: Show, records: dict[str, Record]
) -> None:
    feeds = build_feeds(show, {slug: record for slug, record in records.items() if slug != "crumb"})
    assert list(feeds_alone(feeds)) == ["topics/leaven/feed.xml", "topics/baking/feed.xml", "feed.xml"]


def test_a_topic_s_feed_holds_its_episodes_alone(build: Build) -> None:
    assert texts(build(topic="Leaven"), "item/itunes:episode") == ["3", "1"]


def test_a_topic_s_feed_names_itself_its_address_and_its_cover(build: Build) -> None:
    feed = build(topic="Leaven")
    own = f"{SITE}/topics/leaven/feed.xml"
    assert texts(feed, "title") == ["Ninety Seconds on Bread: Leaven"]
    assert attributes(feed, "atom:link") == [{"href": own, "rel": "self", "type": "application/rss+xml"}]
    assert attributes(feed, "itunes:image") == [{"href": f"{SITE}/art/leaven.jpg"}]
    assert texts(feed, "podcast:guid") == [addresses.feed_guid(own)]


def test_a_stored_podcast_guid_stays_and_belongs_to_the_show_alone(build: Build) -> None:
    stored = FeedSettings(guid="9b024349-ccf0-5f69-a609-6b82873eab3c")
    assert texts(build(feed=stored), "podcast:guid") == [stored.guid]
    assert texts(build(topic="Leaven", feed=stored), "podcast:guid") != [stored.guid]


@pytest.mark.parametrize(("explicit", "written"), [(True, "true"), (False, "false")])
def test_explicit_is_written_as_apple_wants_it(build: Build, explicit: bool, written: str) -> None:
    feed = build(feed=FeedSettings(explicit=explicit))
    assert texts(feed, "itunes:explicit") == [written]
    assert set(texts(feed, "item/itunes:explicit")) == {written}


def test_a_feed_may_be_unlocked(build: Build) -> None:
    feed = build(feed=FeedSettings(locked=False))
    assert texts(feed, "podcast:locked") == ["no"]
    assert attributes(feed, "podcast:locked") == [{"owner": "bakers@example.org"}]


def test_the_synthetic_voice_is_declared_and_described(build: Build) -> None:
    feed = build()
    for place in ("", "item/"):
        assert set(texts(feed, f"{place}podcast:txt")) == {"true"}
        assert attributes(feed, f"{place}podcast:txt")[0] == {"purpose": "ai-content"}
        assert all(DISCLOSURE in text for text in texts(feed, f"{place}description"))


def test_transcripts_come_in_three_forms_and_subtitles_are_marked(build: Build) -> None:
    found = attributes(build(), "item[3]/podcast:transcript")
    forms = [(a["url"].rpartition(".")[2], a["type"], a["language"], a.get("rel")) for a in found]
    assert forms == [
        ("vtt", "text/vtt", "en-gb", "captions"),
        ("srt", "application/x-subrip", "en-gb", "captions"),
        ("json", "application/json", "en-gb", None),
    ]


def test_a_transcript_that_was_not_made_is_not_named(show: Show, records: dict[str, Record]) -> None:
    record = records["crumb"]
    files = {path: facts for path, facts in record.files.items() if not path.endswith((".srt", ".json"))}
    feed = first_page(build_feed(show, [(show.episodes[1], replace(record, files=files))]))
    assert [a["type"] for a in attributes(feed, "item/podcast:transcript")] == ["text/vtt"]
    assert not attributes(feed, "item/podcast:chapters")


def test_a_soundbite_stands_where_it_was_chosen(show: Show, records: dict[str, Record]) -> None:
    passages = {"crumb": Passage(9.5, 38.75, "How a starter <lives>")}
    feed = first_page(build_feed(show, [(show.episodes[1], records["crumb"])], texts=Texts(passages)))
    assert attributes(feed, "item/podcast:soundbite") == [{"startTime": "9.5", "duration": "38.8"}]
    assert texts(feed, "item/podcast:soundbite") == ["How a starter <lives>"]


@pytest.mark.parametrize(("seconds", "written"), [(89.4, "89"), (89.5, "90"), (0.2, "1")])
def test_durations_are_whole_seconds(
    show: Show, records: dict[str, Record], seconds: float, written: str
) -> None:
    episodes = [(show.episodes[1], replace(records["crumb"], seconds=seconds))]
    feed = first_page(build_feed(show, episodes))
    assert texts(feed, "item/itunes:duration") == [written]


def test_hostile_words_come_through_as_words(show: Show, build: Build) -> None:
    episode = replace(show.episodes[0], title=HOSTILE, subtitle="", summary=HOSTILE, topics=(HOSTILE,))
    feed = build(title=HOSTILE, description=HOSTILE, copyright=HOSTILE, author=HOSTILE, episodes=(episode,))
    for path in ("title", "copyright", "itunes:author", "item/title", "item/category"):
        assert texts(feed, path) == [HARMLESS]
    assert texts(feed, "description")[0].startswith("a ‹b›&]]> 🥖 “é” ‹script›alert(1)‹/script›")


def test_hostile_words_stay_words_inside_html(show: Show, build: Build) -> None:
    feed = build(episodes=(replace(show.episodes[0], summary=HOSTILE),))
    for path in ("item/description", "item/content:encoded"):
        (html,) = texts(feed, path)
        assert html.startswith("<p>a &lt;b&gt;&amp;]]&gt; 🥖 “é” &lt;script&gt;")
        assert "<script" not in html


def test_hostile_words_are_read_back_by_other_programs(show: Show, build: Build) -> None:
    feed = build(episodes=(replace(show.episodes[0], title="R&D <3 ]]> 🥖", subtitle=""),))
    assert (
        podcastparser.parse(f"{SITE}/feed.xml", io.BytesIO(feed))["episodes"][0]["title"] == "R&D <3 ]]> 🥖"
    )
    assert not feedparser.parse(feed).bozo


def test_an_episode_whose_title_is_no_text_at_all_is_called_by_its_slug(show: Show, build: Build) -> None:
    feed = build(episodes=(replace(show.episodes[0], title="\x07", subtitle=""),))
    assert texts(feed, "item/title") == ["sourdough"]


def test_a_site_with_another_alphabet_has_ascii_addresses_throughout(build: Build) -> None:
    feed = build(site_url="https://bäcker.example/brot und salz")
    assert feed.decode().count("bäcker") == 0
    assert texts(feed, "link") == ["https://xn--bcker-gra.example/brot%20und%20salz/"]


def test_a_feed_is_made_anew_only_where_something_in_it_changes(
    show: Show, records: dict[str, Record], tmp_path: Path
) -> None:
    output = tmp_path / "output"
    (output / "topics").mkdir(parents=True)

    def made_anew(show: Show, built: datetime | None = None) -> set[str]:
        made = Made.of(tmp_path, output)
        found = {
            path: data
            for path, data in feed_files(show, records, made=made, built=built)
            if isinstance(data, bytes)
        }
        for path, data in found.items():
            (output / path).parent.mkdir(parents=True, exist_ok=True)
            (output / path).write_bytes(data)
        made.save(tmp_path)
        return {path for path in found if path.endswith(".xml")}

    everything = made_anew(show)
    assert everything >= {"feed.xml", "topics/leaven/feed.xml", "topics/baking/feed.xml"}
    assert made_anew(show) == set()
    other = replace(show.episodes[1], title="Crust")  # no episode about leaven
    changed = made_anew(replace(show, episodes=(show.episodes[0], other, show.episodes[2])))
    assert changed == everything - {"topics/leaven/feed.xml"}
    later = datetime(2026, 4, 1, tzinfo=UTC)
    assert made_anew(show, later) == everything
    credited = AudioSettings(credits=(SoundCredit("opening.wav", "A tune", "Somebody", "CC0"),))
    assert made_anew(replace(show, audio=credited), later) == everything
