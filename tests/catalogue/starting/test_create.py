from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.catalogue.load import load_show
from pipeline.catalogue.new import NOTE_PROMPTS
from pipeline.catalogue.show import AudioSettings, LengthSettings, VoiceSettings
from pipeline.catalogue.starting.answers import read_answers
from pipeline.catalogue.starting.create import add_workflow, begin, create_show
from pipeline.errors import ExitCode, InvalidShow, NotCreated, OutputFailed

BRIDGES = {"the-arch.md", "the-suspension-bridge.md", "tacoma-narrows.md"}


def files_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def new(folder: Path, **given: str) -> Path:
    answers = read_answers({name.replace("_", "-"): text for name, text in given.items()})
    create_show(begin(folder), answers)
    return folder


def test_a_new_show_is_its_settings_and_what_git_ignores(tmp_path: Path) -> None:
    begun = create_show(begin(tmp_path / "my-show"), {})
    assert files_below(tmp_path / "my-show") == {"episodes/show.toml", ".gitignore"}
    assert {path.name for path in begun.files} == {"show.toml", ".gitignore"}
    assert (tmp_path / "my-show/.gitignore").read_text().split("\n")[1:3] == ["output/", ".cache/"]


def test_its_settings_are_short_and_every_other_key_has_its_default(tmp_path: Path) -> None:
    show = load_show(new(tmp_path / "my-show"))
    assert show.title == "My show"
    assert (show.episodes, show.glossary, show.lexicon) == ((), (), ())
    assert (show.voice, show.length, show.audio) == (VoiceSettings(), LengthSettings(), AudioSettings())
    text = (tmp_path / "my-show/episodes/show.toml").read_text()
    assert len(text.splitlines()) <= 25
    assert "`ninety settings`" in text
    assert "synthetic voice" in show.description


def test_what_is_answered_stands_in_the_settings(tmp_path: Path) -> None:
    show = load_show(
        new(
            tmp_path / "s",
            title='Bees & "wax" \\ $money — 🐝',
            author="Ada Keeper",
            email="ada@bees.internal",
            site_url="bees.internal/show/",
            length="1:15",
            voice="tone/beep",
            language="EN-GB",
            timezone="Europe/Berlin",
            category="Science",
            description='First.\n\nSecond, with \\ and "quotes".',
        )
    )
    assert show.title == 'Bees & "wax" \\ $money — 🐝'
    assert (show.owner.name, show.credit, show.owner.email) == (
        "Ada Keeper",
        "Ada Keeper",
        "ada@bees.internal",
    )
    assert (show.site_url, show.length.target_seconds) == ("https://bees.internal/show", 75)
    assert (show.voice.voice, show.language, show.timezone) == ("tone/beep", "en-gb", "Europe/Berlin")
    assert (show.feed.category, show.description) == ("Science", 'First.\n\nSecond, with \\ and "quotes".')


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("title", "  ", "--title is empty"),
        ("title", "t" * 300, "--title is 300 bytes long"),
        ("title", "bell \x07", "control character"),
        ("email", "me at home", "must be an e-mail address"),
        ("site-url", "http://bees.internal", "begins with https://"),
        ("length", "soon", "must be a length, not «soon»"),
        ("length", "1", "a number from 5 to 3600"),
        ("language", "klingon", "must be a language code"),
        ("category", "science", "spelled as Apple spells it"),
        ("timezone", "Mars", "must be a time zone"),
    ],
)
def test_an_answer_that_cannot_be_is_named(name: str, text: str, told: str) -> None:
    with pytest.raises(NotCreated) as caught:
        read_answers({name: text})
    assert told in caught.value.what
    assert caught.value.exit_code == ExitCode.USAGE


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90", 90),
        ("90 s", 90),
        ("2 min", 120),
        ("1 min 30 s", 90),
        ("1:30", 90),
        ("1.5 minutes", 90),
        ("90 Seconds", 90),
    ],
)
def test_a_length_is_read_as_people_write_it(text: str, seconds: float) -> None:
    assert read_answers({"length": text}) == {"length": seconds}


def test_a_title_is_made_of_the_folder_s_name(tmp_path: Path) -> None:
    assert load_show(new(tmp_path / "honey_and.wax")).title == "Honey and wax"
    for name in ("蜂", "bell\x07", "---"):
        assert load_show(new(tmp_path / name)).title == "My show"


def test_the_example_has_its_own_terms_and_three_episodes_that_came_out_lately(tmp_path: Path) -> None:
    create_show(begin(tmp_path / "b", example=True), {})
    show = load_show(tmp_path / "b")
    assert (show.title, show.feed.category, show.feed.subcategory) == (
        "How Bridges Stand",
        "Science",
        "Physics",
    )
    assert {episode.file.name for episode in show.episodes} == BRIDGES
    assert show.lexicon
    assert show.glossary
    today = datetime.now(UTC).date()
    days = [episode.published.date() for episode in show.episodes]
    assert all(b - a == timedelta(days=1) for a, b in pairwise(days))
    assert today - timedelta(days=4) <= days[0]
    assert days[-1] <= today


def test_the_episodes_of_the_example_have_notes_for_ninety_seconds(tmp_path: Path) -> None:
    create_show(begin(tmp_path / "s", example=True), {})
    for episode in load_show(tmp_path / "s").episodes:
        assert [section.heading for section in episode.notes.sections] == list(NOTE_PROMPTS)
        words = " ".join(p for section in episode.notes.sections for p in section.paragraphs).split()
        assert 215 <= len(words) <= 280, episode.slug
        assert episode.notes.further_reading


def test_each_example_has_guids_of_its_own(tmp_path: Path) -> None:
    guids = set()
    for name in ("a", "b"):
        create_show(begin(tmp_path / name, example=True), {})
        guids |= {episode.guid for episode in load_show(tmp_path / name).episodes}
    assert len(guids) == 6


@pytest.mark.parametrize("there", ["mine.txt", "notes/mine.txt", "episodes/mine.md"])
def test_a_folder_that_is_in_use_is_refused(tmp_path: Path, there: str) -> None:
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).write_text("mine", encoding="utf-8")
    for folder in (tmp_path, tmp_path / there):
        with pytest.raises(NotCreated, match="not an empty folder"):
            begin(folder)
    assert files_below(tmp_path) == {there}


def test_a_folder_that_has_a_show_is_refused(tmp_path: Path) -> None:
    new(tmp_path / "s")
    with pytest.raises(NotCreated, match="a show already") as caught:
        begin(tmp_path / "s")
    assert "ninety import" in caught.value.remedy


def test_a_new_repository_is_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in ("README.md", "LICENSE", ".gitignore"):
        (tmp_path / name).write_text("mine", encoding="utf-8")
    new(tmp_path)
    assert (tmp_path / "episodes/show.toml").is_file()
    assert {(tmp_path / name).read_text() for name in ("README.md", "LICENSE", ".gitignore")} == {"mine"}


def test_what_cannot_be_written_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there/.github").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(OutputFailed):
        create_show(begin(tmp_path / "there", example=True, workflow=True), {})
    assert files_below(tmp_path) == {"there/.github"}
    assert [path.name for path in (tmp_path / "there").iterdir()] == [".github"]


def test_the_workflow_can_come_later(tmp_path: Path) -> None:
    new(tmp_path / "s", voice="kokoro/af_heart")
    path = add_workflow(tmp_path / "s")
    assert path == tmp_path / "s/.github/workflows/podcast.yml"
    assert "ninety-podcast[kokoro]==" in path.read_text()
    assert add_workflow(tmp_path / "s") == path
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(NotCreated, match="another workflow"):
        add_workflow(tmp_path / "s")
    assert path.read_text() == "mine"
    with pytest.raises(InvalidShow):
        add_workflow(tmp_path / "nowhere")


def test_the_settings_are_toml_that_names_placeholders_as_such(tmp_path: Path) -> None:
    path = new(tmp_path / "s") / "episodes/show.toml"
    assert tomllib.loads(path.read_text())["owner"] == {"name": "Your name", "email": "you@example.org"}
    marked = [
        line.split(" ")[0] for line in path.read_text().splitlines() if "an example: write your own" in line
    ]
    assert marked == ["name", "email", "url"]
