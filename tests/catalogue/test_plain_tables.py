"""Lists of entries are read line by line as TOML's own reader reads them, or not at all."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import pipeline
from pipeline.catalogue.plain_tables import plain_tables
from pipeline.catalogue.toml_lines import key_lines

_ROOT = Path(pipeline.__file__).parents[1]
_LISTS = [*(_ROOT / "pipeline/knowledge").rglob("*.toml"), *(_ROOT / "episodes").glob("*.toml")]


@pytest.mark.parametrize("file", _LISTS, ids=lambda file: file.name)
def test_what_it_reads_is_what_the_full_grammar_reads(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    plain = plain_tables(text)
    assert plain in (None, (tomllib.loads(text), key_lines(text)))


def test_the_shows_glossary_is_read_so() -> None:
    assert plain_tables((_ROOT / "episodes/glossary.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n# only a comment\n",
        '[[entry]]\nterm = "a # b"\nother = ""  # said so\n\n[[entry]] # empty\n',
        '[[entry]]\n  term = "indented"\t\n[[more]]\nlist = ["a", "b, c", ""]\n[[entry]]\nterm = "é \t"',
    ],
)
def test_texts_lists_comments_and_blanks_are_read(text: str) -> None:
    assert plain_tables(text) == (tomllib.loads(text), key_lines(text))


@pytest.mark.parametrize(
    "text",
    [
        'term = "before any header"\n',
        '[entry]\nterm = "a table"\n',
        '[[entry]]\nterm = "twice"\nterm = "twice"\n',
        '[[entry]]\nterm = "an \\"escape\\""\n',
        "[[entry]]\nterm = 'other quotes'\n",
        '[[entry]]\nterm = """long"""\n',
        "[[entry]]\nnumber = 3\n",
        '[[entry]]\nlist = ["a",\n "b"]\n',
        '[[entry]]\nlist = ["a", "b",]\n',
        "[[entry]]\nlist = []\n",
        '[[entry]]\nterm.part = "dotted"\n',
        '[[entry.part]]\nterm = "dotted"\n',
        '[[entry]]\r\nterm = "ends of lines"\r\n',
        '[[entry]]\nterm = "\x01"\n',
        "# \x01\n",
        '[[entry]]\nterm = "a" "b"\n',
        "[[entry]\n",
    ],
)
def test_of_anything_else_it_says_nothing(text: str) -> None:
    assert plain_tables(text) is None
