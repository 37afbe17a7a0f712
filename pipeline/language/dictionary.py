"""A pronouncing dictionary of which only what is looked up is read.

The default engine's dictionaries have 180,000 words in two JSON objects, sorted by word: to read them takes a
tenth of a second, and a sentence asks for twenty. Here the text is kept, and the part of it that a word must
be in is read when it is first asked for.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

_PART_BYTES = 2048  # about sixty words
_BETWEEN = re.compile(rb'["}](,)"')  # two entries, or two forms of one entry
_LONGEST_FORMS = 1024  # bytes, of one entry's forms


class Dictionary:
    """Words of a JSON object whose keys are sorted, and what it says of each."""

    def __init__(self, text: bytes) -> None:
        edges = [0, *_edges(text), text.rindex(b"}")]
        self._text, self._edges = text, edges
        self._firsts = ["", *(_word_at(text, edge) for edge in edges[1:-1])]  # of each part but the first
        self._known: dict[str, Any] = {}
        self._read: set[int] = set()
        if any(one >= other for one, other in zip(self._firsts, self._firsts[1:], strict=False)):
            self._known = json.loads(text)  # not sorted: all of it at once
            self._read = set(range(len(self._firsts)))

    def get(self, word: str) -> Any:
        """Give what it says of a word; None for one that it does not have."""
        if word not in self._known:
            self._known.setdefault(word, self._looked_up(word))
        return self._known[word]

    def __contains__(self, word: str) -> bool:
        """Tell whether it has a word."""
        return self.get(word) is not None

    def _looked_up(self, word: str) -> Any:
        part = max(0, bisect_right(self._firsts, word) - 1)
        if part not in self._read:
            self._read.add(part)
            entries = self._text[self._edges[part] + 1 : self._edges[part + 1]]
            self._known |= json.loads(b"{%b}" % entries)
        return self._known.get(word)


def _edges(text: bytes) -> Iterator[int]:
    """Give the places of commas between entries, every _PART_BYTES or a little more."""
    found = _BETWEEN.search(text, _PART_BYTES)
    while found:
        comma = found.start(1)
        nearby = comma - _LONGEST_FORMS
        if text.rfind(b"{", nearby, comma) > text.rfind(b"}", nearby, comma):
            found = _BETWEEN.search(text, comma)
            continue
        yield comma
        found = _BETWEEN.search(text, comma + _PART_BYTES)


def _word_at(text: bytes, edge: int) -> str:
    """Read the word of the entry after an edge."""
    begin = text.index(b'"', edge)
    end = text.index(b'"', begin + 1)
    if b"\\" not in text[begin:end]:
        return text[begin + 1 : end].decode("utf-8")
    end = begin + 1
    while text[end] != ord('"'):
        end += 2 if text[end] == ord("\\") else 1
    word: str = json.loads(text[begin : end + 1])
    return word
