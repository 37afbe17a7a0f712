"""Podcast clients subscribe to the feed and download the recordings, byte for byte."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

GPO = {"GPODDER_HOME": "gpodder"}


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


def test_podget_downloads_every_episode(feed: Any, home: Any) -> None:
    folder = home.path / "podget"
    folder.mkdir()
    home.run("podget", "--dir_config", folder, "--create-config", "podgetrc")
    settings = (folder / "podgetrc").read_text().split("\n")
    library = home.path / "library"
    kept = [line for line in settings if not line.startswith(("DIR_LIBRARY=", "MIN_SPACE="))]
    (folder / "podgetrc").write_text("\n".join([*kept, f'DIR_LIBRARY="{library}"', "MIN_SPACE=0", ""]))
    (folder / "serverlist").write_text(f"{feed.url} Science Bridges\n")
    home.run("podget", "--dir_config", folder)
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
