"""What the pages' search loads when somebody asks: which words are in which episodes, and what it shows."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.publishing.site.folding import fold, words_in
from pipeline.publishing.site.library import Heard, line
from pipeline.publishing.site.shards import FOLDER, MARK, add, divide, pack, shard_json, shard_path
from pipeline.publishing.site.transcript import Word

INDEX_PATH = "search.json"
ROWS = 8  # episodes in a file of what results show
# Twice what a word counts for in title, subtitle, summary, topics and transcript.
_WEIGHTS = (16, 8, 5, 4, 2)
TITLE_ENDS = "$"  # after a whole title, which is in the index like a word


class SearchIndex:
    """Takes episodes one after another, the oldest first, and gives the files of the index."""

    def __init__(self) -> None:
        self._postings: dict[str, int | array[int]] = {}
        self._rows: list[list[Any]] = []
        self._count = 0

    def add(self, heard: Heard, words: Sequence[Word]) -> Iterator[tuple[str, str]]:
        """Take an episode with its transcript; gives a file of rows whenever one is full."""
        row = _row(heard, words)
        frequencies: Counter[str] = Counter()
        for text, weight in zip((*row[1:5], row[6]), _WEIGHTS, strict=True):
            for word, count in words_in(fold(text)).items():
                frequencies[word] += weight * count
        frequencies[fold(row[1]) + TITLE_ENDS] = 1
        for word, frequency in frequencies.items():
            add(self._postings, word, pack(self._count, frequency))
        self._count += 1
        self._rows.append(row)
        if len(self._rows) == ROWS:
            yield self._full_rows()

    def files(self) -> Iterator[tuple[str, str]]:
        """Give the last rows, the shards, and the file that names them, with their paths below `output/`."""
        if self._rows:
            yield self._full_rows()
        whole: list[str] = []
        divided: list[str] = []
        for shard in divide(self._postings):
            yield shard_path(shard.beginning), shard_json(shard, self._postings)
            (whole if shard.everything is None else divided).append(shard.beginning)
        about = {"episodes": self._count, "rows": ROWS, "whole": whole, "divided": divided}
        yield INDEX_PATH, MARK + compact(about)[1:]

    def _full_rows(self) -> tuple[str, str]:
        path = f"{FOLDER}/rows-{(self._count - 1) // ROWS}.json"
        rows, self._rows = self._rows, []
        return path, MARK + compact({"rows": rows})[1:]


def _row(heard: Heard, words: Sequence[Word]) -> list[Any]:
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
