from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue.episode_file import read_episode_file
from pipeline.drafting.server.drafted_file import accept, why_not_drafted, write_draft
from pipeline.errors import NotAccepted

FACTS = """---
guid: 00000000-0000-4000-8000-000000000001
number: 1
title: Buttons
summary: Buttons are small.
published: 2026-01-01
---
"""
NOTES = {"Hook": ("Who lost it?",), "How it works": ("It hides.", "In [[check: 1912]] it did too.")}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "buttons.md"
    path.write_text(FACTS, encoding="utf-8")
    return path


def test_a_draft_is_written_below_the_headings_and_said_to_be_one(path: Path) -> None:
    write_draft(path, NOTES)
    assert path.read_text(encoding="utf-8") == (
        FACTS.replace("01\n---\n", "01\ndrafted: true\n---\n")
        + "\n## Hook\nWho lost it?\n\n## How it works\nIt hides.\n\nIn [[check: 1912]] it did too.\n"
    )


def test_a_second_draft_takes_the_place_of_the_first_and_comments_stay(path: Path) -> None:
    path.write_text(
        f"{FACTS}\n## Hook\n<!-- a question -->\n\n## Further reading\n- [A](https://a.example)\n"
    )
    write_draft(path, NOTES)
    first = path.read_text(encoding="utf-8")
    write_draft(path, {"Hook": ("Who found it?",)})
    second = path.read_text(encoding="utf-8")
    assert "Who lost it?" in first
    assert "Who lost it?" not in second
    assert "It hides." not in second
    for text in (first, second):
        assert text.count("<!-- a question -->") == 1
        assert text.endswith("## Further reading\n- [A](https://a.example)\n")
        assert text.count("drafted: true") == 1


def test_line_ends_and_byte_order_mark_stay(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + FACTS.replace("\n", "\r\n").encode())
    write_draft(path, NOTES)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf---\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert not read_episode_file(path).problems


def test_notes_of_a_person_are_never_drafted_over(path: Path) -> None:
    path.write_text(f"{FACTS}\n## Hook\nMine.\n", encoding="utf-8")
    assert "notes of its own" in why_not_drafted(path, again=True)


def test_a_draft_is_replaced_only_when_asked(path: Path) -> None:
    write_draft(path, NOTES)
    assert "--force" in why_not_drafted(path, again=False)
    assert not why_not_drafted(path, again=True)


def test_a_draft_is_not_accepted_while_a_mark_is_left(path: Path) -> None:
    write_draft(path, NOTES)
    before = path.read_bytes()
    with pytest.raises(NotAccepted, match=r"1 mark is left.*\(line 16: 1912\)"):
        accept(path, force=False)
    assert path.read_bytes() == before


def test_what_is_accepted_is_an_ordinary_file_without_key_and_marks(path: Path) -> None:
    write_draft(path, NOTES)
    assert accept(path, force=True) == 1
    text = path.read_text(encoding="utf-8")
    assert text.startswith(FACTS)
    assert "In 1912 it did too." in text
    assert [section.heading for section in read_episode_file(path).notes.sections] == ["Hook", "How it works"]


def test_a_key_that_shares_its_line_takes_no_other_with_it(path: Path) -> None:
    facts = (
        "{guid: 00000000-0000-4000-8000-000000000001, number: 1, title: B, summary: S, published: 2026-01-01"
    )
    path.write_text(f"---\n{facts}, drafted: true}}\n---\n\n## Hook\nWho?\n", encoding="utf-8")
    accept(path, force=False)
    assert path.read_text(encoding="utf-8") == f"---\n{facts}, drafted: false}}\n---\n\n## Hook\nWho?\n"


def test_a_mark_in_notes_that_are_no_draft_is_a_fault_of_the_file(path: Path) -> None:
    path.write_text(f"{FACTS}\n## Hook\nIn [[check: 1912]] it was.\n", encoding="utf-8")
    (problem,) = read_episode_file(path).problems
    assert (problem.line, "1912" in problem.what) == (10, True)
