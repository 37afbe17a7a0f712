"""Whatever a list says, an episode file holds only what loading accepts."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalogue.importing.apply import apply_import, plan_import
from pipeline.catalogue.importing.holding import hold
from pipeline.catalogue.importing.items import Item
from pipeline.catalogue.importing.plan import ImportPlan, ImportWish
from pipeline.catalogue.load import load_show
from pipeline.errors import InvalidPage, InvalidSchedule

FILE = Path("list.csv")
NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


def bring(root: Path, folder: Path, rows: list[dict[str, Any]]) -> ImportPlan:
    path = folder / "list.json"
    path.write_text(json.dumps([{"summary": "What it says.", **row} for row in rows]), encoding="utf-8")
    plan = plan_import(root, [path], ImportWish(now=NOON))
    apply_import(plan)
    return plan


def test_what_fits_is_kept_as_it_is() -> None:
    item = Item(
        FILE, 2, "Salt", season=50_000, episode_number=1, topics=("Meat",), published=date(1970, 1, 1)
    )
    assert hold([item], FILE).items == (item,)


@pytest.mark.parametrize(
    ("name", "value", "instead"),
    [
        ("season", 0, None),
        ("season", 50_001, None),
        ("episode_number", 0, None),
        ("guid", "x" * 2001, ""),
        ("guid", "two\nlines", ""),
        ("topics", ("a topic of four bytes a letter " + "𝔘" * 60,), ()),
        ("link", f"https://example.org/{'x' * 3000}", ""),
    ],
)
def test_what_no_episode_can_have_is_left_out_and_told(name: str, value: Any, instead: Any) -> None:
    held = hold([Item(FILE, 2, "Salt", **{name: value})], FILE)
    assert getattr(held.items[0], name) == instead
    (warning,) = held.warnings
    assert warning.what.startswith(f"the {name} is none that an episode can have and is left out: line 2 «")
    assert warning.line == 2


@pytest.mark.parametrize(
    "day", [date(1969, 12, 31), date(9991, 1, 1), datetime(1969, 12, 31, 23, tzinfo=UTC)]
)
def test_a_day_that_no_episode_can_have_stops_the_import(day: date) -> None:
    with pytest.raises(InvalidPage, match="days before 1970 or after 9990") as caught:
        hold([Item(FILE, 2, "Salt"), Item(FILE, 3, "Fat", published=day)], FILE)
    assert (caught.value.file, caught.value.line) == (FILE, 3)


def test_more_topics_than_a_line_holds_are_cut() -> None:
    held = hold([Item(FILE, 2, "Salt", topics=tuple(f"Topic {n}" for n in range(500)))], FILE)
    assert len(held.items[0].topics) == 100
    assert "of more than 100 topics the first are taken" in held.warnings[0].what


def test_notes_that_are_larger_than_a_file_are_cut() -> None:
    held = hold([Item(FILE, 2, "Salt", notes="é word " * 200_000)], FILE)
    assert len(held.items[0].notes.encode()) < 2**20
    assert "are cut" in held.warnings[0].what


@pytest.mark.parametrize(
    "rows",
    [
        [{"title": "Specials", "season": 0, "episode": 0}],
        [{"title": "S00E00 A pilot"}, {"title": "S00E01 Another"}],
        [{"title": "Salt", "season": 1, "number": n} for n in (0, 0, 99_999)],
        [{"title": f"Title {n}", "number": n} for n in (1, 1_000_000, None)],
        [{"title": "Salt", "guid": "a\nb"}, {"title": "Fat", "guid": "x" * 5000}],
        [{"title": "Salt", "published": "2026-03-02T06:00:03.5Z"}],
        [{"title": "Salt", "duration": "1.5.5 s"}],
        [{"title": "Salt", "notes": "One sentence of many. " * 3000}],
        [{"title": "Salt", "notes": "word" * 20_000}],
        [{"title": "Salt", "notes": "Short line.\n" * 5000}],
        [{"title": "Salt", "notes": f"## {'long heading ' * 3000}"}],
        [{"title": "Salt", "topics": [f"Topic {n} {'é' * 60}" for n in range(400)]}],
        [{"title": "Salt", "link": "https://example.org/" + "x" * 30_000}],
    ],
)
@pytest.mark.slow
def test_what_was_imported_loads_and_comes_again_unchanged(
    show_root: Path, tmp_path: Path, rows: list[dict[str, Any]]
) -> None:
    bring(show_root, tmp_path, rows)
    show = load_show(show_root)
    assert [problem.what for file in (*show.faulty, *show.drafts) for problem in file.problems] == []
    assert len(show.episodes) == len({row["title"] for row in rows})
    again = bring(show_root, tmp_path, rows)
    assert (again.new, again.changed) == ((), ())


@pytest.mark.parametrize(
    "times", [["2026-03-02", "2026-03-02T06:00:01Z"], ["2026-03-02T06:00:02Z", "2026-03-02"]]
)
def test_a_time_that_happens_to_be_that_of_a_bare_day_loads(
    show_root: Path, tmp_path: Path, times: list[str]
) -> None:
    rows = [{"title": f"Title {n}", "number": n, "published": day} for n, day in enumerate(times, start=1)]
    for some in (rows[:1], rows):  # the second is new beside the first
        bring(show_root, tmp_path, some)
        assert load_show(show_root).faulty == ()


def test_two_of_one_title_in_two_seasons_stay_who_they_are(show_root: Path, tmp_path: Path) -> None:
    rows = [{"title": "Questions and answers", "season": season} for season in (2, 1, 3)]
    assert len(bring(show_root, tmp_path, rows).new) == 3
    assert bring(show_root, tmp_path, rows).changed == ()


def test_a_column_of_years_long_gone_is_no_day_of_publication(show_root: Path, tmp_path: Path) -> None:
    rows = [{"title": f"Battle {n}", "Date": f"{year}-10-14"} for n, year in enumerate((1066, 1415, 1916))]
    plan = bring(show_root, tmp_path, rows)
    assert dict(plan.lists[0].columns)["Date"] == ""
    assert [e.published.year for e in load_show(show_root).episodes] == [2026] * 3


def test_steps_back_from_today_end_before_the_first_year(show_root: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps([{"title": f"Title {n}", "summary": "What it says."} for n in range(700)]))
    with pytest.raises(InvalidSchedule, match="would come out in 19") as caught:
        plan_import(show_root, [path], ImportWish(now=NOON, every="month"))
    assert "--from" in caught.value.remedy
