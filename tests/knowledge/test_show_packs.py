"""A show's packs, and what they add to its glossary."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import GlossaryEntry
from pipeline.errors import InvalidShow
from pipeline.knowledge import show_packs
from pipeline.knowledge.show_packs import glossary_of, packs_of


def test_a_show_without_packs_keeps_its_glossary_and_loads_none(
    show_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(show_packs, "load_pack", lambda _: pytest.fail("a pack was read"))
    show = replace(load_show(show_root), glossary=(GlossaryEntry("rye", "Rye is a grain."),))
    assert glossary_of(show) == show.glossary


def test_own_packs_come_without_being_named_and_before_the_others(show_root: Path, own_pack: Path) -> None:
    show = replace(load_show(show_root), packs=("cooking", "bread"))
    assert [pack.name for pack in packs_of(show)] == ["bread", "cooking"]


def test_terms_come_after_the_glossary_with_the_names_that_are_surely_theirs(
    show_root: Path, own_pack: Path
) -> None:
    show = replace(load_show(show_root), glossary=(GlossaryEntry("rye", "Rye is a grain."),))
    own, term = glossary_of(show)
    assert own.term == "rye"
    assert term.term == "sourdough"
    assert term.definition.startswith("Sourdough is a dough")
    assert term.aliases == ()  # «leaven» and «sour» mean other things too


@pytest.mark.parametrize("name", ["sourdough", "Leaven"])
def test_the_show_s_own_entry_wins_by_term_and_by_alias(show_root: Path, own_pack: Path, name: str) -> None:
    show = replace(load_show(show_root), glossary=(GlossaryEntry(name, "Our own."),))
    assert glossary_of(show) == show.glossary


def test_easy_and_empty_entries_are_left_out(show_root: Path, own_pack: Path) -> None:
    own_pack.write_text(
        '[[term]]\nterm = "dough"\nis = "Dough is flour and water."\neasy = true\n'
        '[[term]]\nterm = "rye"\nis = ""\n',
        encoding="utf-8",
    )
    assert glossary_of(load_show(show_root)) == ()


def test_an_entry_has_the_name_that_its_definition_says(show_root: Path, own_pack: Path) -> None:
    own_pack.write_text(
        '[[term]]\nterm = "wild yeast"\naliases = ["Saccharomyces"]\nis = "Saccharomyces is a fungus."\n',
        encoding="utf-8",
    )
    (entry,) = glossary_of(load_show(show_root))
    assert (entry.term, entry.aliases) == ("Saccharomyces", ("wild yeast",))


def test_a_fault_in_an_own_pack_is_one_of_the_show(show_root: Path, own_pack: Path) -> None:
    own_pack.write_text("[[term]]\nterm = 'rye'\nise = 'Rye.'\n", encoding="utf-8")
    with pytest.raises(InvalidShow) as caught:
        load_show(show_root)
    assert (caught.value.file, caught.value.line) == (own_pack, 3)
