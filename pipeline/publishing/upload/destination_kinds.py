"""The kinds of places that output can be brought to, by the beginning of their address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from fsspec.implementations.local import LocalFileSystem

from pipeline.errors import InvalidDestination, UploadFailed
from pipeline.process.remote_files import s3_options
from pipeline.process.secrets import shown_address
from pipeline.publishing.upload.destination import SECONDS, Destination


def find_destination(address: str, output: Path) -> Destination:
    """Give the destination at an address: a folder, or what begins with file://, s3:// or sftp://.

    `output` is what will be sent, and cannot be sent into itself. Raises InvalidDestination, UploadFailed.
    """
    try:
        parts = urlsplit(address)
        has_good_port = parts.port != 0
    except ValueError:  # a bad port, or brackets that do not close
        has_good_port = False
    scheme = parts.scheme if has_good_port and "://" in address else ""
    if not has_good_port or scheme not in _PLACES:
        raise InvalidDestination(f"«{shown_address(address)}» is no place to upload to")
    return _PLACES[scheme](address, parts, output)


def _folder(address: str, parts: SplitResult, output: Path) -> Destination:
    if "://" in address and parts.netloc not in ("", "localhost"):
        raise InvalidDestination(
            f"{shown_address(address)} names another machine", remedy="file:///folder has three slashes"
        )
    root = Path(unquote(parts.path) if "://" in address else address).expanduser().resolve()
    here = output.resolve()
    if root.is_relative_to(here) or here.is_relative_to(root):
        raise InvalidDestination(
            f"{root} and {here} are one within the other", remedy="choose another folder"
        )
    return Destination(
        str(root), root.as_posix().rstrip("/"), lambda: LocalFileSystem(skip_instance_cache=True)
    )


def _s3(address: str, parts: SplitResult, output: Path) -> Destination:
    del output
    try:
        from botocore.exceptions import BotoCoreError, ConnectionError, HTTPClientError  # noqa: A004
        from s3fs import S3FileSystem
    except ImportError as error:
        raise _missing("s3", "S3", error) from error
    if not parts.netloc:
        raise InvalidDestination(f"{shown_address(address)} names no bucket")

    @cache  # requests of all threads go through one event loop
    def connect() -> Any:
        files = S3FileSystem(**s3_options(connect_timeout=SECONDS, read_timeout=SECONDS))
        files.retries = 1  # nor is s3fs to try again unseen
        return files

    root = f"{parts.netloc}{unquote(parts.path)}".rstrip("/")
    return Destination(
        f"s3://{root}",
        root,
        connect,
        renames=False,
        headers=True,
        errors=(OSError, BotoCoreError),
        passing=(ConnectionError, HTTPClientError),
    )


def _sftp(address: str, parts: SplitResult, output: Path) -> Destination:
    del output
    try:
        from paramiko import SSHException
        from paramiko.ssh_exception import NoValidConnectionsError

        from pipeline.publishing.upload.sftp import KnownHostFileSystem, NotKept, connector
    except ImportError as error:
        raise _missing("sftp", "SFTP", error) from error
    if not parts.hostname:
        raise InvalidDestination(f"{shown_address(address)} names no host")
    user, _, place = parts.netloc.rpartition("@")
    netloc = f"{user.partition(':')[0]}@{place}" if user else place
    return Destination(
        urlunsplit(parts._replace(netloc=netloc, query="", fragment="")),
        unquote(parts.path).removeprefix("/~/").rstrip("/"),  # /~/ is the home folder there
        connector(parts),
        KnownHostFileSystem.close,
        errors=(OSError, EOFError, SSHException),
        passing=(EOFError, SSHException, NoValidConnectionsError, NotKept),
    )


_PLACES: Mapping[str, Callable[[str, SplitResult, Path], Destination]] = {
    "": _folder,
    "file": _folder,
    "s3": _s3,
    "sftp": _sftp,
}


def _missing(extra: str, name: str, error: ImportError) -> UploadFailed:
    what = f"uploading by {name} needs a package that is not installed: {error.name}"
    return UploadFailed(what, remedy=f"pip install 'ninety-podcast[{extra}]'")
