from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogue.episode_file import read_episode_file
from pipeline.catalogue.load import load_show
from pipeline.drafting.outline.outline import Outline, outline_episode, write_outline

SUMMARY = "Buttons is one of the small things that this show is about."


@pytest.fixture
def path(small_show: Path) -> Path:
    """The file of an episode whose notes are a hook alone."""
    path = small_show / "episodes/buttons.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("\n## How it works")], encoding="utf-8")
    return path


def outline(path: Path) -> Outline:
    show = load_show(path.parents[1])
    episode = show.episode("buttons")
    assert episode is not None
    return outline_episode(show, episode)


def test_what_is_written_stays_and_the_rest_gets_comments(path: Path) -> None:
    before = path.read_text(encoding="utf-8")
    changed = write_outline(outline(path))
    text = path.read_text(encoding="utf-8")
    assert changed == ["How it works", "Example", "Why it matters", "Limit", "Take-away"]
    assert text.startswith(before)
    assert [section.heading for section in read_episode_file(path).notes.sections] == ["Hook"]
    assert not read_episode_file(path).problems


def test_a_second_outline_takes_the_place_of_the_first(path: Path) -> None:
    write_outline(outline(path))
    once = path.read_bytes()
    assert write_outline(outline(path)) == []
    assert path.read_bytes() == once
    path.write_text(path.read_text().replace(SUMMARY, "Buttons came in 1850 and are 3 mm thick."))
    assert write_outline(outline(path)) == ["How it works", "Example", "Why it matters"]
    text = path.read_text(encoding="utf-8")
    assert text.count("<!-- outline") == 5
    assert "before 1850?" in text


def test_a_comment_that_a_person_has_changed_is_left(path: Path) -> None:
    write_outline(outline(path))
    text = path.read_text().replace("? Who would notice", "? My own: who would notice")
    path.write_text(text.replace(SUMMARY, "Buttons came in 1850."))
    write_outline(outline(path))
    text = path.read_text(encoding="utf-8")
    assert "My own: who would notice" in text
    assert "before 1850?" not in text


def test_line_ends_stay(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    write_outline(outline(path))
    once = path.read_bytes()
    assert once.count(b"\n") == once.count(b"\r\n")
    assert write_outline(outline(path)) == []
    assert path.read_bytes() == once


def test_the_author_s_own_material_is_shown_where_it_may_serve(path: Path) -> None:
    root = path.parents[1]
    (root / "episodes/sources").mkdir()
    (root / "episodes/sources/cloth.md").write_text(
        "# Cloth\n\nA button is a small disk that holds two edges of cloth together on a coat.\n"
    )
    (root / "episodes/pages").mkdir(exist_ok=True)
    (root / "episodes/pages/reading.md").write_text(
        "# Reading\n\n- [All about buttons](https://a.example/b)\n"
    )
    (root / "episodes/glossary.toml").write_text(
        '[[entry]]\nterm = "thing"\ndefinition = "A thing is whatever can be lost --> found."\n'
    )
    made = outline(path)
    idea = next(part for part in made.parts if part.heading == "How it works")
    assert {(each.origin, each.text) for each in idea.material} == {
        ("sources/cloth.md", "A button is a small disk that holds two edges of cloth together on a coat."),
        ("glossary, «thing»", "A thing is whatever can be lost --> found."),
        ("the reading page", "All about buttons: https://a.example/b"),
    }
    write_outline(made)
    assert not read_episode_file(path).problems
    assert "lost –> found" in path.read_text(encoding="utf-8")


def test_nothing_in_a_summary_ends_the_comment(path: Path) -> None:
    made = outline(path)
    odd = tuple(replace(part, questions=("<!-- a --> b ----> c",)) for part in made.parts)
    write_outline(replace(made, parts=odd))
    assert not read_episode_file(path).problems
    assert [section.heading for section in read_episode_file(path).notes.sections] == ["Hook"]
