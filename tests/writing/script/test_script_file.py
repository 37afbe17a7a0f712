"""Script files: what the program keeps above, what people own below."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import InvalidScript
from pipeline.writing.script.script import Paragraph, Script, ScriptSection
from pipeline.writing.script.script_file import ScriptHeader, format_script, parse_script

FILE = Path("scripts/tides.md")
HEADER = ScriptHeader(
    "0b6f1d0e-6c1b-5f0e-9a51-0d8f5a2f9d11", "explainer", 91.4, "episode=12345678 writer=00000000"
)
SCRIPT = Script(
    (
        ScriptSection("Tides", (Paragraph(("The sea comes back.",)), Paragraph(("Why?",), "guest", 1))),
        ScriptSection("The Moon", (Paragraph(("It pulls.", "So does the Sun.")),)),
    ),
    "explainer",
)
TEXT = format_script(SCRIPT, HEADER)


def test_a_script_file_reads_like_a_script() -> None:
    assert TEXT.splitlines()[:5] == [
        "---",
        "guid: 0b6f1d0e-6c1b-5f0e-9a51-0d8f5a2f9d11",
        "format: explainer",
        "seconds: 91.4",
        "source: episode=12345678 writer=00000000",
    ]
    assert TEXT.endswith(
        "---\n\n## Tides\n\nThe sea comes back.\n\n{guest} {optional 1} Why?\n"
        "\n## The Moon\n\nIt pulls. So does the Sun.\n"
    )


def test_it_comes_back_as_it_was_written() -> None:
    read = parse_script(TEXT, FILE)
    assert (read.header, read.script, read.edited) == (HEADER, SCRIPT, False)


@pytest.mark.parametrize("guid", ["1234", "12e45678", "2026-01-01", "yes", "a: b"])
def test_a_guid_stays_text_whatever_it_looks_like(guid: str) -> None:
    header = ScriptHeader(guid, "explainer", 90.0, "0123")
    assert parse_script(format_script(SCRIPT, header), FILE).header == header


def test_a_changed_word_is_an_edit() -> None:
    assert parse_script(TEXT.replace("pulls", "tugs"), FILE).edited


def test_line_ends_and_blanks_at_the_ends_are_no_edit() -> None:
    assert not parse_script(TEXT.replace("\n", "\r\n") + "\n \n", FILE).edited
    assert not parse_script(TEXT.replace("Why?", "Why?  "), FILE).edited


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("## Tides\n\nHello.\n", 1, "no front matter"),
        (TEXT.replace("guid: ", "guide: "), 1, "has no guid"),
        (TEXT.replace("seconds: 91.4", "seconds: long"), 4, "a seconds that is none"),
        (TEXT.replace("The sea comes back.", "{optoinal 1} The sea comes back."), 11, "unknown marker"),
        (TEXT[: TEXT.index("## Tides")], 7, "nothing to say"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(InvalidScript) as caught:
        parse_script(text, FILE)
    assert what in caught.value.what
    assert (caught.value.file, caught.value.line) == (FILE, line)
