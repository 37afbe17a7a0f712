from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.layout.public_files import cache_control, content_type, is_public, public_files, rank


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("audio/a.mp3", "audio/mpeg"),
        ("feed.xml", "application/xml"),
        ("topics/leaven/feed-2.xml", "application/xml"),
        ("sitemap.xml", "application/xml"),
        ("feed.xsl", "application/xslt+xml"),
        ("transcripts/a.json", "application/json"),
        ("chapters/a.json", "application/json+chapters"),
        ("transcripts/a.vtt", "text/vtt"),
        ("transcripts/a.srt", "application/x-subrip"),
        ("index.html", "text/html; charset=utf-8"),
        ("assets/site.css", "text/css; charset=utf-8"),
        ("assets/site.js", "text/javascript; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("art/show.jpg", "image/jpeg"),
        ("art/320/leaven.png", "image/png"),
        ("assets/mark.svg", "image/svg+xml"),
        ("assets/letters.woff2", "font/woff2"),
        ("COVER.JPG", "image/jpeg"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_every_kind_of_file_has_its_type(path: str, kind: str) -> None:
    assert content_type(path) == kind


@pytest.mark.slow
def test_every_file_of_a_publication_has_a_type(published: Path) -> None:
    assert [p for p in public_files(published) if content_type(p) == "application/octet-stream"] == []


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "records/a.json",
        "report.json",
        "art/art.json",
        ".htaccess",
        "audio/.a.mp3.x.part",
        ".git/config",
    ],
)
def test_what_is_ours_alone_is_not_public(path: str) -> None:
    assert not is_public(path)


@pytest.mark.parametrize(
    "path", ["audio/a.mp3", "episodes/records/index.html", "report.json.html", "art/a.jpg"]
)
def test_what_only_looks_like_it_is_public(path: str) -> None:
    assert is_public(path)


def test_audio_may_be_kept_for_good_and_what_names_it_for_minutes() -> None:
    assert cache_control("audio/a.mp3") == "public, max-age=31536000, immutable"
    for path in ("feed.xml", "index.html", "transcripts/a.vtt"):
        assert cache_control(path) == "public, max-age=300"


def test_each_kind_comes_after_those_it_names() -> None:
    order = [
        "audio/a.mp3",
        "transcripts/a.vtt",
        "embed/a/index.html",
        "oembed/a.json",
        "episodes/a/index.html",
        "index.html",
        "sitemap.xml",
        "topics/b/feed-2.xml",
        "topics/b/feed.xml",
        "feed-2.xml",
        "feed.xml",
    ]
    assert sorted(order, key=rank) == order
    assert len({rank(path) for path in order}) == len(order)
    assert rank("chapters/a.json") == rank("art/a.jpg") == rank("feed.xsl") == rank("transcripts/a.vtt")
    assert rank("topics/b/index.html") == rank("404.html") == rank("index.html")
