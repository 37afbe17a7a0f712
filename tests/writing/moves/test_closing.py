"""How a script from a summary ends."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from pipeline.catalogue.show import Episode, Show
from pipeline.writing.material import Material, gather_material
from pipeline.writing.moves import closing
from pipeline.writing.phrases import Phrases
from pipeline.writing.plan import Plan

MakeEpisode = Callable[..., Episode]
Know = Callable[..., Material]


def test_the_entrys_last_words_are_said_only_after_its_own_question(
    know: Know, make_episode: MakeEpisode
) -> None:
    last = closing.keep(know())
    assert last is not None
    assert last.text == "The seat has been paid for."
    assert closing.keep(know(make_episode(1, "Kill fee", notes={"Hook": ["The phone rang."]}))) is None


def test_the_next_episode_is_named_last_and_after_an_entry_by_its_title_alone(
    know: Know, phrases: Phrases
) -> None:
    passage = closing.following(know(), phrases)
    assert len(passage.sentences) == 2
    assert "pens" in passage.sentences[1].casefold()


@pytest.mark.parametrize(
    ("title", "subtitle", "expected"),
    [
        ("Quills", "feathers for the office", "quills: feathers for the office."),
        ("Blots", "how a letter was lost", "blots: how a letter was lost."),
        ("Erasers", "bread takes it away", "erasers. Bread takes it away."),
    ],
)
def test_after_a_short_script_the_next_comes_with_what_stands_under_its_title(
    desk: Callable[..., Show],
    make_episode: MakeEpisode,
    phrases: Phrases,
    title: str,
    subtitle: str,
    expected: str,
) -> None:
    number = 1 if "how" in subtitle else 3
    show = desk(make_episode(number, "Ink", summary="Ink dries."), make_episode(9, title, subtitle=subtitle))
    passage = closing.following(gather_material(Plan(show), show.episodes[0]), phrases)
    assert passage.text.endswith(expected)


@pytest.mark.parametrize(
    ("title", "line"), [("Off by One", r": Off by one\.$"), ("Quills", r"[^:] quills\.$|, quills\.$")]
)
def test_a_title_that_is_no_noun_is_announced_behind_a_colon(
    desk: Callable[..., Show], make_episode: MakeEpisode, phrases: Phrases, title: str, line: str
) -> None:
    show = desk(make_episode(1, "Kill fee"), make_episode(9, title))
    passage = closing.following(gather_material(Plan(show), show.episodes[0]), phrases)
    assert re.search(line, passage.text, re.IGNORECASE)


def test_the_newest_only_says_that_no_person_spoke(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    assert len(closing.following(know(make_episode(1, "Kill fee")), phrases).sentences) == 1


@pytest.mark.parametrize(
    ("title", "summary", "named"),
    [
        ("Trap streets", "Small roads that are invented, placed on a map by its maker.", "are trap streets."),
        (
            "The tally stick",
            "A notched piece of hazel that was split between two people.",
            "the tally stick.",
        ),
        ("Tally sticks", "A notched piece of hazel that was split between two people.", ""),
        ("Lamplighters", "Small lights that are carried from post to post.", ""),
        ("Glazing", "A thin coat that is brushed on before the fire.", ""),
        ("Longitude", "Because the Earth turns, a sailor can work out how far west a ship is.", ""),
        ("The Mercator map", "Gerardus Mercator drew the world in 1569 with swollen poles.", ""),
        ("Overtones", "A plucked string also moves in halves as it sounds.", ""),
        ("Beaver teeth", "Iron hardens the front, so that the softer back wears to a slope.", ""),
        ("Grafting", "A gardener ties a twig of one tree into a cut in another.", ""),
        ("Why do cats purr?", "Muscles in the throat open and close as a cat breathes.", ""),
        ("Why is glass clear?", "Light finds no electrons there that it could move.", ""),
        ("Ink", "Ink dries on paper.", ""),
    ],
)
def test_only_what_the_summary_describes_without_its_name_is_named_at_the_end(
    know: Know, make_episode: MakeEpisode, phrases: Phrases, title: str, summary: str, named: str
) -> None:
    last = closing.title_again(know(make_episode(1, title, summary=summary)), summary, phrases)
    assert (last.text if last else "").endswith(named)
    assert bool(last) == bool(named)


def test_what_was_told_by_its_name_is_not_named_again(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    summary = "A method that joins two ropes by weaving their strands."
    material = know(make_episode(1, "The splice", summary=summary))
    assert closing.title_again(material, f"The splice is a{summary[1:]}", phrases) is None
