from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalogue.importing.items import Items, read_items
from pipeline.catalogue.importing.listing import FIELDS, Listing, Row
from pipeline.errors import InvalidPage

FILE = Path("list.csv")


def read(*rows: dict[str, Any], day_first: bool = False) -> Items:
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    listing = Listing(FILE, "csv", tuple(Row(line, row) for line, row in enumerate(rows, start=2)), columns)
    fields = {column: column if column in FIELDS else "topics" for column in columns}
    return read_items(listing, fields, day_first=day_first)


def test_a_row_becomes_an_item_with_clean_values() -> None:
    (item,) = read(
        {
            "title": " Salt \n",
            "summary": "A  mineral.",
            "number": 3.0,
            "topics": "Meat, Basics",
            "published": "2026-03-02",
        }
    ).items
    assert (item.title, item.summary, item.number, item.topics, item.published) == (
        "Salt",
        "A mineral.",
        3,
        ("Meat", "Basics"),
        date(2026, 3, 2),
    )
    assert (item.file, item.line, item.draft) == (FILE, 2, None)


def test_two_columns_of_topics_are_topics_together() -> None:
    (item,) = read({"title": "Salt", "Unit": "Basics", "topics": "Meat, Basics"}).items
    assert item.topics == ("Basics", "Meat")


def test_rows_without_a_title_are_left_out_and_told_once() -> None:
    rows = [
        {"title": "Salt", "summary": "x"},
        *[{"title": "", "summary": "y"}] * 8,
        {"title": "", "summary": ""},
    ]
    items = read(*rows)
    assert [item.title for item in items.items] == ["Salt"]
    (warning,) = items.warnings
    assert (
        warning.what == "rows without a title are left out: line 3; line 4; line 5; line 6; line 7 and 3 more"
    )
    assert [line for line, _ in items.skipped] == list(range(3, 11))


def test_days_that_cannot_be_read_stop_the_import_with_the_first_places() -> None:
    with pytest.raises(InvalidPage) as caught:
        read({"title": "Salt", "published": "2026-13-01"}, {"title": "Fat", "published": "whenever"})
    assert caught.value.what == "days that cannot be read: line 2 «2026-13-01»; line 3 «whenever»"
    assert (caught.value.file, caught.value.line) == (FILE, 2)
    assert "2026-03-02" in caught.value.remedy


def test_one_telling_day_decides_how_the_others_are_read() -> None:
    items = read({"title": "Salt", "published": "3/2/2026"}, {"title": "Fat", "published": "13/2/2026"})
    assert [item.published for item in items.items] == [date(2026, 2, 3), date(2026, 2, 13)]
    assert items.warnings == ()


def test_days_that_were_guessed_are_told() -> None:
    items = read({"title": "Salt", "published": "3/2/2026"}, day_first=True)
    assert items.items[0].published == date(2026, 2, 3)
    (warning,) = items.warnings
    assert "«3/2/2026» are read with the day first" in warning.what


def test_a_cell_that_is_nothing_of_its_kind_is_left_out_and_told() -> None:
    items = read({"title": "Salt", "number": "3b", "link": "not an address"})
    assert (items.items[0].number, items.items[0].link) == (None, "")
    assert [warning.what for warning in items.warnings] == [
        "the number is none and left out: line 2 «3b»",
        "the link is none and left out: line 2 «not an address»",
    ]


def test_a_season_and_episode_in_one_cell_are_both() -> None:
    (item,) = read({"title": "Salt", "number": "S2E05"}).items
    assert (item.number, item.season, item.episode_number) == (None, 2, 5)


def test_a_summary_that_is_too_long_goes_on_in_the_notes() -> None:
    (item,) = read({"title": "Salt", "summary": "Salt is old. " * 500}).items
    assert item.summary.endswith("Salt is old.")
    assert len(item.summary) <= 4000
    assert len(item.summary) + 1 + len(item.notes) == len("Salt is old. " * 500) - 1


def test_a_title_that_is_too_long_is_cut_at_a_word() -> None:
    items = read({"title": "salt and " * 60})
    assert len(items.items[0].title.encode()) <= 255
    assert items.items[0].title.endswith(("salt…", "and…"))
    assert items.warnings[0].what.startswith("the title is longer than 255 bytes")


def test_control_characters_become_spaces() -> None:
    assert read({"title": "Salt\x07and\x00fat"}).items[0].title == "Salt and fat"
