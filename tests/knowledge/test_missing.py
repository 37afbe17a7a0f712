"""The empty entries for what a show lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue.load import load_show
from pipeline.errors import InvalidShow
from pipeline.knowledge.missing import add_missing, missing_titles
from pipeline.knowledge.pack import read_pack


def test_titles_without_an_entry_are_missing(show_root: Path, own_pack: Path) -> None:
    assert missing_titles(load_show(show_root)) == ["long oven", "Rye"]


def test_they_are_written_empty_and_can_be_read(show_root: Path, own_pack: Path) -> None:
    path, titles = add_missing(load_show(show_root))
    assert path == show_root / "episodes/packs/own.toml"
    read = read_pack(path)
    assert read.problems == ()
    assert [term.term for term in read.pack.terms] == titles == ["long oven", "Rye"]
    assert not any(term.lines for term in read.pack.terms)
    load_show(show_root)


def test_what_is_there_stays_and_is_not_asked_for_again(show_root: Path) -> None:
    own = show_root / "episodes/packs/own.toml"
    before = '# mine\n[[term]]\nterm = "rye"\nis = "Rye is a grain."  # for now'
    own.write_text(before, encoding="utf-8")
    _, titles = add_missing(load_show(show_root))
    assert titles == ["Sourdough", "long oven"]
    after = own.read_text(encoding="utf-8")
    assert after.startswith(before + "\n")
    assert add_missing(load_show(show_root)) == (own, [])
    assert own.read_text(encoding="utf-8") == after


def test_a_title_with_quotes_and_backslashes_can_be_read_again(show_root: Path) -> None:
    episode = show_root / "episodes/2.md"
    text = episode.read_text(encoding="utf-8").replace("'The long oven'", "'«A\\b» and \"c\" — née'")
    episode.write_text(text, encoding="utf-8")
    path, _ = add_missing(load_show(show_root))
    assert '«A\\b» and "c" — née' in [term.term for term in read_pack(path).pack.terms]


def test_a_file_that_cannot_be_added_to_is_left_alone(show_root: Path) -> None:
    own = show_root / "episodes/packs/own.toml"
    own.write_text('term = [{ term = "rye" }]\n', encoding="utf-8")
    with pytest.raises(InvalidShow, match="nothing can be added"):
        add_missing(load_show(show_root))
    assert own.read_text(encoding="utf-8") == 'term = [{ term = "rye" }]\n'
