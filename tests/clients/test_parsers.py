"""Feed parsers of others read every field that is written."""

from __future__ import annotations

import io
import json
import subprocess
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import podcastparser
import pytest

HERE = Path(__file__).parent
TITLE = "Tacoma Narrows: the bridge that a mild wind took"
TRANSCRIPTS = [("vtt", "text/vtt"), ("srt", "application/x-subrip"), ("json", "application/json")]


def fetch(url: str) -> bytes:
    with urllib.request.urlopen(url) as answer:  # noqa: S310 - an address of this machine
        return bytes(answer.read())


@pytest.fixture(scope="module")
def xml(feed: Any) -> bytes:
    return fetch(feed.url)


@pytest.fixture(scope="module")
def read(programs: Any) -> Callable[[bytes], dict[str, Any]]:
    """Give what has a feed read by the parsers written in JavaScript."""
    node = programs("node")
    if not (HERE / "node_modules").is_dir():
        programs("npm ci --prefix tests/clients")  # skips, or fails in CI

    def read_feed(xml: bytes) -> dict[str, Any]:
        done = subprocess.run([node, HERE / "read_feed.mjs"], input=xml, capture_output=True, check=True)
        return dict(json.loads(done.stdout))

    return read_feed


@pytest.fixture(scope="module")
def parsed(xml: bytes, read: Any) -> dict[str, Any]:
    """Give what they made of the feed."""
    return dict(read(xml))


@pytest.fixture(scope="module")
def base(feed: Any) -> str:
    return str(feed.url).removesuffix("feed.xml")


@pytest.fixture(scope="module")
def mp3(feed: Any, recording: Callable[..., Path]) -> Path:
    return recording(feed.output, "tacoma-narrows")


@pytest.fixture(scope="module")
def size(mp3: Path) -> int:
    return mp3.stat().st_size


def seconds(feed: Any) -> int:
    """Give how long the episode is, in whole seconds, as its record has it."""
    record = json.loads((feed.output / "records/tacoma-narrows.json").read_text(encoding="utf-8"))
    return round(record["seconds"])


def published(feed: Any) -> datetime:
    record = (feed.output.parent / "episodes/tacoma-narrows.md").read_text()
    day = next(line.partition(": ")[2] for line in record.split("\n") if line.startswith("published: "))
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def test_partytime_reads_the_channel(parsed: dict[str, Any], base: str) -> None:
    channel = parsed["partytime"]
    assert channel["title"] == "How Bridges Stand"
    assert channel["link"] == base
    assert channel["description"].endswith("a text-to-speech model reads the script.")
    assert channel["language"] == "en-us"
    assert channel["copyright"] == "© 2026 The Bridge Keepers"
    assert channel["generator"] == "Ninety"
    assert channel["itunesCategory"] == ["Science > Physics"]
    assert channel["itunesImage"] == f"{base}art/show.jpg"
    assert channel["itunesType"] == "episodic"
    assert channel["explicit"] is False
    assert channel["author"] == "Your name"
    assert channel["owner"] == {"name": "Your name", "email": "you@example.org"}
    assert channel["pubsub"]["self"] == f"{base}feed.xml"
    assert channel["lastBuildDate"] == channel["newestItemPubDate"]


def test_partytime_reads_the_channel_s_tags_of_podcasting_2(parsed: dict[str, Any], base: str) -> None:
    channel = parsed["partytime"]
    assert len(channel["guid"]) == 36
    assert (channel["locked"], channel["podcastOwner"]) == (True, "you@example.org")
    assert channel["medium"] == "podcast"
    assert channel["podcastPeople"] == [
        {"name": "Your name", "role": "Author", "group": "Writing", "href": base}
    ]
    assert channel["license"] == {
        "identifier": "cc-by-4.0",
        "url": "https://creativecommons.org/licenses/by/4.0/",
    }
    (way,) = channel["podcastFunding"]
    assert (way["url"], way["message"]) == (
        "https://bridges.example.org/give?a=1&b=2".replace("https://bridges.example.org/", base),
        "Buy us <rivets>",
    )


def test_partytime_reads_every_item(
    parsed: dict[str, Any], feed: Any, base: str, mp3: Path, size: int
) -> None:
    items = parsed["partytime"]["items"]
    assert [item["itunesEpisode"] for item in items] == [3, 2, 1]
    item = items[0]
    assert item["title"] == TITLE
    assert item["enclosure"]["url"] == f"{base}audio/{mp3.name}"
    assert (item["enclosure"]["length"], item["enclosure"]["type"]) == (size, "audio/mpeg")
    assert item["link"] == f"{base}episodes/tacoma-narrows/"
    assert item["duration"] == seconds(feed)
    assert item["explicit"] is False
    assert item["itunesEpisodeType"] == "full"
    assert item["itunesImage"] == f"{base}art/episodes/tacoma-narrows.jpg"
    assert "<p>Key points</p>" in item["content"]
    assert item["summary"].startswith("In November 1940")
    assert [t["url"].rpartition(".")[2] for t in item["podcastTranscripts"]] == ["vtt", "srt", "json"]
    assert {t["language"] for t in item["podcastTranscripts"]} == {"en-us"}
    assert item["podcastChapters"]["url"] == f"{base}chapters/tacoma-narrows.json"
    (soundbite,) = item["podcastSoundbites"]
    assert 15 <= soundbite["duration"] <= 60
    assert item["podcastPeople"][0]["name"] == "Your name"
    assert item["license"]["identifier"] == "cc-by-4.0"


def test_feedsmith_reads_the_channel(parsed: dict[str, Any], base: str) -> None:
    channel = parsed["feedsmith"]
    assert (channel["title"], channel["link"]) == ("How Bridges Stand", base)
    assert channel["itunes"]["owner"] == {"name": "Your name", "email": "you@example.org"}
    assert channel["itunes"]["categories"] == [{"text": "Science", "categories": [{"text": "Physics"}]}]
    assert channel["atom"]["links"] == [
        {"href": f"{base}feed.xml", "rel": "self", "type": "application/rss+xml"},
        {"href": "https://hub.example.org/", "rel": "hub"},
    ]
    podcast = channel["podcast"]
    assert podcast["locked"] == {"value": True, "owner": "you@example.org"}
    assert podcast["medium"] == "podcast"
    assert podcast["txts"] == [
        {"display": "true", "purpose": "ai-content"},
        {"display": "S6lpp-7ZCn8", "purpose": "verify"},
    ]
    assert podcast["locations"][0] | {"rel": "subject"} == {
        "display": "Tacoma, Washington",
        "rel": "subject",
        "geo": "geo:47.27,-122.55",
        "country": "US",
    }
    (other,) = podcast["podroll"]["remoteItems"]
    assert (other["feedUrl"], other["title"]) == ("https://tunnels.example.org/feed.xml", "Tunnels & shafts")
    assert podcast["license"]["display"] == "cc-by-4.0"
    assert podcast["fundings"][0]["display"] == "Buy us <rivets>"
    assert podcast["updateFrequency"]["rrule"] == "FREQ=WEEKLY;BYDAY=TH"


def test_feedsmith_reads_every_item(parsed: dict[str, Any], feed: Any, base: str, size: int) -> None:
    items = parsed["feedsmith"]["items"]
    assert len(items) == 3
    item = items[0]
    assert item["guid"]["isPermaLink"] is False
    (enclosure,) = item["enclosures"]
    assert (enclosure["length"], enclosure["type"]) == (size, "audio/mpeg")
    assert [category["name"] for category in item["categories"]] == ["Wind", "Steel"]
    assert "<p>Chapters</p>" in item["content"]["encoded"]
    assert item["itunes"]["duration"] == seconds(feed)
    assert item["itunes"]["episodeType"] == "full"
    podcast = item["podcast"]
    forms = [(t["url"].rpartition(".")[2], t["type"]) for t in podcast["transcripts"]]
    assert forms == TRANSCRIPTS
    assert podcast["chapters"]["type"] == "application/json+chapters"
    assert podcast["soundbites"][0]["display"].startswith("On a November morning")
    assert podcast["persons"][0]["role"] == "author"
    assert podcast["txts"] == [{"display": "true", "purpose": "ai-content"}]


def test_feedsmith_reads_the_chapters_in_the_feed(parsed: dict[str, Any], feed: Any) -> None:
    marks = parsed["feedsmith"]["items"][0]["psc"]["chapters"]
    file = feed.output / "chapters/tacoma-narrows.json"
    kept = json.loads(file.read_text(encoding="utf-8"))["chapters"]
    assert [mark["title"] for mark in marks] == [one["title"] for one in kept]
    assert marks[0]["start"] == "00:00:00.000"


def test_every_parser_reads_the_times_in_a_description(parsed: dict[str, Any]) -> None:
    assert "<p>00:00 " in parsed["feedsmith"]["items"][0]["description"]
    assert "00:00 " in parsed["partytime"]["items"][0]["description"]


def test_feedsmith_reads_the_links_between_pages(paged_feed: Any, read: Any) -> None:
    second = fetch(paged_feed.url.replace("feed.xml", "feed-2.xml"))
    links = {link["rel"]: link["href"] for link in read(second)["feedsmith"]["atom"]["links"]}
    assert links["prev"] == paged_feed.url
    assert links["next"].endswith("feed-3.xml")


def test_feedparser_reads_what_is_served(xml: bytes, base: str, size: int, feed: Any) -> None:
    parsed = feedparser.parse(xml)
    assert not parsed.bozo
    assert parsed.feed.title == "How Bridges Stand"
    entry = parsed.entries[0]
    assert entry.title == TITLE
    assert (entry.enclosures[0].length, entry.enclosures[0].type) == (str(size), "audio/mpeg")
    assert datetime(*entry.published_parsed[:6], tzinfo=UTC).date() == published(feed).date()


def test_podcastparser_reads_what_is_served(xml: bytes, feed: Any, base: str, size: int) -> None:
    parsed = podcastparser.parse(feed.url, io.BytesIO(xml))
    assert parsed["title"] == "How Bridges Stand"
    episode = parsed["episodes"][0]
    assert episode["title"] == TITLE
    assert episode["total_time"] == seconds(feed)
    assert episode["enclosures"][0]["file_size"] == size
    assert episode["episode_art_url"] == f"{base}art/episodes/tacoma-narrows.jpg"
