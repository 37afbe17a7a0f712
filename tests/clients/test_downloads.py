"""Podcast clients subscribe to the feed and download the recordings, byte for byte."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main

GPO = {"GPODDER_HOME": "gpodder"}
Again = tuple[Any, Callable[[], None]]


def test_gpodder_subscribes_and_downloads_every_episode(feed: Any, home: Any) -> None:
    home.run("gpo", "subscribe", feed.url, **GPO)
    home.run("gpo", "update", **GPO)
    home.run("gpo", "download", **GPO)
    assert home.recordings == feed.recordings


def test_gpodder_goes_on_to_the_later_pages_of_a_feed(paged_feed: Any, home: Any) -> None:
    assert (paged_feed.output / "feed-3.xml").is_file()
    home.run("gpo", "subscribe", paged_feed.url, **GPO)
    home.run("gpo", "update", **GPO)
    home.run("gpo", "download", **GPO)
    assert home.recordings == paged_feed.recordings


def prepared_for_podget(feed: Any, home: Any) -> Path:
    """Give the folder of settings with which podget subscribes."""
    folder: Path = home.path / "podget"
    folder.mkdir()
    home.run("podget", "--dir_config", folder, "--create-config", "podgetrc")
    settings = (folder / "podgetrc").read_text().split("\n")
    library = home.path / "library"
    kept = [line for line in settings if not line.startswith(("DIR_LIBRARY=", "MIN_SPACE="))]
    (folder / "podgetrc").write_text("\n".join([*kept, f'DIR_LIBRARY="{library}"', "MIN_SPACE=0", ""]))
    (folder / "serverlist").write_text(f"{feed.url} Science Bridges\n")
    return folder


def test_podget_downloads_every_episode(feed: Any, home: Any) -> None:
    home.run("podget", "--dir_config", prepared_for_podget(feed, home))
    assert home.recordings == feed.recordings


def test_podcast_archiver_downloads_every_episode(feed: Any, home: Any) -> None:
    (home.path / "archive").mkdir()
    home.run("podcast-archiver", "--feed", feed.url, "--dir", "archive")
    assert home.recordings == feed.recordings


def test_poca_downloads_every_episode(feed: Any, home: Any) -> None:
    folder = home.path / "poca"
    folder.mkdir()
    (folder / "poca.xml").write_text(
        f"<poca><settings><base_dir>{home.path / 'library'}</base_dir></settings><subscriptions>"
        f"<subscription><title>Bridges</title><url>{feed.url}</url></subscription></subscriptions></poca>"
    )
    home.run("poca", "--config", folder)
    assert home.recordings == feed.recordings


def test_newsboat_lists_every_episode_with_its_recording(feed: Any, home: Any) -> None:
    (home.path / "urls").write_text(f"{feed.url}\n")
    (home.path / "settings").touch()
    home.run("newsboat", "-u", "urls", "-c", "cache.db", "-C", "settings", "-x", "reload")
    with closing(sqlite3.connect(home.path / "cache.db")) as cache:
        rows = cache.execute("select enclosure_url, enclosure_type, unread from rss_item").fetchall()
    base = feed.url.removesuffix("feed.xml")
    files = {file.name for file in (feed.output / "audio").glob("*.mp3")}
    assert {url.removeprefix(f"{base}audio/") for url, *_ in rows} == files
    assert {(kind, unread) for _, kind, unread in rows} == {("audio/mpeg", 1)}


@pytest.fixture
def again(show: Path, serve: Callable[[Path], Any], tmp_path_factory: pytest.TempPathFactory) -> Again:
    """Give a feed being served, and what makes one of its recordings again, longer."""
    root = tmp_path_factory.mktemp("again") / "bridges"
    shutil.copytree(show, root)

    def say_more() -> None:
        script = root / "scripts/the-arch.md"
        script.write_text(
            script.read_text().rstrip() + " And with this the new recording is the longer one.\n"
        )
        assert main(["build", "--root", str(root), "--jobs", "1", "-q"]) == 0

    return serve(root), say_more


def test_gpodder_keeps_whole_what_it_has_when_a_recording_is_made_again(again: Again, home: Any) -> None:
    feed, say_more = again
    before = feed.recordings
    home.run("gpo", "subscribe", feed.url, **GPO)
    for change in (say_more, lambda: None):
        home.run("gpo", "update", **GPO)
        home.run("gpo", "download", **GPO)
        change()
    assert feed.recordings != before
    assert home.recordings == before


def test_podget_fetches_a_recording_that_was_made_again_beside_the_old_one(again: Again, home: Any) -> None:
    feed, say_more = again
    before = feed.recordings
    folder = prepared_for_podget(feed, home)
    home.run("podget", "--dir_config", folder)
    say_more()
    home.run("podget", "--dir_config", folder)
    assert feed.recordings != before
    assert home.recordings == before | feed.recordings
