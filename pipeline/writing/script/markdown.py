"""The plain words of a Markdown paragraph, and plain words made safe to stand in Markdown."""

from __future__ import annotations

import html
import re

# HTML's comments end in «-->»; only one that opens a block may be left open (CommonMark 4.6).
_COMMENT = re.compile(r"<!--.*?-->|\A\s*<!--.*\Z", re.DOTALL)
_TYPED_APOSTROPHE = re.compile(r"(?<=[A-Za-z])`(?=(?:s|t|re|ve|ll|d|m)\b)")  # «it`s»
_CODE = re.compile(r"(`+)(.+?)\1", re.DOTALL)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BLOCK = re.compile(r"(?:(?:>|[-+*]|\d{1,3}[.)]|#{1,6})\s+)+")
_IMAGE = re.compile(r"!\[([^\]]{0,2000})\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_LINK = re.compile(r"\[([^\[\]]+)\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
# The elements of HTML (Living Standard, section 4); anything else in angle brackets may be a term: «<EOS>».
_ELEMENTS = (
    "a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption "
    "center cite code "
    "col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure "
    "font footer "
    "form h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link "
    "main map mark "
    "menu meta meter nav noscript object ol optgroup option output p param picture pre progress q rp rt "
    "ruby s samp "
    "script search section select slot small source span strike strong style sub summary sup table tbody "
    "td template "
    "textarea tfoot th thead time title tr track tt u ul var video wbr"
).replace(" ", "|")
# An attribute without a value only where HTML knows one: in «a<b and c>d» there is no tag.
_FLAGS = (
    "hidden|open|checked|disabled|controls|autoplay|loop|muted|reversed|required|selected|async|defer|nowrap"
)
_ATTRIBUTES = (
    rf"(?:\s+(?:(?:{_FLAGS})(?=[\s/>])|[A-Za-z_:][\w.:-]*\s*=\s*"
    r"""(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+)))*\s*/?"""
)
_TAG = re.compile(rf"<(?:(?P<open>{_ELEMENTS}){_ATTRIBUTES}|/(?P<close>{_ELEMENTS})\s*)>", re.IGNORECASE)
_PARTS = frozenset("br p div li tr td th hr h1 h2 h3 h4 h5 h6 dt dd blockquote section article".split())
_UNSEEN_TEXT = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Names of Python's own, which CommonMark would print in bold.
_SPECIAL_NAMES = (
    "abs add all annotations bool call class contains del delitem dict doc enter eq exit file format "
    "future ge get "
    "getattr getattribute getitem gt hash import init init_subclass iter le len lt main missing module "
    "name ne neg "
    "new next package path post_init qualname reduce repr reversed set setattr setitem setstate slots str "
    "sub version"
).replace(" ", "|")
_SPECIAL_NAME = re.compile(rf"(?<!\w)__(?:{_SPECIAL_NAMES})__(?!\w)")
# Strong before plain; an underscore inside a word («im_start») marks nothing. What is longer than any
# sentence is not looked for: a page of signs would take its time.
_EMPHASIS = (
    re.compile(r"(?!(?<=\d)\*\*\d)\*\*(?=\S)(.{1,2000}?)(?<=\S)\*\*(?!(?<=\d\*\*)\d)", re.DOTALL),
    re.compile(r"(?<!\w)__(?=\S)(.{1,2000}?)(?<=\S)__(?!\w)", re.DOTALL),
    re.compile(r"(?<![\w*])\*(?=[^\s*])(.{1,2000}?)(?<=[^\s*])\*(?![\w*])", re.DOTALL),
    re.compile(r"(?<!\w)_(?=[^\s_])(.{1,2000}?)(?<=[^\s_])_(?!\w)", re.DOTALL),
    re.compile(r"~~(?=\S)(.{1,2000}?)(?<=\S)~~", re.DOTALL),
    re.compile(r"(?<![\w=!<>])==(?=\w)(.{1,2000}?)(?<=\w)==(?![\w=])", re.DOTALL),
)
_MARKERS = re.compile(r"[\\`*_~\[\]<>{}#!&=]")
_ANY = re.compile(r"[\\`*_~\[<=&]")  # without one of these nothing below finds anything, but for _BLOCK
_KEEP = 0xE000  # a private-use character per protected piece


def plain_words(paragraph: str) -> str:
    """Give a paragraph's words as one line, without emphasis, code ticks, comments, tags or link addresses.

    A character escaped with a backslash stays as it is; so does everything inside code ticks.
    """
    if not _ANY.search(paragraph) and not _BLOCK.match(paragraph.strip()):
        return " ".join(paragraph.split())
    kept: list[str] = []

    def keep(piece: str) -> str:
        kept.append(piece)
        return chr(_KEEP + len(kept) - 1)

    text = _UNSEEN_TEXT.sub(" ", _COMMENT.sub(" ", paragraph))
    text = _ESCAPE.sub(lambda match: keep(match[1]), text)
    text = _TYPED_APOSTROPHE.sub("'", text)
    text = _CODE.sub(lambda match: keep(match[2].strip()), text)
    text = _SPECIAL_NAME.sub(lambda match: keep(match[0]), text)
    text = _BLOCK.sub("", text.strip(), count=1) if _BLOCK.match(text.strip()) else text
    for pattern, replacement in (
        (_IMAGE, r"\1"),
        (_FOOTNOTE, ""),
        (_LINK, r"\1"),
        (_ADDRESS, r"\1"),
        (_TAG, _parting),
    ):
        text = pattern.sub(replacement, text)
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\1", text)
    text = _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text
    for index in reversed(range(len(kept))):  # a piece may hold the mark of an earlier one
        text = text.replace(chr(_KEEP + index), kept[index])
    return " ".join(text.split())


def _parting(tag: re.Match[str]) -> str:
    """Give what is left of a tag: a space where it parts lines or cells."""
    return " " if (tag["open"] or tag["close"]).casefold() in _PARTS else ""


def as_markdown(words: str) -> str:
    """Give Markdown whose plain words are `words`, with backslashes only where they are needed."""
    line = " ".join(words.split())
    if plain_words(line) == line and "{" not in line and not line.startswith("#"):
        return line
    return re.sub(r"^(\d{1,3})([.)])", r"\1\\\2", re.sub(r"^([-+])", r"\\\1", _MARKERS.sub(r"\\\g<0>", line)))
