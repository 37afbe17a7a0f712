"""Sending what changed: what is named by others first, the feeds last, several files at a time."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Collection, Generator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Protocol

from pipeline.errors import OutputFailed
from pipeline.layout.public_files import is_public, public_files, rank
from pipeline.publishing.upload.destination import Destination
from pipeline.publishing.upload.manifest import NAME, UNKNOWN, read_manifest, sent_digest, write_manifest
from pipeline.publishing.upload.retry import patiently

NOTE_EVERY_SECONDS = 2.0  # a run that is killed loses at most the note of what this much time sent


@dataclass(frozen=True, slots=True)
class Upload:
    """What is to be done at a destination: paths below `output/`."""

    destination: Destination
    known: Mapping[str, str]  # what is there, by its manifest
    send: tuple[str, ...]  # in this order
    unchanged: tuple[str, ...]
    obsolete: tuple[str, ...]  # of our sending, and no longer there to be sent


class Reporter(Protocol):
    """Hears how an upload goes."""

    def sent(self, path: str, size: int) -> None:
        """Hear that a file has arrived."""

    def trouble(self, text: str) -> None:
        """Hear of something that went wrong and is tried again."""


def plan_upload(
    output: Path,
    destination: Destination,
    *,
    leave_out: Collection[str] = (),
    rewritten: Collection[str] = (),
    removed: Collection[str] = (),
    tell: Callable[[str], None] = lambda _: None,
) -> Upload:
    """Compare what is in `output` with what a destination has, by the manifest there.

    `leave_out` is not for the world yet; `rewritten` and `removed` are what a publication would do to
    `output` first, if this is a dry run. `tell` hears of what is tried again. Raises UploadFailed.
    """
    known: dict[str, str] = {}
    patiently(destination, "", lambda: known.update(read_manifest(destination)), tell)
    there = {*public_files(output), *(path for path in rewritten if is_public(path))} - {*removed, *leave_out}
    paths = sorted(there, key=lambda path: (rank(path), path))
    changed = {path for path in paths if path in rewritten or known.get(path) != _digest(output, path)}
    return Upload(
        destination,
        known,
        send=tuple(path for path in paths if path in changed),
        unchanged=tuple(path for path in paths if path not in changed),
        obsolete=tuple(sorted(known.keys() - there)),
    )


def carry_out(upload: Upload, output: Path, *, connections: int, prune: bool, reporter: Reporter) -> None:
    """Send what is to be sent, and with `prune` then delete what is obsolete.

    Each kind of file waits for all those it may name. The manifest is kept true all along and written last.
    Raises UploadFailed, OutputFailed; what has arrived by then is not sent again by the next run.
    """
    obsolete = upload.obsolete if prune else ()
    if not upload.send and not obsolete:
        return
    notes = _Notes(upload.destination, {**upload.known, **dict.fromkeys(upload.send, UNKNOWN)}, reporter)
    notes.write()
    try:
        with contextlib.closing(_send(upload, output, connections, reporter)) as arrivals:
            for path, digest, size in arrivals:
                notes.add(path, digest)
                reporter.sent(path, size)
        for path in obsolete:
            _delete(upload.destination, path, reporter)
            notes.remove(path)
    except BaseException:
        notes.write_if_possible()
        raise
    notes.write()


@dataclass(slots=True)
class _Notes:
    """The manifest of a run under way."""

    destination: Destination
    files: dict[str, str]
    reporter: Reporter
    written: float = 0.0

    def add(self, path: str, digest: str) -> None:
        self.files[path] = digest
        if time.monotonic() - self.written > NOTE_EVERY_SECONDS:
            self.write()

    def remove(self, path: str) -> None:
        del self.files[path]

    def write(self) -> None:
        patiently(self.destination, NAME, self._put, self.reporter.trouble)
        self.written = time.monotonic()

    def write_if_possible(self) -> None:
        """Write on the way out of a failure, which is what the user is to hear of."""
        with contextlib.suppress(*self.destination.errors):
            self._put()

    def _put(self) -> None:
        write_manifest(self.destination, self.files)


def _delete(destination: Destination, path: str, reporter: Reporter) -> None:
    patiently(destination, path, lambda: destination.delete(path), reporter.trouble)


def _send(
    upload: Upload, output: Path, connections: int, reporter: Reporter
) -> Generator[tuple[str, str, int], None, None]:
    """Send files in their order and give each as it has arrived: path, digest, bytes."""

    def send(path: str) -> tuple[str, str, int]:
        data = _read(output, path)
        patiently(upload.destination, path, lambda: upload.destination.put(path, data), reporter.trouble)
        return path, sent_digest(path, data), len(data)

    pool = ThreadPoolExecutor(connections, thread_name_prefix="upload")
    try:
        for _, group in groupby(upload.send, key=rank):
            for future in as_completed([pool.submit(send, path) for path in group]):
                yield future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _digest(output: Path, path: str) -> str:
    return sent_digest(path, _read(output, path))


def _read(output: Path, path: str) -> bytes:
    try:
        return (output / path).read_bytes()
    except OSError as error:
        raise OutputFailed(f"cannot be read: {error.strerror}", file=output / path) from error
