"""The show's own sounds and pictures on their way to workers: each goes to each once, before what needs it.

An order names them by their digests; workers keep them in a folder of their own machine, by these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path

from pipeline.building.order import Order
from pipeline.catalogue.picture import Picture
from pipeline.errors import OutputFailed
from pipeline.process.files import write_whole

Parcel = tuple[str, bytes]  # a digest, and what has it
_MOST_KEPT = 200  # files on a worker; more are dropped, those kept longest ago first


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of the show's that an order needs."""

    name: str  # for people
    sha256: str
    path: Path  # on this machine


def first_missing(order: Order, there: Collection[str]) -> OwnFile | None:
    """Give a file that an order needs and that is not yet where it is to be made."""
    return next((each for each in _files(order) if each.sha256 not in there), None)


def _files(order: Order) -> Iterator[OwnFile]:
    for _, sound in order.own.files if order.own else ():
        yield OwnFile(sound.name, sound.sha256, sound.path)
    for picture in (order.picture, *(picture for _, picture in order.chapter_pictures)):
        if picture:
            yield OwnFile(picture.name, picture.sha256, picture.file)


def parcel_of(file: OwnFile) -> Parcel:
    """Read a file from this machine's disk. Raises OutputFailed where it is not there any more."""
    try:
        return file.sha256, file.path.read_bytes()
    except OSError as error:
        raise OutputFailed(f"«{file.name}» cannot be read: {error.strerror}", file=file.path) from error


def keep(parcel: Parcel) -> str:
    """Keep a file on this machine; give its digest. Raises OutputFailed."""
    digest, data = parcel
    if sha256(data).hexdigest() != digest:
        raise OutputFailed("a file did not arrive as it was sent", remedy="run the command again")
    write_whole(_folder() / digest, data)
    _drop_old()
    return digest


def with_files_here(order: Order) -> Order:
    """Give an order with its files where they lie that were sent here."""

    def here(picture: Picture) -> Picture:
        return replace(picture, file=_place_of(picture.sha256))

    return replace(
        order,
        own=order.own.moved(lambda sound: _place_of(sound.sha256)) if order.own else None,
        picture=here(order.picture) if order.picture else None,
        chapter_pictures=tuple((title, here(picture)) for title, picture in order.chapter_pictures),
    )


def _place_of(digest: str) -> Path:
    return _folder() / digest


def _folder() -> Path:
    return user_cache_path("ninety", appauthor=False) / "files"


def _drop_old() -> None:
    kept = sorted(_folder().glob("*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[_MOST_KEPT:]:
        path.unlink(missing_ok=True)
