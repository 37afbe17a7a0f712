"""Packs as people write them: one that keeps every rule, and shows that use it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.knowledge.pack import Pack, read_pack

WritePack = Callable[..., Pack]

HEAD = 'name = "bread"\ntitle = "Bread"\nabout = "What happens in a dough."\n'
SOURDOUGH = """
[[term]]
term = "sourdough"
aliases = ["leaven", "sour"]
forms = ["ferments"]
seen_in = ["crusty loaf"]
is = "Sourdough is a dough raised by wild yeast and bacteria that a baker feeds."
ask = "What lives in a jar and has to be fed on holidays?"
why = "Yeast makes gas, which blows up the dough. Bacteria make acid, which keeps rivals out."
like = "Think of a garden in a jar: whoever waters it every day decides what grows."
but = "A cold kitchen can slow the rise down to a whole day."
keep = "A jar on holiday wants a neighbour, as a garden does."
# look up: Hamelman, Bread, on feeding
number = "Many bakers feed the jar twice a day."
example = "Some bakeries have kept one jar alive since before the First World War."
"""


@pytest.fixture
def sourdough() -> str:
    """Give an entry with every line."""
    return SOURDOUGH


@pytest.fixture
def write_pack(tmp_path: Path) -> WritePack:
    """Write a pack of these entries and read it."""

    def write(*entries: str, name: str = "bread", head: str = HEAD) -> Pack:
        path = tmp_path / f"{name}.toml"
        path.write_text(head.replace("bread", name) + "".join(entries), encoding="utf-8")
        read = read_pack(path)
        assert read.problems == ()
        return read.pack

    return write


@pytest.fixture
def show_root(tmp_path: Path) -> Path:
    """A show of three episodes on bread."""
    root = tmp_path / "show"
    (root / "episodes/packs").mkdir(parents=True)
    (root / "episodes/show.toml").write_text(
        '[show]\ntitle = "Crumbs"\ndescription = "On bread."\n[owner]\nname = "A"\nemail = "a@example.org"\n'
        '[site]\nurl = "https://crumbs.example.org"\n',
        encoding="utf-8",
    )
    for number, title in enumerate(("Sourdough", "The long oven", "Rye: a dark grain"), start=1):
        (root / f"episodes/{number}.md").write_text(
            f"---\nguid: g{number}\nnumber: {number}\ntitle: '{title}'\nsummary: All of bread.\n"
            f"published: 2026-01-0{number}\n---\n",
            encoding="utf-8",
        )
    return root


@pytest.fixture
def own_pack(show_root: Path) -> Path:
    """The show's own pack, with an entry for one of its titles."""
    path = show_root / "episodes/packs/bread.toml"
    path.write_text(HEAD + SOURDOUGH, encoding="utf-8")
    return path
