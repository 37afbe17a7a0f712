"""Markdown and HTML that was left in a text: taken off before anything is shown or said."""

from __future__ import annotations

import html
import re

_SIGNS = re.compile(r"[*_`~=\\\[\]#>&•-]")  # without one of these there is no markup
_ESCAPED = re.compile(r"\\([\\\[\]()*_`#<>|~.!-])")
_LINK = re.compile(r"!?\[([^\]\[]+)\]\([^)\s]+\)")
_FOOTNOTE = re.compile(r"\[\^\w+\]")
_LINE_START = re.compile(r"^\s*(?:#{1,6}\s+|>\s+|[-*•]\s+)")
_PAIRS = re.compile(
    r"(?<!\\)(?:\*\*|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)|`|~~|==(?=\w)|(?<=\w)==|(?<!\w)[*_](?=\w)|(?<=[a-z\d])[*_](?![\w.]))"
)


def without_markup(text: str) -> str:
    """Give a sentence as it reads: emphasis, links, headings, quotes, bullets and entities resolved."""
    if not _SIGNS.search(text):
        return text
    text = _LINK.sub(r"\1", _FOOTNOTE.sub("", text))
    text = _PAIRS.sub("", _LINE_START.sub("", text))
    text = _ESCAPED.sub(r"\1", text)
    return html.unescape(text) if "&" in text and ";" in text else text
