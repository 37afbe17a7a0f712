"""The same episode as further sound files, as a feed offers them."""

from __future__ import annotations

import base64
from dataclasses import replace
from hashlib import sha256
from typing import Any

from lxml import etree

from pipeline.catalogue.show import Show
from pipeline.layout.record import Record
from pipeline.layout.sound_names import sound_path
from pipeline.publishing.feeds.feed import build_feeds

PODCAST = {"podcast": "https://podcastindex.org/namespace/1.0"}
SOUND = b"some sound"


def alternates(show: Show, records: dict[str, Record], *names: str) -> Any:
    """Build the feed with these files of one episode and list what it offers beside its MP3."""
    facts: dict[str, Any] = {"bytes": len(SOUND), "sha256": sha256(SOUND).hexdigest()}
    crumb = records["crumb"]
    more = replace(
        crumb, files=crumb.files | {sound_path("crumb", name, facts["sha256"]): facts for name in names}
    )
    channel = etree.fromstring(build_feeds(show, records | {"crumb": more})["feed.xml"])[0]
    return channel.findall("item/podcast:alternateEnclosure", PODCAST)


def test_an_episode_of_one_file_offers_no_other(show: Show, records: dict[str, Record]) -> None:
    assert alternates(show, records) == []


def test_each_file_is_told_with_its_type_size_and_bitrate(show: Show, records: dict[str, Record]) -> None:
    opus, m4a = alternates(show, records, "m4a", "opus")
    assert dict(opus.attrib) == {
        "type": "audio/ogg",
        "length": "10",
        "bitrate": "48000",
        "title": "Opus, 48 kbit/s",
        "codecs": "opus",
    }
    assert (m4a.get("type"), m4a.get("codecs")) == ("audio/mp4", "mp4a.40.2")


def test_its_address_changes_with_its_bytes(show: Show, records: dict[str, Record]) -> None:
    (m4a,) = alternates(show, records, "m4a")
    (source,) = m4a.findall("podcast:source", PODCAST)
    digest = sha256(SOUND).hexdigest()[:8]
    assert source.get("uri") == f"https://example.org/bread/audio/crumb.{digest}.m4a"


def test_apps_can_verify_what_they_got(show: Show, records: dict[str, Record]) -> None:
    (opus,) = alternates(show, records, "opus")
    integrity = opus.find("podcast:integrity", PODCAST)
    assert integrity.get("type") == "sri"
    assert integrity.get("value") == "sha256-" + base64.b64encode(sha256(SOUND).digest()).decode()
