"""Files that hold too much are refused with their line, and those that hold much are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue.episode_file import read_episode_file
from pipeline.catalogue.frontmatter import parse_document
from pipeline.catalogue.limits import DEEPEST, LARGEST_PAGE, LARGEST_TABLE, LONGEST_LINE, MOST_DIGITS
from pipeline.catalogue.text import read_text
from pipeline.catalogue.toml_file import read_toml

HERE = Path("episodes/sky.md")
FRONT = "---\nguid: sky\nnumber: 1\ntitle: Sky\nsummary: It is blue.\npublished: 2026-01-01\n{}---\n{}"


def episode(folder: Path, more: str = "", body: str = "") -> list[tuple[int | None, str]]:
    file = folder / "sky.md"
    file.write_text(FRONT.format(more, body), encoding="utf-8")
    return [(problem.line, problem.what) for problem in read_episode_file(file).problems]


@pytest.mark.parametrize(
    ("more", "line", "what"),
    [
        ("topics: " + "[" * 500 + "\n", 7, "nested more than 50 levels"),
        ("topics: " + "[" * 500 + "]" * 500 + "\n", 7, "nested more than 50 levels"),
        ("topics: " + "{a: " * 500 + "\n", 7, "nested more than 50 levels"),
        ("a:\n" + "".join(" " * depth + "-\n" for depth in range(1, 80)), 57, "nested more than 50 levels"),
        ("link: &a [*a]\n", 7, "an alias to what it stands in"),
        ("season: " + "9" * 4300 + "\n", 7, "season must be a whole number"),
        ("reference_seconds: .inf\n", 7, "reference_seconds must be a number"),
        ("reference_seconds: 1e999\n", 7, "reference_seconds must be a number"),
        ("link: " + "x" * (LONGEST_LINE + 1) + "\n", 7, "characters; 20,000 is the most"),
    ],
)
def test_too_much_in_the_front_matter_is_told_with_its_line(
    tmp_path: Path, more: str, line: int, what: str
) -> None:
    ((found_line, found),) = episode(tmp_path, more)
    assert found_line == line
    assert what in found


@pytest.mark.parametrize("again", ["[*k{0}, *k{0}]", "{{<<: [*k{0}, *k{0}]}}", "{{a: *k{0}, b: *k{0}}}"])
def test_aliases_that_multiply_are_refused(tmp_path: Path, again: str) -> None:
    rows = [f"k{n}: &k{n} {again.format(n - 1)}\n" for n in range(1, 60)]
    ((_, what),) = episode(tmp_path, "k0: &k0 {x: y}\n" + "".join(rows))
    assert what == "repeats itself without measure through aliases"


def test_a_few_aliases_are_read() -> None:
    document = parse_document(HERE, "---\ntopics: &t [Sky, Sea]\nothers: *t\n---\n")
    assert document.values["others"] == ["Sky", "Sea"]


@pytest.mark.parametrize(
    "body",
    [
        "## A" + " " * 19_000 + "b\n\nIt is so.\n",
        "<!--\n" * 100_000,
        "## Further reading\n" + ("- [" + "](" * 9_000 + "\n") * 50,
        "".join(f"## Part {n}\n\nIt is so.\n\n" for n in range(20_000)),
    ],
    ids=["blanks", "comments", "brackets", "headings"],
)
def test_what_once_took_minutes_is_read(tmp_path: Path, body: str) -> None:
    assert all("the most" not in what for _, what in episode(tmp_path, body=body))


def test_a_paragraph_longer_than_anybody_speaks_is_told(tmp_path: Path) -> None:
    ((line, what),) = episode(tmp_path, body="## Sky\n\n" + "It is blue, as they say.\n" * 1000)
    assert (line, what) == (8, "has a paragraph of 24,000 characters; 20,000 is the most")


def test_a_file_larger_than_any_page_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "large.md"
    file.write_bytes(b"a\n" * (LARGEST_PAGE // 2 + 1))
    text, problem = read_text(file)
    assert text == ""
    assert problem is not None
    assert problem.what == "is 1.0 MB large; 1 MB is the most"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a = 1\nb = " + "[" * 500, 2, "nested more than 50 levels"),
        ("a = 1\nb = " + "[" * 500 + "]" * 500, 2, "nested more than 50 levels"),
        ("a = 1\nb = " + "[" * 60 + "]" * 60, 2, "nested more than 50 levels"),
        ("a = 1\nb = " + "{a = " * 500, 2, "nested more than 50 levels"),
        ("a = 1\n" + ".".join("a" * 500) + " = 1\n", 2, "nested more than 50 levels"),
        ("a = 1\n[" + ".".join("a" * 500) + "]\n", 2, "nested more than 50 levels"),
        ("a = 1\nb = " + "9" * 4301, 2, f"a number of more than {MOST_DIGITS} digits"),
        ("a = 1\nb = '" + "x" * LONGEST_LINE + "'", 2, "characters; 20,000 is the most"),
    ],
)
def test_too_much_in_a_toml_file_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, what: str
) -> None:
    file = tmp_path / "show.toml"
    file.write_text(text)
    problem = read_toml(file).problem
    assert problem is not None
    assert problem.line == line
    assert what in problem.what
    assert problem.remedy


def test_brackets_in_texts_and_comments_are_not_counted(tmp_path: Path) -> None:
    file = tmp_path / "show.toml"
    signs = "[" * (DEEPEST + 10)
    file.write_text(f'a = \'{signs}\' # {signs}\nb = """\n{signs}\n"""\n' + "[[c]]\nd = [1]\n" * 200)
    assert read_toml(file).problem is None


def test_a_table_is_larger_than_a_page_may_be() -> None:
    assert LARGEST_TABLE > LARGEST_PAGE
