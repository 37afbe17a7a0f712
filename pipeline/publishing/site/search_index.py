"""What the pages' search loads when somebody asks: which words are in which episodes, and what it shows."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from pipeline.freshness.made import STANDS, Made, Stands, key_of
from pipeline.publishing.site.folding import fold, words_in
from pipeline.publishing.site.library import Library, ListedEpisode, line
from pipeline.publishing.site.shards import FOLDER, MARK, add, bounds, divide, shard_json, shard_path
from pipeline.publishing.site.transcript import Word

INDEX_PATH = "search.json"
ROWS = 8  # episodes in a file of what results show
# Twice what a word counts for in title, subtitle, summary, topics and transcript.
_WEIGHTS = (16, 8, 5, 4, 2)
TITLE_ENDS = "$"  # after a whole title, which is in the index like a word


class SearchFiles:
    """Takes episodes one after another, the oldest first, and gives the files of rows and of the index.

    Where all episodes are as they were when the index was made, it is not made again. Otherwise it is made of
    the rows, which then need not be.
    """

    def __init__(self, library: Library, made: Made) -> None:
        self._made, self._count = made, 0
        self._key = key_of("search", ROWS, bounds(), *(heard.key for heard in library.episodes))
        self._standing = made.all_of(self._key)
        self._index = SearchIndex()

    def rows(
        self, part: Sequence[ListedEpisode], words: Sequence[Callable[[], Sequence[Word]]]
    ) -> Iterator[tuple[str, str | Stands]]:
        """Take the next ROWS episodes, with what gives their transcripts."""
        path = f"{FOLDER}/rows-{self._count // ROWS}.json"
        self._count += len(part)
        make = partial(_rows_json, part, words)
        content = self._made.page(path, key_of("rows", *(heard.key for heard in part)), make)
        yield path, content
        if not self._standing:
            known = content if isinstance(content, str) else self._made.text(path)
            for row in json.loads(known)["rows"]:
                self._index.add(row)

    def files(self) -> Iterator[tuple[str, str | Stands]]:
        """Give the shards, and the file that names them, with their paths below `output/`."""
        if self._standing:
            yield from ((path, STANDS) for path in self._standing)
            return
        for path, text in self._index.files():
            yield path, self._made.page(path, self._key, partial(str, text))


class SearchIndex:
    """Takes rows one after another, the oldest episode's first, and gives the files of the index."""

    def __init__(self) -> None:
        self._postings: dict[str, int | array[int]] = {}
        self._count = 0

    def add(self, row: Sequence[Any]) -> None:
        """Take the row of an episode."""
        frequencies: dict[str, int] = {}
        for text, weight in zip((*row[1:5], row[6]), _WEIGHTS, strict=True):
            for word, count in words_in(fold(text)).items():
                frequencies[word] = frequencies.get(word, 0) + weight * count
        frequencies[fold(row[1]) + TITLE_ENDS] = 1
        add(self._postings, self._count, frequencies)
        self._count += 1

    def files(self) -> Iterator[tuple[str, str]]:
        """Give the shards, and the file that names them, with their paths below `output/`."""
        whole: list[str] = []
        divided: list[str] = []
        for shard in divide(self._postings):
            yield shard_path(shard.beginning), shard_json(shard, self._postings)
            (whole if shard.everything is None else divided).append(shard.beginning)
        about = {"episodes": self._count, "rows": ROWS, "whole": whole, "divided": divided}
        yield INDEX_PATH, MARK + compact(about)[1:]


def _rows_json(part: Sequence[ListedEpisode], words: Sequence[Callable[[], Sequence[Word]]]) -> str:
    rows = [search_row(heard, said()) for heard, said in zip(part, words, strict=True)]
    return MARK + compact({"rows": rows})[1:]


def search_row(heard: ListedEpisode, words: Sequence[Word]) -> list[Any]:
    """Give slug, title, subtitle, summary, topics, seconds and transcript.

    The transcript has single blanks between words, so that a place in it is a word's number.
    """
    return [
        heard.slug,
        heard.title,
        heard.subtitle,
        line(heard.episode.summary),
        ", ".join(name for name, _ in heard.topics),
        heard.seconds,
        " ".join(word.text for word in words),
    ]


def compact(data: Any) -> str:
    """Write JSON without blanks, on a line of its own."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
