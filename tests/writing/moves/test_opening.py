"""How a script from a summary begins."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.catalogue.show import Episode
from pipeline.writing.material import Material
from pipeline.writing.moves import opening
from pipeline.writing.phrases import Phrases

MakeEpisode = Callable[..., Episode]
Know = Callable[..., Material]
IN_VIENNA = "In 1847 Ignaz Semmelweis had doctors in Vienna wash their hands."


def test_the_entry_asks_where_it_also_has_last_words(know: Know) -> None:
    asked = opening.ask(know())
    assert asked is not None
    assert asked.text == "What is a page worth if nobody prints it?"


def test_the_authors_hook_goes_before_the_entrys(know: Know, make_episode: MakeEpisode) -> None:
    own = make_episode(1, "Kill fee", notes={"Hook": ["The phone rang."]})
    asked = opening.ask(know(own))
    assert asked is not None
    assert (asked.text, asked.move) == ("The phone rang.", "notes")


def test_a_year_at_the_front_makes_a_scene_with_its_place(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    scene = opening.scene(know(make_episode(1, "Hands", summary=IN_VIENNA)), phrases)
    assert scene is not None
    assert "1847" in scene.text
    assert "Vienna" in scene.text


@pytest.mark.parametrize(
    "summary", ["A doctor washed his hands in 1847.", "Doctors wash their hands.", "In 1847 washing hands."]
)
def test_no_other_year_does(know: Know, make_episode: MakeEpisode, phrases: Phrases, summary: str) -> None:
    assert opening.scene(know(make_episode(1, "Hands", summary=summary)), phrases) is None


def test_a_year_just_heard_is_left_out() -> None:
    assert opening.without_year("In 1847 a doctor came.") == "A doctor came."
    assert opening.without_year("A doctor came in 1847.") == "A doctor came in 1847."


@pytest.mark.parametrize(
    ("subtitle", "expected"),
    [
        ("stones that want to fall", "Stones that want to fall."),
        ("who pays for a bridge", "Who pays for a bridge?"),
        ("what is it worth?", "What is it worth?"),
        ("whose court, whose law", "Whose court, whose law."),
        ("why toast is brown", "Why toast is brown."),
    ],
)
def test_a_subtitle_is_a_headline_or_a_question(subtitle: str, expected: str) -> None:
    assert opening.as_headline(subtitle) == expected


def test_the_name_comes_with_what_stands_under_it_once(know: Know, phrases: Phrases) -> None:
    material = know()
    assert "paid for work that stops" in opening.name(material, phrases, subtitled=False).text
    assert "paid" not in opening.name(material, phrases, subtitled=True).text


def test_a_month_is_no_place() -> None:
    assert opening.place_in("In May in Paris it rained") == "Paris"
    assert opening.place_in("It rained in October") == ""


@pytest.mark.parametrize(
    ("subtitle", "is_one"),
    [
        ("limes for sailors", True),
        ("the doctor who counted", True),
        ("controlling noise", False),
        ("compressing and reconstructing data", False),
        ("why transfusions failed", False),
        ("who pays for a bridge", False),
        ("", False),
    ],
)
def test_a_thing_makes_last_words_and_a_doing_or_a_question_does_not(subtitle: str, is_one: bool) -> None:
    assert opening.is_kicker(subtitle) is is_one
