"""Looking words up in a dictionary of which only the parts asked for are read."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hibari.tts import ASSETS

from pipeline.language.dictionary import Dictionary


def written(entries: dict[str, Any]) -> bytes:
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":")).encode()


@pytest.mark.parametrize("name", ["us_gold", "us_silver", "gb_gold", "gb_silver"])
@pytest.mark.slow
def test_every_word_of_the_shipped_dictionaries_is_found_as_it_stands(name: str) -> None:
    text = gzip.decompress((Path(ASSETS) / f"lexicon_{name}.json.gz").read_bytes())
    entries, found = json.loads(text), Dictionary(text)
    assert list(entries) == sorted(entries)
    assert {word: found.get(word) for word in entries} == entries
    assert not any(f"{word}q" in found for word in entries if f"{word}q" not in entries)


@pytest.mark.parametrize(
    "entries",
    [
        {},
        {"a": "x"},
        {"a": {"DEFAULT": "x", "NOUN": "y"}, "b": "z"},
        {f'{number:05}"\\': "é" * (number % 50) for number in range(2000)},
        {f"{number:05}": {"DEFAULT": "x" * 40, "VERB": "y" * 40} for number in range(500)},
        {f"{2000 - number}": "unsorted" for number in range(2000)},
    ],
)
def test_any_dictionary_says_what_its_text_says(entries: dict[str, Any]) -> None:
    found = Dictionary(written(entries))
    assert {word: found.get(word) for word in entries} == entries
    assert "missing" not in found
