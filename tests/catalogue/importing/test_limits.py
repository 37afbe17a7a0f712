"""Lists that hold too much are refused with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue.importing.readers.recognise import read_lists
from pipeline.catalogue.limits import MOST_COLUMNS, MOST_LINES
from pipeline.errors import InvalidPage


@pytest.mark.parametrize(
    ("name", "text", "line", "what"),
    [
        ("a.csv", "title,summary" + "," * MOST_COLUMNS + "\na,b\n", 1, "more than 16,384 cells in a row"),
        ("a.csv", "title,summary\na,b" + "," * MOST_COLUMNS + "\n", 2, "more than 16,384 cells in a row"),
        ("a.csv", "title,summary\n" + ("," * 9_999 + "\n") * 251, 251, "more than 2,500,000 cells in all"),
        ("a.txt", "a\n" * (MOST_LINES + 1), MOST_LINES + 1, "more than 1,000,000 lines"),
        ("a.json", '[{"title":\n' + "[" * 5000 + "]" * 5000 + "}]", 2, "nested too deeply"),
        ("a.json", '[{"title":"a",\n"number":' + "9" * 5000 + "}]", 2, "more than 300 digits"),
        ("a.yaml", "- title: a\n  b: " + "[" * 500, 2, "nested more than 50 levels"),
        ("a.yaml", "- &a\n  title: a\n  more: *a\n", 3, "an alias to what it stands in"),
    ],
)
def test_too_much_is_told_with_its_line(tmp_path: Path, name: str, text: str, line: int, what: str) -> None:
    file = tmp_path / name
    file.write_text(text)
    with pytest.raises(InvalidPage) as refused:
        read_lists([file])
    assert refused.value.line == line
    assert what in refused.value.what
    assert refused.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        "- a" + " " * 50_000 + "b\n- c\n",
        "## a" + " " * 50_000 + "b\n\nOne.\n\n## c\n\nTwo.\n",
        "<!-- -->" * 20_000 + "\n- a\n- b\n",
    ],
    ids=["item", "heading", "comments"],
)
def test_what_once_took_minutes_is_read(tmp_path: Path, text: str) -> None:
    file = tmp_path / "list.md"
    file.write_text(text)
    (listing,) = read_lists([file])
    assert len(listing.rows) == 2
