"""A second source of what voices and recognisers are made of, for when a package or a publisher is gone.

A mirror is a folder, on this machine or behind an address, that holds each file under its SHA-256 in hex.
Nothing of it is believed: a file is taken only when its bytes are those that are known.
"""

from __future__ import annotations

import os
import shutil
from http.client import HTTPException
from pathlib import Path
from urllib.request import Request, urlopen

from pipeline.errors import EngineNotAvailable
from pipeline.process.files import file_digest
from pipeline.process.secrets import shown_address
from pipeline.process.streams import tell
from pipeline.speech.engines.downloads import TIMEOUT_SECONDS, download
from pipeline.speech.engines.weights import PinnedFile

MIRROR_VARIABLE = "NINETY_MIRROR"  # a folder, or an address that begins with http:// or https://


def has_mirror() -> bool:
    """Tell whether a mirror is named."""
    return bool(os.environ.get(MIRROR_VARIABLE))


def from_mirror(name: str, sha256: str, part: Path) -> bool:
    """Bring a file to `part` if there is a mirror and it has the file, whole; tell where it has not.

    Raises OSError when `part` cannot be written.
    """
    mirror = os.environ.get(MIRROR_VARIABLE, "").rstrip("/")
    if not mirror:
        return False
    if mirror.startswith(("http://", "https://")):
        problem = _fetch(PinnedFile(name, 0, sha256, f"{mirror}/{sha256}"), part)
    else:
        problem = _copy(Path(mirror).expanduser() / sha256, part)
    if not problem and not (part.is_file() and file_digest(part) == sha256):
        part.unlink(missing_ok=True)  # none where the mirror says that it has 0 bytes
        problem = "what it has is another file"
    if problem:
        tell(f"the mirror {shown_address(mirror)} does not give {name}: {problem}\n")
    return not problem


def size_at(url: str) -> int:
    """Ask how long a file is, in bytes. Raises OSError, HTTPException, or ValueError without an answer."""
    headers = {"User-Agent": "ninety", "Accept-Encoding": "identity"}
    request = Request(url, headers=headers)  # noqa: S310 - an address of a list or of the person's own
    with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
        return int(answer.headers["Content-Length"] or "")


def _copy(source: Path, part: Path) -> str:
    if not source.is_file():
        return "it is not there"
    shutil.copyfile(source, part)
    return ""


def _fetch(file: PinnedFile, part: Path) -> str:
    """Download a file, and say what went wrong, or «»."""
    try:
        size = size_at(file.url)
        download(PinnedFile(file.name, size, file.sha256, file.url, place=part), part)
    except EngineNotAvailable as error:
        return error.what
    except (HTTPException, ValueError) as error:
        return f"{type(error).__name__}: {error}"
    except OSError as error:
        if error.filename:  # it is ours that cannot be written
            raise
        return str(error)
    return ""
