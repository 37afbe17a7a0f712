"""How a script from a summary ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.catalogue.show import Episode, Show
from pipeline.writing.material import Material, gather_material
from pipeline.writing.moves import closing
from pipeline.writing.phrases import Phrases

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
        ("Blots", "how a letter was lost", "blots, or how a letter was lost."),
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
    passage = closing.following(gather_material(show, show.episodes[0]), phrases)
    assert passage.text.endswith(expected)


def test_the_newest_only_says_that_no_person_spoke(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    assert len(closing.following(know(make_episode(1, "Kill fee")), phrases).sentences) == 1


@pytest.mark.parametrize(
    ("title", "summary", "named"),
    [
        (
            "Longitude",
            "Because the Earth turns, a sailor can work out how far west a ship is.",
            "is longitude.",
        ),
        (
            "The Mercator map",
            "Gerardus Mercator drew the world in 1569 with swollen poles.",
            "is the Mercator map.",
        ),
        ("Overtones", "A plucked string also moves in halves as it sounds.", "how overtones work."),
        ("Tugboats", "A modern tug pushes eighty tonnes.", ""),
        ("The tide gauge", "At Amsterdam the tide has been noted since 1700.", ""),
        ("Trap streets", "Small roads that are invented, placed on a map by its maker.", "are trap streets."),
        ("Quiet rooms", "In 1951 a composer sat in a chamber without echoes.", ""),
        ("Silence", "In 1951 a composer sat in a chamber without echoes.", ""),
        ("Plant hunters", "Botanists send seeds home in glass cases.", ""),
        ("Ink", "Ink dries on paper.", ""),
    ],
)
def test_what_the_summary_tells_of_without_its_name_is_named_at_the_end(
    know: Know, make_episode: MakeEpisode, phrases: Phrases, title: str, summary: str, named: str
) -> None:
    last = closing.title_again(know(make_episode(1, title, summary=summary)), phrases)
    assert (last.text if last else "").endswith(named)
    assert bool(last) == bool(named)


@pytest.mark.parametrize(
    ("title", "answer"),
    [
        ("Why is the sky blue?", "why the sky is blue."),
        ("Why do onions make us cry?", "why onions make us cry."),
        ("Why is the night sky dark?", "why the night sky is dark."),
        ("Why were the old towers round?", "why the old towers were round."),
        ("Why does toast fall face down?", ""),
        ("Where did the name come from?", ""),
        ("Is every snowflake different?", ""),
    ],
)
def test_a_title_that_asks_why_is_answered_where_no_word_must_be_bent(
    know: Know, make_episode: MakeEpisode, phrases: Phrases, title: str, answer: str
) -> None:
    summary = "Air scatters blue light from the sky in the dark night, and onions fall as round towers do."
    last = closing.title_again(know(make_episode(1, title, summary=summary)), phrases)
    assert (last.text if last else "").endswith(answer)
    assert bool(last) == bool(answer)


@pytest.mark.parametrize(
    "summary",
    [
        "Listeners raised on Western music call minor keys sad, but others do far less.",
        "Minor keys may sound sad by habit.",
        "Nobody has found a cause.",
    ],
)
def test_a_title_that_asks_why_is_not_answered_where_the_summary_does_not(
    know: Know, make_episode: MakeEpisode, phrases: Phrases, summary: str
) -> None:
    material = know(make_episode(1, "Why do minor keys sound sad?", summary=summary))
    assert closing.title_again(material, phrases) is None
