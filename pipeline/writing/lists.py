"""Lists and signs made fit for the ear: few items, no slashes, no brackets around names of tokens."""

from __future__ import annotations

import re

from pipeline.writing.english import is_clause, lower_first, upper_first, words_of

MOST_ITEMS = 4
_KEPT_AT_THE_FRONT = 3
_NAMED = 3  # of a list that stands before what it is a list of
_MOST_ITEM_WORDS = 4
_TOKEN = re.compile(r"<\|?(\w+)\|?>|\[([A-Z]{2,})\]")
# Plain words only: «P/E», «km/s» and «50/50» are left to the stage that spells out what is spoken.
_WORDS_WITH_SLASHES = re.compile(r"(?<![\w/:.])[a-z]{3,}(?:/[a-z]{3,})+(?![\w/])")
_NAMED_FIRST = re.compile(r"^(?P<items>[^—–.:;]+,[^—–.:;]+?)\s+[—–]\s+(?P<kind>[a-z][^—–]+)$", re.DOTALL)


def spoken_signs(text: str) -> str:
    """Give «tool call» for «<tool_call>», «BOS» for «[BOS]», and «key-value» for «key/value»; «P/E» stays."""
    text = _TOKEN.sub(lambda token: (token[1] or token[2]).replace("_", " "), text)
    return _WORDS_WITH_SLASHES.sub(lambda words: words[0].replace("/", "-"), text)


def short_lists(sentence: str, ordinary: frozenset[str]) -> list[str]:
    """Give a sentence without long lists: names come after their kind, of many items four stay."""
    if (found := _NAMED_FIRST.match(sentence)) and not is_clause(found["items"]):
        items = [item.removeprefix("and ") for item in re.split(r",\s+", found["items"])]
        if all(len(words_of(item)) <= _MOST_ITEM_WORDS for item in items):
            *first, last = items[:_NAMED]
            named = f"{', '.join(first)} and {last}"
            kind = lower_first(found["kind"], ordinary)
            return [upper_first(kind.rstrip(".")), f"Among them are {named}"]
    return [_of_four(sentence)]


def _of_four(sentence: str) -> str:
    """Leave out the middle of a list of more than four; what is left is still true of each item."""
    segments = re.split(r"(?<=,) ", sentence)
    start = 0
    while start < len(segments):
        end = start + 1
        while end < len(segments) - 1 and _is_item(segments[end]):
            end += 1
        if end - start >= MOST_ITEMS and end < len(segments) and re.match(r"(?:and|or) ", segments[end]):
            segments[start + _KEPT_AT_THE_FRONT : end] = []
        start = start + _KEPT_AT_THE_FRONT if end - start >= MOST_ITEMS else start + 1
    return " ".join(segments)


def _is_item(segment: str) -> bool:
    item = segment.rstrip(",")
    return len(item.split()) <= _MOST_ITEM_WORDS and not re.match(r"(?:and|or|which|who|that)\b", item)
