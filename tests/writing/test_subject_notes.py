"""What packs know of a subject, as the notes of an episode that has none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogue.show import Episode, LengthSettings, Show
from pipeline.writing.ranks import mandatory
from pipeline.writing.subject_notes import with_subject_notes
from pipeline.writing.write import draft

MakeEpisode = Callable[..., Episode]
MakeShow = Callable[..., Show]
SUMMARY = "A brined bird stays juicy, because salt loosens the muscle."
PACK = """\
name = "own"
title = "Own"
about = "What we know."

[[term]]
term = "brining"
forms = ["brines"]
seen_in = ["turkey"]
is = "Brining is soaking meat in salt water before the oven sees any of it."
ask = "How does a salty bath make dry meat juicy?"
why = "Salt opens the fibres, and open fibres keep their water."
like = "A sleeping bag does the same once it is shaken out of its sack."
but = "Meat left in for too long turns spongy."
keep = "Shake out the sleeping bag before the night is cold."
example = "A chicken breast needs half an hour."
# look up: any handbook of cooking
number = "Brines usually hold about five percent of salt."
"""


@pytest.fixture
def kitchen(tmp_path: Path, make_episode: MakeEpisode, make_show: MakeShow) -> Show:
    """A show with a pack of its own, and three episodes without notes."""
    (tmp_path / "episodes/packs").mkdir(parents=True)
    (tmp_path / "episodes/packs/own.toml").write_text(PACK, encoding="utf-8")
    return make_show(
        make_episode(1, "Brining", summary=SUMMARY),
        make_episode(2, "Turkey at home", summary="A turkey feeds many."),
        make_episode(3, "Brining fish", summary="Fish needs less salt."),
        root=tmp_path,
    )


def headings(show: Show, slug: str) -> list[str]:
    episode = show.episode(slug)
    assert episode is not None
    return [section.heading for section in episode.notes.sections]


def test_an_episode_named_for_a_subject_has_what_is_known_around_its_own_summary(kitchen: Show) -> None:
    episode = with_subject_notes(kitchen).episode("brining")
    assert episode is not None
    assert headings(with_subject_notes(kitchen), "brining") == [
        "Hook",
        "How it works",
        "Example",
        "Limit",
        "Take-away",
    ]
    idea = episode.notes.section("How it works")
    assert idea is not None
    assert idea.paragraphs[0].startswith(f"{SUMMARY} Brining is soaking")
    assert idea.paragraphs[0].endswith("out of its sack.")


def test_a_subject_is_told_once_and_a_thing_that_only_resembles_it_not_at_all(kitchen: Show) -> None:
    noted = with_subject_notes(kitchen)
    assert headings(noted, "brining-fish") == []
    assert headings(noted, "turkey-at-home") == []


def test_notes_of_the_author_stay_alone(kitchen: Show, make_episode: MakeEpisode) -> None:
    own = make_episode(1, "Brining", summary=SUMMARY, notes={"Hook": ["Salt is old."]})
    noted = with_subject_notes(replace(kitchen, episodes=(own,)))
    assert noted.episodes == (own,)


def test_a_summary_that_says_what_it_is_hears_no_definition(kitchen: Show, make_episode: MakeEpisode) -> None:
    told = make_episode(1, "Brining", summary="Soaking meat in salt water before the oven sees any of it.")
    episode = with_subject_notes(replace(kitchen, episodes=(told,))).episode("brining")
    assert episode is not None
    assert "Brining is soaking" not in str(episode.notes)


def test_a_show_without_packs_is_written_from_as_it_is(sea: Show) -> None:
    assert with_subject_notes(sea) is sea


def test_the_image_that_the_last_words_lean_on_stays_however_short_the_time(kitchen: Show) -> None:
    episode = kitchen.episode("brining")
    assert episode is not None
    hurried = replace(kitchen, length=LengthSettings(target_seconds=45))
    always = mandatory(draft(hurried, episode).script)
    assert "A sleeping bag does the same" in " ".join(paragraph.text for paragraph in always.paragraphs)


def test_the_script_begins_with_the_question_and_ends_on_its_image(kitchen: Show) -> None:
    episode = kitchen.episode("brining")
    assert episode is not None
    paragraphs = [paragraph.text for paragraph in draft(kitchen, episode).script.paragraphs]
    assert "How does a salty bath make dry meat juicy?" in paragraphs[:2]
    assert any(text.startswith("Shake out the sleeping bag") for text in paragraphs[-3:])
