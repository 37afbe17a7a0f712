"""The plain words of a Markdown paragraph, and plain words made safe to stand in Markdown."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CODE = re.compile(r"(`+)(.+?)\1", re.DOTALL)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BLOCK = re.compile(r"(?:(?:>|[-+*]|\d{1,3}[.)]|#{1,6})\s+)+")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_LINK = re.compile(r"\[([^\[\]]+)\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_TAG = re.compile(
    r"</?(?:a|abbr|b|br|cite|code|del|em|i|kbd|mark|p|s|small|span|strong|sub|sup|u)\b[^<>]*>", re.IGNORECASE
)
# Strong before plain; an underscore inside a word («im_start») marks nothing.
_EMPHASIS = (
    re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL),
    re.compile(r"(?<!\w)__(?=\S)(.+?)(?<=\S)__(?!\w)", re.DOTALL),
    re.compile(r"(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])", re.DOTALL),
    re.compile(r"(?<!\w)_(?=[^\s_])(.+?)(?<=[^\s_])_(?!\w)", re.DOTALL),
    re.compile(r"~~(?=\S)(.+?)(?<=\S)~~", re.DOTALL),
)
_MARKERS = re.compile(r"[\\`*_~\[\]<>{}#!]")
_KEEP = 0xE000  # a private-use character per protected piece


def plain_words(paragraph: str) -> str:
    """Give a paragraph's words as one line, without emphasis, code ticks, comments, tags or link addresses.

    A character escaped with a backslash stays as it is; so does everything inside code ticks.
    """
    kept: list[str] = []

    def keep(piece: str) -> str:
        kept.append(piece)
        return chr(_KEEP + len(kept) - 1)

    text = _COMMENT.sub(" ", paragraph)
    text = _ESCAPE.sub(lambda match: keep(match[1]), text)
    text = _CODE.sub(lambda match: keep(match[2].strip()), text)
    text = _BLOCK.sub("", text.strip(), count=1) if _BLOCK.match(text.strip()) else text
    for pattern, replacement in (
        (_IMAGE, r"\1"),
        (_FOOTNOTE, ""),
        (_LINK, r"\1"),
        (_ADDRESS, r"\1"),
        (_TAG, ""),
    ):
        text = pattern.sub(replacement, text)
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\1", text)
    for index in reversed(range(len(kept))):  # a piece may hold the mark of an earlier one
        text = text.replace(chr(_KEEP + index), kept[index])
    return " ".join(text.split())


def as_markdown(words: str) -> str:
    """Give Markdown whose plain words are `words`, with backslashes only where they are needed."""
    line = " ".join(words.split())
    if plain_words(line) == line and "{" not in line and not line.startswith("#"):
        return line
    return re.sub(r"^(\d{1,3})([.)])", r"\1\\\2", re.sub(r"^([-+])", r"\\\1", _MARKERS.sub(r"\\\g<0>", line)))
