"""What stands behind everything that is published of an episode, as one key for each."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pipeline.catalogue.show import Show
from pipeline.freshness.made import key_of
from pipeline.layout import addresses
from pipeline.layout.record import Record


def episode_keys(show: Show, records: Mapping[str, Record], output: Path | None = None) -> dict[str, str]:
    """Give the keys of the episodes of `records`, by slug: of the episode, its record and its transcript.

    What a transcript says follows from its record; its size tells one that is gone, or cut off, in `output`.
    """
    return {
        episode.slug: key_of(episode, record, _transcript_size(output, record))
        for episode in show.episodes
        if (record := records.get(episode.slug))
    }


def _transcript_size(output: Path | None, record: Record) -> int | None:
    if output is None:
        return None
    try:
        return os.stat(f"{output}/{addresses.transcript_path(record.slug, '.json')}").st_size  # noqa: PTH116
    except OSError:
        return None
