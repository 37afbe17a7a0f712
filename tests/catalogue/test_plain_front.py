"""The quick reader of front matter finds what the full one finds, or leaves the text to it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pipeline.catalogue.frontmatter import Field, parse_document, read_by_grammar
from pipeline.catalogue.plain_front import plain_fields

ROOT = Path(__file__).parents[2]
FILE = Path("a.md")
LINES = [
    "title: LoRA",
    "number: 7",
    "number: 010",
    "number: 1_000",
    "number: 1:30",
    "number: 0x1F",
    "number: 1e3",
    "published: 2026-02-19",
    "published: 2026-02-30",
    "published: 2026-02-19 06:00:00 +01:00",
    "published: 2026-02-19T06:00:00Z",
    "explicit: yes",
    "explicit: no",
    "draft: true",
    "draft: Null",
    "topics: [Fine-Tuning, AI Training, Generative AI]",
    "topics: [2020, yes, no way, null]",
    "topics: [a , b]",
    "topics: [it's, R&B]",
    "link: https://example.org/a?b=1#c",
    "summary: What it is, and why it's «good» – even [so] {here} & there!",
    "summary: with a colon:inside it",
    "summary: with a hash#inside",
    "summary: trailing blanks   ",
    "summary: Of “curly” and 火山 and 🎙️",
    'summary: "in quotes: with a colon # and a hash"',
    'summary: ""',
    "summary: 'in single quotes'",
    "summary: ''",
    "subtitle: a\u00a0blank that does not break",
    "guid: 2e7c2496-05ed-5d24-8ab0-53be06da8033",
    "guid: 12345678",
    "",
]
LEFT_ALONE = [
    "summary: with a colon: inside it",
    "summary: ends with a colon:",
    "summary: a text # and a comment",
    "summary:",
    "summary: ",
    "summary:  two blanks",
    "summary: |\n  of lines",
    "summary: >-\n  folded",
    "summary: a text\n  that goes on",
    'summary: "with \\n an escape"',
    "summary: 'it''s'",
    "summary: *alias",
    "summary: &anchor a",
    "summary: !!str 7",
    "summary: - a",
    "summary: `a`",
    "summary: @a",
    "summary: %a",
    "summary: a\tb",
    "summary: a\u2028b",
    "summary: a\x85b",
    "topics: []",
    "topics: [a, [b]]",
    "topics: [a, 'b']",
    "topics: [a: b]",
    "topics: [a,b]",
    "topics: [a, 2026-99-99]",
    "topics:\n- a\n- b",
    "? a\n: b",
    "<<: {a: b}",
    "Title: a",
    "# a comment",
    "- a",
    "a",
    "title: a\ntitle: b",
    "...",
]


def both(text: str) -> tuple[dict[str, Field] | None, dict[str, Field]]:
    plain = plain_fields(text, 0, lambda _: None)
    by_grammar, problems = read_by_grammar(FILE, text, 0)
    document = parse_document(FILE, f"---\n{text}---\n")
    quick = {
        name: Field(field.value, field.line - 1, field.start - 4, field.end - 4)
        for name, field in document.fields.items()
    }
    assert plain is None or not problems
    return (None if plain is None else quick), by_grammar


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("line", LINES)
def test_a_line_is_read_as_yaml_reads_it(line: str, end: str) -> None:
    quick, full = both(f"slug: a{end}{line}{end}format: b{end}")
    assert quick == full


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_more_than_lines_of_texts_is_left_to_yaml(text: str) -> None:
    assert plain_fields(f"{text}\n", 0, lambda _: None) is None


def test_the_bundled_show_is_read_as_yaml_reads_it() -> None:
    quickly = 0
    for file in sorted((ROOT / "episodes").glob("*.md")):
        text = file.read_text(encoding="utf-8")
        front = text[4 : text.index("\n---\n", 4) + 1]
        quick, full = both(front)
        quickly += quick is not None
        assert quick in (None, full)
    assert quickly > 50


@pytest.mark.slow
def test_whatever_is_written_both_read_the_same() -> None:
    dice = random.Random(7)
    pieces = [
        "a",
        "Z",
        "7",
        "-",
        " ",
        ": ",
        ":",
        "#",
        " #",
        ",",
        ", ",
        "'",
        '"',
        "[",
        "]",
        "{",
        "}",
        "&",
        "*",
    ]
    pieces += [
        "\\",
        "|",
        ">",
        "%",
        "@",
        "`",
        "!",
        "?",
        "é",
        "火",
        "\u00a0",
        "~",
        "=",
        "<<",
        "yes",
        "2026-02-19",
        "1.5",
    ]
    read = 0
    for _ in range(4000):
        value = "".join(dice.choices(pieces, k=dice.randint(1, 9)))
        line = dice.choice(("title: {}", "title: [{}]", "title: [a, {}]", "title: a{}")).format(value)
        quick, full = both(f"{line}\nnumber: 7\n")
        read += quick is not None
        assert quick in (None, full), value
    assert read > 200
