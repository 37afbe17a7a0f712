"""Which episodes are to be listed: rendered, whole, and out by a given moment."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, tzinfo
from pathlib import Path
from sys import intern
from typing import Any

from pipeline.catalogue.show import Episode, Show
from pipeline.errors import InvalidEnvironment, InvalidMoment
from pipeline.layout import addresses
from pipeline.layout.record import Record, read_record
from pipeline.layout.sound_names import MP3, slug_of_sound
from pipeline.publishing.packed import PackedChapters, PackedFiles

_NOTHING: dict[str, Any] = {}


def out_by(show: Show, moment: datetime) -> Show:
    """Give the show as it is at a moment: without the episodes that come out later."""
    return replace(show, episodes=tuple(e for e in show.episodes if e.published <= moment))


def present() -> datetime:
    """Give the moment to publish for.

    The clock's, not SOURCE_DATE_EPOCH: that is often the last commit's, and what was prepared would never
    come out. Who needs the same output on any day gives the day.
    """
    return datetime.now(UTC)


def moment_of(text: str, zone: tzinfo = UTC) -> datetime:
    """Read a moment as asked for on the command line: of a bare day its end; in `zone` where none is given.

    Raises InvalidMoment.
    """
    try:
        if len(text) <= len("2026-02-19"):
            return datetime.combine(date.fromisoformat(text), time.max, zone)
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidMoment(f"«{text}» is not a date") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def source_date() -> datetime | None:
    """Give the date in SOURCE_DATE_EPOCH (reproducible-builds.org), if it is set.

    Raises InvalidEnvironment when it is not a number of seconds.
    """
    text = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not text:
        return None
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError) as error:
        remedy = "set it to seconds since 1970, or unset it"
        raise InvalidEnvironment(f"SOURCE_DATE_EPOCH is {text!r}, not a date", remedy=remedy) from error


def read_records(episodes: Iterable[Episode], output: Path) -> dict[str, Record]:
    """Read the records of these episodes, by their slugs, whatever became of the files they name."""
    found = ((episode.slug, find_record(episode, output)) for episode in episodes)
    return {slug: record for slug, record in found if record is not None}


def whole_records(records: Mapping[str, Record], output: Path) -> dict[str, Record]:
    """Leave those records whose recording is there and whole."""
    return {slug: record for slug, record in records.items() if _is_whole(record, output)}


def rendered_records(show: Show, output: Path) -> dict[str, Record]:
    """Read the records of the episodes whose recording is there, whole and theirs; oldest first."""
    return whole_records(read_records(show.episodes, output), output)


def records_to_list(show: Show, output: Path) -> dict[str, Record]:
    """Read the same records, with so much of each as feeds and site need: of very many, all are held at once.

    What they were made from is left out but for its digest, and of files that are no sound all but the path.
    """
    found = ((episode, find_record(episode, output)) for episode in show.episodes)
    return {e.slug: _slim(record, e) for e, record in found if record and _is_whole(record, output)}


def _slim(record: Record, episode: Episode) -> Record:
    return replace(
        record,
        slug=episode.slug if record.slug == episode.slug else record.slug,
        guid=episode.guid,
        inputs=_NOTHING,
        chapters=PackedChapters(record.chapters),
        files=PackedFiles({path: f if slug_of_sound(path) else _NOTHING for path, f in record.files.items()}),
        engine=intern(record.engine),
        voice=intern(record.voice),
        voice_credit=intern(record.voice_credit),
    )


def find_record(episode: Episode, output: Path) -> Record | None:
    """Read the record of an episode's recording: under its name, or under one that it had before."""
    for slug in (episode.slug, *episode.old_slugs):
        record = read_record(output / addresses.record_path(slug))
        if record is not None and (record.slug, record.guid) == (slug, episode.guid):
            return record
    return None


def _is_whole(record: Record, output: Path) -> bool:
    path = record.sound_path(MP3)
    if path is None:
        return False
    audio = output / path
    return audio.is_file() and audio.stat().st_size == record.audio_bytes
