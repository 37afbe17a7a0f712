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


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (3.0, "3"),
        (2.5, "2.5"),
        ("  two\n lines ", "two lines"),
        (["a", None, " b ", ""], "a, b"),
        (("a", 3.0), "a, 3"),
    ],
)
def test_a_cell_is_one_line_of_text(cell: object, text: str) -> None:
    assert cells.words(cell) == text


def test_a_guid_is_kept_to_the_letter_but_for_its_edges() -> None:
    assert cells.guid("  Sky  3\x00 ") == "Sky  3"
    assert cells.guid(7.0) == "7"


@pytest.mark.parametrize(("cell", "text"), [(None, ""), (3, "3"), (" a\r\nb\rc\n\nd \n", "a\nb\nc\n\nd")])
def test_notes_keep_their_lines(cell: object, text: str) -> None:
    assert cells.body(cell) == text


def test_a_kind_that_feeds_know_is_read_in_any_case() -> None:
    read = [cells.episode_type(cell) for cell in ("Full", "TRAILER", "bonus", "special", None)]
    assert read == ["full", "trailer", "bonus", "", ""]


def test_an_address_is_one_of_the_web_or_none() -> None:
    assert (cells.address(" https://example.org/a "), cells.address(None)) == ("https://example.org/a", "")
    assert cells.address(["https://example.org/a", None]) == "https://example.org/a"
    with pytest.raises(BadValueError):
        cells.address("mailto:baker@example.org")


@pytest.mark.parametrize(
    ("written", "seconds"),
    [(1, 1), (0.9, None), (86_400, 86_400), ("24:00:01", None), (time(1, 2, 3), 3723), (timedelta(0), None)],
)
def test_a_length_is_a_second_to_a_day(written: object, seconds: float | None) -> None:
    assert cells.seconds(written) == seconds


def test_there_may_be_no_links() -> None:
    assert cells.links(None) == ()


def test_each_field_is_read_in_its_own_way() -> None:
    read = {
        field: reader(" 1 \r\n")
        for field, reader in cells.READERS.items()
        if field not in ("link", "reading")
    }
    assert read == {
        **dict.fromkeys(("guid", "slug", "title", "subtitle", "summary", "notes"), "1"),
        **dict.fromkeys(("number", "season", "episode_number"), 1),
        **dict.fromkeys(("explicit", "draft"), True),
        "episode_type": "",
        "topics": ("1",),
        "reference_seconds": 1.0,
    }
    assert {field for field in cells.READERS if field not in read} == {"link", "reading"}
