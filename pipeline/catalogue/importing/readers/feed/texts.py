"""What an item tells of its episode in words: title, subtitle, summary, notes and links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from urllib.parse import quote

from pipeline.catalogue.addresses import web_address
from pipeline.catalogue.importing.readers.feed.elements import Element
from pipeline.catalogue.importing.readers.feed.html_text import Paragraph, paragraphs_of, title_text
from pipeline.catalogue.importing.readers.feed.repeats import Repeats
from pipeline.catalogue.limits import LONGEST_DESCRIPTION, LONGEST_TITLE
from pipeline.catalogue.text import match_key, one_line
from pipeline.catalogue.values import BadValueError

NOTES_HEADING = "Notes"
_CUT_OFF = re.compile(
    r"\s*(?:\[(?:…|\.\.\.)\]|…|\.\.\.|(?:continue reading|read more)\b.*)\s*$", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?:;…][\"”’')\]]*$")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*(?=\s|$)")
_SIGNS = re.compile(r"[\\`*~\[\]{}]|<(?=[!/A-Za-z])|(?<=<)!|(?<!\w)_|_(?!\w)")
_AT_HEAD = re.compile(r"^[#>]")
_URL_SIGNS = "/:?#[]@!$&'()*+,;=%~"
_IS_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+\.(?:com|org|net|io|fm)(?:/\S*)?", re.IGNORECASE)
_TIME_MARK = re.compile(r"[(\[]?(?:\d{1,2}:)?\d{1,2}:\d{2}[)\]]?(?:\s|$)")
_MOST_LEADING_WORDS = 4
_LABEL = re.compile(r"(?P<label>[^:–—]{3,100}?)\s*[:–—]\s*$")
# Words of a link that name nothing by themselves.
_VAGUE = frozenset(
    "here|this|link|links|click here|click|read more|more|more info|website|site|homepage|home page|web|"
    "source|listen|listen here|subscribe|sign up|register|download|transcript|twitter|facebook|instagram|"
    "linkedin|youtube|patreon|donate|buy now|apple podcasts|spotify|rss|email|contact|show notes|this link|"
    "learn more|shop".split("|")
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The paragraphs of an item, as they stand: of its description, and of its longer notes."""

    description: tuple[Paragraph, ...]
    content: tuple[Paragraph, ...]

    @property
    def all(self) -> tuple[Paragraph, ...]:
        """Give both."""
        return self.description + self.content


def wording_of(item: Element) -> Wording:
    """Read the texts of an item: the description, or what stands in for it, and the longer notes."""
    content = _first(item, "content:encoded", "content")
    description = _first(item, "description", "summary")
    better = _first(item, "itunes:summary", "googleplay:description", "media:description")
    if not description or (_is_cut(description) and _flat(better).startswith(_stem(description))):
        description = better or description
    if not content and len(_flat(better)) > 2 * len(_flat(description)):
        content = better
    return Wording(description or content or _first(item, "itunes:subtitle"), content)


def _lasting(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Leave out what tells of the old recording, its time marks, and addresses without a word.

    What only led to them («Chapters:») goes too.
    """
    marks = [one for one in paragraphs if _TIME_MARK.match(one.text)]
    gone = {id(one) for one in (marks if len(marks) > 1 else [])}
    gone |= {id(one) for one in paragraphs if _IS_ADDRESS.fullmatch(one.text)}
    kept: list[Paragraph] = []
    for one in paragraphs:
        if id(one) not in gone:
            kept.append(one)
        elif kept and kept[-1].text.endswith(":") and len(kept[-1].text.split()) <= _MOST_LEADING_WORDS:
            kept.pop()
    return tuple(kept)


def _first(item: Element, *names: str) -> tuple[Paragraph, ...]:
    for one in (one for name in names for one in item.all(name)):
        kind = one.attributes.get("type", "")
        html = False if kind == "text" else True if kind in {"html", "xhtml", "text/html"} else None
        if found := paragraphs_of(one.text, html=html):
            return found
    return ()


def title_of(item: Element) -> str:
    """Give the title: that for Apple, without numbers and the show's name, where it is part of the other."""
    title, bare = title_text(item.say("title")), title_text(item.say("itunes:title"))
    chosen = bare if bare and (not title or match_key(bare) in match_key(title)) else title
    return _fitting(chosen, LONGEST_TITLE)


def subtitle_of(item: Element, title: str, summary: str) -> str:
    """Give the subtitle, but not one that only begins the summary or repeats the title."""
    text = " ".join(one.text for one in _first(item, "itunes:subtitle"))
    stem = match_key(_CUT_OFF.sub("", text))
    repeats = not stem or match_key(summary).startswith(stem) or stem == match_key(title)
    return "" if repeats or len(text.encode()) > LONGEST_TITLE else text


def summary_of(words: Wording, repeats: Repeats) -> str:
    """Give the description as one paragraph, without what other items say word for word.

    An excerpt that breaks off goes on to the end of its sentence, where the longer notes have it.
    """
    own = _lasting(repeats.own(words.description)) or words.description[:1]
    text = _flat(own)
    if _is_cut(own):
        stem, whole = _stem(own), _flat(repeats.own(words.content))
        if stem and whole.startswith(stem):
            end = _SENTENCE_END.search(whole, max(0, len(stem) - 1))
            text = whole[: end.end()] if end else whole
        else:
            text = re.sub(r"\s*\[(?:…|\.\.\.)\]\s*$", "…", text)
    return _fitting(text, LONGEST_DESCRIPTION)


def notes_of(words: Wording, repeats: Repeats, summary: str) -> str:
    """Give the longer notes as Markdown under one heading; nothing where the summary says it all."""
    source = _lasting(repeats.own(words.content) or repeats.own(words.description))
    if match_key(_flat(source)) in match_key(summary):
        return ""
    return f"## {NOTES_HEADING}\n\n" + "\n\n".join(_markdown(one) for one in source) + "\n"


def reading_of(words: Wording, repeats: Repeats) -> tuple[tuple[str, str], ...]:
    """Give the links that name what they lead to, each address once; none that many items have."""
    found: dict[str, str] = {}
    for paragraph in words.all:
        for label, written in paragraph.links:
            address = web_link(written)
            if not address or written in repeats.addresses:
                continue
            if title := _link_title(paragraph, label):
                found.setdefault(address, title)
    return tuple((title, address) for address, title in found.items())


def web_link(written: str) -> str:
    """Give an address of the web in ASCII; nothing for any other."""
    text = "".join(written.split())
    try:
        return web_address(quote(text, safe=_URL_SIGNS))
    except BadValueError:
        return ""


def _link_title(paragraph: Paragraph, label: str) -> str:
    if _IS_ADDRESS.fullmatch(label):
        before = _LABEL.search(paragraph.text.partition(label)[0])
        label = one_line(before["label"]) if before else ""
    plain = match_key(label).strip(" .:!»«\"'→>")
    good = len(plain) > 2 and plain not in _VAGUE and len(label.encode()) <= LONGEST_TITLE
    return label if good else ""


def _is_cut(paragraphs: Sequence[Paragraph]) -> bool:
    return bool(paragraphs) and bool(_CUT_OFF.search(paragraphs[-1].text))


def _stem(paragraphs: Sequence[Paragraph]) -> str:
    return _CUT_OFF.sub("", _flat(paragraphs))


def _flat(paragraphs: Sequence[Paragraph]) -> str:
    """Join paragraphs to one; the items of a list with semicolons between."""
    return " ".join(_pieces(paragraphs))


def _pieces(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    for one, following in zip_longest(paragraphs, paragraphs[1:]):
        ends = "" if not one.item or _ENDS.search(one.text) else ";" if following and following.item else "."
        yield one.text + ends


def _fitting(text: str, longest_bytes: int) -> str:
    """Keep what so many bytes hold: whole sentences where they fill half of them, else words."""
    if len(text.encode()) <= longest_bytes:
        return text
    head = text.encode()[: longest_bytes - 3].decode(errors="ignore")
    ends = [found.end() for found in _SENTENCE_END.finditer(head)]
    if ends and ends[-1] > len(head) / 2:
        return head[: ends[-1]]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:–—-") + "…"


def _markdown(paragraph: Paragraph) -> str:
    """Write a paragraph so that the notes hold these words and no sign of them means anything."""
    text = _SIGNS.sub(r"\\\g<0>", paragraph.text)
    return f"{paragraph.item} {text}" if paragraph.item else _AT_HEAD.sub(r"\\\g<0>", text)
