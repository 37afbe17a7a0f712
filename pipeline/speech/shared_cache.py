"""A speech cache that machines share: a folder, S3, or whatever else fsspec can open.

It is a convenience: where it cannot be used, everything is spoken here, and somebody is told once.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.process.remote_files import patience, s3_options
from pipeline.process.secrets import shown_address, without_secrets
from pipeline.speech.cache_entry import MOST_BYTES, SUFFIX, opened

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

SHARED_VARIABLE = "NINETY_SHARED_CACHE"  # an address to use instead of the show's
_AT_A_TIME = 8  # requests
_MOST_FAILURES = 3  # in one process, before the level is left alone
_SECONDS = 10  # to wait for a server that does not answer
_WHOLE = frozenset("s3 s3a gs gcs abfs abfss az adl oss oci memory".split())  # they know no half-written file

_T = TypeVar("_T")


class SharedCache:
    """Sealed entries under an address; what is read is verified, and what is damaged is as good as nothing.

    Several threads may use it at once.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.trouble = ""  # what went wrong first, for people
        self._failures = 0
        self._lock = threading.Lock()
        self._under_way: list[Future[None]] = []
        self._fetched: dict[str, bytes] = {}

    @property
    def shown(self) -> str:
        """Give the address without what may be a password in it."""
        return shown_address(self.address)

    def get(self, key: str) -> bytes | None:
        """Give a sentence's bytes, or None."""
        fetched = self._fetched.pop(key, None)
        return fetched if fetched is not None else self._read(key)

    def fetch(self, keys: Sequence[str]) -> None:
        """Read what may be asked for next, several at a time."""
        self._fetched.clear()
        for key, payload in zip(keys, self._threads.map(self._read, keys), strict=True):
            if payload is not None:
                self._fetched[key] = payload

    def put(self, key: str, entry: bytes) -> None:
        """Begin to keep a sealed entry; `finish` waits for it."""
        self._under_way.append(self._threads.submit(self._write, key, entry))

    def finish(self) -> None:
        """Wait for what was begun."""
        for each in self._under_way:
            each.result()
        self._under_way.clear()
        self._fetched.clear()

    def _read(self, key: str) -> bytes | None:
        def read() -> bytes | None:
            files, root = self._opened
            try:
                entry = bytes(files.cat_file(_place(root, key), start=0, end=MOST_BYTES))
            except FileNotFoundError:
                return None
            return opened(key, entry)

        return self._tried(read)

    def _write(self, key: str, entry: bytes) -> None:
        def write() -> None:
            files, root = self._opened
            place = _place(root, key)
            if _is_whole(files):
                files.pipe_file(place, entry, **patience(files, len(entry), seconds=_SECONDS))
                return
            folder, _, name = place.rpartition("/")
            files.makedirs(folder, exist_ok=True)
            beside = f"{folder}/.{name}.{token_hex(16)}.part"
            files.pipe_file(beside, entry)
            files.mv(beside, place)

        self._tried(write)

    def _tried(self, action: Callable[[], _T]) -> _T | None:
        """Do something there; what goes wrong is remembered, and after a few times nothing is tried."""
        if self._failures >= _MOST_FAILURES:
            return None
        try:
            return action()
        except Exception as error:  # noqa: BLE001 - of libraries that raise errors of many kinds
            with self._lock:
                self._failures += 1
                self.trouble = self.trouble or self._told(error)
            return None

    def _told(self, error: Exception) -> str:
        text = ""
        with contextlib.suppress(Exception):
            text = " ".join(str(error).replace(self.address, self.shown).split())
        return without_secrets(f"{type(error).__name__}: {text}" if text else type(error).__name__)

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(_AT_A_TIME, thread_name_prefix="shared cache")

    @property
    def _opened(self) -> tuple[Any, str]:
        with self._lock:
            return self._connection

    @cached_property
    def _connection(self) -> tuple[Any, str]:
        from fsspec.core import url_to_fs

        scheme = self.address.partition("://")[0]
        s3 = s3_options(connect_timeout=_SECONDS, read_timeout=_SECONDS) if scheme in ("s3", "s3a") else {}
        files, root = url_to_fs(self.address, **s3)
        if s3:
            files.retries = 1  # nor is s3fs to try again unseen
        return files, str(root).rstrip("/")


@cache
def shared_cache(address: str) -> SharedCache:
    """Give the shared level at an address, one for a process."""
    return SharedCache(address)


def shared_address(asked: str, root: Path) -> str:
    """Give an address as it is, and a folder, from the show's, as an address too."""
    if not asked or "://" in asked:
        return asked
    return f"file://{(root / Path(asked).expanduser()).resolve().as_posix()}"  # fsspec reads no %20


def _place(root: str, key: str) -> str:
    return f"{root}/{key[:2]}/{key}{SUFFIX}"


def _is_whole(files: Any) -> bool:
    protocols = files.protocol if isinstance(files.protocol, tuple | list) else (files.protocol,)
    return any(protocol in _WHOLE for protocol in protocols)
