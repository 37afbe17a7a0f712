"""TOML as lists of entries have it, read line by line: a tenth of the time that the full grammar takes.

A line is the header of an array of tables, a bare key with a text in quotes without escapes or a list of
such texts, a comment, or blank. Of anything else nothing is said here, and the standard library's reader has
its turn; where this one reads, it finds what that one does, and a test holds them side by side.
"""

from __future__ import annotations

import re
from typing import Any

from pipeline.catalogue.toml_lines import KeyPath

_BARE = "[A-Za-z0-9_-]+"
_UNSEEN = r"\x00-\x08\x0a-\x1f\x7f"  # that TOML allows in no line
_TEXT = rf'"[^"\\{_UNSEEN}]*"'
_LINE = re.compile(
    rf"[ \t]*(?:(?:\[\[(?P<table>{_BARE})\]\]"
    rf"|(?P<key>{_BARE}) = (?:(?P<text>{_TEXT})|\[(?P<items>{_TEXT}(?:, {_TEXT})*)\]))[ \t]*)?"
    rf"(?:#[^{_UNSEEN}]*)?"
)

Found = tuple[dict[str, list[dict[str, Any]]], dict[KeyPath, int]]  # values, and the line of each


def plain_tables(text: str) -> Found | None:
    """Read a TOML text with the lines (from 1) of its keys; None where it is more than such lines."""
    values: dict[str, list[dict[str, Any]]] = {}
    lines: dict[KeyPath, int] = {}
    table: dict[str, Any] = {}
    place: KeyPath = ()
    for number, line in enumerate(text.split("\n"), start=1):
        found = _LINE.fullmatch(line)
        if found is None:
            return None
        name, key = found["table"], found["key"]
        if name is not None:
            entries = values.setdefault(name, [])
            place, table = (name, len(entries)), {}
            entries.append(table)
            lines.setdefault((name,), number)
            lines[place] = number
        elif key is not None:
            if not place or key in table:
                return None
            lines[(*place, key)] = number
            table[key] = _value(found, (*place, key), number, lines)
    return values, lines


def _value(found: re.Match[str], path: KeyPath, number: int, lines: dict[KeyPath, int]) -> str | list[str]:
    if found["text"] is not None:
        return found["text"][1:-1]
    items = found["items"][1:-1].split('", "')
    lines.update({(*path, position): number for position in range(len(items))})
    return items
