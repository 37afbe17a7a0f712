"""The files that episodes leave behind when their own file is taken out of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from pipeline.catalogue.show import Show
from pipeline.catalogue.standing import copy_path
from pipeline.publishing import addresses
from pipeline.publishing.listing import find_record
from pipeline.publishing.record import Record, read_record
from pipeline.publishing.sounds import FOLDER, slug_of_sound


def abandoned_files(show: Show, output: Path) -> list[str]:
    """List what episodes that the show no longer has left below `output`, by the records of their renderings.

    The record itself comes last, so that a prune that is interrupted can go on.
    """
    records = [record for episode in show.episodes if (record := find_record(episode, output))]
    used = {record.slug: record for record in records}  # of a renamed episode it may be the one it had before
    slugs = show.slugs | used.keys()
    kept = {path for slug in slugs for path in files_of(slug, used.get(slug))} | waiting_files(show, output)
    found: dict[str, None] = {}
    for record in _records(output):
        if record.slug not in slugs:
            found |= dict.fromkeys(files_of(record.slug, record))
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
    found = [file for file in sorted((output / FOLDER).glob("*")) if file.is_file()]
    arriving = {part.name.split(".")[1] for part in (output / "records").glob(".*.part")}
    named = {record.slug: {*record.files} for record in _records(output) if record.slug not in arriving}
    for record in listed:
        if record.slug in named:
            named[record.slug] |= record.files.keys()
    paths = (file.relative_to(output).as_posix() for file in found)
    return [path for path in paths if path not in named.get(slug_of_sound(path) or "", {path})]


def _records(output: Path) -> Iterator[Record]:
    """Read all records, by name; one under a name that is not its own is none."""
    for file in sorted((output / "records").glob("*.json")):
        if (record := read_record(file)) is not None and file.stem == record.slug:
            yield record


def files_of(slug: str, record: Record | None) -> Iterator[str]:
    """List the paths of all that is made for one episode."""
    named = record.files if record is not None else ()
    yield from (
        path for path in named if _is_below(path) and PurePosixPath(path).name.partition(".")[0] == slug
    )
    yield addresses.episode_page(slug)
    yield copy_path(slug)
    yield addresses.record_path(slug)


def _is_below(path: str) -> bool:
    """Tell whether a path read from a file stays where it should."""
    return not path.startswith("/") and ".." not in PurePosixPath(path).parts
