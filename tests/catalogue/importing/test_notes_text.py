from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue.importing.notes_text import episode_body
from pipeline.catalogue.links import Link
from pipeline.catalogue.notes import read_notes

BREAD = Link("On bread", "https://example.org/bread")


def test_notes_with_headings_stay_as_they_are() -> None:
    notes = "## Hook\nWhy does bread rise?\n\n## Limit\nIt falls again."
    assert episode_body(notes, ()) == f"\n{notes}\n"


@pytest.mark.parametrize(
    "notes",
    [
        "# Title\n\n### Deep\nText.\n\n### Deep\nMore.",
        "> Somebody's words.",
        "Text <!-- a comment that does not end",
        "#hashtag first",
        "## Further reading\nNot a link at all.",
        "## Further reading\n- [Bread](ftp://example.org/)",
        "---\n\nAfter a rule.",
        "##\n\n####### seven",
    ],
)
def test_whatever_notes_hold_an_episode_file_can_hold_what_comes_of_them(notes: str) -> None:
    body = episode_body(notes, [BREAD])
    read, problems = read_notes(body, Path("x.md"))
    assert problems == []
    assert BREAD in read.further_reading


def test_further_reading_of_the_notes_and_of_the_list_are_one() -> None:
    notes = "Bread rises.\n\n## Further reading\n- [Bread](https://example.org/bread)\n- [Salt](https://example.org/salt)\n"
    read, problems = read_notes(episode_body(notes, [BREAD]), Path("x.md"))
    assert problems == []
    assert [link.url for link in read.further_reading] == [
        "https://example.org/bread",
        "https://example.org/salt",
    ]


def test_a_title_with_brackets_makes_no_other_link() -> None:
    (link,) = read_notes(episode_body("", [Link("Bread [PDF]", BREAD.url)]), Path("x.md"))[0].further_reading
    assert link == Link("Bread (PDF)", BREAD.url)


def test_nothing_makes_no_body() -> None:
    assert episode_body("", ()) == ""
