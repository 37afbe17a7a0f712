"""docs/packs.md: its example is a pack that keeps the rules."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.knowledge.pack import HEAD_KEYS, TERM_KEYS, read_pack
from pipeline.knowledge.rules import check_pack

PAGE = (Path(__file__).parents[2] / "docs/packs.md").read_text(encoding="utf-8")


def test_the_example_keeps_the_rules(tmp_path: Path) -> None:
    (example,) = (block for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL) if "[[term]]" in block)
    path = tmp_path / "beekeeping.toml"
    path.write_text(example, encoding="utf-8")
    read = read_pack(path)
    assert read.problems == ()
    assert check_pack(read.pack) == []
    assert read.pack.term("waggle dance") in read.pack.subjects


def test_every_key_is_explained() -> None:
    table = set(
        re.findall(r"`(\w+)`", "\n".join(line for line in PAGE.split("\n") if line.startswith("| `")))
    )
    assert set(TERM_KEYS) <= table
    assert set(HEAD_KEYS) - {"name", "title", "about"} <= table
