"""The files that episodes leave behind when their own file is taken out of the catalogue."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from pipeline.catalogue.show import Show
from pipeline.catalogue.standing import copy_path
from pipeline.layout import addresses
from pipeline.layout.picture_names import EPISODE_FOLDERS, slug_of_picture
from pipeline.layout.record import Record, read_record
from pipeline.layout.sound_names import FOLDER, slug_of_sound
from pipeline.publishing.listing import find_record


def abandoned_files(show: Show, output: Path) -> list[str]:
    """List what episodes that the show no longer has left below `output`, by the records of their renderings.

    The record itself comes last, so that a prune that is interrupted can go on.
    """
    # of a renamed episode it may be the record it had before
    renamed = [find_record(episode, output) for episode in show.episodes if episode.old_slugs]
    used = {record.slug: record for record in renamed if record is not None}
    slugs = show.slugs | used.keys()
    found: dict[str, None] = {}
    for record in _records(output, but=slugs):
        found |= dict.fromkeys(files_of(record.slug, record))
    if not found:
        return []
    theirs = (read_record(output / addresses.record_path(slug)) for slug in slugs - used.keys())
    used |= {record.slug: record for record in theirs if record is not None}
    kept = {path for slug in slugs for path in files_of(slug, used.get(slug)) if path in found}
    kept |= waiting_files(show, output)
    return [path for path in found if path not in kept and (output / path).is_file()]


def waiting_files(show: Show, output: Path) -> set[str]:
    """List what is there of episodes whose files are faulty and for which nothing stands: it is to stay."""
    waiting = [faulty for faulty in show.faulty if not faulty.stands_as]
    slugs, guids = {faulty.slug for faulty in waiting}, {faulty.guid for faulty in waiting if faulty.guid}
    guids -= {episode.guid for episode in show.episodes}
    theirs = [r for r in _records(output) if r.slug in slugs or r.guid in guids] if waiting else []
    return {path for record in theirs for path in files_of(record.slug, record)}


def superseded_sounds(output: Path, listed: Iterable[Record]) -> list[str]:
    """List the sound files that renderings have left behind: of an earlier recording, or no longer asked for.

    They may go when the feeds name those of `listed`. A rendering that is just being put in place, its record
    last, is left alone.
    """
    named = {path for record in listed for path in record.files if path.startswith(f"{FOLDER}/")}
    others = [path for path in _files_in(output, FOLDER) if path not in named]
    if not others:
        return []
    arriving = {part.name.split(".")[1] for part in (output / "records").glob(".*.part")}
    standing = {slug: None if slug in arriving else _record(output, slug) for slug in map(_slug_of, others)}
    return [path for path in others if (record := standing[_slug_of(path)]) and path not in record.files]


def superseded_pictures(output: Path, rendered: Mapping[str, Record]) -> list[str]:
    """List the pictures of episodes that their renderings, by slug, have no more.

    What belongs to no rendered episode is left alone: it goes with the episode's other files.
    """
    paths = [p for folder in EPISODE_FOLDERS for p in _files_in(output, folder) if p.endswith(".jpg")]
    owners = ((path, rendered.get(slug_of_picture(path) or "")) for path in paths)
    arriving = {part.name.split(".")[1] for part in (output / "records").glob(".*.part")}
    return [
        path
        for path, record in owners
        if record is not None and record.slug not in arriving and path not in record.files
    ]


def _files_in(output: Path, folder: str) -> list[str]:
    """List the files right in a folder below `output`, by path and in order."""
    try:
        with os.scandir(output / folder) as found:
            return sorted(f"{folder}/{entry.name}" for entry in found if entry.is_file())
    except OSError:
        return []


def _slug_of(path: str) -> str:
    return slug_of_sound(path) or ""


def _record(output: Path, slug: str) -> Record | None:
    """Read the record of a slug; one under a name that is not its own is none."""
    record = read_record(output / addresses.record_path(slug)) if slug else None
    return record if record is not None and record.slug == slug else None


def _records(output: Path, but: Container[str] = ()) -> Iterator[Record]:
    """Read all records, by name, without those of the slugs in `but`."""
    for file in sorted((output / "records").glob("*.json")):
        if file.stem not in but and (record := _record(output, file.stem)) is not None:
            yield record


def files_of(slug: str, record: Record | None) -> Iterator[str]:
    """List the paths of all that is made for one episode."""
    named = record.files if record is not None else ()
    yield from (
        path for path in named if _is_below(path) and PurePosixPath(path).name.partition(".")[0] == slug
    )
    yield addresses.episode_page(slug)
    yield addresses.embed_page(slug)
    yield addresses.oembed_path(slug)
    yield copy_path(slug)
    yield addresses.record_path(slug)


def _is_below(path: str) -> bool:
    """Tell whether a path read from a file stays where it should."""
    return not path.startswith("/") and ".." not in PurePosixPath(path).parts
