"""How a script from a summary begins."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.catalogue.show import Episode
from pipeline.writing.material import Material
from pipeline.writing.moves import opening
from pipeline.writing.phrases import Phrases, load_banks

MakeEpisode = Callable[..., Episode]
Know = Callable[..., Material]


def test_the_entry_asks_where_it_also_has_last_words(know: Know) -> None:
    asked = opening.ask(know())
    assert asked is not None
    assert asked.text == "What is a page worth if nobody prints it?"


def test_the_authors_hook_goes_before_the_entrys(know: Know, make_episode: MakeEpisode) -> None:
    own = make_episode(1, "Kill fee", notes={"Hook": ["The phone rang."]})
    asked = opening.ask(know(own))
    assert asked is not None
    assert (asked.text, asked.move) == ("The phone rang.", "notes")


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


def test_the_name_is_one_sentence_with_show_and_subject_and_without_the_subtitle(
    know: Know, phrases: Phrases
) -> None:
    line = opening.name(know(), phrases, asked=True).text
    assert "The Desk" in line
    assert "kill fee" in line
    assert "paid" not in line


def test_a_title_that_asks_is_the_question_once(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    material = know(make_episode(1, "Why Is It Late?", subtitle="nobody has read it"))
    assert opening.name(material, phrases, asked=False).text.startswith("Why is it late?")
    answered = opening.answered(material)
    assert answered is not None
    assert answered.text == "Why is it late? Nobody has read it."
    shown = Phrases(load_banks(), 1, {"show": "The Desk", "heading": "", "plain": ""})
    assert "late" not in opening.name(material, shown, asked=True).text


@pytest.mark.parametrize(
    ("subtitle", "is_one"),
    [
        ("the cell pays its own rent", True),
        ("limes for sailors", False),
        ("controlling noise", False),
        ("why transfusions failed", False),
        ("who pays for a bridge", False),
        ("", False),
    ],
)
def test_a_whole_sentence_is_a_statement_and_a_phrase_or_a_question_is_not(
    subtitle: str, is_one: bool
) -> None:
    assert opening.is_statement(subtitle) is is_one
