"""Reading packs: what is in them, and where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import InvalidShow
from pipeline.knowledge.pack import TermLink, load_pack, read_pack
from pipeline.knowledge.pack_files import pack_path, shipped_names

HEAD = 'name = "bread"\ntitle = "Bread"\nabout = "What happens in a dough."\n'


def problems(tmp_path: Path, text: str) -> list[tuple[int | None, str]]:
    path = tmp_path / "bread.toml"
    path.write_text(text, encoding="utf-8")
    return [(problem.line, problem.what) for problem in read_pack(path).problems]


def test_an_entry_is_read_whole_with_the_source_of_its_figure(tmp_path: Path) -> None:
    path = tmp_path / "bread.toml"
    path.write_text(
        HEAD + '[[term]]\nterm = "rye"\naliases = ["secale"]\nis = "Rye is a grain."\n'
        '# look up: FAO, crops\nnumber = "It has two."\nlinks = [{ to = "oat", say = "There are oats." }]\n',
        encoding="utf-8",
    )
    (term,) = load_pack(path).terms
    assert (term.names, term.definition, term.look_up) == (("rye", "secale"), "Rye is a grain.", "FAO, crops")
    assert term.links == (TermLink("oat", "There are oats."),)
    assert (term.place(), term.place("number"), term.place("why")) == (4, 9, 4)
    assert not term.is_subject


def test_an_empty_line_counts_as_none_and_an_entry_may_wait_for_its_lines(tmp_path: Path) -> None:
    assert (
        problems(tmp_path, '[[term]]\nterm = "rye"\nis = ""\n# look up:\nnumber = "  "\naliases = []\n') == []
    )
    (term,) = read_pack(tmp_path / "bread.toml").pack.terms
    assert (term.lines, term.look_up) == ({}, "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[[term]]\nis = 'Rye is a grain.'\n", (1, "term is missing")),
        ("[[term]]\nterm = 'rye'\nwhere = 'north'\n", (3, "unknown key «where»")),
        ("[[term]]\nterm = 'rye'\nis = 3\n", (3, "is must be text, not a whole number")),
        ("[[term]]\nterm = 'rye'\neasy = 'yes'\n", (3, "easy must be true or false, not text")),
        ("[[term]]\nterm = 'rye'\nlinks = [{ to = 'oat' }]\n", (3, "links has an item without to and say")),
        ("[[term]]\nterm = 'rye'\nlinks = 'oat'\n", (3, "links must be a list, not text")),
        ("name = 'buns'\n", (1, "name is «buns», but the file is bread.toml")),
        ("[[entry]]\nterm = 'rye'\n", (1, "unknown key «entry»")),
        ("term = 'rye'\n", (1, "«term» must be an array of tables: [[term]]")),
        ("[[term]]\nterm = 'rye'\n[[term]]\nterm = 'Rye'\n", (3, "«Rye» is there already, on line 1")),
        ("[[term]]\nterm = 'rye\n", (2, None)),
    ],
)
def test_a_fault_names_its_line(tmp_path: Path, text: str, found: tuple[int, str | None]) -> None:
    ((line, what),) = problems(tmp_path, text)
    assert line == found[0]
    assert found[1] is None or what == found[1]


def test_a_faulty_pack_is_refused_with_all_that_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "bread.toml"
    path.write_text("[[term]]\nis = 'Rye.'\n[[term]]\nterm = 'oat'\nwher = 1\n", encoding="utf-8")
    with pytest.raises(InvalidShow) as caught:
        load_pack(path)
    assert [problem.line for problem in caught.value.problems] == [1, 5]


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "bread.toml"
    path.write_bytes(b"\xff\xfe\x00")
    assert read_pack(path).problems[0].what == "is UTF-16, not UTF-8"


def test_the_shipped_packs_are_found_by_name() -> None:
    assert "cooking" in shipped_names()
    assert load_pack(pack_path("cooking")).term("carryover cooking") is not None


def test_a_show_s_own_pack_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    folder = tmp_path / "episodes/packs"
    folder.mkdir(parents=True)
    assert pack_path("cooking", tmp_path) == pack_path("cooking")
    (folder / "cooking.toml").touch()
    assert pack_path("cooking", tmp_path) == folder / "cooking.toml"
