"""The index of the search as it stands, to be changed where rows are others now.

It is read back only where all of it, and the rows it was made of, lie there as the last run made them; where
the same episodes are in the same places; and where they are so few that no list of them is bounded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.freshness.made import Made
from pipeline.publishing.site.shards import PackedLists, postings_in, shard_path

INDEX_PATH = "search.json"


@dataclass(frozen=True, slots=True)
class StandingIndex:
    """What stands: how much which episode says each word, the shards by path, and the files of rows."""

    postings: PackedLists = field(default_factory=dict)
    shards: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, bytes] = field(default_factory=dict)

    def rows_of(self, path: str) -> Sequence[Sequence[Any]]:
        """Give the rows of a file as they were."""
        rows: Sequence[Sequence[Any]] = json.loads(self.rows[path])["rows"]
        return rows


def read_standing(made: Made, row_paths: Sequence[str]) -> StandingIndex | None:
    """Read the index that was made of the rows at these paths; None where not all of it stands."""
    about = made.before(INDEX_PATH)
    if not about:
        return None
    named = json.loads(about)
    shards = {path: made.before(path) for path in map(shard_path, (*named["whole"], *named["divided"]))}
    rows = {path: made.before(path) for path in row_paths}
    if not all(shards.values()) or not all(rows.values()):
        return None
    texts = {path: content.decode() for path, content in shards.items()}
    postings = {word: packed for text in texts.values() for word, packed in postings_in(text)}
    return StandingIndex(postings, texts, rows)
