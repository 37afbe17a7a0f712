"""Changing one value of a TOML file that a person wrote, while every comment and all the rest stays.

What comes out is read again and held against what is wanted, so that an edit is right or is none at all.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from pipeline.catalogue.starting.settings_text import toml_value
from pipeline.catalogue.toml_lines import KeyPath, Layout, Stretch, layout

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_COMMENT = re.compile(r"(?P<gap>[ \t]+)#")
_LINE_WITH_COMMA = re.compile(r"[ \t]*,[ \t]*(?:#[^\n]*|\r?)\n")  # after an item
_LEAST_GAP = 2  # between a value and the comment after it, where the value got longer


class CannotEditError(ValueError):
    """A text is written in a way that no edit here fits."""


def with_value(text: str, path: KeyPath, value: Any) -> str:
    """Give a valid TOML text in which a key has this value, in its place or added to its table.

    `path` holds names and, for arrays, positions from 0. A table that is not there yet is added at the end.
    Raises CannotEditError.
    """
    place, written = layout(text), toml_value(value)
    wanted = tomllib.loads(text)
    _set(wanted, path, value)
    found = place.stretches.get(path)
    tries = [_replaced(text, found, written)] if found else _additions(text, place, path, written)
    return _proved(tries, wanted)


def without_key(text: str, path: KeyPath) -> str:
    """Give a valid TOML text without a key that is in it. Raises CannotEditError."""
    wanted = tomllib.loads(text)
    *parents, last = path
    table: Any = wanted
    for name in parents:
        table = table[name]
    del table[last]
    found = layout(text).stretches.get(path)
    return _proved(_removals(text, found) if found else (), wanted)


def with_entry(text: str, name: str, values: Mapping[str, Any]) -> str:
    """Give a valid TOML text with one more table at the end of an array of tables. Raises CannotEditError."""
    wanted = tomllib.loads(text)
    wanted.setdefault(name, []).append(dict(values))
    place, end = layout(text), _line_end(text)
    pairs = [f"{_key(key)} = {toml_value(value)}" for key, value in values.items()]
    appended = _appended(text, end.join([f"[[{_key(name)}]]", *pairs]), end)
    inline = "{ " + ", ".join(pairs) + " }"
    return _proved([appended, *_items(text, place, (name,), inline)], wanted)


def _set(tables: dict[str, Any], path: KeyPath, value: Any) -> None:
    *parents, last = path
    table: Any = tables
    for name in parents:
        table = table[name] if isinstance(name, int) else table.setdefault(name, {})
    if not isinstance(table, dict):
        raise CannotEditError(f"«{parents[-1]}» is no table")
    table[last] = deepcopy(value)


def _proved(tries: Iterable[str], wanted: Mapping[str, Any]) -> str:
    for text in tries:
        try:
            if tomllib.loads(text) == wanted:
                return text
        except tomllib.TOMLDecodeError:
            continue
    raise CannotEditError("it is written in a way that no edit fits")


def _replaced(text: str, found: Stretch, written: str) -> str:
    """Put a value in another's place; a comment behind it stays in its column where there is room."""
    rest = text[found.end :]
    if comment := _COMMENT.match(rest):
        longer = len(written) - (found.end - found.value)
        gap = comment["gap"]
        if "\t" not in gap and len(gap) > 1:
            rest = " " * max(min(_LEAST_GAP, len(gap)), len(gap) - longer) + rest[len(gap) :]
    return text[: found.value] + written + rest


def _additions(text: str, place: Layout, path: KeyPath, written: str) -> Iterator[str]:
    """Give the ways in which a key that is not there yet can be added, the most usual first."""
    table, end = path[:-1], _line_end(text)
    pair = f"{_key(path[-1])} = {written}"
    if table in place.bodies:
        yield _after_line(text, place.bodies[table], pair, end)
    if table in place.stretches:
        yield _inside(text, place, table, pair)
    inside = [s for key, s in place.stretches.items() if key[: len(table)] == table and len(key) > len(table)]
    for skipped in range(len(table)) if inside else ():  # `voice.speed = 1`, below whatever header
        dotted = ".".join(map(_key, path[skipped:]))
        yield _after_line(text, max(s.end for s in inside), f"{dotted} = {written}", end)
    if all(isinstance(name, str) for name in path):
        header = ".".join(map(_key, table))
        yield _appended(text, f"[{header}]{end}{pair}", end) if table else f"{pair}{end}{text}"


def _inside(text: str, place: Layout, table: KeyPath, pair: str) -> str:
    """Add to a table in braces."""
    there = [s.end for key, s in place.stretches.items() if key[:-1] == table]
    if there:
        return text[: max(there)] + f", {pair}" + text[max(there) :]
    start, end = place.stretches[table].value, place.stretches[table].end
    return text[:start] + "{ " + pair + " }" + text[end:]


def _items(text: str, place: Layout, path: KeyPath, written: str) -> Iterator[str]:
    """Give the ways to add an item to a list in brackets: after its last one, on a line of its own or not."""
    found = place.stretches.get(path)
    if found is None:
        return
    there = [s for key, s in place.stretches.items() if key[:-1] == path]
    if not there:
        yield text[: found.end - 1] + written + text[found.end - 1 :]
        return
    last = max(there, key=lambda s: s.end)
    line, end = text.rfind("\n", 0, last.start) + 1, _line_end(text)
    indent = text[line : last.start]
    if indent.strip():
        yield text[: last.end] + f", {written}" + text[last.end :]
    elif comma := _LINE_WITH_COMMA.match(text, last.end):
        yield text[: comma.end()] + f"{indent}{written},{end}" + text[comma.end() :]
    else:
        yield text[: last.end] + f",{end}{indent}{written}" + text[last.end :]


def _removals(text: str, found: Stretch) -> Iterator[str]:
    """Give the ways to take a key out: with its line but for a comment, or with a comma beside it."""
    line = text.rfind("\n", 0, found.start) + 1
    ends = text.find("\n", found.end) + 1 or len(text)
    rest = text[found.end : ends].strip()
    if not text[line : found.start].strip() and rest[:1] in ("", "#"):
        kept = text[found.end : ends].lstrip() if rest else ""
        yield text[:line] + kept + text[ends:]
    before, after = text[: found.start], text[found.end :]
    yield before + re.sub(r"^\s*,[ \t]*", "", after, count=1)
    yield re.sub(r"[ \t]*,\s*$", "", before) + after
    yield before.rstrip(" \t") + after


def _after_line(text: str, at: int, added: str, end: str) -> str:
    """Add a line after the one on which a place lies, indented as that one is."""
    begins = text.rfind("\n", 0, at) + 1
    indent = re.match(r"[ \t]*", text[begins:at])
    added = (indent[0] if indent else "") + added
    ends = text.find("\n", at) + 1
    return text[:ends] + added + end + text[ends:] if ends else text + end + added + end


def _appended(text: str, added: str, end: str) -> str:
    whole = text if not text or text.endswith("\n") else text + end
    return whole + (end if whole.strip() else "") + added + end


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _key(name: str | int) -> str:
    written = str(name)
    return written if _BARE_KEY.fullmatch(written) else str(toml_value(written))
