from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from pipeline.catalogue.show import Show
from pipeline.layout.record import Record
from pipeline.publishing.site.build import build_site
from pipeline.publishing.site.offered import offered_files, size_in_words

DIGEST = "0123456789abcdef" * 4
EVERYTHING = {
    f"audio/crumb.01234567.{kind}": {"sha256": DIGEST, "bytes": size}
    for kind, size in {
        "mp3": 1_080_000,
        "opus": 540_000,
        "m4a": 1_100_000,
        "mp4": 4_260_000,
        "tall.mp4": 3_000_000,
    }.items()
}


@pytest.fixture
def rich(records: dict[str, Record]) -> dict[str, Record]:
    """Give records where one episode has a file of each kind."""
    crumb = records["crumb"]
    kept = {path: facts for path, facts in crumb.files.items() if not path.startswith("audio/")}
    return {**records, "crumb": replace(crumb, files={**kept, **EVERYTHING})}


@pytest.fixture
def page(show: Show, rich: dict[str, Record], published: Path) -> html.HtmlElement:
    return html.document_fromstring(str(build_site(show, rich, published)["episodes/crumb/index.html"]))


def downloads(page: html.HtmlElement) -> Mapping[str, str]:
    return {
        link.get("href"): f"{link.text}, {link.xpath('string(following-sibling::span)')}"
        for link in page.xpath("//a[@download][ancestor::aside]")
    }


def test_every_kind_of_file_can_be_fetched(page: html.HtmlElement) -> None:
    assert downloads(page) == {
        "../../audio/crumb.01234567.mp3": "MP3, 1.1 MB",
        "../../audio/crumb.01234567.opus": "Opus, 540 kB",
        "../../audio/crumb.01234567.m4a": "AAC, 1.1 MB",
        "../../audio/crumb.01234567.mp4": "Video, 1080p, 4.3 MB",
        "../../audio/crumb.01234567.tall.mp4": "Video, 9:16, 3.0 MB",
    }
    names = page.xpath("//aside//a/@download")
    assert names == ["crumb.mp3", "crumb.opus", "crumb.m4a", "crumb.mp4", "crumb.tall.mp4"]


def test_a_video_can_be_watched_with_captions_before_any_of_it_is_loaded(page: html.HtmlElement) -> None:
    (video,) = page.xpath("//video")
    assert (video.get("preload"), video.get("width"), video.get("height")) == ("none", "1920", "1080")
    assert video.xpath(".//source/@src") == ["../../audio/crumb.01234567.mp4"]
    (track,) = video.xpath(".//track")
    assert (track.get("kind"), track.get("src")) == ("captions", "../../transcripts/crumb.vtt")
    graph = {meta.get("property"): meta.get("content") for meta in page.xpath("//meta[@property]")}
    assert graph["og:video"] == "https://example.org/bread/audio/crumb.01234567.mp4"


def test_where_there_is_only_an_mp3_nothing_else_is_offered(
    show: Show, records: dict[str, Record], published: Path
) -> None:
    page = html.document_fromstring(str(build_site(show, records, published)["episodes/crumb/index.html"]))
    assert [line.partition(",")[0] for line in downloads(page).values()] == ["MP3"]
    assert not page.xpath("//video | //meta[starts-with(@property, 'og:video')]")


def test_a_file_of_before_names_had_digits_is_offered_under_the_address_it_has(
    records: dict[str, Record],
) -> None:
    old = replace(records["crumb"], files={"audio/crumb.mp3": {"sha256": DIGEST, "bytes": 900}})
    assert [(file.path, file.size) for file in offered_files(old)] == [("audio/crumb.mp3?v=01234567", "1 kB")]


@pytest.mark.parametrize(
    ("count", "shown"), [(1, "1 kB"), (499_600, "500 kB"), (999_499, "999 kB"), (1_000_000, "1.0 MB")]
)
def test_sizes_are_as_people_read_them(count: int, shown: str) -> None:
    assert size_in_words(count) == shown
