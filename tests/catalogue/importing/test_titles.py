from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue.importing.items import Item
from pipeline.catalogue.importing.titles import tidy_titles


def tidied(*titles: str) -> list[tuple[int | None, str, str]]:
    items = [Item(Path("list.csv"), line, title) for line, title in enumerate(titles, start=1)]
    return [(item.number, item.title, item.subtitle) for item in tidy_titles(items)]


@pytest.mark.parametrize(
    "heads",
    [
        ("1. ", "2. ", "3. "),
        ("1) ", "2) ", "3) "),
        ("01 - ", "02 - ", "03 - "),
        ("1 ", "2 ", "3 "),
        ("#1 ", "#2 ", "#3 "),
        ("Ep. 1 – ", "Ep. 2 – ", "Ep. 3 – "),
        ("Episode 1: ", "Episode 2: ", "Episode 3: "),
        ("Lesson 1 ", "Lesson 2 ", "Lesson 3 "),
        ("Folge 1: ", "Folge 2: ", "Folge 3: "),
    ],
)
def test_a_running_number_is_the_number_and_leaves_the_title(heads: tuple[str, ...]) -> None:
    titles = ("Sourdough", "Salt", "Onions")
    assert tidied(*(head + title for head, title in zip(heads, titles, strict=True))) == [
        (1, "Sourdough", ""),
        (2, "Salt", ""),
        (3, "Onions", ""),
    ]


def test_numbers_may_fall_and_have_gaps() -> None:
    assert [number for number, _, _ in tidied("#12 Salt", "#11 Fat", "#9 Time")] == [12, 11, 9]
    assert [number for number, _, _ in tidied("1. Salt", "2. Fat", "4. Time")] == [1, 2, 4]


@pytest.mark.parametrize(
    "titles",
    [
        ("1984", "Brave New World"),
        ("7 ways to rest dough", "3 ways to salt", "5 kinds of flour"),
        ("1066 and all that", "1492: a voyage", "1789: a summer"),
        ("1984: a novel", "2001: a film", "1917: a war"),
        ("2 eggs", "Salt", "3 onions"),
        ("Day 1 on the farm",),
        ("3D printing", "4K video"),
        ("Part 1 of the war", "Week one"),
    ],
)
def test_numbers_that_belong_to_titles_stay(titles: tuple[str, ...]) -> None:
    assert [number for number, _, _ in tidied(*titles)] == [None] * len(titles)


def test_a_season_at_the_head_is_the_season() -> None:
    items = tidy_titles([Item(Path("l"), 1, "S01E01 - Salt"), Item(Path("l"), 2, "S01E02 - Fat")])
    assert [(i.season, i.episode_number, i.title) for i in items] == [(1, 1, "Salt"), (1, 2, "Fat")]


def test_a_single_labelled_number_is_one_and_a_plain_one_is_not() -> None:
    assert tidied("Ep. 3 – Salt") == [(3, "Salt", "")]
    assert tidied("3 men in a boat") == [(None, "3 men in a boat", "")]


@pytest.mark.parametrize("separator", [" — ", " – ", " - ", ": "])
def test_a_subtitle_is_split_off_where_the_list_does_it_consistently(separator: str) -> None:
    assert tidied(
        f"Salt{separator}a mineral", f"FAT{separator}an Ester: slow", f"Time{separator}patience"
    ) == [
        (None, "Salt", "a mineral"),
        (None, "FAT", "an Ester: slow"),
        (None, "Time", "patience"),
    ]


def test_a_stray_dash_or_colon_splits_nothing() -> None:
    titles = ("Salt: a mineral", "Fat", "Time", "Bread")
    assert tidied(*titles) == [(None, title, "") for title in titles]


def test_one_plain_title_among_many_split_ones_stays_whole() -> None:
    titles = [f"Title {letter} — subtitle {letter}" for letter in "abcdefghij"]
    assert tidied(*titles, "Plain")[-1] == (None, "Plain", "")
    assert tidied(*titles, "Plain")[0] == (None, "Title a", "subtitle a")


def test_numbers_leave_before_subtitles_are_split() -> None:
    assert tidied("1. Salt: a mineral", "2. Fat: an ester") == [
        (1, "Salt", "a mineral"),
        (2, "Fat", "an ester"),
    ]


def test_a_long_dash_in_some_titles_parts_subtitles_and_leaves_the_others_whole() -> None:
    some = ("Parallax — measuring by moving", "Why is it dark?", "Sunspots — dark and hot", "Tides")
    assert tidied(*some) == [
        (None, "Parallax", "measuring by moving"),
        (None, "Why is it dark?", ""),
        (None, "Sunspots", "dark and hot"),
        (None, "Tides", ""),
    ]
    one = ("Parallax — measuring by moving", "Why is it dark?", "Sunspots", "Tides")
    assert tidied(*one) == [(None, title, "") for title in one]


def test_a_colon_in_half_of_the_titles_parts_nothing() -> None:
    assert tidied("2001: a film", "Salt", "Tides: twice a day", "Fat")[2] == (None, "Tides: twice a day", "")
