"""Putting the preview's own address where files name the site's, so that apps come here for the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import quote, unquote, urlsplit

from pipeline.catalogue.show import Show
from pipeline.layout import addresses

# Files that name addresses of the site. Sizes of enclosures stay true: those are not among them.
REWRITTEN = frozenset({".html", ".xml", ".xsl", ".json", ".js", ".css", ".txt", ".svg", ".webmanifest"})

# What follows must not continue the name: «https://example.org» is not the site of «https://example.org.uk».
_ENDS = rb"(?![A-Za-z0-9_-]|[.:@][A-Za-z0-9])"


@dataclass(frozen=True, slots=True)
class Rewriting:
    """Replaces `site`, an address in ASCII without a slash at its end, in the texts that name it."""

    site: str
    prefix: str = ""  # of a service that counts downloads, before the site's address without its scheme
    _plain: re.Pattern[bytes] = field(init=False, repr=False)
    _quoted: re.Pattern[bytes] = field(init=False, repr=False)
    _counted: re.Pattern[bytes] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        place = self.site.partition(":")[2]
        # Other schemes stand before the same place in links that open an app: podcast://example.org/feed.xml
        plain = re.compile(rb"\b([a-z][a-z0-9+.-]*):" + re.escape(place.encode()) + _ENDS)
        object.__setattr__(self, "_plain", plain)
        quoted = re.compile(re.escape(quote(self.site, safe="").encode()) + _ENDS)
        object.__setattr__(self, "_quoted", quoted)
        counted = f"{self.prefix}{self.site.partition('://')[2]}"
        object.__setattr__(self, "_counted", re.compile(re.escape(counted.encode()) + _ENDS))

    @classmethod
    def of(cls, show: Show) -> Rewriting:
        """Rewrite the addresses of a show's site."""
        site = addresses.url(show).rstrip("/")
        return cls(site, show.feed.prefix)

    @property
    def folder(self) -> str:
        """Give the path that the site is below, from slash to slash, as a request names it."""
        return unquote(urlsplit(self.site).path).rstrip("/") + "/"

    def base(self, place: str) -> str:
        """Give what stands for the site's address at `place`, a host with its port; no slash at its end."""
        return f"http://{place}{quote(self.folder)}".rstrip("/")

    def rewrite(self, text: bytes, base: str) -> bytes:
        """Put `base`, an address without a slash at its end, where `text` names the site."""
        own_scheme = urlsplit(self.site).scheme.encode()
        scheme, _, place = base.encode().partition(b":")

        def moved(found: re.Match[bytes]) -> bytes:
            return (scheme if found[1] == own_scheme else found[1]) + b":" + place

        text = self._counted.sub(lambda _: self.site.encode(), text) if self.prefix else text
        text = self._plain.sub(moved, text)
        return self._quoted.sub(lambda _: quote(base, safe="").encode(), text)


def own_host(host: str, bound: str) -> bool:
    """Tell whether a request's Host names this machine by number, as localhost or as it is bound.

    Any other name is someone else's to point wherever they like, so it is not repeated in a page.
    """
    if host == bound:
        return True
    try:
        parts = urlsplit(f"//{host}")
        name, port = parts.hostname or "", parts.port
        plain = parts.netloc == host and "@" not in host and port != 0
        if name == "localhost" or name.endswith(".localhost"):
            return plain and re.fullmatch(r"[a-z0-9.-]+", name) is not None
        ip_address(name)
    except ValueError:
        return False
    return plain


def named_host(host: str) -> str:
    """Write an address to listen on as the host of a URL; «all addresses» as this machine's own."""
    try:
        number = ip_address(host)
    except ValueError:
        return host
    if number.is_unspecified:
        return "127.0.0.1"
    return f"[{number}]" if number.version == 6 else str(number)
