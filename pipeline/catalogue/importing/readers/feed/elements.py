"""A feed as a tree of named elements: by lxml where it is XML or can be made so, else by feedparser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lxml import etree

from pipeline.catalogue.importing.readers.feed.source_text import NAMESPACES, decode_feed, tidy_xml
from pipeline.errors import InvalidPage, Problem

# Elements whose content is text, be it written with elements in it.
_TEXT = "title|description|summary|content|content:encoded|itunes:title|itunes:subtitle|itunes:summary".split(
    "|"
)
_OPENING = re.compile(r"<(" + "|".join(_TEXT) + r")(?:\s[^<>]*)?(?<!/)>")
_PREFIXES = {uri.lower(): prefix for prefix, uris in NAMESPACES.items() for uri in uris}
_PLAIN = re.compile(
    r"http://(?:purl\.org/rss/1\.0/|my\.netscape\.com/rdf/simple/0\.9/|backend\.userland\.com/)"
)
_ROOTS = frozenset({"rss", "feed", "RDF", "rdf"})
_ITEM = re.compile(r"<(?:\w+:)?(?:item|entry)\b")
# What feedparser calls them, by what they are called in RSS.
_PARSED: Mapping[str, str] = {
    "title": "title",
    "guid": "id",
    "link": "link",
    "description": "summary",
    "pubDate": "published",
    "author": "author",
    "itunes:author": "author",
    "itunes:title": "itunes_title",
    "itunes:subtitle": "subtitle",
    "itunes:duration": "itunes_duration",
    "itunes:season": "itunes_season",
    "itunes:episode": "itunes_episode",
    "itunes:episodeType": "itunes_episodetype",
    "itunes:type": "itunes_type",
    "language": "language",
    "copyright": "rights",
}


_NONE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its text with any markup in it as written, its attributes, and what it holds, by name.

    Names are as in RSS with the usual prefixes, «itunes:duration», whatever prefix the feed has; those of an
    Atom feed have none.
    """

    text: str = ""
    attributes: Mapping[str, str] = field(default_factory=lambda: _NONE)
    line: int = 1
    holds: Mapping[str, Sequence[Element]] = field(default_factory=lambda: _NONE)

    def all(self, name: str) -> Sequence[Element]:
        """List the elements of that name in it."""
        return self.holds.get(name, ())

    def say(self, *names: str) -> str:
        """Give the first text that there is under any of the names, without space around it."""
        return next((one.text.strip() for name in names for one in self.all(name) if one.text.strip()), "")

    def get(self, name: str, attribute: str) -> str:
        """Give the first attribute of that name that the elements of a name have."""
        found = (one.attributes.get(attribute, "").strip() for one in self.all(name))
        return next((value for value in found if value), "")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed taken apart."""

    channel: Element
    items: list[Element]
    warnings: tuple[Problem, ...] = ()


def parse_feed(path: Path, data: bytes) -> Feed:
    """Take a feed apart; asks no network for anything and expands no entity of the feed's own.

    Raises InvalidPage for what has no feed in it.
    """
    decoded, guessed = decode_feed(data)
    text = tidy_xml(decoded)
    warnings = []
    if guessed:
        what = "has bytes that are not of its encoding; they were read as Windows-1252"
        warnings.append(Problem(what, path, remedy="look at the letters beyond ASCII"))
    try:
        root, error = _parse(text), None
    except etree.XMLSyntaxError as first:
        root, error = _parse_repaired(text), first
    if root is not None:
        channel, items = _of_tree(path, root)
    else:
        what = f"is not whole XML: {error.msg if error else ''}; what can be read of it was read"
        line = error.lineno if error else 1
        warnings.append(Problem(what, path, line, "compare the number of episodes, or fetch the feed again"))
        channel, items = _of_feedparser(path, text, line)
    if not items:
        raise InvalidPage("is a feed without episodes", file=path, remedy="bring one that has some")
    return Feed(channel, items, tuple(warnings))


def _parse(text: str) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(text.lstrip("\ufeff \t").encode(), parser)


def _parse_repaired(text: str) -> Any:
    """Parse with all markup in texts taken as text; None where that does not help."""
    try:
        return _parse(_with_texts_escaped(text))
    except etree.XMLSyntaxError:
        return None


def _with_texts_escaped(text: str) -> str:
    pieces, at = [], 0
    unclosed: set[str] = set()
    while opening := _OPENING.search(text, at):
        name = opening[1]
        end = -1 if name in unclosed else text.find(f"</{name}>", opening.end())
        if end < 0:
            unclosed.add(name)
            pieces.append(text[at : opening.end()])
            at = opening.end()
            continue
        inside = text[opening.end() : end]
        kept = inside if "<![CDATA[" in inside else inside.replace("<", "&lt;")
        pieces += [text[at : opening.end()], kept]
        at = end
    return "".join([*pieces, text[at:]])


def _of_tree(path: Path, root: Any) -> tuple[Element, list[Element]]:
    kind = etree.QName(root).localname
    if kind not in _ROOTS:
        raise InvalidPage(f"is no feed: it is XML of the kind <{kind}>", file=path, line=root.sourceline)
    channel = root if kind == "feed" else next((e for e in root if _name(e, "") == "channel"), root)
    own = _PREFIXES.get((etree.QName(root).namespace or "").lower(), "") if kind == "feed" else ""
    within = [channel] if channel is root else [channel, root]
    items = [e for parent in within for e in parent if _name(e, own) in {"item", "entry"}]
    about = [e for e in channel if _name(e, own) not in {"item", "entry"}]
    facts = Element("", {**root.attrib, **channel.attrib}, channel.sourceline or 1, _held(about, own))
    return facts, [_element(item, own) for item in items]


def _name(element: Any, own: str) -> str:
    tag = element.tag
    if not tag.startswith("{"):
        return str(tag)
    uri, _, local = tag[1:].partition("}")
    prefix = _PREFIXES.get(uri.lower())
    if prefix == own or (prefix is None and _PLAIN.match(uri)):
        return str(local)
    return f"{prefix or 'other'}:{local}"


def _element(element: Any, own: str) -> Element:
    name = _name(element, own)
    attributes = dict(element.attrib) if element.attrib else _NONE
    text, line = element.text or "", element.sourceline or 1
    if len(element) and name in _TEXT:
        inside = "".join(etree.tostring(child, encoding="unicode") for child in element)
        return Element(text + inside, attributes, line)
    return Element(text, attributes, line, _held(element, own) if len(element) else _NONE)


def _held(elements: Iterable[Any], own: str) -> Mapping[str, Sequence[Element]]:
    held: dict[str, list[Element]] = {}
    for child in elements:
        held.setdefault(_name(child, own), []).append(_element(child, own))
    return held


def _of_feedparser(path: Path, text: str, line: int) -> tuple[Element, list[Element]]:
    """Read what no repair makes XML. Raises InvalidPage where not even feedparser makes sense of it."""
    try:
        return _parsed_loosely(text)
    except Exception as error:  # it stumbles in many ways over tags that cross each other
        what = "is a feed so broken that no episode can be read of it"
        raise InvalidPage(
            what, file=path, line=line, remedy="fetch the feed again, or mend it there"
        ) from error


def _parsed_loosely(text: str) -> tuple[Element, list[Element]]:
    """Read a feed that is no XML; feedparser is given the bytes, never an address."""
    import feedparser

    parsed = feedparser.parse(BytesIO(text.encode()), sanitize_html=False, resolve_relative_uris=False)
    lines = (text.count("\n", 0, found.start()) + 1 for found in _ITEM.finditer(text))
    entries = list(parsed.entries)
    if entries and len(re.findall(r"</(?:item|entry)\s*>", text)) < len(entries):
        entries.pop()  # the file ends in the middle of it
    return _parsed(parsed.feed, 1), [_parsed(entry, next(lines, 1)) for entry in entries]


def _parsed(entry: Any, line: int) -> Element:
    held: dict[str, list[Element]] = {}
    for name, theirs in _PARSED.items():
        if isinstance(value := entry.get(theirs), str) and value:
            held[name] = [Element(value, line=line)]
    for name, found in _parsed_lists(entry):
        held.setdefault(name, []).append(found)
    return Element(line=line, holds=held)


def _parsed_lists(entry: Any) -> Iterator[tuple[str, Element]]:
    for tag in entry.get("tags", ()):
        yield "category", Element(tag.get("term") or "")
    for content in entry.get("content", ()):
        if content.get("value") != entry.get("summary"):
            yield "content:encoded", Element(content.get("value") or "")
    for enclosure in entry.get("enclosures", ()):
        yield "enclosure", Element(attributes={"url": enclosure.get("href", "")})
    if (explicit := entry.get("itunes_explicit")) is not None:
        yield "itunes:explicit", Element("true" if explicit else "false")
    if image := (entry.get("image") or {}).get("href"):
        yield "itunes:image", Element(attributes={"href": image})
