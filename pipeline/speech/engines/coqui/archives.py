"""Models of Coqui's hub that come as ZIP archives: fetched again where it broke off, and unpacked whole.

Coqui's list names no digests. An archive that is known beforehand is held against its SHA-256; what guards
the others is the archive itself: its directory stands at its end, and a CRC-32 goes with each of its files
(PKWARE's APPNOTE, sections 4.3.12 and 4.4.7).
"""

from __future__ import annotations

import shutil
import tempfile
import zlib
from http.client import HTTPException
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile

from pipeline.errors import EngineNotAvailable, OutputFailed
from pipeline.process.strangers_words import one_short_line
from pipeline.speech.engines.coqui.known_models import known_archive
from pipeline.speech.engines.downloads import download, fetched
from pipeline.speech.engines.mirror import size_at
from pipeline.speech.engines.weights import CACHE_VARIABLE, PinnedFile, models_folder

_DAMAGED = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)  # what zipfile raises


def fetch_archive(url: str, folder: Path, model: str = "") -> int:
    """Make a model's folder from the archive at an address, and give the archive's length in bytes.

    One process at a time may ask. The folder appears whole, by renaming. Raises EngineNotAvailable when the
    archive cannot be had, is damaged, or is another than the one known of `model`, and OutputFailed when it
    cannot be kept.
    """
    archive = models_folder() / f"{folder.name}.zip"
    part = archive.with_name(f"{archive.name}.part")
    try:
        archive.parent.mkdir(parents=True, exist_ok=True)
        if known := known_archive(model, url, archive):
            fetched(known)
        elif not archive.is_file():  # else somebody has put it there
            download(PinnedFile(archive.name, _size_at(url), "", url, place=archive), part)
            part.replace(archive)
        size = archive.stat().st_size
        _unpack(archive, folder)
        archive.unlink()
        archive.with_name(f"{archive.name}.lock").unlink(missing_ok=True)
    except OSError as error:
        raise OutputFailed(
            f"cannot be kept: {error.strerror}", file=folder, remedy=f"make room, or set {CACHE_VARIABLE}"
        ) from error
    return size


def _size_at(url: str) -> int:
    """Ask how long a file is, in bytes. Raises EngineNotAvailable."""
    try:
        return size_at(url)
    except (OSError, HTTPException, ValueError) as error:
        raise EngineNotAvailable(
            f"the model cannot be fetched from {url}: {one_short_line(error)}",
            remedy="try again with a network, which it needs once; the voice «coqui/joe» never does",
        ) from error


def _unpack(archive: Path, folder: Path) -> None:
    """Put the files side by side into the folder, as Coqui does. A damaged archive is taken away."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        with ZipFile(archive) as files:
            for member in files.infolist():
                name = PurePosixPath(member.filename).name
                if not member.is_dir() and name not in ("", ".", ".."):
                    with files.open(member) as source, (beside / name).open("wb") as target:
                        shutil.copyfileobj(source, target, 1 << 20)
        beside.chmod(0o755)
        beside.rename(folder)
    except _DAMAGED as error:
        archive.unlink()
        raise EngineNotAvailable(
            f"«{archive.name}» is damaged, and was taken away: {error}", remedy="fetch it again"
        ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
