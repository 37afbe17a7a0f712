from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.catalogue.settings_reference import (
    EXPLAINED,
    TABLE_MEANINGS,
    TABLES,
    default_of,
    settings_document,
    settings_page,
)

ROOT = Path(__file__).parents[2]
EVERY_KEY = [(table, key) for table, keys in TABLES.items() for key in keys]


def test_every_key_is_explained_and_no_other() -> None:
    assert {table: set(keys) for table, keys in EXPLAINED.items()} == {t: set(k) for t, k in TABLES.items()}
    assert list(TABLE_MEANINGS) == list(TABLES)


def test_the_page_is_what_the_program_prints() -> None:
    kept = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    assert kept == settings_page(), "ninety settings > docs/settings.md"


@pytest.mark.parametrize(("table", "key"), EVERY_KEY, ids=".".join)
def test_an_example_is_a_value_that_its_key_takes_and_not_the_default(table: str, key: str) -> None:
    value = tomllib.loads(f"value = {EXPLAINED[table][key].example}")["value"]
    read = TABLES[table][key].read(value)
    if table != "voice":  # whose defaults are the best examples
        assert read != default_of(table, key)


def test_a_key_that_must_be_there_has_no_default_and_every_other_has() -> None:
    document = settings_document()
    needed = [(table, key) for table, key in EVERY_KEY if document[table][key]["needed"]]
    assert needed == [(t, k) for t, k in EVERY_KEY if default_of(t, k) is None]
    assert ("site", "url") in needed
