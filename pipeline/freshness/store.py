"""Where it is kept what is right: files of facts in a show's `.cache/freshness`, which may be lost."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.errors import UNREADABLE, OutputFailed
from pipeline.layout.folders import CACHE
from pipeline.process.files import write_whole

FOLDER = Path(CACHE, "freshness")  # in a show's folder
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
    text = json.dumps({"form": FORM, "facts": facts}, ensure_ascii=False, sort_keys=True)
    with suppress(OutputFailed):
        write_whole(root / FOLDER / f"{name}.json", text)
