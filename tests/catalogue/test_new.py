from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.catalogue.load import load_show
from pipeline.catalogue.new import NOTE_PROMPTS, Beginning, create_episode
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
