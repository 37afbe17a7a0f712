from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.catalogue.episode_file import publication
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Section
from pipeline.errors import ExitCode, InvalidShow, Problem

Write = Callable[..., Path]
Problems = Callable[[], list[Problem]]


def test_an_episode_is_loaded_with_all_it_says(show_root: Path, write_episode: Write) -> None:
    path = write_episode(
        "queens",
        "\n## Hook\nOne lays them all.\n",
        number=7,
        title='"Queens: who rules"',
        subtitle="or who serves",
        summary=">\n  She lays\n  eggs.",
        topics="[Hive, Bees]",
        voice="hibari/heart",
        format="story",
        target_seconds=60,
        reference_seconds=93,
    )
    (episode,) = load_show(show_root).episodes
    assert (episode.guid, episode.slug, episode.number, episode.file) == ("guid-of-queens", "queens", 7, path)
    assert (episode.title, episode.subtitle) == ("Queens: who rules", "or who serves")
    assert (episode.summary, episode.topics) == ("She lays eggs.", ("Hive", "Bees"))
    assert (episode.voice, episode.format) == ("hibari/heart", "story")
    assert (episode.target_seconds, episode.reference_seconds) == (60.0, 93.0)
    assert episode.notes.sections == (Section("Hook", ("One lays them all.",)),)


def test_episodes_come_oldest_number_first(show_root: Path, write_episode: Write) -> None:
    for slug, number in (("a", 12), ("b", 3), ("c", 7)):
        write_episode(slug, number=number)
    assert [episode.number for episode in load_show(show_root).episodes] == [3, 7, 12]


def test_a_day_becomes_six_in_the_morning_and_the_number_in_seconds(
    show_root: Path, write_episode: Write
) -> None:
    write_episode("queens", number=75)
    (episode,) = load_show(show_root).episodes
    assert episode.published == datetime(2026, 2, 19, 6, 1, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("2026-02-19T12:00:00Z", 12),
        ("2026-02-19T12:00:00+02:00", 10),
        ("2026-02-19 12:00:00", 12),
        ("'2026-02-19T12:00'", 12),
    ],
)
def test_a_time_is_taken_as_it_is_and_without_a_zone_as_utc(
    show_root: Path, write_episode: Write, written: str, hour: int
) -> None:
    write_episode("queens", published=written)
    (episode,) = load_show(show_root).episodes
    assert episode.published == datetime(2026, 2, 19, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "moment"),
    [
        (1, "06:00:01"),
        (50_000, "19:53:20"),
        (50_001, "19:53:21"),
        (64_000, "23:46:40"),
        (64_001, "19:53:21"),
        (1_000_000, "23:13:20"),
    ],
)
def test_whatever_its_number_an_episode_comes_out_on_its_day(number: int, moment: str) -> None:
    assert f"{publication(date(2026, 2, 19), number):%Y-%m-%d %H:%M:%S}" == f"2026-02-19 {moment}"


@pytest.mark.parametrize(
    ("name", "value", "what", "remedy"),
    [
        ("titel", "A", "unknown key «titel»", "did you mean «title»?"),
        ("title", "", "title is empty", "title: …"),
        ("title", None, "title is missing", "title: …"),
        ("title", "1984", "title must be text, not a whole number", "in quotes"),
        ("title", "[A]", "title must be text, not a list", ""),
        ("title", '"a\\u0007"', "title holds the control character U+0007", ""),
        ("title", '"\\ud800"', "title holds the control character U+D800", ""),
        ("title", "t" * 256, "title is 256 bytes long", ""),
        ("summary", "yes", "summary must be text, not true or false", "in quotes"),
        ("published", None, "published is missing", "published: 2026-02-19"),
        ("published", "2026-02-30", "published is not a date: «2026-02-30»", "2026-02-19"),
        ("published", "tomorrow", "published is not a date: «tomorrow»", "2026-02-19"),
        ("published", "20260219", "published must be a date, not a whole number", ""),
        ("published", "0001-01-01", "published must be a date from 1970", ""),
        ("number", "five", "number must be a whole number", ""),
        ("number", "0", "number must be a whole number from 1 to 1000000, not 0", ""),
        ("number", "true", "number must be a whole number", ""),
        ("guid", r'"two\nlines"', "guid must be one line", ""),
        ("topics", "Hive", "topics must be a list, not text", "topics: [Hive]"),
        ("topics", "[Hive, hive]", "topics names «hive» twice", ""),
        ("topics", "[Hive, 2026]", "topics has an item that must be text", "in quotes"),
        ("topics", "[蜂]", "topics has the topic «蜂»", ""),
        ("topics", f"[{'t' * 81}]", "topics has a topic of 81 characters", ""),
        ("target_seconds", "soon", "target_seconds must be a number from 5 to 3600, not text", ""),
        ("target_seconds", "1", "target_seconds must be a number from 5 to 3600, not 1", ""),
    ],
)
def test_a_fault_in_a_field_is_named_with_its_line(
    write_episode: Write, problems_of: Problems, name: str, value: str | None, what: str, remedy: str
) -> None:
    path = write_episode("queens", **{name: value})
    (problem,) = problems_of()
    assert what in problem.what
    assert remedy in problem.remedy
    assert problem.file == path
    lines = path.read_text(encoding="utf-8").splitlines()
    expected = (
        1 if value is None else next(n for n, x in enumerate(lines, start=1) if x.startswith(f"{name}:"))
    )
    assert problem.line == expected


@pytest.mark.parametrize("name", ["Queens.md", "queen_bee.md", "queen bee.md", "-queens.md", "königin.md"])
def test_a_file_name_that_is_no_slug_is_refused(
    show_root: Path, write_episode: Write, problems_of: Problems, name: str
) -> None:
    write_episode("queens").rename(show_root / "episodes" / name)
    (problem,) = problems_of()
    assert "file name that is no slug" in problem.what
    assert problem.file.name == name


def test_a_hidden_file_is_no_episode(show_root: Path, write_episode: Write) -> None:
    write_episode("queens")
    (show_root / "episodes/.queens.md").write_text("an editor's own", encoding="utf-8")
    assert len(load_show(show_root).episodes) == 1


def test_missing_numbers_and_guids_come_with_the_line_to_add(
    write_episode: Write, problems_of: Problems
) -> None:
    write_episode("drones", number=4)
    write_episode("queens", number=None)
    write_episode("workers", number=None, guid=None)
    remedies = {(p.file.stem, p.what): p.remedy for p in problems_of()}
    assert "«number: 5»" in remedies["queens", "number is missing"]
    assert "«number: 6»" in remedies["workers", "number is missing"]
    assert "«guid: " in remedies["workers", "guid is missing"]


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"guid": "guid-of-drones"}, "guid guid-of-drones is also that of drones.md"),
        ({"number": 1}, "number 1 is also that of drones.md"),
        (
            {"published": "2026-02-19T06:00:01Z"},
            "comes out at the same moment as drones.md: 2026-02-19 06:00:01 UTC",
        ),
        ({"topics": "[fine bees]"}, "the topic «fine bees» is «Fine-Bees» in drones.md"),
    ],
)
def test_what_two_episodes_must_not_share_is_named_at_the_second(
    write_episode: Write, problems_of: Problems, fields: dict[str, object], what: str
) -> None:
    write_episode("drones", topics="[Fine-Bees]", published="2026-02-19")
    path = write_episode("queens", **({"published": "2026-02-20"} | fields))
    first, *others = problems_of()
    assert (first.what, first.file) == (what, path)
    assert others == []
    (name,) = fields
    assert path.read_text(encoding="utf-8").splitlines()[(first.line or 0) - 1].startswith(name)


def test_a_number_taken_twice_names_one_that_is_free(write_episode: Write, problems_of: Problems) -> None:
    write_episode("drones", number=9)
    write_episode("queens", number=9, published="2026-03-01")
    (problem,) = problems_of()
    assert problem.remedy == "10 is free"


def test_all_problems_of_all_files_are_reported_in_one_go(
    show_root: Path, write_episode: Write, problems_of: Problems
) -> None:
    write_episode("drones", "## Further reading\nnot a link\n", number="x", sumary="a")
    write_episode("queens", title=None, topics="Hive")
    (show_root / "episodes/empty.md").write_text("", encoding="utf-8")
    (show_root / "episodes/lexicon.toml").write_text("[[entry]]\n", encoding="utf-8")
    found = [(problem.file.name, problem.line) for problem in problems_of()]
    assert found == [
        ("lexicon.toml", 1),
        ("lexicon.toml", 1),
        ("drones.md", 3),
        ("drones.md", 7),
        ("drones.md", 10),
        ("empty.md", 1),
        ("queens.md", 1),
        ("queens.md", 6),
    ]


def test_a_show_without_settings_exits_with_three(show_root: Path, write_episode: Write) -> None:
    write_episode("queens")
    (show_root / "episodes/show.toml").unlink()
    with pytest.raises(InvalidShow) as caught:
        load_show(show_root)
    assert caught.value.exit_code == ExitCode.INVALID_SHOW == 3


def test_an_empty_front_matter_misses_everything(show_root: Path, problems_of: Problems) -> None:
    (show_root / "episodes/queens.md").write_text("---\n---\n", encoding="utf-8")
    missing = {problem.what.split()[0] for problem in problems_of()}
    assert missing == {"guid", "number", "title", "summary", "published"}
