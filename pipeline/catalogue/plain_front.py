"""Front matter as most files have it, read line by line: fifteen times as fast as YAML's full grammar.

A line is a key in small letters and a plain text, a text in quotes without escapes, or a list of plain texts
in brackets. Of anything else nothing is said here, and YAML's own reader has its turn; where this one reads,
it finds what that one does, and a test holds them side by side.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

# A sign that YAML passes through, and that ends no line for it: neither U+0085, U+2028 nor U+2029.
_SIGN = "[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
_FIRST = r"[^\W_]"  # a letter or digit: no indicator
_PLAIN = rf"{_FIRST}{_SIGN}*"
_ENDS_PLAIN = re.compile(r": |:$| #")
_ITEM = rf"{_FIRST}[\w .+/()&;’'-]*"
_LINE = re.compile(
    rf"(?P<key>[a-z_]+): (?:(?P<plain>{_PLAIN})|\"(?P<double>[^\"\\\r\n]*)\"|'(?P<single>[^'\r\n]*)'"
    rf"|\[(?P<items>{_ITEM}(?:, {_ITEM})*)\])[ ]*\r?(?:\n|$)|(?P<blank>\r?\n)"
)
_DATE = re.compile(r"[0-9]{4}-[0-9]")  # YAML refuses a whole list for one day that no month has
_SIGNS = re.compile(f"{_SIGN}*")

Found = Mapping[str, tuple[Any, int, int]]  # by key: the value, and where it begins and ends


def plain_fields(text: str, start: int, value_of: Callable[[str], Any]) -> Found | None:
    """Read the front matter from `start` to the end of the text; None where it is more than lines of texts.

    `value_of` gives what YAML makes of a plain text: a number, a date, a truth, nothing, or the text.
    """
    found: dict[str, tuple[Any, int, int]] = {}
    while start < len(text):
        line = _LINE.match(text, start)
        if line is None:
            return None
        start = line.end()
        if line["blank"] is not None:
            continue
        kind = str(line.lastgroup)
        written = line[kind].rstrip(" ")
        if line["key"] in found or not _is_simple(kind, written):
            return None
        around = 0 if kind == "plain" else 1  # quotes and brackets belong to the place
        first, last = line.start(kind) - around, line.start(kind) + len(line[kind]) + around
        last = first + len(text[first:last].rstrip())
        found[line["key"]] = (_value(kind, line[kind], value_of), first, last)
    return found or None


def _is_simple(kind: str, written: str) -> bool:
    if kind == "plain":
        return _ENDS_PLAIN.search(written) is None
    if kind == "items" and _DATE.search(written):
        return False
    return _SIGNS.fullmatch(written) is not None


def _value(kind: str, written: str, value_of: Callable[[str], Any]) -> Any:
    if kind == "items":
        return [value_of(item.rstrip(" ")) for item in written.split(", ")]
    return value_of(written.rstrip(" ")) if kind == "plain" else written
