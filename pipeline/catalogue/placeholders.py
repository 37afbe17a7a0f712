"""What stands in a show's settings or in notes only until a person writes something better."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pipeline.catalogue.links import Link
from pipeline.catalogue.show import Show
from pipeline.catalogue.toml_file import read_toml
from pipeline.catalogue.toml_lines import KeyPath
from pipeline.errors import Problem
from pipeline.layout.folders import settings_file

PLACEHOLDER_NAME = "Your name"
# RFC 2606, sections 2 and 3: names that nobody will ever own. «localhost», its fourth, is a real machine.
_RESERVED = ("example.com", "example.net", "example.org", "example", "invalid", "test")


MARK = "[[check: {}]]"  # in drafted notes, around what nobody has looked up
_MARK = re.compile(r"\[\[check:[ \t]*([^\[\]\n]*?)[ \t]*\]\]")


def marks_in(text: str) -> Iterator[re.Match[str]]:
    """Find the marks in a text; group 1 of each is what it marks."""
    return _MARK.finditer(text)


def is_placeholder_host(host: str) -> bool:
    """Tell whether a host's name is one that RFC 2606 keeps for examples and tests."""
    name = host.casefold().rstrip(".")
    return any(name == reserved or name.endswith(f".{reserved}") for reserved in _RESERVED)


def is_placeholder_address(address: str) -> bool:
    """Tell whether an e-mail or web address leads to such a host."""
    host = urlsplit(address).hostname if "://" in address else address.rpartition("@")[2]
    return is_placeholder_host(host or "")


def find_placeholders(show: Show) -> list[Problem]:
    """List the placeholders in the show's settings: where each stands, and what to write there."""
    found = list(_found(show))
    if not found:
        return []
    toml = read_toml(settings_file(show.root))
    return [Problem(what, toml.path, toml.line(place), remedy) for place, what, remedy in found]


def _found(show: Show) -> Iterator[tuple[KeyPath, str, str]]:
    for place, name in ((("show", "author"), show.author), (("owner", "name"), show.owner.name)):
        if name.casefold() == PLACEHOLDER_NAME.casefold():
            yield place, f"{place[1]} «{name}» is a placeholder", f'write who makes it: {place[1]} = "…"'
    if is_placeholder_address(show.owner.email):
        what = f"email «{show.owner.email}» is an example: no mail arrives there"
        yield ("owner", "email"), what, 'write an address of yours that directories can reach: email = "…"'
    if is_placeholder_address(show.site_url):
        what = f"url «{show.site_url}» is an example: every address in the feeds begins with it"
        yield ("site", "url"), what, 'write the address that output/ will have: url = "https://…"'
    yield from _found_beside(show)


def _found_beside(show: Show) -> Iterator[tuple[KeyPath, str, str]]:
    """Look through the addresses that a show need not have."""
    for place, links in (
        (("show", "links"), show.links),
        (("feed", "funding"), show.feed.funding),
        (("feed", "podroll"), show.feed.podroll),
    ):
        yield from (found for link in links if (found := _link(place, link)))
    feed = show.feed
    for key, address in (
        ("first_url", feed.first_url),
        ("licence_url", feed.licence_url),
        ("new_url", feed.new_url),
        ("prefix", feed.prefix),
        ("hub", feed.hub),
    ):
        if address and is_placeholder_address(address):
            what = f"{key} «{address}» is an example"
            yield ("feed", key), what, f"write the real address, or take {key} out"


def _link(place: tuple[str, str], link: Link) -> tuple[KeyPath, str, str] | None:
    if not is_placeholder_address(link.url):
        return None
    what = f"the link «{link.title}» in {place[1]} leads to an example: {link.url}"
    return (*place, link.title), what, "write the real address, or take the link out"
