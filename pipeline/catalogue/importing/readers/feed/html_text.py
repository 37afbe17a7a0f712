"""HTML as descriptions hold it, as paragraphs of plain words with the links in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from lxml import etree

from pipeline.catalogue.text import one_line, without_stray_characters

_INLINE = (
    "a abbr b bdi big cite code del dfn em font i img ins kbd mark q s samp small span strike strong sub "
    "sup u"
)
_BLOCKS = (
    "address article aside blockquote body center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 "
    "header hr html li main nav ol p pre section table td th tr ul"
)
_SILENT = frozenset("script style head title template noscript iframe object audio video svg form".split())
_BLOCK_TAGS = frozenset(_BLOCKS.split())
_KNOWN = "|".join(f"{_INLINE} {_BLOCKS} br wbr {' '.join(_SILENT)}".split())
_TAG = re.compile(rf"</?(?:{_KNOWN})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_PAIR = re.compile(rf"<({_KNOWN})(?:\s[^<>]*)?>([^<>]*)</\1\s*>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|wbr)\s*/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_LIST_MARK = re.compile(r"(?:[-*+•·–—▪●►✔→]|\(?\d{1,3}[.):]|\(?\d{1,2}:\d{2}|https?://)")
_BULLET = re.compile(r"[-*•·–—▪●►✔→]\s+(?=\S)")
_ENDS = re.compile(r"[.!?:;…][\"”’')\]]*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or an item of a list: its words in one line, and where its links lead."""

    text: str
    item: str = ""  # «-» or «1.» for one of a list
    links: tuple[tuple[str, str], ...] = ()  # words and address

    @property
    def marked(self) -> str:
        """Give it with the mark of its list."""
        return f"{self.item} {self.text}" if self.item else self.text


def title_text(written: str) -> str:
    """Give a title's plain words: entities read, also where they were escaped twice, and markup left out.

    A tag that nothing closes is no markup but what the title is about.
    """
    text = written
    for _ in range(3):
        plain = _BREAK.sub(" ", _PAIR.sub(r"\2", text))
        plain = unescape(plain) if _ENTITY.search(plain) else plain
        if plain == text:
            break
        text = plain
    return one_line(without_stray_characters(text))


def paragraphs_of(written: str, *, html: bool | None = None) -> tuple[Paragraph, ...]:
    """Give the paragraphs of a text: of HTML by its elements, else parted by blank lines.

    `html` says whether it is HTML, where the feed does (Atom's type); else the text itself tells.
    """
    text = without_stray_characters(written)
    if html is None and not _TAG.search(text) and _ENTITY.search(text):
        text = unescape(text)  # escaped twice, or plain text with entities
    if html is False or not (_TAG.search(text) or (html and _ENTITY.search(text))):
        return tuple(_of_lines(unescape(text) if html is not False else text))
    return tuple(_Walk().paragraphs(text))


def _of_lines(text: str) -> Iterator[Paragraph]:
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        yield from map(_marked, _joined(block.split("\n")))


def _marked(line: str) -> Paragraph:
    """Take a line that begins with a list's mark as an item of one."""
    found = _BULLET.match(line)
    return Paragraph(line[found.end() :], "-") if found else Paragraph(line)


def _joined(lines: list[str]) -> Iterator[str]:
    """Join the lines of a paragraph, but where the next one begins anew: an item, a time, an address."""
    held = ""
    for line in map(one_line, lines):
        if not line:
            continue
        if held and (_LIST_MARK.match(line) or _LIST_MARK.match(held) or _ENDS.search(held)):
            yield held
            held = line
        else:
            held = f"{held} {line}" if held else line
    if held:
        yield held


class _Walk:
    """One way through the elements of a text."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._links: list[tuple[str, str]] = []
        self._item = ""
        self._lists: list[int] = []  # of each list we are in, the last number; −1 where it has none

    def paragraphs(self, text: str) -> Iterator[Paragraph]:
        parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
        root = etree.fromstring(f"<html><body>{text}</body></html>".encode(), parser)
        if root is not None:
            yield from self._element(root)
        yield from self._flush()

    def _element(self, root: Any) -> Iterator[Paragraph]:
        """Walk without recursion: texts of strangers nest as deep as they like."""
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else "script"
            if event == "start":
                yield from self._enter(tag, element)
            else:
                yield from self._leave(tag, element)

    def _enter(self, tag: str, element: Any) -> Iterator[Paragraph]:
        if tag in _BLOCK_TAGS:
            yield from self._flush()
        if tag in {"ul", "ol"}:
            self._lists.append(0 if tag == "ol" else -1)
        elif tag == "li":
            self._begin_item()
        elif tag == "br":
            self._words.append("\n")
        if tag not in _SILENT:
            self._words.append(_spaced(element.text))

    def _leave(self, tag: str, element: Any) -> Iterator[Paragraph]:
        if tag in _BLOCK_TAGS:
            yield from self._flush()
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif tag == "a" and (address := (element.get("href") or "").strip()):
            self._links.append((one_line("".join(element.itertext())), address))
        self._words.append(_spaced(element.tail))

    def _begin_item(self) -> None:
        if self._lists and self._lists[-1] >= 0:
            self._lists[-1] += 1
            self._item = f"{self._lists[-1]}."
        else:
            self._item = "-"

    def _flush(self) -> Iterator[Paragraph]:
        text = "".join(self._words)
        self._words.clear()
        links, self._links = tuple(self._links), []
        item = self._item
        for block in re.split(r"\n[ \t]*\n", text):
            for line in _joined(block.split("\n")):
                plain = Paragraph(line, item) if item else _marked(line)
                own = tuple(one for one in links if one[0] and one[0] in line)
                yield replace(plain, links=own) if own else plain
                item = self._item = ""


def _spaced(text: str | None) -> str:
    """Give text as HTML shows it: its own line ends are spaces."""
    return re.sub(r"\s+", " ", text) if text else ""
