"""Where it is kept what is right: files of facts in a show's `.cache/freshness`, which may be lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.errors import UNREADABLE, OutputFailed
from pipeline.layout.folders import CACHE
from pipeline.process.files import write_whole

FOLDER = Path(CACHE, "freshness")  # in a show's folder
_AT_ONCE = 10_000  # entries of a table
FORM = 1  # counts up when a file of facts has another form


def read_facts(root: Path, name: str) -> dict[str, Any]:
    """Read a file of facts; empty where there is none, or none that this version can read."""
    try:
        found = json.loads((root / FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        return dict(found["facts"]) if found["form"] == FORM else {}
    except UNREADABLE:
        return {}


def keep_facts(root: Path, name: str, facts: dict[str, Any]) -> None:
    """Keep a file of facts. Where it cannot be written, the next run only has more to find out."""
    text = bytearray()
    for part in _pieces(facts):
        text += part.encode("utf-8", "replace")
    with suppress(OutputFailed):
        write_whole(root / FOLDER / f"{name}.json", text)


def _pieces(facts: dict[str, Any]) -> Iterator[str]:
    """Give a file of facts piece by piece: of a large table, JSON's writer would hold millions at once."""
    yield '{"facts": {'
    for place, (name, value) in enumerate(sorted(facts.items())):
        yield f"{', ' if place else ''}{_json(name)}: "
        yield from _table(value) if isinstance(value, dict) else (_json(value),)
    yield f'}}, "form": {FORM}}}'


def _table(table: dict[str, Any]) -> Iterator[str]:
    entries = sorted(table.items())
    yield "{"
    for first in range(0, len(entries), _AT_ONCE):
        yield ", " if first else ""
        yield _json(dict(entries[first : first + _AT_ONCE]))[1:-1]
    yield "}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
