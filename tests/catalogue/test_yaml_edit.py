from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from pipeline.catalogue.frontmatter import parse_document
from pipeline.catalogue.yaml_edit import Value, front_matter, with_values, yaml_value

HERE = Path("episodes/queens.md")
HARD_TEXTS = [
    "plain",
    "tokens: what they are",
    "a # b",
    "[BOS], [EOS]",
    'it\'s “quoted” and "quoted"',
    "'single'",
    "- a",
    "yes",
    "1:30",
    "2026-02-19",
    "1984",
    "null",
    "~",
    "*star & anchor",
    "{brace}",
    "a, b",
    "ends with:",
    "100 % — IA³ 🐝",
    "@at `tick`",
    "! bang",
]


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    assert yaml.safe_load(f"key: {yaml_value(text)}") == {"key": text}
    assert yaml.safe_load(f"key: {yaml_value([text, text])}") == {"key": [text, text]}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Only where needed.", "Only where needed."),
        (7, "7"),
        (105.0, "105"),
        (92.5, "92.5"),
        (date(2026, 2, 19), "2026-02-19"),
        (datetime(2026, 2, 19, 6, tzinfo=UTC), "2026-02-19T06:00:00Z"),
        (("Hive", "Wax, honey"), "[Hive, 'Wax, honey']"),
    ],
)
def test_values_are_written_plainly(value: Value, written: str) -> None:
    assert yaml_value(value) == written


def test_front_matter_leaves_out_what_is_empty_unless_it_is_to_be_filled_in() -> None:
    text = front_matter({"number": 1, "subtitle": "", "topics": (), "summary": ""}, blank=["summary"])
    assert text == "---\nnumber: 1\nsummary:\n---\n"


def change(text: str, *changes: tuple[str, Value]) -> str:
    return with_values(parse_document(HERE, text), changes)


def test_only_the_value_changes() -> None:
    before = (
        "---\n# mine\ntitle:   Queens   # keep\nmood: odd\nsummary: Old.\n---\n\n## Hook\nsummary: not this\n"
    )
    assert change(before, ("summary", "New: better.")) == before.replace("Old.", "'New: better.'")
    assert change(before, ("title", "Drones")) == before.replace("Queens", "Drones")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("summary: >\n  Folded\n  text.\nnumber: 1\n", "summary: New.\nnumber: 1\n"),
        ("summary: |\n  Kept\n\n  text.\n# next\nnumber: 1\n", "summary: New.\n# next\nnumber: 1\n"),
        ("summary: two\n  lines\nnumber: 1\n", "summary: New.\nnumber: 1\n"),
        ('summary: "quoted" # why\nnumber: 1\n', "summary: New. # why\nnumber: 1\n"),
        ("summary:\nnumber: 1\n", "summary: New.\nnumber: 1\n"),
        ("number: 1\n", "number: 1\nsummary: New.\n"),
    ],
)
def test_a_value_in_any_shape_is_replaced(old: str, new: str) -> None:
    assert change(f"---\n{old}---\nBody.\n", ("summary", "New.")) == f"---\n{new}---\nBody.\n"


def test_a_block_list_is_replaced_and_the_comment_below_it_stays() -> None:
    before = "---\ntopics:\n  - Hive\n  - Wax\n# of the number\nnumber: 1\n---\n"
    after = change(before, ("topics", ("Hive", "Wax", "Honey")))
    assert after == "---\ntopics:\n  [Hive, Wax, Honey]\n# of the number\nnumber: 1\n---\n"
    assert parse_document(HERE, after).values == {"topics": ["Hive", "Wax", "Honey"], "number": 1}


def test_windows_line_ends_stay() -> None:
    before = "---\r\ntitle: A\r\nsummary: Old.\r\n---\r\nText.\r\n"
    after = change(before, ("summary", "New."), ("reference_seconds", 93.0))
    assert after == "---\r\ntitle: A\r\nsummary: New.\r\nreference_seconds: 93\r\n---\r\nText.\r\n"


def test_several_values_change_one_after_another() -> None:
    after = change("---\ntitle: A\nsummary: B\n---\n", ("title", "Longer than before"), ("summary", "C"))
    assert after == "---\ntitle: Longer than before\nsummary: C\n---\n"


@pytest.mark.parametrize(
    "text",
    [
        "Salt - a rock",
        "Salt — a rock",
        "a ?b",
        "it's (so) far",
        "one two. three!",
        "a -",
        "no way",
        "x ' y",
        "A 1:2",
        "e 5",
        "Flour, water, salt",
        "a , b",
        "12345678-1234-1234-1234-123456789012",
    ],
)
@pytest.mark.parametrize("value", [str, lambda text: (text, text)])
def test_what_is_written_without_a_look_is_read_back_as_it_was(
    text: str, value: Callable[[str], str | tuple[str, str]]
) -> None:
    wanted = value(text)
    read = yaml.safe_load(f"key: {yaml_value(wanted)}\n")["key"]
    assert (tuple(read) if isinstance(read, list) else read) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "a: b c",
        "a b:",
        "a #b c",
        "on off",
        "Yes no",
        "a b ",
        "a\u00a0b c",
        "https://a.example/?p=1&b=2#c",
        "a b#c:d",
    ],
)
def test_text_that_looks_plain_is_read_back_as_it_was(text: str) -> None:
    assert yaml.safe_load(f"key: {yaml_value(text)}") == {"key": text}
