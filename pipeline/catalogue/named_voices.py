"""Voices beside host and guest: the tables `[voices.NAME]` of `show.toml`, which scripts call by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.catalogue.schema import Keys, Locate, check_table
from pipeline.catalogue.toml_file import TomlFile
from pipeline.errors import Problem

TABLE = "voices"
RESERVED = ("host", "guest")  # these two stand under [voice]
NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_MOST = 50


@dataclass(frozen=True, slots=True)
class NamedVoice:
    """A voice that scripts call by `{voice NAME}`."""

    name: str  # in scripts
    voice: str  # «engine/voice», or a voice of `engine`
    engine: str = ""  # empty: the show's
    speed: float | None = None  # None: the show's
    shown: str = ""  # as captions name it; empty: its name in scripts, with a capital

    @property
    def caption(self) -> str:
        """Give what captions and transcripts call it."""
        return self.shown or self.name.replace("-", " ").replace("_", " ").title()


def read_named_voices(toml: TomlFile, keys: Keys) -> tuple[tuple[NamedVoice, ...], list[Problem]]:
    """Read the tables, and find all that is wrong with them."""
    tables = toml.values.get(TABLE, {})
    if not isinstance(tables, dict):
        what = f"«{TABLE}» must hold tables"
        return (), [Problem(what, toml.path, toml.line((TABLE,)), f"write [{TABLE}.ada]")]
    problems = list(_name_problems(toml, tables))
    found = []
    for name, values in tables.items():
        if not isinstance(values, dict):
            what = f"«{name}» must be a table: [{TABLE}.{name}]"
            problems.append(Problem(what, toml.path, toml.line((TABLE, name))))
            continue
        checked = check_table(values, keys, toml.path, _locate(toml, name))
        problems += checked.problems
        if not checked.problems:
            facts = dict(checked.values)
            found.append(NamedVoice(name, shown=facts.pop("name", ""), **facts))
    return tuple(found), problems


def _locate(toml: TomlFile, name: str) -> Locate:
    return lambda path: toml.line((TABLE, name, *path))


def _name_problems(toml: TomlFile, tables: Mapping[str, Any]) -> Iterator[Problem]:
    for name in tables:
        line = toml.line((TABLE, name))
        if name in RESERVED:
            remedy = f"name it under [voice]: {'voice' if name == 'host' else 'guest'} = …"
            yield Problem(f"the voice «{name}» stands under [voice]", toml.path, line, remedy)
        elif not NAME.fullmatch(name):
            what = f"«{name[:60]}» is no name for a voice"
            yield Problem(what, toml.path, line, "small letters, digits, - and _, such as [voices.ada]")
    if len(tables) > _MOST:
        what = f"names {len(tables)} voices; {_MOST} is the most"
        yield Problem(what, toml.path, toml.line((TABLE,)), "take those out that nobody speaks with")
