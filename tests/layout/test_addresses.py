from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.catalogue.show import Show
from pipeline.layout import addresses
from pipeline.layout.record import Record


def with_topics(show: Show, *topics: str) -> Show:
    return replace(show, episodes=(replace(show.episodes[0], topics=topics),))


def test_the_podcast_guid_is_that_of_the_namespace_s_own_example() -> None:
    assert addresses.feed_guid("podnews.net/rss") == "9b024349-ccf0-5f69-a609-6b82873eab3c"


@pytest.mark.parametrize(
    "url", ["https://podnews.net/rss", "http://podnews.net/rss/", "https://podnews.net/rss//"]
)
def test_the_podcast_guid_does_not_depend_on_scheme_and_trailing_slashes(url: str) -> None:
    assert addresses.feed_guid(url) == "9b024349-ccf0-5f69-a609-6b82873eab3c"


def test_an_enclosure_carries_the_first_digits_of_its_digest(show: Show, records: dict[str, Record]) -> None:
    record = records["crumb"]
    expected = "https://example.org/bread/audio/crumb.c3d9c159.mp3"
    assert addresses.audio_url(show, record) == expected
    assert record.audio_sha256.startswith("c3d9c159")


def test_a_recording_of_an_older_version_keeps_the_address_that_it_had(
    show: Show, records: dict[str, Record]
) -> None:
    record = records["crumb"]
    files = {"audio/crumb.mp3": record.files[record.audio_path]}
    expected = "https://example.org/bread/audio/crumb.mp3?v=c3d9c159"
    assert addresses.audio_url(show, replace(record, files=files)) == expected


def test_a_topic_with_accents_and_signs_gets_an_ascii_name(show: Show) -> None:
    assert addresses.topic_slugs(show)["Crème & Crust"] == "creme-crust"


def test_topics_that_would_share_a_name_are_told_apart_and_the_first_keeps_it(show: Show) -> None:
    slugs = addresses.topic_slugs(with_topics(show, "C++", "C#"))
    assert slugs["C++"] == "c"
    assert slugs["C#"].startswith("c-")


def test_a_topic_without_any_ascii_letter_still_has_a_path(show: Show) -> None:
    one, other = addresses.topic_slugs(with_topics(show, "機械学習", "深層学習")).values()
    assert one.startswith("topic-")
    assert one != other


def test_a_topic_called_show_does_not_take_the_show_s_cover(show: Show) -> None:
    slug = addresses.topic_slugs(with_topics(show, "Show"))["Show"]
    assert addresses.cover_path(slug) != addresses.cover_path()


def test_a_later_topic_does_not_rename_an_earlier_one(show: Show) -> None:
    before = addresses.topic_slugs(with_topics(show, "C++"))
    after = addresses.topic_slugs(with_topics(show, "C++", "C#", "C"))
    assert after["C++"] == before["C++"]


@pytest.mark.parametrize(
    ("address", "ascii_form"),
    [
        ("https://bücher.example/brot", "https://xn--bcher-kva.example/brot"),
        ("https://example.org/Brot & Käse", "https://example.org/Brot%20&%20K%C3%A4se"),
        ("https://example.org/a%20b?q=ü#ß", "https://example.org/a%20b?q=%C3%BC#%C3%9F"),
        ("http://[broken", "http://[broken"),
        ("http://example.org/\ud800\x07x", "http://example.org/%20%20x"),
    ],
)
def test_addresses_are_written_in_ascii(address: str, ascii_form: str) -> None:
    assert addresses.ascii_url(address) == ascii_form


def test_a_title_and_its_subtitle_read_as_one_line(show: Show) -> None:
    assert addresses.display_title(show.episodes[0]) == "Sourdough: a culture in a jar"


def test_a_title_that_ends_a_sentence_gets_no_colon(show: Show) -> None:
    episode = replace(show.episodes[0], title="Why salt?", subtitle="more than taste")
    assert addresses.display_title(episode) == "Why salt? – more than taste"
