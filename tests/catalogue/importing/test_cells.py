from __future__ import annotations

from datetime import time, timedelta

import pytest

from pipeline.catalogue.importing import cells
from pipeline.catalogue.links import Link
from pipeline.catalogue.values import BadValueError


@pytest.mark.parametrize(
    ("written", "topics"),
    [
        ("Bread", ("Bread",)),
        ("Meat, Basics", ("Meat", "Basics")),
        ("Salt, fat and time; Meat", ("Salt, fat and time", "Meat")),
        ("Food > Bread", ("Food", "Bread")),
        ("#sour-dough #bread", ("sour-dough", "bread")),
        (["Bread", "Basics", "bread"], ("Bread", "Basics")),
        ("Bread, , Bread", ("Bread",)),
        ('[Bread, "Basics"]', ("Bread", "Basics")),
        ("!!!", ()),
        ("x" * 100, ()),
        (None, ()),
    ],
)
def test_topics_are_a_list_however_they_are_parted(written: object, topics: tuple[str, ...]) -> None:
    assert cells.topics(written) == topics


@pytest.mark.parametrize(
    ("written", "number"),
    [("3", 3), (3.0, 3), ("#12", 12), ("Ep. 3", 3), ("Lesson 07", 7), ("4.0", 4), ("", None)],
)
def test_a_number_is_read_with_what_people_call_it(written: object, number: int | None) -> None:
    assert cells.whole_number(written) == number


@pytest.mark.parametrize("written", ["3b", "one", "1-2", "3.5"])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(BadValueError, match="is no number"):
        cells.whole_number(written)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("105", 105),
        (105.0, 105),
        ("1:45", 105),
        ("0:01:45", 105),
        ("00:01:45", 105),
        ("1 min 45 s", 105),
        ("1.5.5 s", None),
        (f"{'9' * 5000} h", None),
        ("1h 2m", 3720),
        ("90 sec", 90),
        (timedelta(seconds=105), 105),
        (time(0, 1, 45), 105),
        ("long", None),
        ("0", None),
        (10**9, None),
    ],
)
def test_a_length_is_read_in_seconds(written: object, seconds: float | None) -> None:
    assert cells.seconds(written) == seconds


@pytest.mark.parametrize(
    ("written", "draft"),
    [("Draft", True), ("yes", True), (True, True), ("Published", False), (False, False), ("on hold", None)],
)
def test_a_status_tells_whether_it_is_a_draft(written: object, draft: bool | None) -> None:
    assert cells.draft(written) is draft


def test_links_without_a_web_address_are_left_out() -> None:
    pairs = [
        ("Bread", "https://example.org/bread"),
        ("Mail", "mailto:baker@example.org"),
        ("", "https://example.org/"),
    ]
    assert cells.links(pairs) == (
        Link("Bread", "https://example.org/bread"),
        Link("https://example.org/", "https://example.org/"),
    )


YES = "true yes y 1 x ✓ ✔ explicit ja oui sí si".split()
NO = "false no n 0 clean nein non".split()
DRAFTS = (
    "draft|drafted|drafting|idea|ideas|todo|to do|to-do|open|planned|backlog|unpublished|not started|"
    "in progress|in-progress|doing|wip|private|review|in review|entwurf|offen|geplant|brouillon|borrador"
).split("|")
FINISHED = (
    "published|public|done|live|final|finished|complete|completed|ready|scheduled|fertig|veröffentlicht|"
    "publié|terminé|publicado|listo"
).split("|")


def test_every_word_for_yes_and_no_is_known_and_no_word_is_neither() -> None:
    assert {word: cells.flag(word) for word in YES} == dict.fromkeys(YES, True)
    assert {word: cells.flag(word) for word in NO} == dict.fromkeys(NO, False)
    assert [cells.flag(each) for each in ("YES", "", None, "perhaps", True, False, 1, 0)] == [
        True,
        None,
        None,
        None,
        True,
        False,
        True,
        False,
    ]


def test_every_word_for_a_state_tells_whether_it_is_a_draft() -> None:
    drafts, finished = [*DRAFTS, *YES], [*FINISHED, *NO]
    assert {word: cells.draft(word) for word in drafts} == dict.fromkeys(drafts, True)
    assert {word: cells.draft(word) for word in finished} == dict.fromkeys(finished, False)
    assert [cells.draft(each) for each in ("FERTIG", "Entwurf", "", "on hold")] == [False, True, None, None]
