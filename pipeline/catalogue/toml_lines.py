"""Where each key of a TOML file stands, and its value: the standard library's reader does not say."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.catalogue.limits import DEEPEST

KeyPath = tuple[str | int, ...]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACES = re.compile(r"[ \t]*")
_BARE_VALUE = re.compile(r"[^,\]}#\n]*")
_BASIC_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_LITERAL_STRING = re.compile(r"'[^']*'")
# Up to two quotes may stand before the three that close, and belong to the text.
_LONG_BASIC_STRING = re.compile(r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})', re.DOTALL)
_LONG_LITERAL_STRING = re.compile(r"'''.*?'''(?:'{0,2})", re.DOTALL)
# What brackets are counted by: strings and comments are stepped over, to the line's end at most.
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?(?:"""|\Z)|\'\'\'.*?(?:\'\'\'|\Z)|"(?:[^"\\\n]|\\.)*"?|\'[^\'\n]*\'?|#[^\n]*|[\[\]{}]',
    re.DOTALL,
)
_PART = r"[\"']?[\w-]+[\"']?"  # of a dotted key
_DOTTED = re.compile(rf"(?<![\w.-]){_PART}(?:[ \t]*\.[ \t]*{_PART}){{{DEEPEST}}}")
_STRINGS = {
    '"""': _LONG_BASIC_STRING,
    "'''": _LONG_LITERAL_STRING,
    '"': _BASIC_STRING,
    "'": _LITERAL_STRING,
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a key with its value stands, or an item of a list, in characters from the text's beginning."""

    start: int  # of the key; of an item, the same as `value`
    value: int
    end: int  # after the value


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything in a TOML text stands."""

    lines: Mapping[KeyPath, int]  # from 1
    stretches: Mapping[KeyPath, Stretch]  # of keys and of items in brackets
    bodies: Mapping[KeyPath, int]  # after the last key below each header, or after the header; () is the top


def key_lines(text: str) -> dict[KeyPath, int]:
    """Give the line (from 1) on which each key, table and list item of a valid TOML text stands.

    A path holds names, and positions (from 0) in lists and arrays of tables: `("entry", 0, "term")`.
    """
    return _Scanner(text).scan()


def layout(text: str) -> Layout:
    """Give where everything in a valid TOML text stands."""
    scanner = _Scanner(text)
    return Layout(scanner.scan(), scanner.stretches, scanner.bodies)


def dotted_line(text: str) -> int | None:
    """Give the line of a key with more parts than any of ours, over which tomllib would take its time."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") >= DEEPEST and _DOTTED.search(line):
            return number
    return None


def deep_line(text: str) -> int | None:
    """Give the line on which brackets lie deeper than any of ours."""
    depth = 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        depth = max(0, depth + (sign in {"[", "{"}) - (sign in {"]", "}"}))
        if depth > DEEPEST:
            return text.count("\n", 0, token.start()) + 1
    return None


class _Scanner:
    """Walk through a text that tomllib has accepted; nothing is checked again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._lines: dict[KeyPath, int] = {}
        self._last_item: dict[KeyPath, int] = {}  # of each array of tables
        self.stretches: dict[KeyPath, Stretch] = {}
        self.bodies: dict[KeyPath, int] = {}

    def scan(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        self._skip(_BLANK)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self.bodies[table] = self._at
            self._skip(_BLANK)
        return self._lines

    def _header(self) -> KeyPath:
        is_array = self._text.startswith("[[", self._at)
        line = self._line()
        self._at += 1 + is_array
        *parents, last = self._key()
        self._at += 1 + is_array
        path: KeyPath = ()
        for name in parents:
            path = self._into(path, name)
            self._lines.setdefault(path, line)
        path = (*path, last)
        if is_array:
            self._last_item[path] = self._last_item.get(path, -1) + 1
            self._lines.setdefault(path, line)
            path = (*path, self._last_item[path])
        self._lines[path] = line
        return path

    def _into(self, path: KeyPath, name: str) -> KeyPath:
        """Step into a table, or into the newest one of an array of tables."""
        path = (*path, name)
        return (*path, self._last_item[path]) if path in self._last_item else path

    def _pair(self, table: KeyPath) -> None:
        line, start = self._line(), self._at
        path = table
        for name in self._key():
            path = (*path, name)
            self._lines.setdefault(path, line)
        self._at += 1  # the equals sign
        self._skip(_SPACES)
        value = self._at
        self.stretches[path] = Stretch(start, value, self._value(path))

    def _key(self) -> list[str]:
        names = []
        while True:
            self._skip(_SPACES)
            if self._text[self._at] in "\"'":
                quoted = self._skip(_STRINGS[self._text[self._at]])
                names.append(str(tomllib.loads(f"key = {quoted}")["key"]))
            else:
                names.append(self._skip(_BARE_KEY))
            self._skip(_SPACES)
            if self._text[self._at] != ".":
                return names
            self._at += 1

    def _value(self, path: KeyPath) -> int:
        """Step over a value, and tell where it ended."""
        opening = self._text[self._at]
        if opening == "[":
            self._list(path)
        elif opening == "{":
            self._inline_table(path)
        elif opening in "\"'":
            triple = self._text[self._at : self._at + 3]
            self._skip(_STRINGS.get(triple, _STRINGS[opening]))
        else:
            return self._at + len(
                self._skip(_BARE_VALUE).rstrip()
            )  # the spaces before a comment are read too
        return self._at

    def _list(self, path: KeyPath) -> None:
        self._at += 1
        position = 0
        while not self._closes("]"):
            item, start = (*path, position), self._at
            self._lines[item] = self._line()
            self.stretches[item] = Stretch(start, start, self._value(item))
            position += 1

    def _inline_table(self, path: KeyPath) -> None:
        self._at += 1
        while not self._closes("}"):
            self._pair(path)

    def _closes(self, bracket: str) -> bool:
        """Go on to the next item, past a comma; or past the closing bracket, and then True."""
        self._skip(_BLANK)
        if self._text[self._at] == ",":
            self._at += 1
            self._skip(_BLANK)
        if self._text[self._at] != bracket:
            return False
        self._at += 1
        return True

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        if match is None:  # a text that tomllib would not have accepted
            raise ValueError(f"not TOML at character {self._at}")
        self._at = match.end()
        return match[0]

    def _line(self) -> int:
        return bisect_right(self._breaks, self._at - 1) + 1
