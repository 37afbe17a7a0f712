"""How a script from a summary begins."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from pipeline.catalogue.show import Episode, Show
from pipeline.writing.material import Material, gather_material
from pipeline.writing.moves import opening
from pipeline.writing.phrases import Phrases, load_banks
from pipeline.writing.plan import Plan

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


def test_the_name_is_one_sentence_with_show_and_subject_and_without_the_subtitle(
    know: Know, phrases: Phrases
) -> None:
    line = opening.name(know(), phrases).text
    assert "The Desk" in line
    assert "kill fee" in line
    assert "paid" not in line


def test_where_the_title_was_heard_only_the_show_is_named(know: Know, phrases: Phrases) -> None:
    line = opening.name(know(), phrases, heard=True).text
    assert "The Desk" in line
    assert "fee" not in line


def test_a_title_that_asks_is_the_question_and_what_stands_under_it_follows(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    material = know(make_episode(1, "Why Is It Late?", subtitle="nobody has read it"))
    first, name = opening.begin(material, phrases)
    assert first.text == "Why is it late? Nobody has read it."
    assert "late" not in name.text


@pytest.mark.parametrize(
    ("subtitle", "headline"),
    [
        ("who pays for a bridge", "Who pays for a bridge?"),
        ("the office gets smaller", "The office gets smaller."),
        ("it never dries", ""),
        ("lies on paper", ""),
        ("the end of the quill", ""),
        ("", ""),
    ],
)
def test_a_subtitle_that_asks_or_says_something_comes_first(
    know: Know, make_episode: MakeEpisode, subtitle: str, headline: str
) -> None:
    found = opening.headline(know(make_episode(1, "Ink", subtitle=subtitle, summary="A bottle is enough.")))
    assert (found.text if found else "") == headline


@pytest.mark.parametrize("number", range(1, 9))
def test_title_subtitle_and_show_are_said_once_each(
    desk: Callable[..., Show], make_episode: MakeEpisode, number: int
) -> None:
    show = desk(make_episode(number, "Stick charts", subtitle="the sea made of palm ribs"))
    said = Phrases(load_banks(), number, {"show": "The Desk", "heading": "", "plain": ""})
    text = " ".join(p.text for p in opening.begin(gather_material(Plan(show), show.episodes[0]), said))
    for each in ("stick charts", "the sea made of palm ribs", "the desk"):
        assert text.casefold().count(each) == 1
    assert not re.search(r"[,:] *[.,:]|:.*:", text)
