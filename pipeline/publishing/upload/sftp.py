"""fsspec's file system over SFTP, made to know its server: an unknown host key is refused, not accepted."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote

import paramiko
from fsspec.implementations.sftp import SFTPFileSystem

_SYSTEM_KNOWN_HOSTS = Path("/etc/ssh/ssh_known_hosts")
_SECONDS = 30  # to wait for a server that does not answer


class KnownHostFileSystem(SFTPFileSystem):  # type: ignore[misc]
    """SFTP with the keys, the agent, the settings and the known hosts that `ssh` uses."""

    cachable = False  # one for each thread: paramiko reads the answers of a connection without a lock

    def _connect(self) -> None:
        self.client = paramiko.SSHClient()
        self.client.load_system_host_keys()
        if _SYSTEM_KNOWN_HOSTS.is_file():
            self.client.load_system_host_keys(str(_SYSTEM_KNOWN_HOSTS))
        self.client.set_missing_host_key_policy(paramiko.RejectPolicy())
        try:
            self.client.connect(self.host, **self.ssh_kwargs)
            self.ftp = self.client.open_sftp()
        except BaseException:
            self.client.close()
            raise

    def pipe_file(self, path: str, value: bytes, mode: str = "overwrite", **kwargs: Any) -> None:
        """Write a file without waiting for an answer to each block; its size is compared at the end."""
        del mode, kwargs
        self.ftp.putfo(io.BytesIO(value), path, file_size=len(value))

    def close(self) -> None:
        """End the connection."""
        self.client.close()


def connector(parts: SplitResult) -> Callable[[], KnownHostFileSystem]:
    """Give what opens a connection to the host of an address, with what ~/.ssh/config says of it."""
    settings = _settings(parts.hostname or "")
    options = {
        "port": parts.port or int(settings.get("port", 22)),
        "username": unquote(parts.username) if parts.username else settings.get("user"),
        "password": unquote(parts.password) if parts.password else None,
        "key_filename": settings.get("identityfile"),
        "timeout": _SECONDS,
        "banner_timeout": _SECONDS,
        "auth_timeout": _SECONDS,
    }
    host = settings.get("hostname", parts.hostname)
    return lambda: KnownHostFileSystem(host, **options)


def _settings(host: str) -> Mapping[str, Any]:
    path = Path("~/.ssh/config").expanduser()
    return dict(paramiko.SSHConfig.from_path(str(path)).lookup(host)) if path.is_file() else {}
