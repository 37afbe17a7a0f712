from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalogue.importing.subjects import Subjects
from pipeline.catalogue.load import load_show

Write = Callable[..., Path]


@pytest.fixture
def subjects(show_root: Path, write_episode: Write) -> Subjects:
    """Subjects of a show on the sky."""
    titles = {
        "black-holes": "Black holes",
        "light": "Light",
        "saturn": "Saturn",
        "cmb": "The CMB",
        "red-giants": "Red giants",
        "moon": "The Moon",
    }
    about = {
        "cmb": "The cosmic microwave background is the oldest light.",
        "light": "What reaches us from Saturn or a star.",
    }
    for slug, title in titles.items():
        write_episode(slug, title=title, summary=about.get(slug, "Something in the sky."), topics="[Stars]")
    return Subjects(load_show(show_root))


def about(subjects: Subjects, title: str) -> list[str]:
    return [mention.slug for mention in subjects.of_title(title)]


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("How black holes grow", ["black-holes"]),
        ("Black-hole mergers, heard", ["black-holes"]),
        ("The rings of Saturn", ["saturn"]),
        ("Saturn's rings", ["saturn"]),
        ("CMB: a tutorial", ["cmb"]),
        ("The Cosmic Microwave Background, Explained", ["cmb"]),
        ("Walking on the Moon", ["moon"]),
        ("Light: a short introduction", ["light"]),
        ("How light works", ["light"]),
        ("From red giants to black holes", ["red-giants", "black-holes"]),
    ],
)
def test_a_title_that_names_a_subject_is_about_it(subjects: Subjects, title: str, slugs: list[str]) -> None:
    assert about(subjects, title) == slugs


@pytest.mark.parametrize(
    "title",
    [
        "Light reading for the beach",
        "A light in the dark",
        "Saturn Devouring, a dark painting",
        "Black cats and rabbit holes",
        "Giants",
        "",
        "The",
    ],
)
def test_a_common_word_alone_says_nothing(subjects: Subjects, title: str) -> None:
    assert about(subjects, title) == []


def test_what_all_over_the_show_is_called_is_no_ones_subject(show_root: Path, write_episode: Write) -> None:
    for number in range(12):
        write_episode(f"star-{number}", title=f"Star {number}", topics="[Distant Stars]")
    write_episode("distant-stars", title="Distant stars")
    assert about(Subjects(load_show(show_root)), "Atlas of distant stars") == []


def test_a_heading_counts_only_where_it_is_nothing_but_the_subject(subjects: Subjects) -> None:
    found = subjects.of_heading("Light (week 2)")
    assert found is not None
    assert found.slug == "light"
    assert subjects.of_heading("Black holes and red giants") is None
