"""What the pages' search loads when somebody asks: which words are in which episodes, and what it shows."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from pipeline.freshness.made import STANDS, Made, Stands, key_of
from pipeline.publishing.site.folding import fold, words_in
from pipeline.publishing.site.library import Library, ListedEpisode, line
from pipeline.publishing.site.shards import FOLDER, MARK, add, bounds, divide, put, shard_json, shard_path
from pipeline.publishing.site.standing_index import INDEX_PATH, StandingIndex, read_standing
from pipeline.publishing.site.transcript import Word

ROWS = 8  # episodes in a file of what results show
# Twice what a word counts for in title, subtitle, summary, topics and transcript.
_WEIGHTS = (16, 8, 5, 4, 2)
_PLACES = "search"  # which episodes are where, among what was made
TITLE_ENDS = "$"  # after a whole title, which is in the index like a word


class SearchFiles:
    """Takes episodes one after another, the oldest first, and gives the files of rows and of the index.

    Where all episodes are as they were when the index was made, it is not made again. Where they are the same
    ones, it is changed as their rows are. Otherwise it is made of the rows, which then need not be.
    """

    def __init__(self, library: Library, made: Made) -> None:
        self._made, self._count = made, 0
        self._key = key_of("search", ROWS, bounds(), *(heard.key for heard in library.episodes))
        self._standing = made.all_of(self._key)
        self._before = None if self._standing else self._to_change(library.episodes)
        self._index = SearchIndex(self._before, len(library.episodes) if self._before else 0)
        made.value(_PLACES, _places(library.episodes), list)

    def _to_change(self, episodes: Sequence[ListedEpisode]) -> StandingIndex | None:
        _, most_named = bounds()
        if len(episodes) > most_named or not self._made.knows(_PLACES, _places(episodes)):
            return None
        return read_standing(self._made, [_rows_path(first) for first in range(0, len(episodes), ROWS)])

    def rows(
        self, part: Sequence[ListedEpisode], words: Sequence[Callable[[], Sequence[Word]]]
    ) -> Iterator[tuple[str, str | Stands]]:
        """Take the next ROWS episodes, with what gives their transcripts."""
        path, first = _rows_path(self._count), self._count
        self._count += len(part)
        make = partial(_rows_json, part, words)
        content = self._made.page(path, key_of("rows", *(heard.key for heard in part)), make)
        yield path, content
        if self._standing or (self._before and content is STANDS):
            return
        rows = json.loads(content if isinstance(content, str) else self._made.text(path))["rows"]
        if self._before is None:
            for row in rows:
                self._index.add(row)
        else:
            for place, (before, row) in enumerate(zip(self._before.rows_of(path), rows, strict=True), first):
                self._index.change(place, before, row)

    def files(self) -> Iterator[tuple[str, str | Stands]]:
        """Give the shards, and the file that names them, with their paths below `output/`."""
        if self._standing:
            yield from ((path, STANDS) for path in self._standing)
            return
        for path, text in self._index.files():
            yield path, self._made.page(path, self._key, partial(str, text))


class SearchIndex:
    """Takes rows one after another, the oldest episode's first, and gives the files of the index.

    Or takes the index `before`, of `count` episodes, and their rows that are others now.
    """

    def __init__(self, before: StandingIndex | None = None, count: int = 0) -> None:
        self._before, self._count = before or StandingIndex(), count
        self._postings = self._before.postings
        self._changed: set[str] = set()  # words, since then

    def add(self, row: Sequence[Any]) -> None:
        """Take the row of an episode."""
        add(self._postings, self._count, _frequencies(row))
        self._count += 1

    def change(self, place: int, before: Sequence[Any], row: Sequence[Any]) -> None:
        """Take the row of the episode at a place, instead of the one that it had."""
        said, says = _frequencies(before), _frequencies(row)
        for word in {*said, *says}:
            if said.get(word) != says.get(word):
                put(self._postings, word, place, says.get(word, 0))
                self._changed.add(word)

    def files(self) -> Iterator[tuple[str, str]]:
        """Give the shards, and the file that names them, with their paths below `output/`."""
        whole: list[str] = []
        divided: list[str] = []
        changed = sorted(self._changed)
        for shard in divide(self._postings):
            path = shard_path(shard.beginning)
            # What a shard holds, and whether it is divided, follows from the words that begin so.
            same = None if _any_begins(changed, shard.beginning) else self._before.shards.get(path)
            yield path, same or shard_json(shard, self._postings)
            (whole if shard.everything is None else divided).append(shard.beginning)
        about = {"episodes": self._count, "rows": ROWS, "whole": whole, "divided": divided}
        yield INDEX_PATH, MARK + compact(about)[1:]


def _places(episodes: Sequence[ListedEpisode]) -> str:
    """Give the key of which episodes are in which places of the index."""
    return key_of("places", ROWS, bounds(), *(heard.slug for heard in episodes))


def _rows_path(first: int) -> str:
    return f"{FOLDER}/rows-{first // ROWS}.json"


def _frequencies(row: Sequence[Any]) -> dict[str, int]:
    """Give how much a row says each word."""
    frequencies: dict[str, int] = {}
    for text, weight in zip((*row[1:5], row[6]), _WEIGHTS, strict=True):
        for word, count in words_in(fold(text)).items():
            frequencies[word] = frequencies.get(word, 0) + weight * count
    frequencies[fold(row[1]) + TITLE_ENDS] = 1
    return frequencies


def _any_begins(words: Sequence[str], beginning: str) -> bool:
    """Tell whether any of these sorted words begins so."""
    at = bisect_left(words, beginning)
    return at < len(words) and words[at].startswith(beginning)


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
