"""A show with everything on is read and fetched by others; with everything off it is what it was before."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import podcastparser
import pytest
from lxml import etree

from pipeline.cli import main

HERE = Path(__file__).parent
KINDS = {"audio/ogg", "audio/mp4", "video/mp4"}
NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}
# What is in a feed only where somebody has asked for it, by prefix and name.
ASKED_FOR = {
    "atom:link[@rel='hub']",
    "itunes:season",
    "itunes:new-feed-url",
    "itunes:block",
    "itunes:complete",
    "podcast:alternateEnclosure",
    "podcast:block",
    "podcast:funding",
    "podcast:image",
    "podcast:license",
    "podcast:location",
    "podcast:podroll",
    "podcast:season",
    "podcast:updateFrequency",
    "psc:chapters",
}


@pytest.fixture(scope="module")
def everything_feed(everything: Path, serve: Callable[[Path], Any]) -> Any:
    return serve(everything)


@pytest.fixture(scope="module")
def xml(everything_feed: Any) -> bytes:
    with urllib.request.urlopen(everything_feed.url) as answer:  # noqa: S310 - an address of this machine
        return bytes(answer.read())


@pytest.fixture(scope="module")
def parsed(xml: bytes, programs: Callable[[str], str]) -> dict[str, Any]:
    node = programs("node")
    if not (HERE / "node_modules").is_dir():
        programs("npm ci --prefix tests/clients")  # skips, or fails in CI
    done = subprocess.run([node, HERE / "read_feed.mjs"], input=xml, capture_output=True, check=True)
    return dict(json.loads(done.stdout))


def found(feed: bytes, element: str) -> list[Any]:
    return list(etree.fromstring(feed).iterfind(f".//{element}", NAMESPACES))


@pytest.mark.parametrize("element", sorted(ASKED_FOR - {"itunes:block", "podcast:block"}))
def test_everything_that_can_be_asked_for_is_there(xml: bytes, element: str) -> None:
    assert found(xml, element)


def test_our_own_judge_finds_nothing_wrong(everything: Path) -> None:
    assert main(["check", "--root", str(everything), "-q"]) == 0


def test_partytime_reads_what_is_new(parsed: dict[str, Any]) -> None:
    channel = parsed["partytime"]
    assert channel["itunesType"] == "serial"
    items = {item["title"].partition(":")[0]: item for item in channel["items"]}
    narrows = items["Tacoma Narrows"]
    assert narrows["itunesEpisodeType"] == "bonus"
    assert narrows["podcastSeason"]["number"] == 2
    assert narrows["podcastSeason"]["name"] == "Steel"
    assert items["The arch"]["itunesEpisodeType"] == "trailer"
    offered = {each["type"] for each in narrows["alternativeEnclosures"]}
    assert offered >= KINDS
    assert len(narrows["podcastTranscripts"]) == 3
    assert narrows["podcastChapters"]["type"] == "application/json+chapters"


def test_feedsmith_reads_what_is_new(parsed: dict[str, Any]) -> None:
    channel = parsed["feedsmith"]
    assert {text["purpose"] for text in channel["podcast"]["txts"]} == {
        "ai-content",
        "verify",
        "applepodcastsverify",
    }
    item = channel["items"][0]
    enclosures = item["podcast"]["alternateEnclosures"]
    assert {each["type"] for each in enclosures} == KINDS
    assert {each.get("height") for each in enclosures} >= {1080, 1920}
    assert item["podcast"]["season"]["name"] == "Steel"
    assert len(item["psc"]["chapters"]) >= 3


def test_feedparser_and_podcastparser_read_it_without_complaint(xml: bytes, everything_feed: Any) -> None:
    read = feedparser.parse(xml)
    assert not read.bozo
    assert len(read.entries) == 3
    assert len(podcastparser.parse(everything_feed.url, io.BytesIO(xml))["episodes"]) == 3


def test_gpodder_downloads_every_episode(everything_feed: Any, home: Any) -> None:
    variables = {"GPODDER_HOME": "gpodder"}
    for command in (("subscribe", everything_feed.url), ("update",), ("download",)):
        home.run("gpo", *command, **variables)
    assert home.recordings == everything_feed.recordings


def test_podcast_archiver_downloads_every_episode(everything_feed: Any, home: Any) -> None:
    (home.path / "archive").mkdir()
    home.run("podcast-archiver", "--feed", everything_feed.url, "--dir", "archive")
    assert home.recordings == everything_feed.recordings


def test_poca_downloads_every_episode(everything_feed: Any, home: Any) -> None:
    folder = home.path / "poca"
    folder.mkdir()
    (folder / "poca.xml").write_text(
        f"<poca><settings><base_dir>{home.path / 'library'}</base_dir></settings><subscriptions>"
        f"<subscription><title>B</title><url>{everything_feed.url}</url></subscription></subscriptions></poca>"
    )
    home.run("poca", "--config", folder)
    assert home.recordings == everything_feed.recordings


def test_newsboat_lists_every_episode(everything_feed: Any, home: Any) -> None:
    (home.path / "urls").write_text(f"{everything_feed.url}\n")
    (home.path / "settings").touch()
    home.run("newsboat", "-u", "urls", "-c", "cache.db", "-C", "settings", "-x", "reload")
    listed = home.run("newsboat", "-u", "urls", "-c", "cache.db", "-C", "settings", "-x", "print-unread")
    assert listed.startswith("3 ")


@pytest.fixture(scope="module")
def off_again(everything: Path, plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the show after everything was switched off again, and built."""
    root = tmp_path_factory.mktemp("off") / "bridges"
    shutil.copytree(everything, root)
    for folder in ("episodes", "scripts"):
        shutil.rmtree(root / folder)
        shutil.copytree(plain / folder, root / folder)
    assert main(["build", "--root", str(root), "--jobs", "1", "-q"]) == 0
    return root


def test_with_everything_off_every_public_byte_is_as_before(off_again: Path, plain: Path) -> None:
    def public(root: Path) -> dict[str, bytes]:
        output = root / "output"
        files = (file for file in output.rglob("*") if file.is_file() and file.name != "report.json")
        return {file.relative_to(output).as_posix(): file.read_bytes() for file in files}

    before, after = public(plain), public(off_again)
    assert sorted(before) == sorted(after)
    assert [path for path, data in before.items() if after[path] != data] == []


@pytest.mark.parametrize("element", sorted(ASKED_FOR))
def test_a_feed_that_asks_for_nothing_has_nothing_of_it(plain: Path, element: str) -> None:
    assert found((plain / "output/feed.xml").read_bytes(), element) == []
