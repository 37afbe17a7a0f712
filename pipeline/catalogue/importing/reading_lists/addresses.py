"""Addresses of a reading list: without what only tracks a reader, and known again in another spelling."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

from pipeline.catalogue.addresses import web_address
from pipeline.catalogue.values import BadValueError

# What senders of links add to know who passed them on; no page shows anything else for them.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hs\w+", re.IGNORECASE)
_TRACKING_AT = {
    "youtube": re.compile(r"si|ab_channel|feature|pp"),
    "spotify": re.compile(r"si|nd|context"),
    "x": re.compile(r"s|t|ref_src"),
}
_SITES = {
    "youtu.be": "youtube",
    "youtube.com": "youtube",
    "youtube-nocookie.com": "youtube",
    "open.spotify.com": "spotify",
    "x.com": "x",
    "twitter.com": "x",
}
_VIDEO = re.compile(r"/(?:live|embed|shorts|v)/([\w-]+)")
_ARXIV = re.compile(r"/(?:abs|pdf|html)/(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?")


def tidy_address(address: str) -> str:
    """Give an address of the web without tracking parameters. Raises BadValueError where it is none."""
    checked = web_address(_escaped(address.strip()))
    parts = urlsplit(checked)
    site = _TRACKING_AT.get(_site(checked))
    kept = [
        field
        for field in parts.query.split("&")
        if field
        and not _TRACKING.fullmatch(name := field.partition("=")[0])
        and not (site and site.fullmatch(name))
    ]
    return urlunsplit(parts._replace(query="&".join(kept)))


def address_key(address: str) -> str:
    """Give what two addresses of one page have in common: scheme, «www.», tracking and a last slash apart."""
    try:
        parts = urlsplit(tidy_address(address))
    except BadValueError:
        return address.strip()
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if known := _video(host, parts.path, parts.query) or _paper(host, parts.path):
        return known
    rest = unquote(f"{parts.path.rstrip('/')}?{parts.query}#{parts.fragment}")
    return f"{host}:{parts.port or ''}{rest}"


def host_of(address: str) -> str:
    """Name the site an address is on, so that several hosts of one site are one."""
    return _site(address) or (urlsplit(address).hostname or "").removeprefix("www.")


def _site(address: str) -> str:
    host = (urlsplit(address).hostname or "").removeprefix("www.").removeprefix("m.")
    return _SITES.get(host, "")


def _escaped(address: str) -> str:
    """Write blanks and letters outside ASCII as addresses have them: a host after RFC 3490."""
    try:
        host = urlsplit(address).hostname or ""
        address = address if host.isascii() else address.replace(host, host.encode("idna").decode(), 1)
    except ValueError:  # brackets that do not close, a label too long; it is refused right after
        pass
    return re.sub(r"[^\x21-\x7e]", lambda found: "".join(f"%{b:02X}" for b in found[0].encode()), address)


def _video(host: str, path: str, query: str) -> str:
    if _SITES.get(host) != "youtube":
        return ""
    fields = dict(parse_qsl(query))
    found = _VIDEO.match(path)
    name = path.strip("/") if host == "youtu.be" else found[1] if found else fields.get("v", "")
    return f"youtube:{name}" if name else ""


def _paper(host: str, path: str) -> str:
    found = _ARXIV.fullmatch(path) if host == "arxiv.org" else None
    return f"arxiv:{found[1]}" if found else ""
