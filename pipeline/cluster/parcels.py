"""The show's own sounds on their way to workers: each is sent to each worker once, before what needs it.

An order names them by their digests; workers keep them in a folder of their own machine, by these.
"""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path

from pipeline.audio.own_sound.files import SoundFile
from pipeline.errors import OutputFailed
from pipeline.files import write_whole
from pipeline.order import Order

Parcel = tuple[str, bytes]  # a digest, and what has it
_MOST_KEPT = 200  # files on a worker; more are dropped, those kept longest ago first


def first_missing(order: Order, there: Collection[str]) -> SoundFile | None:
    """Give a sound that an order needs and that is not yet where it is to be made."""
    files = (each for _, each in order.own.files) if order.own else ()
    return next((each for each in files if each.sha256 not in there), None)


def parcel_of(sound: SoundFile) -> Parcel:
    """Read a sound from this machine's disk. Raises OutputFailed where it is not there any more."""
    try:
        return sound.sha256, sound.path.read_bytes()
    except OSError as error:
        raise OutputFailed(f"«{sound.name}» cannot be read: {error.strerror}", file=sound.path) from error


def keep(parcel: Parcel) -> str:
    """Keep a sound on this machine; give its digest. Raises OutputFailed."""
    digest, data = parcel
    if sha256(data).hexdigest() != digest:
        raise OutputFailed("a sound did not arrive as it was sent", remedy="run the command again")
    write_whole(_folder() / digest, data)
    _drop_old()
    return digest


def place_of(sound: SoundFile) -> Path:
    """Say where a sound lies that was sent here."""
    return _folder() / sound.sha256


def _folder() -> Path:
    return user_cache_path("ninety", appauthor=False) / "sounds"


def _drop_old() -> None:
    kept = sorted(_folder().glob("*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[_MOST_KEPT:]:
        path.unlink(missing_ok=True)
