"""The second half of `ninety publish --to`: what was published is brought to where listeners get it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.catalogue.show import Show
from pipeline.errors import InvalidDestination
from pipeline.layout import addresses
from pipeline.layout.folders import OUTPUT, settings_file
from pipeline.layout.record import read_record
from pipeline.process.console import Console
from pipeline.publishing.pruning import files_of
from pipeline.publishing.publish import Published, PublishOptions
from pipeline.publishing.upload.destination import Destination
from pipeline.publishing.upload.destination_kinds import find_destination
from pipeline.publishing.upload.upload import Upload, carry_out, plan_upload


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What was sent and deleted, or would be."""

    to: str
    sent: tuple[str, ...]
    bytes: int
    unchanged: int
    deleted: tuple[str, ...]
    left: tuple[str, ...]  # of our sending, not needed any more, and there until asked to prune


def destination_of(show: Show, address: str) -> Destination:
    """Give the destination at an address, or the show's own if it is empty.

    Raises InvalidDestination, or UploadFailed where a package is missing.
    """
    return find_destination(address or _own_address(show), show.root / OUTPUT)


def upload_output(
    show: Show, published: Published, options: PublishOptions, destination: Destination, console: Console
) -> Uploaded:
    """Send what a destination does not have yet; on a dry run only find out. Raises UploadFailed."""
    output = show.root / OUTPUT
    try:
        upload = plan_upload(
            output,
            destination,
            leave_out=_not_yet(show, published, output),
            rewritten=published.written if options.dry_run else (),
            removed=published.removed,
            tell=console.warn,
        )
        size = sum(_size(output / path) for path in upload.send)
        if not options.dry_run:
            with console.transfer(len(upload.send), size) as progress:
                connections = show.publish.connections
                carry_out(upload, output, connections=connections, prune=options.prune, reporter=progress)
    finally:
        destination.close()
    return _uploaded(upload, size, prune=options.prune)


def upload_lines(uploaded: Uploaded, *, dry_run: bool, listing: bool) -> list[str]:
    """Tell what was, or would be, sent and deleted."""
    would = "would be " if dry_run else ""
    lines = []
    if listing:
        lines += [f"{would}sent: {path}" for path in uploaded.sent]
        lines += [f"{would}deleted there: {path}" for path in uploaded.deleted]
    count = f"{len(uploaded.sent)} files ({uploaded.bytes / 1e6:.1f} MB) {would}sent to {uploaded.to}"
    rest = [f"{uploaded.unchanged} there already"] if uploaded.unchanged else []
    rest += [f"{len(uploaded.deleted)} {would}deleted"] if uploaded.deleted else []
    rest += [f"{len(uploaded.left)} not needed any more, which --prune deletes"] if uploaded.left else []
    return [*lines, ", ".join([count, *rest])]


def _own_address(show: Show) -> str:
    address = show.publish.to
    if not address:
        remedy = 'write under [publish]: to = "…", or name one: --to URL'
        raise InvalidDestination(
            "the show names no destination", file=settings_file(show.root), remedy=remedy
        )
    return address if "://" in address else str(show.root / Path(address).expanduser())


def _not_yet(show: Show, published: Published, output: Path) -> set[str]:
    """List the files of drafts and of episodes to come: whoever guesses their names is to wait, too."""
    slugs = [*published.upcoming, *(draft.slug for draft in show.drafts)]
    records = {slug: read_record(output / addresses.record_path(slug)) for slug in slugs}
    return {path for slug, record in records.items() for path in files_of(slug, record)}


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0


def _uploaded(upload: Upload, size: int, *, prune: bool) -> Uploaded:
    return Uploaded(
        upload.destination.shown,
        sent=upload.send,
        bytes=size,
        unchanged=len(upload.unchanged),
        deleted=upload.obsolete if prune else (),
        left=() if prune else upload.obsolete,
    )
