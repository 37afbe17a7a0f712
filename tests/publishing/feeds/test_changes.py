from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
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


WORDS = {
    "title": "title",
    "pubDate": "date",
    "enclosure": "recording",
    "itunes:duration": "recording",
    "content:encoded": "notes",
    "description": "summary",
    "link": "address",
    "itunes:image": "cover",
    "category": "topics",
    "itunes:episode": "number",
    "itunes:episodeType": "kind",
    "itunes:explicit": "rating",
    "podcast:txt": "disclosure",
    "podcast:season": "season",  # it has no other word
}


def item(*elements: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="https://example.org/{name}"' for name in ("itunes", "podcast", "content")
    )
    return f"<rss {spaces}><item><guid>1</guid>{''.join(elements)}</item></rss>".encode()


@pytest.mark.parametrize("name", WORDS)
def test_each_element_has_a_word_that_people_have_for_it(name: str) -> None:
    before, after = ([item(f"<{name}>{text}</{name}>")] for text in "ab")
    (change,) = episode_changes(before, after)
    assert change.what == (WORDS[name],)
    (gone,) = episode_changes(before, [item()])
    assert gone.what == (WORDS[name],)


def test_of_several_elements_of_a_kind_each_counts_and_so_does_their_order() -> None:
    one, other = "<category>Salt</category>", "<category>Rice</category>"
    assert episode_changes([item(one, other)], [item(other, one)])[0].what == ("topics",)
    assert episode_changes([item(one, other)], [item(one)])[0].what == ("topics",)


def test_a_remark_in_a_feed_is_no_change_and_an_element_in_another_place_is_none() -> None:
    title, link = "<title>Salt</title>", "<link>https://example.org/salt</link>"
    assert episode_changes([item(title, link)], [item(title, "<!-- a remark -->", link)]) == ()
    assert episode_changes([item(title, link)], [item(link, title)]) == ()


def test_an_episode_is_called_by_the_name_of_its_recording() -> None:
    sound = '<enclosure url="https://example.org/audio/salt.0123abcd.mp3?from=feed"/>'
    (change,) = episode_changes([], [item(sound, "<title>Salt</title>")])
    assert (change.slug, change.title) == ("salt", "Salt")
    (change,) = episode_changes([], [item()])
    assert (change.slug, change.title) == ("", "")


def test_what_is_added_is_told_first_and_what_is_removed_last() -> None:
    def page(**titles: str) -> bytes:
        items = (f"<item><guid>{guid}</guid><title>{title}</title></item>" for guid, title in titles.items())
        return f"<rss>{''.join(items)}</rss>".encode()

    changes = episode_changes([page(a="A", b="B", c="C")], [page(c="D", b="B", e="E")])
    assert [(change.kind, change.title) for change in changes] == [
        ("added", "E"),
        ("changed", "D"),
        ("removed", "A"),
    ]
