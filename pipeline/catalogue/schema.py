"""Checking what was read from a file against a table of keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.catalogue.values import BadValueError, Reader, suggestion
from pipeline.errors import Problem

Locate = Callable[[tuple[str | int, ...]], int | None]


@dataclass(frozen=True, slots=True)
class Key:
    """What a key holds, whether it must be there, and what to do where it is not."""

    read: Reader
    required: bool = False
    remedy: str = ""


Keys = Mapping[str, Key]


@dataclass(frozen=True, slots=True)
class Checked:
    """The clean values of a table, and what was wrong with the others."""

    values: dict[str, Any]
    problems: tuple[Problem, ...]


def check_table(values: Mapping[str, Any], keys: Keys, file: Path, locate: Locate) -> Checked:
    """Read every value with its key's reader; report unknown, bad and missing ones.

    `locate` gives the line of a path that begins at this table; the empty path is the table itself. A value
    that is None or empty text counts as not there.
    """
    clean: dict[str, Any] = {}
    problems = [_unknown(name, keys, file, locate) for name in values if name not in keys]
    for name, key in keys.items():
        value = values.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            if key.required:
                problems.append(_missing(name, key, file, locate, empty=name in values))
            continue
        try:
            clean[name] = key.read(value)
        except BadValueError as bad:
            line = locate((name, *bad.path))
            problems.append(Problem(f"{name} {bad}", file, line, bad.remedy or key.remedy))
    return Checked(clean, tuple(problems))


def _unknown(name: str, keys: Keys, file: Path, locate: Locate) -> Problem:
    remedy = suggestion(name, keys) or "the keys here are: " + ", ".join(keys)
    return Problem(f"unknown key «{name}»", file, locate((name,)), remedy)


def _missing(name: str, key: Key, file: Path, locate: Locate, *, empty: bool) -> Problem:
    what = f"{name} is empty" if empty else f"{name} is missing"
    return Problem(what, file, locate((name,) if empty else ()), key.remedy or f"add it: {name} = …")
