"""A list becomes episodes, and becomes them again: from any file to the episode files, and what is told."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.catalogue.importing.apply import apply_import, plan_import
from pipeline.catalogue.importing.plan import ImportPlan, ImportWish
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Episode
from pipeline.errors import InvalidPage, InvalidShow

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
UNDATED = """\
Title,Summary,Topics
Sourdough starter,Flour and water and a week of patience make a starter that lifts bread.,Bread
Why onions make you cry,Cut cells let two chemicals meet.,Vegetables
Resting dough,Time does what kneading does.,bread
"""


def csv(folder: Path, text: str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def do(root: Path, *paths: Path, **wish: object) -> ImportPlan:
    plan = plan_import(root, paths, ImportWish(now=NOON, **wish))  # type: ignore[arg-type]
    apply_import(plan)
    return plan


def episodes(root: Path) -> tuple[Episode, ...]:
    return load_show(root).episodes


def contents(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "episodes").iterdir()}


def test_a_list_without_dates_is_out_at_once_in_its_order(show_root: Path, tmp_path: Path) -> None:
    plan = do(show_root, csv(tmp_path, UNDATED))
    assert [(e.number, e.slug, e.published.date()) for e in episodes(show_root)] == [
        (1, "sourdough-starter", date(2026, 11, 26)),
        (2, "why-onions-make-you-cry", date(2026, 11, 27)),
        (3, "resting-dough", date(2026, 11, 28)),
    ]
    assert plan.dates.startswith(
        "3 episodes without a date: every day, 2026-11-26 to 2026-11-28, so all are out"
    )


def test_importing_again_changes_no_byte_even_on_another_day(show_root: Path, tmp_path: Path) -> None:
    path = csv(tmp_path, UNDATED)
    do(show_root, path)
    before = contents(show_root)
    again = plan_import(show_root, [path], ImportWish(now=NOON.replace(year=2027)))
    assert (again.new, again.changed, again.unchanged, again.dates) == ((), (), 3, "")
    apply_import(again)
    assert contents(show_root) == before


def test_a_start_and_a_step_schedule_the_list_in_the_shows_zone(show_root: Path, tmp_path: Path) -> None:
    settings = show_root / "episodes/show.toml"
    settings.write_text(settings.read_text().replace("[owner]", 'timezone = "Europe/Berlin"\n[owner]'))
    do(show_root, csv(tmp_path, UNDATED), start=datetime(2027, 1, 4, 7, 30), every="week")  # noqa: DTZ001
    assert [e.published.isoformat() for e in episodes(show_root)] == [
        "2027-01-04T07:30:00+01:00",
        "2027-01-11T07:30:00+01:00",
        "2027-01-18T07:30:00+01:00",
    ]


def test_topics_are_spelled_in_one_way(show_root: Path, tmp_path: Path) -> None:
    do(show_root, csv(tmp_path, UNDATED))
    assert [e.topics for e in episodes(show_root)] == [("Bread",), ("Vegetables",), ("Bread",)]


def test_a_changed_summary_changes_just_that_and_notes_stay(show_root: Path, tmp_path: Path) -> None:
    do(show_root, csv(tmp_path, UNDATED))
    file = show_root / "episodes/resting-dough.md"
    file.write_text(file.read_text() + "\n## Hook\nWait.\n")
    before = contents(show_root)
    plan = do(show_root, csv(tmp_path, UNDATED.replace("Time does what kneading does.", "Time kneads too.")))
    assert [(c.name, c.new) for c in plan.changed[0].changes] == [("summary", "Time kneads too.")]
    changed = before["resting-dough.md"].replace(b"Time does what kneading does.", b"Time kneads too.")
    assert contents(show_root) == before | {"resting-dough.md": changed}


def test_a_row_that_has_left_the_list_is_named_and_stays(show_root: Path, tmp_path: Path) -> None:
    do(show_root, csv(tmp_path, UNDATED))
    before = contents(show_root)
    plan = do(show_root, csv(tmp_path, "\n".join(UNDATED.splitlines()[:3])))
    assert plan.not_listed == ("resting-dough",)
    assert "not in the list, and left alone: resting-dough" in plan.describe(dry_run=False)
    assert contents(show_root) == before


def test_a_row_that_is_added_comes_next_and_moves_nothing(show_root: Path, tmp_path: Path) -> None:
    do(show_root, csv(tmp_path, UNDATED))
    before = contents(show_root)
    lines = UNDATED.splitlines()
    plan = do(show_root, csv(tmp_path, "\n".join([*lines[:2], "Salt,It keeps.,Meat", *lines[2:]])))
    (new,) = plan.new
    assert {name: data for name, data in contents(show_root).items() if name != "salt.md"} == before
    salt = load_show(show_root).episode(new.slug)
    assert salt is not None
    assert (salt.number, salt.published.date()) == (4, date(2026, 11, 28))


def test_a_row_without_a_summary_is_a_draft_that_says_so(show_root: Path, tmp_path: Path) -> None:
    plan = do(show_root, csv(tmp_path, "Title,Summary\nSalt,It keeps.\nFat,\n"))
    assert [episode.slug for episode in plan.new if episode.draft] == ["fat"]
    assert "drafts until they have a summary: fat" in plan.describe(dry_run=False)
    assert "\nsummary:\n" in (show_root / "episodes/fat.md").read_text()


def test_running_numbers_leave_titles_and_slugs(show_root: Path, tmp_path: Path) -> None:
    do(show_root, csv(tmp_path, "Title,Summary\n1. Salt: a rock,It keeps.\n2. Fat: an ester,It melts.\n"))
    found = [(e.number, e.slug, e.title, e.subtitle) for e in episodes(show_root)]
    assert found == [(1, "salt", "Salt", "a rock"), (2, "fat", "Fat", "an ester")]


def test_a_list_that_splits_subtitles_and_one_that_does_not_name_the_same_episode(
    show_root: Path, tmp_path: Path
) -> None:
    do(show_root, csv(tmp_path, "Title,Summary\nSalt: a rock,It keeps.\nFat: an ester,It melts.\n"))
    plan = do(
        show_root, csv(tmp_path, "Title,Summary\nSalt: a rock,It keeps.\nTime,It heals.\nHeat,It cooks.\n")
    )
    assert (len(plan.new), len(plan.changed), plan.unchanged) == (2, 0, 1)


def test_guids_links_and_seasons_of_the_list_are_the_episodes(show_root: Path, tmp_path: Path) -> None:
    text = (
        "GUID,Title,Summary,Season,Episode,Link,Explicit,Duration\n"
        "https://old.example.org/?p=1,Salt,It keeps.,1,1,https://old.example.org/salt,yes,1:45\n"
        "https://old.example.org/?p=2,Fat,It melts.,2,1,https://old.example.org/fat,no,1:30\n"
    )
    do(show_root, csv(tmp_path, text))
    salt, fat = episodes(show_root)
    assert (salt.guid, salt.season, salt.episode_number, salt.explicit) == (
        "https://old.example.org/?p=1",
        1,
        1,
        True,
    )
    assert (fat.number, fat.season, fat.episode_number, fat.explicit) == (2, 2, 1, None)
    assert (fat.link, fat.reference_seconds) == ("https://old.example.org/fat", 90.0)


def test_one_faulty_episode_file_does_not_stop_an_import(show_root: Path, tmp_path: Path) -> None:
    do(show_root, csv(tmp_path, UNDATED))
    broken = show_root / "episodes/resting-dough.md"
    broken.write_text("---\ntitle: [Resting\n---\n")
    before = broken.read_bytes()
    plan = do(show_root, csv(tmp_path, UNDATED + "Salt,It keeps.,Meat\n"))
    assert [episode.slug for episode in plan.new] == ["salt"]
    assert any(warning.file == broken for warning in plan.warnings)
    assert broken.read_bytes() == before


def test_where_there_is_no_show_or_no_file_that_is_said(tmp_path: Path, show_root: Path) -> None:
    with pytest.raises(InvalidShow, match="there is no show here"):
        plan_import(tmp_path / "nowhere", [csv(tmp_path, UNDATED)])
    with pytest.raises(InvalidPage, match="no such file"):
        plan_import(show_root, [tmp_path / "missing.csv"])


def test_a_dry_run_shows_every_column_and_row_and_writes_nothing(show_root: Path, tmp_path: Path) -> None:
    text = "Lesson,What it says,Teacher\nSalt,It keeps.,A\n,Nobody,B\nSalt,Again.,C\n"
    path = csv(tmp_path, text)
    before = contents(show_root)
    plan = plan_import(show_root, [path], ImportWish(columns={"summary": "What it says"}, now=NOON))
    assert contents(show_root) == before
    told = plan.describe(dry_run=True)
    assert "Teacher       not used" in told
    assert [row.status for row in plan.rows] == ["new", "left out: it has no title", "one with another row"]
    document = json.loads(json.dumps(plan.document()))
    assert document["lists"][0]["columns"] == {"Lesson": "title", "What it says": "summary", "Teacher": None}
    assert document["rows"][0] == {
        "file": str(path),
        "line": 2,
        "status": "new",
        "slug": "salt",
        "number": 1,
        "title": "Salt",
        "subtitle": "",
        "published": "2026-11-28",
        "topics": [],
        "summary": "It keeps.",
    }


def test_a_long_list_is_told_briefly(show_root: Path, tmp_path: Path) -> None:
    rows = "".join(f"Title {letter}{digit},Summary.\n" for letter in "abcd" for digit in "xyzuvw")
    told = do(show_root, csv(tmp_path, "Title,Summary\n" + rows)).describe(dry_run=False).splitlines()
    assert told[10] == "new: … and 14 more, up to title-dw"
    assert told[11].startswith("24 new, 0 changed, 0 unchanged")


def test_a_name_that_an_episode_had_before_is_not_given_away(show_root: Path, tmp_path: Path) -> None:
    do(show_root, csv(tmp_path, UNDATED))
    (guid,) = (e.guid for e in episodes(show_root) if e.slug == "resting-dough")
    (show_root / "scripts").mkdir()
    (show_root / "scripts/resting-dough.md").write_text(f"---\nguid: {guid}\nformerly: [salt]\n---\nWait.\n")
    plan = do(show_root, csv(tmp_path, "Title,Summary\nSalt,It keeps.\nFat,It melts.\n"))
    assert [episode.slug for episode in plan.new] == ["fat"]
    assert [episode.slug for episode in plan.changed] == ["resting-dough"]


def test_the_copy_of_what_was_published_says_who_an_unreadable_file_is(
    show_root: Path, tmp_path: Path
) -> None:
    do(show_root, csv(tmp_path, UNDATED))
    file = show_root / "episodes/resting-dough.md"
    (show_root / "output/records").mkdir(parents=True)
    (show_root / "output/records/odd.md").write_bytes(file.read_bytes())
    file.unlink()
    (show_root / "episodes/odd.md").write_text("---\ntitle: [\n---\n")
    plan = plan_import(show_root, [csv(tmp_path, UNDATED + "Salt,It keeps.,Meat\n")], ImportWish(now=NOON))
    assert [episode.slug for episode in plan.new] == ["salt"]
    assert "number: 4\n" in plan.new[0].content


def test_a_schedule_with_nothing_to_schedule_says_so(show_root: Path, tmp_path: Path) -> None:
    path = csv(tmp_path, UNDATED)
    do(show_root, path)
    before = contents(show_root)
    plan = do(show_root, path, start=date(2027, 1, 4), every="week")
    assert (contents(show_root), "move nothing" in plan.dates) == (before, True)


def test_a_list_is_dated_anew_when_that_is_asked_for(show_root: Path, tmp_path: Path) -> None:
    path = csv(tmp_path, UNDATED)
    do(show_root, path)
    plan = do(
        show_root, csv(tmp_path, UNDATED + "Salt,It keeps.,Meat\n"), start=date(2027, 1, 4), redate=True
    )
    assert ([new.slug for new in plan.new], len(plan.changed)) == (["salt"], 3)
    assert [(e.number, e.published.date()) for e in episodes(show_root)] == [
        (number, date(2027, 1, 3 + number)) for number in (1, 2, 3, 4)
    ]


def test_days_of_the_list_stay_when_the_others_are_dated_anew(show_root: Path, tmp_path: Path) -> None:
    path = csv(tmp_path, "Title,Summary,Date\nSalt,It keeps.,2026-01-05\nFat,It melts.,\n")
    do(show_root, path)
    do(show_root, path, start=date(2027, 1, 4), redate=True)
    assert [e.published.date() for e in episodes(show_root)] == [date(2026, 1, 5), date(2027, 1, 4)]


def test_rows_on_one_line_are_told_apart(show_root: Path, tmp_path: Path) -> None:
    rows = [{"title": "Salt", "summary": "It melts ice."}, {"title": "Bread", "summary": "Flour and water."}]
    plan = do(show_root, csv(tmp_path, json.dumps(rows), "list.json"))
    assert [(row.line, row.status, row.title) for row in plan.rows] == [
        (1, "new", "Salt"),
        (1, "new", "Bread"),
    ]


def test_what_a_program_writes_for_missing_is_none(show_root: Path, tmp_path: Path) -> None:
    rows = '[{"title": "Salt", "summary": NaN, "number": NaN}, {"title": NaN, "summary": "Flour and water."}]'
    plan = do(show_root, csv(tmp_path, rows, "list.json"))
    assert [row.status for row in plan.rows] == ["new draft", "left out: it has no title"]
