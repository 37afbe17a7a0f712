"""Narrative formats: files that people can change, and mistakes they can find."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from pipeline.errors import InvalidScript
from pipeline.writing.from_notes.formats import Format, Formats, render_format


def filled(text: str, **values: object) -> str:
    return render_format(Format("mine", text, Path("formats/mine.md.j2")), values)


def test_a_format_is_filled_in() -> None:
    assert filled(
        "## {{ heading }}\n\n{{ texts | paragraphs(optional=2) }}", heading="Tides", texts=["A.", "B."]
    ) == ("## Tides\n\n{optional 2} A.\n\n{optional 2} B.")


def test_words_of_the_notes_cannot_become_marks() -> None:
    assert filled("{{ texts | paragraphs }}", texts=["{guest} is a word."]) == r"\{guest\} is a word."


def test_a_title_cannot_become_a_mark_either() -> None:
    assert filled("## {{ heading }}", heading="Why {guest}? *Now*") == r"## Why \{guest\}? \*Now\*"


def test_an_unknown_name_is_an_error_with_its_line() -> None:
    with pytest.raises(InvalidScript, match="'heding' is undefined") as caught:
        filled("## Tides\n\n\n{{ heding }}\n", heading="Tides")
    assert (caught.value.file, caught.value.line) == (Path("formats/mine.md.j2"), 4)


def test_a_wrong_call_is_an_error_with_its_line() -> None:
    with pytest.raises(InvalidScript) as caught:
        filled("\n{{ heading() }}\n", heading="Tides")
    assert caught.value.line == 2


@pytest.mark.parametrize(
    "text", ["{{ 3[:1] }}", "{{ range(1e999) }}", "{% for x in 12[1:] %}{% endfor %}", "{{ 3() }}"]
)
def test_a_mistake_is_told_by_ninety_and_not_by_python(text: str) -> None:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        with pytest.raises(InvalidScript):
            filled(text)
    assert told == []


def test_a_format_that_is_none_is_an_error_with_its_line() -> None:
    with pytest.raises(InvalidScript, match="is not a format") as caught:
        filled("\n\n{% for x in %}\n")
    assert caught.value.line == 3


def test_a_format_cannot_reach_outside() -> None:
    with pytest.raises(InvalidScript, match="unsafe"):
        filled("{{ heading.__class__.__mro__ }}", heading="Tides")


def test_an_unknown_format_names_who_asked_and_what_there_is() -> None:
    with pytest.raises(InvalidScript, match="«limerick»") as caught:
        Formats().load("limerick", Path("episodes/tides.md"))
    assert caught.value.file == Path("episodes/tides.md")
    assert "explainer" in caught.value.remedy


def test_a_name_with_a_path_in_it_is_no_format() -> None:
    with pytest.raises(InvalidScript):
        Formats().load("../formats/explainer")


def test_a_format_s_own_text_turns_no_direction_of_writing(tmp_path: Path) -> None:
    folder = tmp_path / "episodes/formats"
    folder.mkdir(parents=True)
    (folder / "odd.md.j2").write_text("## Odd\u202e\n\nIt \u2066is.\n", encoding="utf-8")
    assert Formats(tmp_path).load("odd").text == "## Odd\n\nIt is.\n"


def test_a_format_is_read_once_and_another_look_finds_what_it_is_now(tmp_path: Path) -> None:
    file = tmp_path / "episodes/formats/odd.md.j2"
    file.parent.mkdir(parents=True)
    file.write_text("## Odd\n", encoding="utf-8")
    known = Formats(tmp_path)
    assert known.load("odd").text == "## Odd\n"
    file.write_text("## Even\n", encoding="utf-8")
    assert known.load("odd") is known.load("odd")
    assert Formats(tmp_path).load("odd").text == "## Even\n"
