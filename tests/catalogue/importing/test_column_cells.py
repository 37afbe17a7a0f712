"""What cells look like, and which fields a column may be for it."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from pipeline.catalogue.importing.column_cells import FITS, ColumnCells, cells_of, shape_of

WORDS, FIGURES, DAYS = ("Salt", "Rice and time"), (1, 2), ("2026-03-02", "2026-03-09")
LENGTHS, PLACES = ("1:31", "92 s"), ("https://example.org/1", "www.example.org")
UUIDS = ("6f1b7a52-9c1e-4b0e-8f27-000000000001", "6f1b7a529c1e4b0e8f27000000000002")
PAST, FLAGS, STATES, TYPES = ("1762-11-24", "1789-07-14"), (True, False), ("draft", "done"), ("full", "bonus")
CELLS = {
    "words": WORDS,
    "figures": FIGURES,
    "days": DAYS,
    "past": PAST,
    "lengths": LENGTHS,
    "places": PLACES,
    "uuids": UUIDS,
    "flags": FLAGS,
    "states": STATES,
    "types": TYPES,
    "nothing": (),
}
# By field, the cells that it may have.
MAY_BE = {
    "guid": "words days past lengths places uuids flags states types nothing",
    "number": "figures nothing",
    "season": "figures nothing",
    "episode_number": "figures nothing",
    "episode_type": "types nothing",
    "title": "words states types",
    "subtitle": "words flags states types",
    "summary": "words flags states types",
    "notes": "words flags states types",
    "topics": "words lengths places uuids states types nothing",
    "published": "days nothing",
    "link": "words days past lengths places uuids flags states types nothing",
    "explicit": "flags nothing",
    "reference_seconds": "figures lengths nothing",
    "draft": "flags states nothing",
}


def test_each_field_may_have_its_cells_and_no_others() -> None:
    found = {
        field: " ".join(name for name, cells in CELLS.items() if fits(ColumnCells(cells)))
        for field, fits in FITS.items()
    }
    assert found == MAY_BE


@pytest.mark.parametrize(
    ("name", "field"),
    {
        "words": "",
        "figures": "number",
        "days": "published",
        "past": "",
        "lengths": "reference_seconds",
        "places": "link",
        "uuids": "guid",
        "flags": "",
        "nothing": "",
    }.items(),
)
def test_some_cells_tell_their_field_by_their_shape_alone(name: str, field: str) -> None:
    assert shape_of(ColumnCells(CELLS[name])) == field


LOOKS: dict[str, tuple[list[Any], list[Any]]] = {
    "are_dates": (
        [date(2026, 3, 2), "2026-03-02", "2026/3/2 06:00", "2.3.2026", "2. 3. 26", "20260302", "2026-03"]
        + [
            "2026年3月2日",
            "Mon, 02 Mar 2026 06:00:00 +0000",
            "March 2",
            "2 mai",
            "2. Dezember",
            "3 ENERO 2026",
        ]
        + [f"2 {month} 2026" for month in "jan feb mar apr may jun jul aug sep oct nov dec".split()]
        + [
            f"2 {month} 2026" for month in "mär mai okt dez fév avr juin juil aoû déc ene abr ago dic".split()
        ],
        ["March", "marching", "2.3", "202603021", "2 xyz 2026"],
    ),
    "are_numbers": (
        [3, 3.0, "3", "3.", "#3", "Ep. 3", "Week 3", "S1E3", "3.0", "3)", "No. 3:"],
        [True, "3b", "three", "3.5", "1234567", "A very long name 3"],
    ),
    "are_bare_numbers": ([3, "-3", "1,024.5", "1'000", "1 000"], [True, "#3", "3 s", "x"]),
    "are_durations": (
        [time(0, 1), timedelta(1), "1:31", "0:01:31", "1:31.5", "PT1M32S", "P1D", "92 s", "1h 2m", "1,5 Std"]
        + [f"2 {unit}" for unit in "h hr hrs hour hours std m min mins minute minutes minuten".split()]
        + [f"2 {unit}" for unit in "s sec secs second seconds sek sekunden".split()],
        ["1:3", "92", "2 x", "Part", "2 seconds ago"],
    ),
    "are_addresses": (
        ["https://example.org/1", "HTTP://a", "www.a"],
        ["example.org", "https://a b", "ftp://a"],
    ),
    "are_uuids": ([*UUIDS, UUIDS[0].upper()], ["6f1b7a52", UUIDS[0] + "0"]),
    "are_of_the_past": (
        ["1762-11-24", "in 1969", date(1969, 12, 31)],
        ["1970", "11762", date(1970, 1, 1), "x"],
    ),
}


@pytest.mark.parametrize("look", LOOKS)
def test_a_cell_looks_like_what_it_is(look: str) -> None:
    like, unlike = LOOKS[look]
    assert [each for each in like if not getattr(ColumnCells((each,)), look)] == []
    assert [each for each in unlike if getattr(ColumnCells((each,)), look)] == []


@pytest.mark.parametrize("look", [look for look in LOOKS if look != "are_of_the_past"])
def test_four_fifths_of_the_cells_decide(look: str) -> None:
    like, unlike = (cells[0] for cells in LOOKS[look])
    assert getattr(ColumnCells((like,) * 4 + (unlike,)), look)
    assert not getattr(ColumnCells((like,) * 3 + (unlike,)), look)


def test_more_than_half_of_the_days_must_be_of_the_past() -> None:
    assert not ColumnCells(("1762", "2026")).are_of_the_past
    assert ColumnCells(("1762", "1789", "2026")).are_of_the_past


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("explicit", "true false yes no y n 0 1 x clean explicit ja nein oui non si sí TRUE"),
        ("episode_type", "full trailer bonus Bonus"),
        (
            "draft",
            """draft drafted drafting idea ideas todo to-do open planned backlog new done ready final finished
            complete completed published live public private scheduled review in-progress progress doing wip
            entwurf fertig offen geplant veröffentlicht brouillon publié terminé borrador publicado listo""",
        ),
    ],
)
def test_a_list_of_words_is_known_whole(field: str, words: str) -> None:
    assert [word for word in words.split() if not FITS[field](ColumnCells((word,)))] == []
    assert not FITS[field](ColumnCells(("perhaps",)))


@pytest.mark.parametrize(
    "state", ["in progress", "to do", "not started", "in review", "work in progress", "in arbeit"]
)
def test_a_state_may_be_of_several_words(state: str) -> None:
    assert FITS["draft"](ColumnCells((state,)))


@pytest.mark.parametrize(
    ("cells", "up"),
    [
        ((1, 2, 3), True),
        (("3", "2.0", "1"), True),
        ((3, 5, 7), True),  # as many again may be missing
        ((3, 5, 8), False),
        ((1, 1, 3), True),
        ((1, 1, 6), False),
        ((1, "x"), False),
        ((), False),
    ],
)
def test_numbers_count_up_where_hardly_more_are_missing_than_there_are(
    cells: tuple[Any, ...], up: bool
) -> None:
    assert ColumnCells(cells).count_up is up


def test_only_filled_cells_count_and_the_first_three_hundred_tell_enough() -> None:
    assert cells_of([None, "", "  ", 0, "a"]).values == (0, "a")
    assert cells_of(range(400)).values == tuple(range(300))


def test_cells_are_measured_as_text() -> None:
    cells = ColumnCells((["a", 1], " Abc ", "abc"))
    assert cells.texts == ("a, 1", "Abc", "abc")
    assert (cells.length, cells.variety) == (10 / 3, 2 / 3)
    assert (ColumnCells(()).length, ColumnCells(()).variety) == (0, 0)
