"""A feed as the rules look at it: its XML, the address it is at, and the files it names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from pipeline.process.files import is_there, leads_into

# Spelled exactly so, or apps do not see the tags.
NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
# RFC 2822, 3.3, with the numeric zone that 4.3 prefers over names.
_DATE = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? [+-]\d{4}")
_FEED_PATH = re.compile(r"(?:topics/[^/]+/)?feed(?:-\d+)?\.xml$")

Element = Any  # lxml has no types of its own


@dataclass(frozen=True, slots=True, eq=False)
class JudgedFeed:
    """A feed that could be parsed."""

    root: Element
    channel: Element
    url: str
    output: Path | None = None  # without it, no file is looked at

    @property
    def items(self) -> list[Element]:
        """List the items, in the order of the feed."""
        return self.channel.findall("item")  # type: ignore[no-any-return]

    @property
    def urls(self) -> Iterator[str]:
        """Go through every address in the feed."""
        for element in self.root.iter(etree.Element):
            yield from (value for name, value in element.attrib.items() if name in {"url", "href", "uri"})
            if element.tag in {"link", "url"}:
                yield element.text or ""

    def file(self, url: str) -> Path | None:
        """Give the file below the output folder that an address of this site stands for."""
        return file_at(url, _FEED_PATH.sub("", self.url), self.output) if self.output else None


def file_at(url: str, base: str, output: Path) -> Path | None:
    """Give the file below `output` that stands for an address below `base`, if there is one to be read.

    The address may lead by way of a service that counts, which has it after its own, without a scheme.
    """
    address = re.split("[?#]", url, maxsplit=1)[0]
    if not address.startswith(base):
        counted, own, address = address.partition(f"/{base.partition('://')[2].rstrip('/')}/")
        if not own or not is_web(counted):
            return None
    else:
        address = address[len(base) :]
    path = output / unquote(address).lstrip("/")
    is_its = is_there(path) and leads_into(path, output)
    return path.resolve() if is_its and os.access(path, os.R_OK) else None


def parse(xml: bytes) -> Element:
    """Parse XML without fetching or expanding anything. Raises lxml's XMLSyntaxError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, strip_cdata=False
    )
    return etree.fromstring(xml, parser)


def found(parent: Element, name: str) -> list[Element]:
    """List the direct children of that name, with its prefix: «itunes:image»."""
    return parent.findall(name, NAMESPACES)  # type: ignore[no-any-return]


def text(parent: Element, name: str) -> str:
    """Give the text of the one child of that name; empty where there is none, or more than one."""
    children = found(parent, name)
    return (children[0].text or "").strip() if len(children) == 1 else ""


def attribute(parent: Element, name: str, key: str) -> str:
    """Give an attribute of the one child of that name; empty where there is none, or more than one."""
    children = found(parent, name)
    return (children[0].get(key) or "").strip() if len(children) == 1 else ""


def link(parent: Element, relation: str) -> str:
    """Give the address of the one atom:link of that relation; empty where there is none, or more than one."""
    links = [one.get("href", "") for one in found(parent, "atom:link") if one.get("rel") == relation]
    return links[0] if len(links) == 1 else ""


def in_cdata(element: Element) -> bool:
    """Tell whether an element's text stands in a CDATA section, as far as it was parsed by `parse`."""
    return b"<![CDATA[" in etree.tostring(element, with_tail=False)


def date(written: str) -> datetime | None:
    """Read a date of RFC 2822 with a numeric zone."""
    try:
        return parsedate_to_datetime(written) if _DATE.fullmatch(written) else None
    except ValueError:
        return None


def number(written: str) -> float | None:
    """Read a plain decimal number that is not negative."""
    return float(written) if re.fullmatch(r"\d+(?:\.\d+)?", written) else None


def is_web(url: str) -> bool:
    """Tell whether it is an address with a host on the web."""
    return bool(re.match(r"https?://[^/\s]", url))


def html_tags(text: str) -> set[str]:
    """Name the elements in a piece of HTML."""
    parser = _TagCollector()
    parser.feed(text)
    parser.close()
    return parser.tags


class _TagCollector(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags.add(tag)
