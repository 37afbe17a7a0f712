"""What nobody is to read in a log, a report or an error: passwords in addresses, keys of the environment."""

from __future__ import annotations

import os
import re

_SECRET_VARIABLES = (
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "NINETY_DRAFT_KEY",
    "NINETY_PODPING_TOKEN",
    "NINETY_SIGNING_KEY",
    "NINETY_SPEECH_KEY",
)
_SHORTEST = 8  # signs: a shorter value would stand in other words too
_HIDDEN = "…"
_PASSWORD = re.compile(r"(?<=://)([^\s/@:«»\"']*):[^\s/@«»\"']+@")
_USER_AND_MORE = re.compile(r"(?<=://)([^/@:]*)(?::.*)?@", re.DOTALL)
_QUERY = re.compile(r"\?.*", re.DOTALL)


def without_secrets(text: str) -> str:
    """Give a text in which passwords of addresses, and keys that are in the environment, are hidden."""
    if "://" in text and "@" in text:
        text = _PASSWORD.sub(rf"\1:{_HIDDEN}@", text)
    for name in _SECRET_VARIABLES:
        secret = os.environ.get(name, "")
        if len(secret) >= _SHORTEST:
            text = text.replace(secret, _HIDDEN)
    return text


def shown_address(address: str) -> str:
    """Give an address that somebody typed, faulty perhaps, without all that may be a password in it."""
    if "://" not in address:
        return address
    scheme = address.partition("://")[0]
    user = r"\1@" if scheme == "sftp" else ""
    return _QUERY.sub("", _USER_AND_MORE.sub(user, address))
