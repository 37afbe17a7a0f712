"""Which entry of a pack an episode is written around."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalogue.show import Episode, Show
from pipeline.writing.known.subject import subject_of
from pipeline.writing.plan import Plan

MakeEpisode = Callable[..., Episode]
MakeShow = Callable[..., Show]
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

[[term]]
term = "termination clause"
is = "A termination clause is the part of a contract that says who may end it."
ask = "How do you leave without slamming the door?"
why = "The exit is agreed while both sides still smile."

[[term]]
term = "inoculation"
is = "Inoculation was giving a person a little smallpox on purpose."
ask = "Why would a parent give a child smallpox?"
why = "A scratch made a milder illness than a breath."

[[term]]
term = "vaccination"
aliases = ["cowpox"]
is = "Vaccination is showing the body a harmless likeness of a germ."
ask = "What did a doctor learn from a milkmaid?"
why = "Cowpox from a blister on a milkmaid's hand, scratched into an arm, is close enough to smallpox."
"""


@pytest.fixture
def subject(tmp_path: Path, make_episode: MakeEpisode, make_show: MakeShow) -> Callable[..., str]:
    """Say which entry an episode gets, and how it was found."""
    (tmp_path / "episodes/packs").mkdir(parents=True)
    (tmp_path / "episodes/packs/own.toml").write_text(PACK, encoding="utf-8")

    def find(title: str, summary: str, **facts: object) -> str:
        episode = make_episode(1, title, summary=summary, **facts)
        found = subject_of(Plan(make_show(episode, root=tmp_path)), episode)
        return f"{found.term.term}, {found.way}" if found else ""

    return find


def test_a_title_names_it(subject: Callable[..., str]) -> None:
    assert subject("Brining", "Salt water keeps a bird juicy.") == "brining, title"


def test_a_title_cut_short_is_completed_by_the_summary(subject: Callable[..., str]) -> None:
    assert subject("Termination", "A termination clause says who may go.") == "termination clause, title"


def test_a_verb_points_to_it_where_the_rest_fits(subject: Callable[..., str]) -> None:
    assert (
        subject("Juicy birds", "A cook brines meat in salt water, so that it stays juicy.")
        == "brining, forms"
    )
    assert subject("Old quarrels", "A cook brines nothing but old quarrels.") == ""


def test_a_thing_that_is_seen_in_many_places_needs_more_than_its_name(subject: Callable[..., str]) -> None:
    assert subject("Turkey at home", "A turkey feeds many.") == ""


def test_an_entry_that_shares_far_more_with_the_summary_wins_over_the_titles(
    subject: Callable[..., str],
) -> None:
    summary = "In 1796 a doctor took cowpox from a blister on a milkmaid's hand and scratched it into an arm."
    assert subject("Inoculation", summary) == "vaccination, forms"
    assert subject("Inoculation", "Parents gave a child a little smallpox.") == "inoculation, title"


def test_an_episode_with_notes_enough_needs_none(subject: Callable[..., str]) -> None:
    assert subject("Brining", "Salt.", notes={"": ["Salt and water and time and salt. " * 30]}) == ""


def test_an_entry_serves_one_episode(
    tmp_path: Path, make_episode: MakeEpisode, make_show: MakeShow, subject: Callable[..., str]
) -> None:
    del subject  # it has written the pack
    told = "A salty bath keeps dry meat juicy."
    episodes = make_episode(1, "Brining fish", summary=told), make_episode(2, "Brining", summary=told)
    show = make_show(*episodes, root=tmp_path)
    assert [subject_of(Plan(show), episode) is None for episode in show.episodes] == [True, False]


def test_an_entry_that_asks_of_something_else_is_not_used(subject: Callable[..., str]) -> None:
    assert subject("The word brining", "An old verb of the coast that only cooks still say.") == ""
    assert subject("Brining", "An old verb of the coast.") == ""
