"""Addresses of mail, of the site and of links, read and checked as `values` does with the rest."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from pipeline.catalogue.links import Link
from pipeline.catalogue.text import one_line
from pipeline.catalogue.values import BadValueError, clean, expect, key_text

_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_LONGEST = 2000  # characters: more than this not every app and server takes (RFC 9110 asks for 8,000)
_URL_CHARACTERS = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")


def email(value: Any) -> str:
    """Read an e-mail address."""
    address = one_line(clean(value))
    if not _EMAIL.fullmatch(address):
        raise BadValueError(
            f"must be an e-mail address, not «{address}»", remedy='write it as "name@example.org"'
        )
    return address


def web_address(value: Any) -> str:
    """Read an http or https address: ASCII, no spaces, with a host."""
    return _address(value, ("https", "http"))


def site_address(value: Any) -> str:
    """Read the https address that pages are put below, and give it without a slash at its end."""
    address = _address(value, ("https",))
    if "?" in address or "#" in address:
        raise BadValueError(
            "must be an address without «?» or «#»", remedy='write it as "https://example.org"'
        )
    return address.rstrip("/")


def _address(value: Any, schemes: tuple[str, ...]) -> str:
    address = clean(value).strip()
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        good = parts.scheme in schemes and _HOST.fullmatch(host) is not None and parts.port != 0
    except ValueError:  # a bad port, or brackets that do not close
        good = False
    if not good or not _URL_CHARACTERS.fullmatch(address) or parts.username is not None:
        wanted = " or ".join(f"{scheme}://" for scheme in schemes)
        raise BadValueError(
            f"must be an address that begins with {wanted}, not «{address}»",
            remedy=f'write it as "{schemes[0]}://example.org/…", without spaces or letters outside ASCII',
        )
    if len(address) > _LONGEST:
        what = f"must be an address of at most {_LONGEST:,} characters, not of {len(address):,}"
        raise BadValueError(what, remedy="use a shorter one")
    return address


def links(value: Any) -> tuple[Link, ...]:
    """Read a table of names and addresses."""
    expect(value, dict, "a table of names and addresses")
    found = []
    for name, address in value.items():
        try:
            found.append(Link(key_text(name), web_address(address)))
        except BadValueError as bad:
            raise BadValueError(f"«{name}» {bad}", path=(name,), remedy=bad.remedy) from bad
    return tuple(found)
