from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from pipeline.catalogue.show import Show
from pipeline.layout.record import Record
from pipeline.publishing.feeds.changes import EpisodeChange, episode_changes
from pipeline.publishing.feeds.feed import build_feeds


def feed(show: Show, records: Mapping[str, Record]) -> list[bytes]:
    return [
        data
        for path, data in build_feeds(show, records).items()
        if path.startswith("feed") and ".xml" in path
    ]


def with_first(show: Show, **facts: object) -> Show:
    return replace(show, episodes=(replace(show.episodes[0], **facts), *show.episodes[1:]))


def test_the_same_feed_is_no_change(show: Show, records: dict[str, Record]) -> None:
    assert episode_changes(feed(show, records), feed(show, records)) == ()


def test_a_feed_laid_out_in_other_lines_is_no_change(show: Show, records: dict[str, Record]) -> None:
    pages = feed(show, records)
    spread = [etree.fromstring(page, etree.XMLParser(strip_cdata=False)) for page in pages]
    for channel in spread:
        etree.indent(channel, space="\t\t")
    assert episode_changes(pages, [etree.tostring(channel) for channel in spread]) == ()


def test_without_a_feed_all_is_added_and_the_other_way_round_removed(
    show: Show, records: dict[str, Record]
) -> None:
    pages = feed(show, records)
    assert {(c.kind, c.slug) for c in episode_changes([], pages)} == {("added", slug) for slug in records}
    assert {(c.kind, c.slug) for c in episode_changes(pages, [])} == {("removed", slug) for slug in records}


def test_a_new_rendering_changes_the_recording_and_nothing_else(
    show: Show, records: dict[str, Record]
) -> None:
    crumb = records["crumb"]
    files = {path: facts for path, facts in crumb.files.items() if path != crumb.audio_path}
    files |= {"audio/crumb.abababab.mp3": {"bytes": 4321, "sha256": "ab" * 32}}
    again = records | {"crumb": replace(records["crumb"], files=files)}
    changes = episode_changes(feed(show, records), feed(show, again))
    assert changes == (EpisodeChange("changed", "crumb", "Crumb", ("recording",)),)


def test_what_changed_is_named_in_people_s_words(show: Show, records: dict[str, Record]) -> None:
    renamed = with_first(show, title="Levain")
    (change,) = episode_changes(feed(show, records), feed(renamed, records))
    assert (change.kind, change.slug) == ("changed", "sourdough")
    assert "title" in change.what


def test_another_guid_is_another_episode(show: Show, records: dict[str, Record]) -> None:
    other = with_first(show, guid="00000000-0000-4000-8000-000000000099")
    kinds = {(c.kind, c.slug) for c in episode_changes(feed(show, records), feed(other, records))}
    assert kinds == {("added", "sourdough"), ("removed", "sourdough")}


def test_the_pages_of_a_long_feed_are_one(show: Show, records: dict[str, Record]) -> None:
    paged = replace(show, feed=replace(show.feed, items_per_page=1))
    assert len(feed(paged, records)) == 3
    assert episode_changes(feed(show, records), feed(paged, records)) == ()


def test_a_page_that_is_not_xml_has_no_episodes(show: Show, records: dict[str, Record]) -> None:
    pages = feed(show, records)
    assert len(episode_changes([b"<rss><chan", b""], pages)) == 3


def test_a_page_cannot_read_files_or_the_network(show: Show, records: dict[str, Record]) -> None:
    page = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item><guid>1</guid><title>&x;</title></item></rss>'
    (change,) = episode_changes([page], [])
    assert "root" not in change.title


def test_the_same_guid_under_another_slug_is_renamed(show: Show, records: dict[str, Record]) -> None:
    moved = with_first(show, slug="levain")
    old = records["sourdough"]
    files = {path.replace("sourdough", "levain"): facts for path, facts in old.files.items()}
    again = records | {"levain": replace(old, slug="levain", files=files)}
    (change,) = episode_changes(feed(show, records), feed(moved, again))
    assert (change.kind, change.was, change.slug) == ("renamed", "sourdough", "levain")
    assert {"address", "recording"} <= set(change.what)
