from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue.notes import read_notes
from pipeline.catalogue.show import Link, Notes, Section

HERE = Path("episodes/queens.md")


def notes_of(body: str) -> Notes:
    notes, problems = read_notes(body, HERE)
    assert problems == []
    return notes


def test_paragraphs_stand_under_their_headings_with_wrapped_lines_joined() -> None:
    notes = notes_of("## Hook\nA queen\nlays eggs.\n\nMany  eggs.\n\n## Limit ##\nNot all.\n")
    assert notes.sections == (
        Section("Hook", ("A queen lays eggs.", "Many eggs.")),
        Section("Limit", ("Not all.",)),
    )


def test_a_section_is_found_whatever_its_case() -> None:
    section = notes_of("## HOW IT WORKS\nSo.\n").section("How it works")
    assert section is not None
    assert section.paragraphs == ("So.",)


def test_text_before_the_first_heading_is_kept() -> None:
    assert notes_of("Just a thought.\n").sections == (Section("", ("Just a thought.",)),)


def test_comments_rules_and_empty_sections_are_passed_over() -> None:
    body = "## Hook\n<!-- one\n\nline --> Real.\n\n---\n\n## Example\n<!-- a prompt -->\n\n## Limit\n***\n"
    assert notes_of(body).sections == (Section("Hook", ("Real.",)),)


def test_each_item_of_a_list_is_a_paragraph() -> None:
    (section,) = notes_of("## Hook\nThree things:\n- wax\n- honey\n  and pollen\n1. bees\n").sections
    assert section.paragraphs == ("Three things:", "- wax", "- honey and pollen", "1. bees")


def test_further_reading_becomes_links() -> None:
    notes = notes_of(
        "## Hook\nA.\n## Further reading\n- [Bee [insect]](https://en.wikipedia.org/wiki/Bee_(insect))\n\n"
        "* [Wax](http://example.org/wax)\n"
    )
    assert notes.sections == (Section("Hook", ("A.",)),)
    assert notes.further_reading == (
        Link("Bee [insect]", "https://en.wikipedia.org/wiki/Bee_(insect)"),
        Link("Wax", "http://example.org/wax"),
    )


@pytest.mark.parametrize(
    ("body", "what", "line"),
    [
        ("## Hook\nA.\n# Title\n", "heading of another kind: «# Title»", 12),
        ("### Hook\nA.\n", "heading of another kind", 10),
        ("##Hook\nA.\n", "heading of another kind", 10),
        ("## Hook\nA.\n\n## hook\nB.\n", "the heading «hook» twice, first on line 10", 13),
        ("## Hook\nA <!-- never\nended\n", "a comment that does not end", 11),
        ("## Further reading\n\nSome book\n", "a line that is not a link", 12),
        ("## Further reading\n- [A](ftp://example.org)\n", "the link must be an address", 11),
        ("## Further reading\n- [A](https://exämple.org)\n", "the link must be an address", 11),
    ],
)
def test_faults_are_named_with_their_line(body: str, what: str, line: int) -> None:
    _, (problem,) = read_notes(body, HERE, first_line=10)
    assert what in problem.what
    assert problem.line == line
    assert problem.remedy


def test_a_number_sign_within_text_is_no_heading() -> None:
    assert notes_of("## Hook\n#1 is wax.\n").sections[0].paragraphs == ("#1 is wax.",)


def test_a_quote_is_what_a_second_voice_asks_before_the_paragraph_after_it() -> None:
    body = "## Limit\nNot all.\n\n> Which\n> ones?\n\nThe old ones.\n\nAnd the young.\n"
    (section,) = notes_of(body).sections
    assert section.paragraphs == ("Not all.", "The old ones.", "And the young.")
    assert section.questions == ("", "Which ones?", "")


def test_a_question_that_nothing_answers_is_a_problem() -> None:
    _, problems = read_notes("## Hook\nA queen.\n\n## Limit\nNot all.\n\n> Which ones?\n", HERE)
    (problem,) = problems
    assert problem.line == 4
    assert "«Limit»" in problem.what


def test_key_points_are_for_the_eye_and_no_section() -> None:
    notes = notes_of("## Hook\nA queen.\n\n## KEY points\n- One hive has\n  one queen.\n- She lays eggs.\n")
    assert notes.key_points == ("One hive has one queen.", "She lays eggs.")
    assert [section.heading for section in notes.sections] == ["Hook"]
