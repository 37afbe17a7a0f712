from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.catalogue.frontmatter import parse_document, read_document

HERE = Path("episodes/queens.md")


def test_values_and_body_are_taken_apart_with_their_lines() -> None:
    document = parse_document(
        HERE, "---\nnumber: 3\n# a comment\ntitle: Queens\ntopics:\n- Hive\n---\n\n## Hook\n"
    )
    assert document.problems == ()
    assert document.values == {"number": 3, "title": "Queens", "topics": ["Hive"]}
    assert [document.line(name) for name in ("number", "title", "topics", "absent")] == [2, 4, 5, 1]
    assert document.body == "\n\n## Hook\n"
    assert document.body.split("\n").index("## Hook") + document.body_line == 9


def test_windows_line_ends_and_a_byte_order_mark_make_no_difference(tmp_path: Path) -> None:
    path = tmp_path / "queens.md"
    path.write_bytes(b"\xef\xbb\xbf---\r\ntitle: Queens\r\npublished: 2026-02-19\r\n---\r\nText.\r\n")
    document = read_document(path)
    assert document.problems == ()
    assert document.values == {"title": "Queens", "published": date(2026, 2, 19)}
    assert document.line("published") == 3


def test_three_dashes_in_the_body_do_not_end_the_front_matter() -> None:
    document = parse_document(HERE, "---\ntitle: Queens\n---\nOne.\n\n---\n\nTwo.\n")
    assert document.values == {"title": "Queens"}
    assert "Two." in document.body


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain text", "plain text"),
        ("'it''s quoted'", "'it''s quoted'"),
        (">\n  folded\n  text", ">\n  folded\n  text"),
        ("[a,\n  b]", "[a,\n  b]"),
        ("\n  - a\n  - b  # comment", "- a\n  - b"),
        ("plain # comment", "plain"),
        ("two\n  lines", "two\n  lines"),
    ],
)
def test_a_field_knows_where_its_value_is_written(value: str, written: str) -> None:
    text = f"---\nnumber: 1\nkey: {value}\n# about the next\nlast: x\n---\n"
    document = parse_document(HERE, text)
    found = document.fields["key"]
    assert text[found.start : found.end] == written


def test_a_key_that_is_there_twice_is_a_problem() -> None:
    document = parse_document(HERE, "---\ntitle: A\nnumber: 1\ntitle: B\n---\n")
    (problem,) = document.problems
    assert (problem.what, problem.line) == ("title is there twice, first on line 2", 4)


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("", "has no front matter", 1),
        ("Just text.\n", "has no front matter", 1),
        ("---\ntitle: A\n", "front matter that does not end", 1),
        ("---\njust text\n---\n", "front matter without keys", 2),
        ("---\n- a\n- b\n---\n", "front matter without keys", 2),
        ("---\nnumber: 1\nsummary: tokens: what they are\n---\n", "is not YAML: mapping values", 3),
        ("---\nnumber: 1\ntitle: [a\n---\n", "is not YAML", 3),
        ("---\nnumber: 1\n\ttitle: a\n---\n", "is not YAML", 3),
        ("---\ntitle: a\n---\nBody \x07.\n", "holds the control character U+0007", 4),
        ("---\nnumber: 1\ntitle: \x1b\n---\n", "holds the control character U+001B", 3),
        ("---\na: " + "[" * 5000 + "\n---\n", "is nested more than 50 levels deep", 2),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, what: str, line: int) -> None:
    problem = parse_document(HERE, text).problems[0]
    assert what in problem.what
    assert problem.line == line


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ('title: "The tide', "close the quotation mark that opens on this line"),
        ("title: 'The tide", "close the quotation mark that opens on this line"),
        ("topics: [Sea, Moon", "close the bracket that opens on this line"),
        ("topics: {Sea: Moon", "close the bracket that opens on this line"),
        ("  title: The tide", "let all keys begin in the same column"),
        ("title: The tide: a beginning", "put a text that holds «: » in quotes"),
        ("title The tide", "write it as «key: value»"),
        ("\ttitle: The tide", "indent with spaces"),
        ("title: @tide", "put a text that begins with such a sign in quotes"),
        ("title: `tide`", "put a text that begins with such a sign in quotes"),
        ("title: %tide", "put a text that begins with such a sign in quotes"),
        ("title: *tide", "put a text that begins with «*» or «&» in quotes"),
        ("title: *", "put a text that begins with «*» or «&» in quotes"),
        ("title: !<", "put a text that begins with «!» in quotes"),
        (
            'title: "The" tide',
            "let all keys begin in the same column, and put a text of several parts in quotes",
        ),
        ("title: | The tide", "leave nothing but the text after «|» or «>», on lines of its own"),
    ],
)
def test_a_fault_in_yaml_is_told_on_the_line_it_begins_with_what_to_do(written: str, remedy: str) -> None:
    front = f'number: 1\nsubtitle: "salt\u2028water"\n{written}\nsummary: It comes twice a day.\n'
    problem = parse_document(HERE, f"---\n{front}---\nBody.\n").problems[0]
    assert problem.what.startswith("is not YAML: ")
    assert (problem.line, problem.remedy[: len(remedy)]) == (4, remedy)


def test_a_line_separator_in_a_value_does_not_shift_the_lines_below() -> None:
    document = parse_document(HERE, '---\ntitle: "a\u2028b"\nnumber: 1\nnumber: 2\n---\n')
    assert document.problems[0].line == 4


def test_a_day_that_does_not_exist_stays_text() -> None:
    assert parse_document(HERE, "---\npublished: 2026-02-30\n---\n").values == {"published": "2026-02-30"}


def test_a_file_that_is_not_utf_8_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "queens.md"
    path.write_bytes(b"---\ntitle: M\xe9l\n---\n")
    (problem,) = read_document(path).problems
    assert (problem.what, problem.line) == ("is not UTF-8: byte 0xe9 fits no character", 2)


def test_nothing_in_a_body_turns_the_direction_of_writing() -> None:
    document = parse_document(HERE, "---\ntitle: A\n---\n## Moths\u202e\n\nThey \u2067fly\u2069.\n")
    assert (document.body, document.body_line) == ("\n## Moths\n\nThey fly.\n", 3)
