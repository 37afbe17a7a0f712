"""TOML files that people write: read, with the line of each key, and checked against a table of tables."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.catalogue.limits import DEEPEST, LARGEST_TABLE, long_line, long_number
from pipeline.catalogue.plain_tables import plain_tables
from pipeline.catalogue.schema import Checked, Keys, check_table
from pipeline.catalogue.text import read_text
from pipeline.catalogue.toml_lines import KeyPath, deep_line, dotted_line, key_lines
from pipeline.catalogue.values import suggestion
from pipeline.errors import Problem

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """What a file holds, where each key of it stands, and why it could not be read if it could not."""

    path: Path
    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    problem: Problem | None = None

    def line(self, path: KeyPath) -> int | None:
        """Give the line of a key, or else of the nearest table around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


@dataclass(frozen=True, slots=True)
class Entry:
    """The clean values of one table of an array, and where it begins."""

    values: dict[str, Any]
    line: int | None


def read_toml(path: Path) -> TomlFile:
    """Read a TOML 1.0 file; a syntax error, or what is too much, becomes its `problem`, with the line."""
    text, problem = read_text(path, LARGEST_TABLE)
    if problem is None and (excess := long_line(text)):
        problem = excess.problem(path)
    if problem is None and (line := dotted_line(text)):
        problem = _too_deep(path, line)
    if problem is not None:
        return TomlFile(path, problem=problem)
    if plain := plain_tables(text):
        return TomlFile(path, *plain)
    try:
        file = TomlFile(path, tomllib.loads(text), key_lines(text))
    except ValueError as error:  # also a number too long for int()
        excess = long_number(text) if "digits" in str(error) else None
        found = excess.problem(path) if excess else _syntax_problem(path, text, str(error))
        return TomlFile(path, problem=found)
    except RecursionError:
        return TomlFile(path, problem=_too_deep(path, deep_line(text)))
    deepest = max(file.lines, key=len, default=())
    return TomlFile(path, problem=_too_deep(path, file.lines[deepest])) if len(deepest) > DEEPEST else file


def _too_deep(path: Path, line: int | None) -> Problem:
    what = f"is nested more than {DEEPEST} levels deep"
    return Problem(what, path, line, "take brackets, or parts of the dotted key, out")


_SYNTAX_REMEDY = 'look at that line and the one before: a line is [table] or key = "value", text in quotes'


def _syntax_problem(path: Path, text: str, message: str) -> Problem:
    place = _PLACE.search(message)
    line = int(place[1]) if place and place[1] else len(text.splitlines())
    what = _PLACE.sub("", message)
    return Problem(f"is not TOML: {what[0].lower()}{what[1:]}", path, line, _SYNTAX_REMEDY)


def check_tables(
    toml: TomlFile, tables: Mapping[str, Keys], beside: Collection[str] = ()
) -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    """Check a file of named tables; gives the clean values of every table, of absent ones too.

    Tables named in `beside` are for others to check.
    """
    known = (*tables, *beside)
    problems = [_unknown_table(toml, name, known) for name in toml.values if name not in known]
    clean: dict[str, dict[str, Any]] = {}
    for name, keys in tables.items():
        found = toml.values.get(name, {})
        if not isinstance(found, dict):
            problems.append(Problem(f"«{name}» must be a table: [{name}]", toml.path, toml.line((name,))))
            found = {}
        checked = _check(toml, found, keys, (name,))
        clean[name] = checked.values
        problems.extend(checked.problems)
    return clean, problems


def check_entries(toml: TomlFile, table: str, keys: Keys) -> tuple[list[Entry], list[Problem]]:
    """Check a file of one array of tables, `[[entry]]`; faulty entries are left out."""
    problems = [_unknown_table(toml, name, [f"[{table}]"]) for name in toml.values if name != table]
    found = toml.values.get(table, [])
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        what = f"«{table}» must be an array of tables: [[{table}]]"
        return [], [*problems, Problem(what, toml.path, toml.line((table,)))]
    entries = []
    for position, item in enumerate(found):
        checked = _check(toml, item, keys, (table, position))
        problems.extend(checked.problems)
        if not checked.problems:
            entries.append(Entry(checked.values, toml.line((table, position))))
    return entries, problems


def _check(toml: TomlFile, values: Mapping[str, Any], keys: Keys, place: KeyPath) -> Checked:
    return check_table(values, keys, toml.path, lambda path: toml.line((*place, *path)))


def _unknown_table(toml: TomlFile, name: str, tables: Collection[str]) -> Problem:
    kind = "table" if isinstance(toml.values[name], dict | list) else "key"
    shown = ", ".join(f"[{table}]" for table in tables)
    remedy = suggestion(name, tables) or f"the tables here are: {shown}"
    return Problem(f"unknown {kind} «{name}»", toml.path, toml.line((name,)), remedy)
