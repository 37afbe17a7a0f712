"""The body of a script, read and written."""

from __future__ import annotations

import pytest

from pipeline.errors import InvalidScript
from pipeline.writing.script.script import Paragraph, Script, ScriptSection
from pipeline.writing.script.script_text import format_body, parse_body


def parsed(body: str) -> Script:
    return parse_body(body, "explainer", "scripts/tides.md", 9)


def test_headings_are_sections_and_blank_lines_part_paragraphs() -> None:
    script = parsed("## Tides\n\nTwice a day.\nThe sea\ncomes back.\n\nWhy?\n## The Moon\nIt pulls.\n")
    assert script == Script(
        (
            ScriptSection(
                "Tides", (Paragraph(("Twice a day.", "The sea comes back.")), Paragraph(("Why?",)))
            ),
            ScriptSection("The Moon", (Paragraph(("It pulls.",)),)),
        ),
        "explainer",
    )


def test_marks_say_who_speaks_and_what_may_go() -> None:
    script = parsed(
        "## A {optional 2}\n\nOne.\n\n{guest} Two.\n\n{optional 1}\n{guest}\nThree.\n\n"
        "## B {guest}\n\n{host} Four.\n\nFive.\n"
    )
    assert [(p.text, p.role, p.optional) for p in script.paragraphs] == [
        ("One.", "host", 2),
        ("Two.", "guest", 2),
        ("Three.", "guest", 1),
        ("Four.", "host", None),
        ("Five.", "guest", None),
    ]


def test_comments_emphasis_and_empty_sections_are_passed_over() -> None:
    script = parsed("## A\n\n<!-- say it\nslowly -->\nIt *never* ends.\n\n## B\n\n## C\n\nDone.\n")
    assert [(s.title, s.paragraphs[0].text) for s in script.sections] == [
        ("A", "It never ends."),
        ("C", "Done."),
    ]


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("", 9, "has nothing to say"),
        ("## Only a heading\n", 9, "has nothing to say"),
        ("\n\nHello.\n\n## A\n\nB.\n", 11, "text before the first heading"),
        ("## A\n\n{optinal 1} B.\n", 11, "unknown marker {optinal 1}"),
        ("## A {optional}\n\nB.\n", 9, "unknown marker {optional}"),
        ("## A\n\n{optional 0} B.\n", 11, "unknown marker {optional 0}"),
        ("## A\n\nB.\n\n{guest two} C.\n", 13, "unknown marker {guest two}"),
        ("## A\n\nB {guest} C.\n", 11, "in the middle of a paragraph"),
        ("## A\n\nB {pause {pause 1s}} C.\n", 11, "the marker {pause  …"),
        ("## A\n\nB.\n\n{optional 1}\n", 13, "no paragraph after it"),
        ("## A\n\n{optional 1}\n\n## B\n\nC.\n", 11, "no paragraph after it"),
        ("# A\n\nB.\n", 9, "a heading of another kind"),
        ("## A\n\nB.\n\n<!-- C\n", 13, "a comment that does not end"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(body: str, line: int, what: str) -> None:
    with pytest.raises(InvalidScript) as caught:
        parsed(body)
    assert what in caught.value.what
    assert (caught.value.file, caught.value.line) == ("scripts/tides.md", line)


def test_a_script_comes_back_as_it_was_written() -> None:
    script = Script(
        (
            ScriptSection("Why “now”? {x}", (Paragraph(("Is it 2.5?", "Yes, it is.")),)),
            ScriptSection(
                "# Signs",
                (
                    Paragraph(("{guest} is a word here.",), optional=3),
                    Paragraph(("[BOS] and <|im_start|> and *stars* and snake_case.",), role="guest"),
                    Paragraph(("- no list",), role="guest", optional=12),
                    Paragraph(("`code` and <!-- no comment -->.",)),
                ),
            ),
        ),
        "explainer",
    )
    assert parsed(format_body(script)) == script


@pytest.mark.parametrize(
    "body",
    ["## H" + " " * 19_000 + "b\n\nA word.\n", "## H\n\n" + "**a *b " * 2_800 + "\n\n" + "![" * 9_000 + "\n"],
    ids=["blanks", "signs"],
)
def test_what_once_took_minutes_is_read(body: str) -> None:
    assert parse_body(body, "explainer", "sky.md").sections


def test_a_paragraph_longer_than_anybody_speaks_is_told_with_its_line() -> None:
    with pytest.raises(InvalidScript, match="a paragraph of 20,001 characters") as refused:
        parse_body("## H\n\nA word.\n\n" + "a" * 20_001 + "\n", "explainer", "sky.md")
    assert refused.value.line == 5


@pytest.mark.parametrize("unseen", ["\x85", "\u2028", "\u200b\u2028", "<!-- later -->", "\u3000 \xa0"])
def test_a_paragraph_of_signs_that_nobody_sees_is_none(unseen: str) -> None:
    script = parsed(f"## A\n\nOne.\n\n{unseen}\n\nTwo.\n")
    assert [paragraph.text for paragraph in script.paragraphs] == ["One.", "Two."]
    assert parsed(format_body(script)) == script
