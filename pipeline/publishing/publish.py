"""Feeds and artwork from what is rendered: all of it computed first, then written, the show's feed last."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.audio.artwork.cover import unwritable
from pipeline.catalogue.show import Episode, Show
from pipeline.errors import InvalidEnvironment, NothingToPublish, OutputFailed
from pipeline.files import write_whole
from pipeline.publishing import addresses
from pipeline.publishing.covers import NOTES_PATH, Mapper, prepare_covers
from pipeline.publishing.feeds.feed import GENERATOR, build_feeds
from pipeline.publishing.record import Record, read_record

_MADE_HERE = f"<generator>{GENERATOR}</generator>".encode()


@dataclass(frozen=True, slots=True)
class Published:
    """What became of the files, by path below `output/`, and of the episodes, by slug."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    episodes: tuple[str, ...]  # in the feed, oldest first
    left_out: tuple[str, ...]  # not rendered, or their recording is not whole
    remarks: tuple[str, ...] = ()  # what a person may want to know


def publish(show: Show, output: Path, *, map: Mapper = map) -> Published:  # noqa: A002 - as the builtin
    """Write the covers and feeds of all episodes that are rendered, and remove those of topics that are gone.

    Covers come first and feeds last, so that no feed names a file that is not there. `map` may be an
    executor's, to draw covers side by side. Raises NothingToPublish, InvalidCover, OutputFailed.
    """
    records = rendered_records(show, output)
    if not records:
        raise NothingToPublish("no episode is rendered, so there is nothing to publish", file=output)
    feeds = build_feeds(show, records, built=source_date())
    covers = prepare_covers(show, _topics(show, records), output, map)
    gone = [*covers.obsolete, *_obsolete_feeds(output, feeds)]
    files: dict[str, bytes | str] = {**covers.drawn, NOTES_PATH: covers.notes, **feeds}
    changed = [path for path, data in files.items() if write_whole(output / path, data)]
    for path in gone:
        _remove(output, path)
    return Published(
        written=tuple(changed),
        unchanged=tuple(sorted({*files, *covers.kept} - {*changed})),
        removed=tuple(gone),
        episodes=tuple(records),
        left_out=tuple(episode.slug for episode in show.episodes if episode.slug not in records),
        remarks=tuple(_remarks(show, records)),
    )


def rendered_records(show: Show, output: Path) -> dict[str, Record]:
    """Read the records of the episodes whose recording is there, whole and theirs; oldest first."""
    read = ((episode, read_record(output / addresses.record_path(episode.slug))) for episode in show.episodes)
    return {episode.slug: record for episode, record in read if record and _is_whole(episode, record, output)}


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


def _is_whole(episode: Episode, record: Record, output: Path) -> bool:
    if (record.slug, record.guid) != (episode.slug, episode.guid) or record.audio_path not in record.files:
        return False
    audio = output / record.audio_path
    return audio.is_file() and audio.stat().st_size == record.audio_bytes


def _topics(show: Show, records: Mapping[str, Record]) -> list[str]:
    """List the topics that have an episode to hear."""
    named = (topic for episode in show.episodes if episode.slug in records for topic in episode.topics)
    return list(dict.fromkeys(named))


def _obsolete_feeds(output: Path, feeds: Mapping[str, bytes]) -> list[str]:
    """List the topic feeds of our own making that this run does not make again."""
    found = sorted((output / "topics").glob("*/feed.xml"))
    paths = {file.relative_to(output).as_posix(): file for file in found if not file.is_symlink()}
    return [path for path, file in paths.items() if path not in feeds and _MADE_HERE in file.read_bytes()]


def _remove(output: Path, path: str) -> None:
    """Remove a file, and the topic's folder with it when that leaves it empty."""
    file = output / path
    try:
        file.unlink(missing_ok=True)
        if file.parent.parent == output / "topics" and not any(file.parent.iterdir()):
            file.parent.rmdir()
    except OSError as error:
        raise OutputFailed(f"cannot be removed: {error.strerror}", file=file) from error


def _remarks(show: Show, records: Mapping[str, Record]) -> Iterable[str]:
    for name in [show.cover.text or show.title, *_topics(show, records)]:
        missing = unwritable(name)
        if missing:
            yield f"the covers' font lacks «{missing}»: «{name}» is drawn without"
