"""Marks of Markdown in a line: taken away, links read, a separator between title and summary found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_LINK = re.compile(
    r"(!?)\[((?:[^\[\]\\]|\\.){0,500})\]\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)>?(?:\s+[\"'(][^\n]*?[\"')])?\s*\)"
)
_WIKILINK = re.compile(r"!?\[\[([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{1,300}))?\]\]")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![\w*])|(?<!\w)_(?=[^\s_])([^_\n]+?)(?<=\S)_(?!\w)"
)
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)(.{1,500}?)(?<!`)\1(?!`)")
_STRUCK = re.compile(r"~~(?=\S)(.{1,500}?)(?<=\S)~~|==(?=\S)(.{1,500}?)(?<=\S)==")
_AUTOLINK = re.compile(r"<(https?://[^\s<>]+)>")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]")
_TAG = re.compile(r"</?(?:b|i|em|strong|u|br|span|sup|sub|small|mark)\b[^<>]{0,200}/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")  # CommonMark 0.31, section 2.4
_KEPT = "\ue000"  # a private sign that stands for an escaped one while marks are taken away
_SEPARATORS = (" — ", " – ", " -- ", " - ", ": ", " | ", "\t", " = ", "—", " → ", " : ")
# «Ep. 3» before a separator counts the title, and is none; a bare «1984» may be one.
_COUNTED = re.compile(
    r"(?:(?:ep(?:isode)?|lesson|lecture|part|no|nr|folge|lektion|teil|épisode|leçon|episodio|lección)\b\.?\s*#?|#)"
    r"\d{1,4}\.?",
    re.IGNORECASE,
)
_LONGEST_TITLE = 120
_LOOKED_AT = 500  # characters of a line among which its title ends


def without_marks(text: str) -> str:
    """Give a line of Markdown as it is read: bold, links, code and escapes undone."""
    if not re.search(r"[\\*_`\[<~=]", text):
        return text.strip()
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[1] if len(match.groups()) == 1 else match[2].strip())
        return _KEPT

    text = _CODE.sub(keep, text) if "`" in text and "\\`" not in text else text
    first = text
    text = _ESCAPE.sub(keep, text)
    if text != first and kept:  # code and escapes come back in the order of their places
        kept = _in_order(first, kept)
    text = _LINK.sub(lambda match: match[2], text)
    text = _WIKILINK.sub(lambda match: match[2] or match[1], text)
    text = _FOOTNOTE.sub("", _TAG.sub("", _AUTOLINK.sub(r"\1", text)))
    text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(lambda match: match[1] or match[2], text)
    text = _STRUCK.sub(lambda match: match[1] or match[2], text)
    back = iter(kept)
    return re.sub(_KEPT, lambda _: next(back, ""), text).strip()


def _in_order(text: str, kept: Sequence[str]) -> list[str]:
    codes = iter(kept[: text.count(_KEPT)])
    places = re.finditer(_ESCAPE.pattern + "|" + _KEPT, text)
    return [next(codes) if match[0] == _KEPT else match[1] for match in places]


def first_link(text: str) -> str:
    """Give the address of the first link to a web page, or nothing."""
    for match in _LINK.finditer(text):
        if not match[1] and re.match(r"https?://", match[3]):
            return match[3]
    return ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line or an item taken apart."""

    title: str
    summary: str = ""
    link: str = ""
    subtitle: str = ""


_MARKED_TITLE = re.compile(
    r"(?P<mark>\*\*|__)(?P<bold>(?=\S).{1,500}?(?<=\S))(?P=mark)"
    r"|\*(?P<italic>[^\s*][^*]*?)\*(?!\*)|_(?P<under>[^\s_][^_]*?)_(?!\w)"
    r"|(?P<link>\[(?:[^\[\]\\]|\\.)+\]\([^\s()]*(?:\([^\s()]*\)[^\s()]*)*(?:\s+\"[^\"]*\")?\))"
    r"|(?P<wiki>\[\[[^\[\]]+\]\])"
)
_AFTER_TITLE = re.compile(r"\s*(?:[:—–|→=]|-{1,3}(?=\s)|\.(?=\s)|(?<=\s)-)\s*")


def taken_apart(texts: Iterable[str]) -> list[Entry]:
    """Take lines apart into title and summary, all in the way that most of them are written."""
    lines = list(texts)
    separator = _usual_separator([line for line in lines if not _marked(line)])
    return [_marked(line) or _by_separator(line, separator) for line in lines]


def is_split(text: str) -> bool:
    """Tell whether a line shows a title and a summary."""
    return bool((_marked(text) or _by_separator(text, "")).summary)


def _marked(line: str) -> Entry | None:
    """Take a line apart that begins with a title in bold or a link, and has more after it or nothing."""
    match = _MARKED_TITLE.match(line.lstrip())
    if match is None:
        return None
    rest = line.lstrip()[match.end() :]
    link = first_link(match[0])
    title = without_marks(match[0])
    after = _AFTER_TITLE.match(rest)
    if title.endswith((":", ".", " —", " –", " -")) and not title.endswith(".."):
        title, after = title.rstrip(" :.—–-"), after or re.match(r"\s*", rest)
    if not rest.strip():
        return Entry(title, "", link)
    if after is None:
        return None
    return Entry(title, without_marks(rest[after.end() :]), link)


def _usual_separator(lines: Sequence[str]) -> str:
    """Find what parts title and summary in most lines; of two that all have, the later one."""
    counts: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for line in lines:
        for separator in _SEPARATORS:
            if 0 < (place := _title_end(line, separator)) <= _LONGEST_TITLE:
                counts[separator] += 1
                places[separator] += place
    if not counts:
        return ""
    in_all = [separator for separator in _SEPARATORS if counts[separator] >= 0.95 * len(lines)]
    if len(in_all) > 1 and len(lines) > 2:
        return max(in_all, key=lambda separator: places[separator] / counts[separator])
    return max(_SEPARATORS, key=lambda separator: (counts[separator], -_SEPARATORS.index(separator)))


def _title_end(line: str, separator: str) -> int:
    """Find a separator outside of brackets and links, after which more text follows."""
    line = line[:_LOOKED_AT]
    place = line.find(separator)
    while place > 0 and (
        line.count("(", 0, place) > line.count(")", 0, place)
        or "://" in line[place - 8 : place + 3]
        or _COUNTED.fullmatch(line[:place].strip(" *_"))
    ):
        place = line.find(separator, place + 1)
    return place if line[place + len(separator) :].strip() else -1


def _by_separator(line: str, separator: str) -> Entry:
    line = line.strip()
    place = _title_end(line, separator) if separator else -1
    if place <= 0:
        ends = [(end, s) for s in _SEPARATORS if 0 < (end := _title_end(line, s)) <= _LONGEST_TITLE]
        if not ends:
            return Entry(without_marks(line).rstrip(":"), "", first_link(line))
        place, separator = min(ends)
    title, summary = line[:place], line[place + len(separator) :]
    return Entry(without_marks(title), without_marks(summary), first_link(title))
