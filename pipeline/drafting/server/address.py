"""Where a server that speaks OpenAI's protocol is asked, and with which key."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit, urlunsplit

from pipeline.errors import InvalidServer

KEY_VARIABLE = "NINETY_DRAFT_KEY"
_PATH = "/chat/completions"
_VERSION = re.compile(r"v\d+\w*")


@dataclass(frozen=True, slots=True)
class Server:
    """The address that is asked, the model that is to answer, and the key; the key is never shown."""

    url: str
    model: str
    key: str = field(default="", repr=False)

    @property
    def is_here(self) -> bool:
        """Tell whether it runs on this machine."""
        host = urlsplit(self.url).hostname or ""
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"

    @property
    def shows_key(self) -> bool:
        """Tell whether the key travels where others can read it."""
        return bool(self.key) and not self.is_here and self.url.startswith("http://")

    def without_key(self, text: str) -> str:
        """Give a text that a server sent, without our key should it say that."""
        return text.replace(self.key, "…") if self.key else text


def server_at(address: str, model: str) -> Server:
    """Read an address as people write it: a host, with or without /v1, or the whole address.

    Raises InvalidServer.
    """
    if not address.strip():
        raise InvalidServer("no server is named")
    if not model.strip():
        raise InvalidServer("no model is named")
    try:
        parts = urlsplit(address.strip())
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or re.search(r"[\s\x00-\x1f\x7f]", address.strip()):
        raise InvalidServer("the server's address is none of the web: it begins with http:// or https://")
    if parts.username or parts.password:
        raise InvalidServer(
            "the server's address holds a name or a password", remedy=f"put the key into {KEY_VARIABLE}"
        )
    return Server(urlunsplit(_completed(parts)), model.strip(), _key())


def _completed(parts: SplitResult) -> SplitResult:
    path = parts.path.rstrip("/")
    if not path.endswith(_PATH):
        versioned = _VERSION.fullmatch(path.rpartition("/")[2]) is not None
        path += _PATH if versioned else f"/v1{_PATH}"
    return parts._replace(path=path, fragment="")


def _key() -> str:
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if not re.fullmatch(r"[\x21-\x7e]*", key):
        raise InvalidServer(f"{KEY_VARIABLE} holds signs that no key has", remedy="set it to the key alone")
    return key
