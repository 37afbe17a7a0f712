"""The text of a feed whatever wrote it: encoding, stray characters, entities and prefixes seen to.

Every change keeps the line ends, so that lines counted afterwards are those of the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.entities import html5

from pipeline.catalogue.text import stray_character, without_stray_characters

# By prefix; the first address is written where a feed uses a prefix without declaring it.
NAMESPACES: Mapping[str, tuple[str, ...]] = {
    "itunes": ("http://www.itunes.com/dtds/podcast-1.0.dtd",),
    "podcast": (
        "https://podcastindex.org/namespace/1.0",
        "https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
    ),
    "content": ("http://purl.org/rss/1.0/modules/content/",),
    "atom": ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"),
    "dc": ("http://purl.org/dc/elements/1.1/",),
    "media": ("http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss"),
    "googleplay": ("http://www.google.com/schemas/play-podcasts/1.0",),
}
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_DECLARATION = re.compile(r"<\?xml\b[^>]*\?>")
_AS_IT_STANDS = r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
_REFERENCE = re.compile(
    _AS_IT_STANDS + r"|&(?P<name>#[0-9]{1,8};|#[xX][0-9A-Fa-f]{1,8};|\w{1,40};)?", re.DOTALL
)
_XML_ENTITIES = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_PREFIX_USED = re.compile(r"<([A-Za-z][\w.-]{0,30}):")
_PREFIX_DECLARED = re.compile(r"xmlns:([A-Za-z][\w.-]{0,30})\s*=")
_ROOT = re.compile(r"<(?![?!])[^\s>/]+")


def decode_feed(data: bytes) -> tuple[str, bool]:
    """Give a feed's text, and whether some bytes of it had to be guessed.

    A byte order mark is believed first, then the bytes themselves where they are UTF-8, then what the XML
    declaration says; ISO 8859-1 is read as Windows-1252, as browsers do (WHATWG Encoding Standard, 4.2).
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return text, "\ufffd" in text
    if data[:4] in {b"\x3c\x00\x3f\x00", b"\x00\x3c\x00\x3f"}:
        return data.decode("utf-16-le" if data[0] else "utf-16-be", errors="replace"), False
    declared = _DECLARED.search(data[:1000])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    if name in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}:
        name = "windows-1252"
    for encoding in ("utf-8", name) if b"\x1b" not in data else (name, "utf-8"):
        try:
            return data.decode(encoding), False
        except (LookupError, UnicodeError):
            continue
    return _patched(data), True


def _patched(data: bytes) -> str:
    """Decode UTF-8 in which single bytes of Windows-1252 stand."""
    pieces = []
    while data:
        try:
            pieces.append(data.decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            bad = data[error.start : error.end]
            pieces += [data[: error.start].decode("utf-8"), bad.decode("windows-1252", errors="replace")]
            data = data[error.end :]
            if len(pieces) > 2000:  # no UTF-8 at all
                return "".join(pieces) + data.decode("windows-1252", errors="replace")
    return "".join(pieces)


def tidy_xml(text: str) -> str:
    """Make what is often wrong in feeds right: entities that XML does not know, stray signs, prefixes.

    The document type goes with all entities it declares, so that none is ever expanded.
    """
    text = without_stray_characters(text).replace("\x7f", " ")
    text = _without_doctype(_DECLARATION.sub(_lines_only, text, count=1))
    text = _REFERENCE.sub(_reference, text)
    return _with_prefixes(text)


def _lines_only(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _without_doctype(text: str) -> str:
    start = text.find("<!DOCTYPE", 0, 20_000)
    if start < 0:
        return text
    end, depth = start, 0
    while end < len(text):
        depth += {"[": 1, "]": -1}.get(text[end], 0)
        end += 1
        if text[end - 1] == ">" and depth <= 0:
            break
    return text[:start] + "\n" * text.count("\n", start, end) + text[end:]


def _reference(found: re.Match[str]) -> str:
    name = found["name"]
    if not found[0].startswith("&"):
        return found[0]
    if name is None:
        return "&amp;"
    if name in _XML_ENTITIES:
        return found[0]
    if name.startswith("#"):
        code = int(name[2:-1], 16) if name[1] in "xX" else int(name[1:-1])
        good = 0 < code < 0x110000 and not stray_character(chr(code))
        return found[0] if good else " "
    return html5.get(name, f"&amp;{name}").replace("<", "&lt;") if name in html5 else f"&amp;{name}"


def _with_prefixes(text: str) -> str:
    """Declare at the root the prefixes that are used and never declared."""
    missing = {*_PREFIX_USED.findall(text)} - {*_PREFIX_DECLARED.findall(text)}
    root = _ROOT.search(text)
    if not missing or root is None:
        return text
    written = "".join(
        f' xmlns:{prefix}="{NAMESPACES.get(prefix, ("urn:undeclared:" + prefix,))[0]}"'
        for prefix in sorted(missing)
    )
    return text[: root.end()] + written + text[root.end() :]
