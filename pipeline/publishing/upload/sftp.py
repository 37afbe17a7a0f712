"""fsspec's file system over SFTP, made to know its server: an unknown host key is refused, not accepted."""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote

import paramiko
from fsspec.implementations.sftp import SFTPFileSystem

_SYSTEM_KNOWN_HOSTS = Path("/etc/ssh/ssh_known_hosts")
SECONDS = 30.0  # to wait for a server that does not answer, or takes nothing more
_FAILURE = (
    "Failure"  # all that SFTP says of a full disk: SSH_FX_FAILURE, draft-ietf-secsh-filexfer-02, section 7
)


class NotKept(OSError):
    """The server did not keep a file, or not all of it."""


class KnownHostFileSystem(SFTPFileSystem):  # type: ignore[misc]
    """SFTP with the keys, the agent, the settings and the known hosts that `ssh` uses."""

    cachable = False  # one for each thread: paramiko reads the answers of a connection without a lock

    def _connect(self) -> None:
        self.client = paramiko.SSHClient()
        self.client.load_system_host_keys()
        if _SYSTEM_KNOWN_HOSTS.is_file():
            self.client.load_system_host_keys(str(_SYSTEM_KNOWN_HOSTS))
        self.client.set_missing_host_key_policy(paramiko.RejectPolicy())
        # Of the steps to a session some have no limit of their own.
        limit = threading.Timer(2 * SECONDS, self.client.close)
        limit.start()
        try:
            self.client.connect(self.host, **self.ssh_kwargs)
            self.ftp = self.client.open_sftp()
            self.ftp.get_channel().settimeout(SECONDS)
        except BaseException:
            self.client.close()
            raise
        finally:
            limit.cancel()

    def pipe_file(self, path: str, value: bytes, mode: str = "overwrite", **kwargs: Any) -> None:
        """Write a file without waiting for an answer to each block; its size is compared at the end.

        Raises NotKept, besides what paramiko raises.
        """
        del mode, kwargs
        try:
            self.ftp.putfo(io.BytesIO(value), path, file_size=len(value), confirm=False)
            kept = self.ftp.stat(path).st_size
        except OSError as error:
            if error.errno is None and str(error) == _FAILURE:
                raise NotKept("the server could not write it") from error
            raise
        if kept != len(value):
            raise NotKept(f"the server kept {kept:,} of {len(value):,} bytes")

    def close(self) -> None:
        """End the connection."""
        self.client.close()


def connector(parts: SplitResult) -> Callable[[], KnownHostFileSystem]:
    """Give what opens a connection to the host of an address, with what ~/.ssh/config says of it."""
    logging.getLogger("paramiko").setLevel(logging.CRITICAL + 1)  # what matters of it is told as errors
    settings = _settings(parts.hostname or "")
    options = {
        "port": parts.port or int(settings.get("port", 22)),
        "username": unquote(parts.username) if parts.username else settings.get("user"),
        "password": unquote(parts.password) if parts.password else None,
        "key_filename": settings.get("identityfile"),
        **dict.fromkeys(("timeout", "banner_timeout", "auth_timeout", "channel_timeout"), SECONDS),
    }
    host = settings.get("hostname", parts.hostname)
    return lambda: KnownHostFileSystem(host, **options)


def _settings(host: str) -> Mapping[str, Any]:
    path = Path("~/.ssh/config").expanduser()
    return dict(paramiko.SSHConfig.from_path(str(path)).lookup(host)) if path.is_file() else {}
