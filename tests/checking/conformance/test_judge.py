"""Every rule is seen to fail, on a good feed or folder with one thing broken."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pipeline.checking.conformance.channel_rules import CHANNEL_RULES
from pipeline.checking.conformance.file_rules import FILE_RULES
from pipeline.checking.conformance.item_rules import ITEM_RULES
from pipeline.checking.conformance.judge import RSS, WELL_FORMED, Finding, check_feed

FEED_URL = "https://example.org/bread/feed.xml"

# The MP3 of Poolish once more, with facts that a case may change; its length and digest are not known here.
ALTERNATE = {
    "type": "audio/mp4",
    "length": "1",
    "bitrate": "96000",
    "uri": "https://example.org/bread/audio/poolish.m4a?v=0",
}


def beside(**facts: str) -> tuple[str, str]:
    """Give a pattern and what takes its place, so that an item offers another sound file."""
    given = ALTERNATE | facts
    uri = given.pop("uri")
    attributes = " ".join(f'{name}="{value}"' for name, value in given.items())
    source = f'<podcast:source uri="{uri}"/>' if uri else ""
    tag = f"<podcast:alternateEnclosure {attributes}>{source}</podcast:alternateEnclosure>"
    return "(<enclosure [^>]*>)", rf"\1{tag}"


# Rule, a pattern that occurs in the good feed, and what takes the place of its first occurrence.
BROKEN_FEEDS = [
    ("well-formed", "</channel>", ""),
    ("well-formed", "<title>", "<title>\x07"),
    ("well-formed", "<title>", "<title>&#xD800;"),
    ("well-formed", "<title>", "<title>&unknown;"),
    ("rss", 'version="2.0"', 'version="0.91"'),
    ("rss", "(?s)<channel>.*</channel>", ""),
    (
        "namespaces",
        "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "http://www.itunes.com/DTDs/Podcast-1.0.dtd",
    ),
    ("namespaces", "https://podcastindex.org/namespace/1.0", "https://podcastindex.org/namespace/1.0/"),
    ("channel-title", "<title>[^<]*</title>", "<title> </title>"),
    ("channel-title", "<title>", "<title>Twice</title><title>"),
    ("channel-description", "(?s)<description>.*?</description>", ""),
    ("channel-description", "(?s)<description>", "<description>" + "ä" * 2000),
    ("channel-link", "<link>[^<]*</link>", "<link>example.org</link>"),
    ("channel-language", "<language>en-gb<", "<language>English<"),
    ("channel-language", "<language>en-gb<", "<language>xx<"),
    ("channel-category", '<itunes:category text="Arts">', '<itunes:category text="ARTS">'),
    ("channel-category", '<itunes:category text="Food"/>', '<itunes:category text="Cooking"/>'),
    ("channel-category", "(?s)<itunes:category.*</itunes:category>", ""),
    ("channel-explicit", "<itunes:explicit>false<", "<itunes:explicit>no<"),
    ("channel-image", "<itunes:image [^>]*>", ""),
    ("channel-image", r"show\.jpg\"", 'show.webp"'),
    ("channel-self-link", "<atom:link[^>]*>", ""),
    ("channel-self-link", "bread/feed.xml", "feed.xml"),
    ("channel-self-link", "(<atom:link[^>]*>)", r"\1\1"),
    ("channel-author", "<itunes:author>[^<]*</itunes:author>", ""),
    ("channel-owner", "(?s)<itunes:name>[^<]*</itunes:name>", ""),
    ("channel-owner", "(?s)(<itunes:owner>.*</itunes:owner>)", r"\1\1"),
    ("channel-owner", "<itunes:email>[^<]*<", "<itunes:email>nobody<"),
    ("channel-type", "<itunes:type>episodic<", "<itunes:type>weekly<"),
    ("channel-guid", "<podcast:guid>[^<]*<", "<podcast:guid>feed-1<"),
    ("channel-guid", "(<podcast:guid>[^<]{14})5", r"\g<1>0"),
    (
        "channel-new-address",
        "<podcast:locked",
        "<itunes:new-feed-url>feed.xml</itunes:new-feed-url><podcast:locked",
    ),
    ("channel-locked", ">yes<", ">true<"),
    ("channel-locked", ' owner="bakers@example.org"', ' owner="somebody"'),
    ("channel-blocked", "<podcast:locked", "<podcast:block>yes</podcast:block><podcast:locked"),
    ("channel-blocked", "<podcast:locked", "<itunes:block>Yes</itunes:block><podcast:locked"),
    ("channel-medium", "<podcast:medium>podcast<", "<podcast:medium>music<"),
    ("channel-build-date", r"(<lastBuildDate>[^<]*)\+0000", r"\1GMT"),
    ("channel-build-date", "<lastBuildDate>[^<]*</lastBuildDate>", ""),
    ("channel-disclosure", "<podcast:txt [^>]*>true</podcast:txt>", ""),
    ("channel-disclosure", "synthetic", "pleasant"),
    ("items", "(?s)<item>.*</item>", ""),
    ("unique-guids", "0000003</guid>", "0000001</guid>"),
    ("newest-first", "<pubDate>Tue, 03 Mar 2026 06", "<pubDate>Tue, 03 Mar 2026 03"),
    ("newest-first", "<pubDate>Tue, 03 Mar 2026 06:30:00", "<pubDate>Tue, 03 Mar 2026 03:59:59"),
    ("clean-text", "<title>", "<title>\u0085"),
    ("clean-text", "<image>", '<image note="&#x9f;">'),
    ("plain-urls", "audio/poolish", "audio/pöolish"),
    ("plain-urls", 'transcripts/poolish.vtt"', 'transcripts/pool ish.vtt"'),
    ("plain-urls", 'href="https://example.org/bread/"', 'href="/bread/"'),
    ("item-title", "<title>Poolish</title>", "<title/>"),
    ("item-title", "<title>Poolish", "<title>" + "x" * 256),
    ("item-enclosure", "<enclosure [^>]*>", ""),
    ("item-enclosure", "(<enclosure [^>]*>)", r"\1\1"),
    ("item-enclosure", r'(<enclosure .*?length=)"\d+"', r'\1"0"'),
    ("item-enclosure", r'(<enclosure .*?) length="\d+"', r"\1"),
    ("item-enclosure", 'type="audio/mpeg"', 'type="audio/mp3"'),
    ("item-enclosure", '<enclosure url="https:', '<enclosure url="'),
    ("item-guid", 'isPermaLink="false"', 'isPermaLink="true"'),
    ("item-guid", "<guid[^>]*>[^<]*</guid>", ""),
    ("item-date", r"(<pubDate>[^<]*)\+0000", r"\1UTC"),
    ("item-date", "<pubDate>[^<]*<", "<pubDate>2026-03-03T06:30:00+00:00<"),
    ("item-date", "<pubDate>Tue, 03 Mar", "<pubDate>Tue, 33 Mar"),
    ("item-link", "<link>https://example.org/bread/episodes/poolish/</link>", ""),
    ("item-description", "(?s)(<item>.*?<description>).*?</description>", r"\1</description>"),
    ("item-description", r"(?s)(<item>.*?<description><!\[CDATA\[)", r"\1" + "ä" * 2000),
    ("item-description", r"(?s)(<item>.*?<description><!\[CDATA\[)", r"\1<script>alert(1)</script>"),
    (
        "item-description",
        r"(?s)(<item>.*?<description>)<!\[CDATA\[.*?</description>",
        r"\1&lt;p&gt;A synthetic voice.&lt;/p&gt;</description>",
    ),
    ("item-disclosure", "(?s)(<item>.*?<description>.*?)synthetic", r"\1pleasant"),
    ("item-disclosure", "(?s)(<item>.*?<content:encoded>.*?)synthetic", r"\1pleasant"),
    ("item-content", "(?s)<content:encoded>.*?</content:encoded>", ""),
    ("item-duration", r"<itunes:duration>\d+<", "<itunes:duration>91.5<"),
    ("item-duration", r"<itunes:duration>\d+<", "<itunes:duration>01:31<"),
    ("item-episode", "<itunes:episode>3<", "<itunes:episode>0<"),
    ("item-season", "<itunes:episode>3<", "<itunes:season>0</itunes:season><itunes:episode>3<"),
    ("item-season", "<itunes:episode>3<", "<podcast:season>1</podcast:season><itunes:episode>3<"),
    ("item-episode-type", "<itunes:episodeType>full<", "<itunes:episodeType>Full<"),
    ("item-explicit", "(?s)(<item>.*?<itunes:explicit>)false", r"\1clean"),
    ("item-image", "(?s)(<item>.*?)<itunes:image [^>]*>", r"\1"),
    ("item-transcripts", "<podcast:transcript [^>]*vtt[^>]*>", ""),
    ("item-transcripts", "application/x-subrip", "text/plain"),
    ("item-chapters", "<podcast:chapters [^>]*>", ""),
    ("item-chapters", r"application/json\+chapters", "application/json"),
    ("item-alternates", *beside(type="opus")),
    ("item-alternates", *beside(length="0")),
    ("item-alternates", *beside(length="1.5")),
    ("item-alternates", *beside(type="application/x-mpegURL", length="none")),
    ("item-alternates", *beside(bitrate="96 kbit/s")),
    ("item-alternates", *beside(uri="")),
    ("item-alternates", *beside(uri="audio/poolish.m4a")),
    ("alternate-files", *beside()),
    ("alternate-files", *beside(uri="https://example.org/bread/audio/poolish.05792ecb.mp3")),
    ("plain-urls", *beside(uri="https://example.org/bread/audio/poolish m4a")),
    ("item-person", "(?s)(<item>.*?)<podcast:person [^>]*>[^<]*</podcast:person>", r"\1"),
    ("item-soundbite", "<podcast:soundbite [^>]*/>", ""),
    ("item-soundbite", 'startTime="0.0"', 'startTime="0:00"'),
    ("item-soundbite", 'startTime="0.0"', 'startTime="60"'),
    ("item-soundbite", 'duration="60.0"', 'duration="14.9"'),
    ("enclosure-files", "audio/poolish.05792ecb.mp3", "audio/nothing.mp3"),
    ("enclosure-files", "https://example.org/bread/audio", "https://elsewhere.example/audio"),
    ("enclosure-files", "bread/audio/", "bread/audio/../../outside/"),
    ("enclosure-files", r'(<enclosure .*?length=)"\d+"', r'\1"17"'),
    ("enclosure-durations", r"<itunes:duration>\d+<", "<itunes:duration>95<"),
    ("transcript-files", "transcripts/poolish.srt", "transcripts/nothing.srt"),
    ("transcript-files", "transcripts/poolish.srt", "transcripts/poolish.vtt"),
    ("chapter-files", "chapters/poolish.json", "chapters/nothing.json"),
    ("chapter-files", "chapters/poolish.json", "audio/poolish.05792ecb.mp3"),
    ("artwork", "art/leaven.jpg", "art/nothing.jpg"),
]


def edit_chapters(change: Callable[[Any], object]) -> Callable[[Path], None]:
    def edit(output: Path) -> None:
        file = output / "chapters/poolish.json"
        document = json.loads(file.read_text())
        change(document)
        file.write_text(json.dumps(document))

    return edit


def replace_cover(
    size: tuple[int, int] = (1400, 1400), mode: str = "RGB", kind: str = "JPEG"
) -> Callable[[Path], None]:
    return lambda output: Image.new(mode, size).save(output / "art/leaven.jpg", kind)


def cut_in_half(path: str) -> Callable[[Path], None]:
    def cut(output: Path) -> None:
        data = (output / path).read_bytes()
        (output / path).write_bytes(data[: len(data) // 2])

    return cut


BROKEN_FILES = [
    ("enclosure-files", cut_in_half("audio/poolish.05792ecb.mp3")),
    ("enclosure-durations", cut_in_half("audio/poolish.05792ecb.mp3")),
    ("enclosure-durations", lambda output: (output / "audio/poolish.05792ecb.mp3").write_bytes(b"another")),
    ("enclosure-versions", lambda output: (output / "audio/poolish.05792ecb.mp3").write_bytes(b"another")),
    ("transcript-files", lambda output: (output / "transcripts/poolish.vtt").write_bytes(b"")),
    ("transcript-files", lambda output: (output / "transcripts/poolish.srt").write_bytes(b"Bread.")),
    (
        "transcript-files",
        lambda output: (output / "transcripts/poolish.json").write_bytes(b'{"segments": []}'),
    ),
    ("transcript-files", cut_in_half("transcripts/poolish.json")),
    ("chapter-files", cut_in_half("chapters/poolish.json")),
    ("chapter-files", edit_chapters(lambda document: document.update(version="1.1.0"))),
    ("chapter-files", edit_chapters(lambda document: document["chapters"][0].update(startTime=0))),
    ("chapter-files", edit_chapters(lambda document: document["chapters"][0].update(startTime=1.5))),
    ("chapter-files", edit_chapters(lambda document: document["chapters"].reverse())),
    ("chapter-files", edit_chapters(lambda document: document["chapters"].__delitem__(slice(2, None)))),
    ("artwork", replace_cover(size=(1399, 1399))),
    ("artwork", replace_cover(size=(3001, 3001))),
    ("artwork", replace_cover(size=(1400, 1500))),
    ("artwork", replace_cover(mode="CMYK")),
    ("artwork", replace_cover(kind="PNG")),
    ("artwork", replace_cover(mode="RGBA", kind="PNG")),
    ("artwork", cut_in_half("art/leaven.jpg")),
]


@pytest.fixture(scope="module")
def good(published: Path) -> str:
    return (published / "feed.xml").read_text(encoding="utf-8")


def judged(xml: str, output: Path, url: str = FEED_URL) -> list[Finding]:
    return check_feed(url, {url: xml.encode()}.get, output)


def rules_broken(xml: str, output: Path) -> set[str]:
    return {finding.rule for finding in judged(xml, output)}


def test_a_good_feed_breaks_no_rule(good: str, published: Path) -> None:
    assert judged(good, published) == []


def test_a_brief_episode_may_have_fewer_than_three_chapters_but_not_none(
    good: str, published: Path, tmp_path: Path
) -> None:
    brief = re.sub(r"<itunes:duration>\d+<", "<itunes:duration>17<", good)
    for kept, broken in ((1, set()), (0, {"chapter-files"})):
        output = tmp_path / str(kept)
        shutil.copytree(published, output)
        edit_chapters(lambda document, kept=kept: document["chapters"].__delitem__(slice(kept, None)))(output)
        assert rules_broken(brief, output) & {"chapter-files"} == broken
        assert "chapter-files" in rules_broken(good, output)


@pytest.mark.parametrize("slug", ["leaven", "baking", "creme-crust"])
def test_a_topic_s_feed_breaks_no_rule(published: Path, slug: str) -> None:
    path = f"topics/{slug}/feed.xml"
    url = f"https://example.org/bread/{path}"
    assert judged((published / path).read_text(), published, url) == []


VALID = [
    ("(?s)<itunes:owner>.*</itunes:owner>", ""),
    ("<itunes:email>[^<]*</itunes:email>", ""),
    (' owner="bakers@example.org"', ""),
    beside(type="application/x-mpegURL", length="0"),
    beside(type="application/vnd.apple.mpegurl", length="0", uri="https://video.example.org/all.m3u8"),
    ("<podcast:locked", "<itunes:block>Yes</itunes:block><podcast:block>yes</podcast:block><podcast:locked"),
    ('<enclosure url="https://', '<enclosure url="https://counter.example.org/e/'),
    ('<enclosure url="https://', '<enclosure url="https://one.example.org/a/two.example.org/b.mp3/'),
    ("<podcast:txt", '<podcast:txt purpose="verify">S6lpp-7ZCn8</podcast:txt><podcast:txt'),
]


@pytest.mark.parametrize(("pattern", "instead"), VALID)
def test_what_is_valid_breaks_no_rule(good: str, published: Path, pattern: str, instead: str) -> None:
    feed = re.sub(pattern, instead, good, count=1)
    assert feed != good
    assert judged(feed, published) == []


def test_an_alternate_needs_no_bitrate_and_may_have_a_fraction_of_one(good: str, published: Path) -> None:
    for bitrate in ("", ' bitrate="128123.83"'):
        pattern, instead = beside(type="application/x-mpegURL", length="0")
        feed = re.sub(pattern, instead.replace(' bitrate="96000"', bitrate), good, count=1)
        assert judged(feed, published) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://counter.example.org/e/example.org/elsewhere/audio/poolish.05792ecb.mp3",
        "ftp://counter.example.org/e/example.org/bread/audio/poolish.05792ecb.mp3",
        "https://counter.example.org/e/notexample.org/bread/audio/poolish.05792ecb.mp3",
        "https://counter.example.org/e/example.org/bread/audio/../../outside/x.mp3",
    ],
)
def test_a_service_that_counts_must_lead_to_this_site(good: str, published: Path, address: str) -> None:
    feed = re.sub('(<enclosure url=)"[^"]*"', rf'\1"{address}"', good, count=1)
    assert "enclosure-files" in {finding.rule for finding in judged(feed, published)}


@pytest.mark.parametrize(("rule", "pattern", "instead"), BROKEN_FEEDS)
def test_a_broken_feed_breaks_its_rule(
    good: str, published: Path, rule: str, pattern: str, instead: str
) -> None:
    broken, count = re.subn(pattern, instead, good, count=1)
    assert count == 1
    assert rule in rules_broken(broken, published)


@pytest.mark.parametrize(("rule", "spoil"), BROKEN_FILES)
def test_a_broken_file_breaks_its_rule(
    good: str, published: Path, tmp_path: Path, rule: str, spoil: Callable[[Path], object]
) -> None:
    output = shutil.copytree(published, tmp_path / "output")
    spoil(output)
    assert rule in rules_broken(good, output)


def test_every_rule_has_something_that_breaks_it() -> None:
    rules = {WELL_FORMED, RSS, *CHANNEL_RULES, *ITEM_RULES, *FILE_RULES}
    assert {rule for rule, *_ in [*BROKEN_FEEDS, *BROKEN_FILES]} == rules


@pytest.mark.parametrize(
    ("rule", "pattern", "instead"),
    [case for case in BROKEN_FEEDS if case[0].startswith("item-e")],
)
def test_one_fault_in_an_item_is_found_once_and_there(
    good: str, published: Path, rule: str, pattern: str, instead: str
) -> None:
    broken = re.sub(pattern, instead, good, count=1)
    (finding,) = [finding for finding in judged(broken, published) if finding.rule == rule]
    assert finding.place.startswith("item «Poolish» in line ")
    assert finding.what


def test_a_feed_s_entities_fetch_nothing(published: Path, good: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("do not read me")
    declaration = f'<!DOCTYPE rss [<!ENTITY leak SYSTEM "{secret.as_uri()}">]><rss '
    hostile = good.replace("<rss ", declaration, 1).replace("<title>Poolish", "<title>&leak;", 1)
    findings = judged(hostile, published)
    assert not any("do not read me" in finding.what + finding.place for finding in findings)


def test_a_feed_at_another_address_than_its_own_is_noticed(good: str, published: Path) -> None:
    findings = judged(good, published, "https://example.org/feed.xml")
    assert "channel-self-link" in {finding.rule for finding in findings}
