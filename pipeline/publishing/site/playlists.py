"""Who follows whom, for the pages' player: the show's episodes and each topic's, in files of so many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from pipeline.freshness.made import Made, Stands, key_of
from pipeline.publishing.site.library import Library, ListedEpisode
from pipeline.publishing.site.search_index import compact
from pipeline.publishing.site.shards import MARK

PLAYLIST_PATH = "playlist.json"
FOLDER = "playlist"
EPISODES = 200  # in one file


def playlists(library: Library, made: Made) -> Iterator[tuple[str, str | Stands]]:
    """Give the files by path below `output/`: rows of the show and of each topic, then what tells how many.

    A row is slug, title, seconds, version, cover and turns: its place in the show, and in each of its topics.
    """
    yield from _queue("", library.episodes, made)
    for topic in library.topics:
        yield from _queue(f"{topic.slug}/", topic.episodes, made)
    topics = {topic.slug: {"name": topic.name, "episodes": len(topic.episodes)} for topic in library.topics}
    about = {"episodes": len(library.episodes), "each": EPISODES, "topics": topics}
    yield PLAYLIST_PATH, MARK + compact(about)[1:]


def _queue(folder: str, episodes: Sequence[ListedEpisode], made: Made) -> Iterator[tuple[str, str | Stands]]:
    for number, start in enumerate(range(0, len(episodes), EPISODES)):
        part, path = episodes[start : start + EPISODES], f"{FOLDER}/{folder}{number}.json"
        key = key_of("playlist", *(heard.card for heard in part))
        yield path, made.page(path, key, partial(_rows_json, part))


def _rows_json(part: Sequence[ListedEpisode]) -> str:
    return MARK + compact({"rows": [_row(heard) for heard in part]})[1:]


def _row(heard: ListedEpisode) -> list[Any]:
    return [heard.slug, heard.title, heard.seconds, heard.version, heard.cover, heard.turns]
