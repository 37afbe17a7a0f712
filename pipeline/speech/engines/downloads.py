"""Download a file of weights: announced, taken up again where it broke off, and checked by who keeps it."""

from __future__ import annotations

import time
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from ssl import SSLError
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from pipeline.errors import EngineNotAvailable
from pipeline.process.strangers_words import one_short_line
from pipeline.process.streams import tell
from pipeline.speech.engines.weights import PinnedFile, keep

TIMEOUT_SECONDS = 30.0
TRIES = 3  # without a new byte in between
WAIT_SECONDS = 1.0  # before the second try; twice as long before each further one
_CHUNK_BYTES = 1 << 18
_LARGE_BYTES = 20_000_000  # from here on, every tenth is told
_BROKEN = (URLError, HTTPException, ConnectionError, TimeoutError, SSLError, ValueError)  # of addresses
_WORTH_ANOTHER_TRY = frozenset({408, 425, 429, 500, 502, 503, 504})


def downloaded(file: PinnedFile) -> Path:
    """Give the file's place in the cache, and download it if it is not there; from the mirror if one has it.

    Raises EngineNotAvailable when it cannot be had or is another file, OutputFailed when it cannot be kept.
    """
    from pipeline.speech.engines.mirror import from_mirror  # which downloads, too

    def bring(part: Path) -> None:
        if not from_mirror(file.name, file.sha256, part):
            download(file, part)

    return keep(file, bring)


def fetched(file: PinnedFile) -> int:
    """Have the file in its place, whole; give how many bytes that took. A damaged one is taken away first.

    Raises EngineNotAvailable or OutputFailed, as `downloaded` does.
    """
    if file.is_whole:
        return 0
    if file.is_kept:
        tell(f"{file.name} is damaged, and fetched anew\n")
        file.path.unlink(missing_ok=True)
    downloaded(file)
    return file.size


def download(file: PinnedFile, part: Path) -> None:
    """Bring `part` to the file's full length, beginning with what is there. Raises EngineNotAvailable."""
    _announce(file, _size(part))
    tries = 0
    while (size := _size(part)) != file.size:
        try:
            _fetch_rest(file, part)
            problem = "the connection broke"
        except _BROKEN as error:
            problem = _reason(error)
            if isinstance(error, HTTPError):
                error.close()
                tries = tries if error.code in _WORTH_ANOTHER_TRY else TRIES
        if _size(part) != file.size:
            tries = 1 if _size(part) > size else tries + 1
            if tries >= TRIES:
                raise _not_downloaded(file, problem)
            time.sleep(WAIT_SECONDS * 2 ** (tries - 1))


def _fetch_rest(file: PinnedFile, part: Path) -> None:
    """Ask for the bytes that are missing; a server that sends all of them again is taken at its word."""
    size = _size(part)
    if size > file.size:
        part.unlink()
        size = 0
    request = Request(file.url, headers={"User-Agent": "ninety", "Accept-Encoding": "identity"})  # noqa: S310 - a pinned address
    if size:
        request.add_header("Range", f"bytes={size}-")
    with urlopen(request, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310
        goes_on = response.status == HTTPStatus.PARTIAL_CONTENT
        if goes_on and not (response.headers.get("Content-Range") or "").startswith(f"bytes {size}-"):
            raise HTTPException("the server sent another part than the one asked for")
        with part.open("ab" if goes_on else "wb") as written:
            _copy(response, written, file, size if goes_on else 0)


def _copy(response: HTTPResponse, written: IO[bytes], file: PinnedFile, size: int) -> None:
    while size < file.size and (chunk := response.read(min(file.size - size, _CHUNK_BYTES))):
        written.write(chunk)
        tenths = [10 * count // file.size for count in (size, size + len(chunk))]
        size += len(chunk)
        if file.size >= _LARGE_BYTES and tenths[0] != tenths[1]:
            tell(f"{file.name}: {10 * tenths[1]} %\n")


def _announce(file: PinnedFile, size: int) -> None:
    begun = f", {size / 1e6:.1f} MB of it are here already" if size else ""
    host = urlsplit(file.url).netloc
    tell(f"downloading {file.name} ({file.size / 1e6:.1f} MB) from {host}{begun}\n")


def _not_downloaded(file: PinnedFile, problem: str) -> EngineNotAvailable:
    return EngineNotAvailable(
        f"«{file.name}» cannot be downloaded: {problem}",
        remedy=f"try again with a network: it goes on where it stopped; or put {file.url} at {file.path}",
    )


def _reason(error: OSError | HTTPException | ValueError) -> str:
    if isinstance(error, HTTPError):
        return f"the server answers {error.code} {one_short_line(error.reason)}"
    return one_short_line(error.reason if isinstance(error, URLError) else error) or type(error).__name__


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
