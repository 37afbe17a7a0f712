from __future__ import annotations

from pathlib import Path

from pipeline.catalogue.importing.items import Item
from pipeline.catalogue.importing.numbers import number_items


def items(*numbers: int | None, season: int | None = None) -> list[Item]:
    return [
        Item(Path("l"), line, f"Title {line}", number=number, season=season)
        for line, number in enumerate(numbers)
    ]


def test_numbers_of_the_list_are_kept_and_others_go_on_after_them() -> None:
    numbered, told = number_items(items(None, 12, 14), ())
    assert ([item.number for item in numbered], told) == ([15, 12, 14], "")


def test_without_numbers_episodes_get_the_next_of_the_show() -> None:
    numbered, told = number_items(items(None, None), {1, 7})
    assert ([item.number for item in numbered], told) == ([8, 9], "")


def test_a_number_that_the_show_has_is_not_given_again_and_told() -> None:
    numbered, told = number_items(items(7, 8), {7})
    assert [item.number for item in numbered] == [9, 8]
    assert told == "numbers that other episodes have are not kept: 7"


def test_seasons_that_begin_again_keep_their_numbers_within_the_season() -> None:
    numbered, told = number_items([*items(1, 2, season=1), *items(1, 2, season=2)], ())
    assert [(item.number, item.season, item.episode_number) for item in numbered] == [
        (1, 1, 1),
        (2, 1, 2),
        (3, 2, 1),
        (4, 2, 2),
    ]
    assert told == ""


def test_numbers_that_are_there_twice_or_nought_are_not_kept_and_told() -> None:
    for given in ((1, 1), (0, 1)):
        numbered, told = number_items(items(*given), ())
        assert [item.number for item in numbered] == [1, 2]
        assert told.startswith("the list's numbers are not kept")
