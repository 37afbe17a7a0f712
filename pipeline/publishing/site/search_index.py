"""What the pages' scripts load when they first need it: the words of every episode, and who follows whom."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.publishing.site.library import Library, line
from pipeline.publishing.site.transcript import Word

INDEX_PATH = "search.json"
PLAYLIST_PATH = "playlist.json"


def search_index(library: Library, words: Mapping[str, Sequence[Word]]) -> str:
    """Give slug, title, subtitle, summary, topics, seconds and transcript of each episode, the newest first.

    The transcript has single blanks between words, so that a place in it is a word's number.
    """
    rows = [
        [
            heard.slug,
            heard.title,
            heard.subtitle,
            line(heard.episode.summary),
            ", ".join(name for name, _ in heard.topics),
            heard.seconds,
            " ".join(word.text for word in words[heard.slug]),
        ]
        for heard in reversed(library.episodes)
    ]
    return _compact({"episodes": rows})


def playlist(library: Library) -> str:
    """Give slug, title, seconds, version and cover of each episode in order; each topic's by their places."""
    places = {heard.slug: place for place, heard in enumerate(library.episodes)}
    return _compact(
        {
            "episodes": [
                [heard.slug, heard.title, heard.seconds, heard.version, heard.cover or "show"]
                for heard in library.episodes
            ],
            "topics": {
                topic.slug: {"name": topic.name, "episodes": [places[heard.slug] for heard in topic.episodes]}
                for topic in library.topics
            },
        }
    )


def _compact(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
