"""A page of links in Markdown, read: each link with its title, its remark and the headings above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.catalogue.importing.reading_lists.addresses import tidy_address
from pipeline.catalogue.text import one_line, without_stray_characters
from pipeline.catalogue.values import BadValueError

_BARE = re.compile(r"(?i)\b(?:https?|ftp)://[^\s<>\"]+")
_JOINTS = " \t\n-–—:|,;."
_NAMED_BEFORE = re.compile(r"(?P<name>\S.*?)(?:[:–—]|\s-)", re.DOTALL)
_MOST_NAME_WORDS = 15
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n.*?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ListedLink:
    """One link of a list."""

    title: str
    url: str  # http or https, without tracking parameters
    headings: tuple[str, ...] = ()  # the outermost first; an item of an outer list counts as one
    remark: str = ""
    line: int = 0  # 1-based


@dataclass(frozen=True, slots=True)
class PageOfLinks:
    """What a page holds."""

    title: str = ""  # its one heading of the first level
    links: tuple[ListedLink, ...] = ()
    faults: tuple[tuple[int, str], ...] = ()  # line, and the address that is none of the web
    linked_items: int = 0  # items of lists that begin with a link, or name one
    other_items: int = 0


@dataclass(slots=True)
class _Item:
    """A list item while it is read."""

    text: str = ""
    has_link: bool = False
    has_children: bool = False


@dataclass(slots=True)
class _Piece:
    """A run of an inline text: plain, or a link's title with its address."""

    text: str
    url: str | None = None
    line: int = 0


@dataclass(slots=True)
class _Reader:
    headings: list[tuple[int, str]] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)
    done: list[_Item] = field(default_factory=list)
    links: list[ListedLink] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)

    def read(self, tokens: Sequence[object]) -> None:
        opening = ""
        level = 0
        for token in tokens:
            kind = str(token.type)  # type: ignore[attr-defined]
            if kind == "heading_open":
                opening, level = kind, int(str(token.tag)[1:])  # type: ignore[attr-defined]
            elif kind == "list_item_open":
                if self.items:
                    self.items[-1].has_children = True
                self.items.append(_Item())
            elif kind == "list_item_close":
                self.done.append(self.items.pop())
            elif kind == "inline":
                pieces = list(_pieces(token))
                self._heading(level, pieces) if opening else self._text(pieces)
                opening = ""

    def _heading(self, level: int, pieces: list[_Piece]) -> None:
        self.headings = [known for known in self.headings if known[0] < level]
        self.headings.append((level, one_line(" ".join(piece.text for piece in pieces))))

    def _text(self, pieces: list[_Piece]) -> None:
        """Read a paragraph, or what stands in an item."""
        places = [index for index, piece in enumerate(pieces) if piece.url is not None]
        item = self.items[-1] if self.items else None
        if item is not None:
            item.has_link = item.has_link or bool(places)
            item.text = item.text or one_line(" ".join(piece.text for piece in pieces)).rstrip(_JOINTS)
        for index in places:
            is_alone = len(places) == 1
            before = "".join(piece.text for piece in pieces[:index]) if index == places[0] else ""
            after = "".join(piece.text for piece in pieces[index + 1 :]) if is_alone and item else ""
            self._link(pieces[index], before if item else "", after)

    def _link(self, piece: _Piece, before: str, after: str) -> None:
        address = piece.url or ""
        if address.startswith("#"):  # a place on this page: its table of contents
            return
        try:
            url = tidy_address(address)
        except BadValueError:
            self.faults.append((piece.line, address))
            return
        title = _title(piece.text, before, url)
        remark = one_line(after).lstrip(_JOINTS).strip()
        remark = remark if any(character.isalnum() for character in remark) else ""
        self.links.append(ListedLink(title, url, self._place(), remark, piece.line))

    def _place(self) -> tuple[str, ...]:
        outer = [item.text for item in self.items[:-1] if not item.has_link and item.text]
        return (*(text for _, text in self.headings if text), *outer)


def read_links(text: str) -> PageOfLinks:
    """Read every link of a page in Markdown, in its order.

    Items may be `[title](url)`, `title: url` or a bare address, in lists that are numbered, nested or
    neither. What is no address of the web stands in `faults`.
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True})
    parser.validateLink = _any_address  # type: ignore[method-assign]
    front = _FRONT_MATTER.match(text)
    body = "\n" * front[0].count("\n") + text[front.end() :] if front else text.removeprefix("\ufeff")
    reader = _Reader()
    reader.read(parser.parse(without_stray_characters(body)))
    title = _own_title(reader.links)
    leaves = [item for item in reader.done if item.has_link or not item.has_children]
    return PageOfLinks(
        title,
        tuple(_below(link, title) for link in reader.links),
        tuple(reader.faults),
        sum(item.has_link for item in leaves),
        sum(not item.has_link for item in leaves),
    )


def _any_address(url: str) -> bool:
    """Let the parser find addresses of every scheme; which of them are of the web is judged later."""
    return bool(url)


def _own_title(links: Sequence[ListedLink]) -> str:
    """Give the heading that all links stand under, if there are others below it: it groups nothing."""
    outermost = {link.headings[:1] for link in links}
    has_more = any(len(link.headings) > 1 for link in links)
    return next(iter(outermost))[0] if len(outermost) == 1 and has_more and () not in outermost else ""


def _below(link: ListedLink, title: str) -> ListedLink:
    headings = link.headings[1:] if title else link.headings
    return ListedLink(link.title, link.url, headings, link.remark, link.line)


def _title(text: str, before: str, url: str) -> str:
    """Name a link: by its own text, by what stands before it and a colon, or by its address."""
    own = one_line(text)
    found = _NAMED_BEFORE.fullmatch(before.rstrip())
    name = one_line(found["name"]) if found else ""
    name = "" if len(name.split()) > _MOST_NAME_WORDS or name.endswith((".", "!", "?")) else name
    if own:
        return f"{name}: {own}" if name else own
    short = url.partition("://")[2].removeprefix("www.").rstrip("/")
    return name or short


def _pieces(token: object) -> Iterator[_Piece]:
    """Take an inline text apart at its links; addresses that stand bare are links without a title."""
    line = (token.map or [0])[0] + 1  # type: ignore[attr-defined]
    inside: _Piece | None = None
    for child in token.children or ():  # type: ignore[attr-defined]
        if child.type == "link_open":
            inside = _Piece("", str(child.attrGet("href") or ""), line)
        elif child.type == "link_close" and inside is not None:
            if inside.text.strip() == inside.url or child.info == "auto":
                inside.text = ""
            yield inside
            inside = None
        else:
            words = " " if child.type in {"softbreak", "hardbreak"} else child.content
            line += child.type in {"softbreak", "hardbreak"}
            words = "" if child.type == "html_inline" else words
            if inside is not None:
                inside.text += words
            else:
                yield from _bare(words, line)


def _bare(text: str, line: int) -> Iterator[_Piece]:
    end = 0
    for found in _BARE.finditer(text):
        address = _without_what_follows(found[0])
        yield _Piece(text[end : found.start()], None, line)
        yield _Piece("", address, line)
        end = found.start() + len(address)
    yield _Piece(text[end:], None, line)


def _without_what_follows(address: str) -> str:
    """Take off the signs of the sentence around a bare address; a bracket only where none opened in it."""
    while address and (
        address[-1] in ".,;:!?'*_]" or (address[-1] == ")" and address.count(")") > address.count("("))
    ):
        address = address[:-1]
    return address
