"""Saved web pages as passages: what jusText takes for the page's own text, and nothing around it.

jusText tells running text from menus by its length, its links and its share of function words (Pomikálek,
«Removing Boilerplate and Duplicate Content from Web Corpora», 2011). What a page itself marks as something
else (navigation, figures, tables, lists of references) is taken out before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.catalogue.text import one_line
from pipeline.drafting.sources.passages import Passage, ReadText, UnreadableDocument

_TAKEN_OUT = (
    "script style noscript template nav aside footer form button select figure figcaption table caption pre "
    "iframe audio video canvas dialog menu ol ul dl blockquote address"
).split()
_UNSAYABLE = "math svg code object".split()  # a sentence without them would say something else
UNSAYABLE = "\ufffc"  # «object replacement character»: no sentence that holds one is ever taken
_APART = re.compile(  # by class or id
    r"(?:^|[\s_-])(?:references?|reflist|footnotes?|noprint|caption|thumb|infobox|sidebar|navbox|comments?"
    r"|cookie|newsletter|share|social|related|byline|breadcrumbs?|toc|hatnote|mw-editsection|metadata)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_SITE = re.compile(r"\s+(?:[|–—»·]|-)\s+[^|–—»·]{2,60}$")  # «Hand washing – Some encyclopaedia»
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def read_page(data: bytes) -> ReadText:
    """Read a page. Raises UnreadableDocument for what is none."""
    from lxml import html
    from lxml.etree import ParserError

    try:
        root = html.document_fromstring(data, parser=_parser(data))
    except (ParserError, ValueError, AssertionError, LookupError) as error:
        raise UnreadableDocument("is no web page that can be read") from error
    title = one_line(" ".join(root.xpath("//head/title//text()")))
    first = one_line(" ".join(root.xpath("(//h1)[1]//text()")))
    _clean(root)
    return ReadText(first or _SITE.sub("", title), tuple(_passages(root)))


def _parser(data: bytes) -> Any:
    """Choose how the bytes are read: UTF-8 where they are that, else as the page itself says."""
    from lxml import html

    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return html.HTMLParser(remove_comments=True)
    return html.HTMLParser(encoding="utf-8", remove_comments=True)


def _clean(root: Any) -> None:
    for element in list(root.iter(*_TAKEN_OUT)):
        _drop(element)
    for element in list(root.iter(*_UNSAYABLE)):
        element.tail = UNSAYABLE + (element.tail or "")
        _drop(element)
    for element in list(root.iter("sup")):  # a mark of a note is nothing to say, a power is
        words = element.text_content().strip()
        if not re.fullmatch(r"\[?[\d, a-z*†‡§]*\]?", words) or not element.findall(".//a"):
            element.tail = UNSAYABLE + (element.tail or "")
        _drop(element)
    for element in root.xpath("//body//*[@class or @id or @hidden or @role]"):
        named = f"{element.get('class', '')} {element.get('id', '')}"
        hidden = element.get("hidden") is not None or element.get("role") in (
            "navigation",
            "note",
            "doc-footnote",
        )
        if (hidden or _APART.search(named)) and not _holds_much(element):
            _drop(element)


def _drop(element: Any) -> None:
    """Take an element out and leave the text after it; one without a place has gone with another."""
    if element.getparent() is not None:
        element.drop_tree()


def _holds_much(element: Any) -> bool:
    """Tell the frame of a whole page, whatever it is called, from a part of it."""
    return element.tag in ("html", "body", "main", "article") or len(element.findall(".//p")) > 15


def _passages(root: Any) -> Iterator[Passage]:
    from justext import get_stoplist, justext
    from lxml import html

    text = html.tostring(root, encoding="unicode")
    for paragraph in justext(text, get_stoplist("English"), length_low=40, length_high=120):
        words = one_line(str(paragraph.text))
        tag = str(paragraph.dom_path).rpartition(".")[2]
        if tag in _HEADINGS:
            yield Passage(words, kind="heading", level=int(tag[1]))
        elif words and not paragraph.is_boilerplate:
            yield Passage(words)
