from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.catalogue.keys import SHOW_TABLES
from pipeline.catalogue.load import load_show
from pipeline.catalogue.new import NOTE_PROMPTS, Beginning, create_episode, create_show
from pipeline.catalogue.notes import read_notes
from pipeline.errors import ExitCode, InvalidShow, NotCreated

Write = Callable[..., Path]
ROOT = Path(__file__).parents[2]


def finish(path: Path) -> None:
    """Write the one thing that a new episode leaves to a person."""
    text = path.read_text(encoding="utf-8")
    assert "\nsummary:\n" in text
    path.write_text(text.replace("summary:", "summary: Now it is said."), encoding="utf-8")


def test_a_new_episode_is_valid_once_its_summary_is_written(show_root: Path, write_episode: Write) -> None:
    write_episode("wax", number=41, published="2126-02-19")
    path = create_episode(show_root, "Queens — who rules")
    assert path == show_root / "episodes/queens.md"
    assert [draft.why for draft in load_show(show_root).drafts] == ["it has no summary yet"]
    finish(path)
    episode = load_show(show_root).episode("queens")
    assert episode is not None
    assert (episode.title, episode.subtitle, episode.number) == ("Queens", "who rules", 42)
    assert episode.published.date() == date(2126, 2, 20)
    assert episode.notes.sections == ()


def test_a_new_episode_comes_out_today_at_the_earliest(show_root: Path, write_episode: Write) -> None:
    write_episode("wax", published="2020-01-01")
    before = datetime.now(UTC).date()
    finish(create_episode(show_root, "Queens"))
    episode = load_show(show_root).episodes[-1]
    assert before <= episode.published.date() <= datetime.now(UTC).date()


def test_a_date_can_be_given(show_root: Path) -> None:
    finish(create_episode(show_root, "Queens", Beginning(published=date(2026, 5, 1))))
    assert load_show(show_root).episodes[0].published.date() == date(2026, 5, 1)


def test_new_episodes_can_be_begun_one_after_another(show_root: Path) -> None:
    paths = [create_episode(show_root, title) for title in ("Queens", "Drones", "Queens — again")]
    for path in paths:
        finish(path)
    episodes = load_show(show_root).episodes
    assert [(e.number, e.slug) for e in episodes] == [(1, "queens"), (2, "drones"), (3, "queens-2")]
    assert len({e.guid for e in episodes}) == 3
    assert [b.published.date() - a.published.date() for a, b in pairwise(episodes)] == [timedelta(days=1)] * 2


def test_the_notes_have_a_heading_for_each_part_with_a_prompt_that_is_not_read(show_root: Path) -> None:
    path = create_episode(show_root, "Queens")
    body = path.read_text(encoding="utf-8").split("---\n")[2]
    assert [line[3:] for line in body.splitlines() if line.startswith("## ")] == list(NOTE_PROMPTS)
    notes, problems = read_notes(body.replace("-->", "-->\nText."), path)
    assert problems == []
    assert [(s.heading, s.paragraphs) for s in notes.sections] == [
        (name, ("Text.",)) for name in NOTE_PROMPTS
    ]


@pytest.mark.parametrize("title", ["", "  ", "bell \x07", "t" * 300])
def test_a_title_that_cannot_be_is_refused(show_root: Path, title: str) -> None:
    with pytest.raises(NotCreated) as caught:
        create_episode(show_root, title)
    assert caught.value.exit_code == ExitCode.USAGE
    assert list((show_root / "episodes").glob("*.md")) == []


def test_a_title_that_an_episode_has_is_refused(show_root: Path) -> None:
    path = create_episode(show_root, "Queens")
    with pytest.raises(NotCreated, match="an episode «Queens» already") as caught:
        create_episode(show_root, "queens ")
    assert caught.value.file == path


def test_no_episode_is_begun_where_there_is_no_show(tmp_path: Path) -> None:
    with pytest.raises(InvalidShow, match="no show here"):
        create_episode(tmp_path, "Queens")


def test_a_new_show_loads_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "bridges"
    written = create_show(folder)
    assert sorted(written) == sorted(path for path in folder.rglob("*") if path.is_file())
    show = load_show(folder)
    assert (show.title, len(show.episodes)) == ("How Bridges Stand", 3)
    assert show.lexicon
    assert show.glossary
    today = datetime.now(UTC).date()
    assert all(
        today - timedelta(days=4) <= e.published.date() < today + timedelta(days=1) for e in show.episodes
    )


def test_the_episodes_of_a_new_show_have_notes_for_ninety_seconds(tmp_path: Path) -> None:
    create_show(tmp_path / "s")
    for episode in load_show(tmp_path / "s").episodes:
        assert [section.heading for section in episode.notes.sections] == list(NOTE_PROMPTS)
        words = " ".join(p for section in episode.notes.sections for p in section.paragraphs).split()
        assert 215 <= len(words) <= 280, episode.slug
        assert episode.notes.further_reading


def test_each_new_show_has_guids_of_its_own(tmp_path: Path) -> None:
    guids = set()
    for name in ("a", "b"):
        create_show(tmp_path / name)
        guids |= {episode.guid for episode in load_show(tmp_path / name).episodes}
    assert len(guids) == 6


def test_a_new_show_takes_any_title(tmp_path: Path) -> None:
    title = 'Bees & "wax" \\ $money — 🐝'
    create_show(tmp_path, title=title)
    assert load_show(tmp_path).title == title


def test_a_folder_that_holds_anything_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "mine.txt"):
        with pytest.raises(NotCreated, match="not an empty folder"):
            create_show(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def keys_with_comments(path: Path) -> set[tuple[str, str]]:
    """Find the keys of a settings file that a comment stands beside, or at the end of their text."""
    found, table, key = set(), "", ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            table, key = line.split("]")[0].strip("["), ""
        elif " = " in line and line[0].isalpha():
            key = line.split(" = ")[0]
        if key and "# " in line:
            found.add((table, key))
    return found


@pytest.mark.parametrize("which", ["bundled", "starter"])
def test_every_key_is_in_the_settings_with_a_comment(tmp_path: Path, which: str) -> None:
    if which == "starter":
        create_show(tmp_path)
    path = (ROOT if which == "bundled" else tmp_path) / "episodes/show.toml"
    every_key = {(table, key) for table, keys in SHOW_TABLES.items() for key in keys}
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    assert {(table, key) for table, keys in values.items() for key in keys} == every_key
    assert keys_with_comments(path) == every_key


def test_the_bundled_shows_settings_are_sound() -> None:
    show = load_show(ROOT)
    assert (show.owner.email, show.feed.category, show.feed.explicit) == (
        "podcast@example.org",
        "Technology",
        False,
    )
    assert "synthetic voice" in show.description


def test_what_is_known_of_a_new_episode_goes_into_its_file(show_root: Path, write_episode: Write) -> None:
    write_episode("wax", number=41, topics="[Fine-Bees]", draft="true")
    known = Beginning("who rules", "She lays: all of them.", ("fine bees", "Hive"), date(2026, 5, 1), 50)
    create_episode(show_root, "Queens", known)
    (episode,) = load_show(show_root).episodes
    assert (episode.title, episode.subtitle, episode.number) == ("Queens", "who rules", 50)
    assert (episode.summary, episode.topics) == ("She lays: all of them.", ("Fine-Bees", "Hive"))
    assert episode.published.date() == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("known", "what"),
    [
        (Beginning(number=41), "number 41 is taken"),
        (Beginning(number=0), "number must be a whole number from 1"),
        (Beginning(summary="s" * 5000), "summary is 5000 bytes long"),
        (Beginning(subtitle="bell \x07"), "subtitle holds the control character U\\+0007"),
        (Beginning(topics=("蜂",)), "topics has the topic «蜂»"),
        (Beginning(topics=("",)), "topics has an empty item"),
        (Beginning(published=date(1066, 10, 14)), "published must be a date from 1970"),
    ],
)
def test_what_an_episode_file_could_not_say_is_refused(
    show_root: Path, write_episode: Write, known: Beginning, what: str
) -> None:
    write_episode("wax", number=41, draft="true")
    with pytest.raises(NotCreated, match=what):
        create_episode(show_root, "Queens", known)
    assert [path.name for path in (show_root / "episodes").glob("*.md")] == ["wax.md"]
