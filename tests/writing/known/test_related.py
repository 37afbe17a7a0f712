"""Which episodes belong together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.catalogue.show import Episode, Show
from pipeline.writing.known import related
from pipeline.writing.known.related import MOST_COMPARED, ShowIndex, related_episodes

MakeEpisode = Callable[..., Episode]
MakeShow = Callable[..., Show]


def titles(show: Show, number: int, count: int = 5) -> list[str]:
    return [episode.title for episode in related_episodes(show, show.episodes[number - 1], count)]


def test_the_nearest_share_words_and_topics(sea: Show) -> None:
    assert titles(sea, 2, 2) == ["Spring tides", "The Bay of Fundy"]


def test_an_episode_is_never_related_to_itself(sea: Show) -> None:
    for episode in sea.episodes:
        assert episode not in related_episodes(sea, episode, 99)


def test_what_shares_nothing_is_not_related(make_episode: MakeEpisode, make_show: MakeShow) -> None:
    show = make_show(
        make_episode(1, "Bees", summary="They dance.", topics=("Insects",)),
        make_episode(2, "Ships", summary="Hulls float.", topics=("Sea",)),
        make_episode(3, "Ants", summary="They march.", topics=("Insects",)),
    )
    assert titles(show, 1) == ["Ants"]


def test_a_rare_topic_weighs_more_than_a_common_one(make_episode: MakeEpisode, make_show: MakeShow) -> None:
    show = make_show(
        make_episode(1, "Alpha", summary="One.", topics=("Everything", "Rare")),
        make_episode(2, "Beta", summary="Two.", topics=("Everything",)),
        make_episode(3, "Gamma", summary="Three.", topics=("Everything",)),
        make_episode(4, "Delta", summary="Four.", topics=("Rare",)),
    )
    assert titles(show, 1)[0] == "Delta"


def test_naming_another_subject_brings_it_near(make_episode: MakeEpisode, make_show: MakeShow) -> None:
    show = make_show(
        make_episode(1, "Locks", summary="A chamber that lifts ships, once designed by Leonardo."),
        make_episode(2, "Canals", summary="Water roads, dug by hand for ages."),
        make_episode(3, "Barges", summary="Flat boats on canals, drawn by horses."),
        make_episode(4, "Horses", summary="They pull whatever has to be pulled."),
    )
    assert titles(show, 3, 2) == ["Horses", "Canals"]


def test_a_person_is_no_matter_of_a_namesake(make_episode: MakeEpisode, make_show: MakeShow) -> None:
    show = make_show(
        make_episode(1, "Word games", summary="A game that Claude Shannon played with a book."),
        make_episode(2, "Claude", summary="A family of models."),
        make_episode(3, "Assistants", summary="Models such as Claude, which answer."),
    )
    index = ShowIndex(show)
    assert not index.names(show.episodes[0], show.episodes[1])
    assert index.names(show.episodes[2], show.episodes[1])


def test_an_episode_that_is_not_in_the_show_has_its_topics_at_least(
    sea: Show, make_episode: MakeEpisode
) -> None:
    stranger = make_episode(99, "Eclipses", topics=("Moon",))
    assert [e.title for e in related_episodes(sea, stranger, 2)] == ["Spring tides", "Tides"]


def test_the_order_is_the_same_for_an_equal_show(sea: Show, make_show: MakeShow) -> None:
    again = make_show(*sea.episodes)
    assert all(
        related_episodes(sea, episode, 5) == related_episodes(again, episode, 5) for episode in sea.episodes
    )


def test_the_word_two_summaries_share_is_found(sea: Show) -> None:
    tides, spring_tides, lights = sea.episodes[1], sea.episodes[2], sea.episodes[5]
    assert ShowIndex(sea).shared_word(tides, spring_tides) is None  # «tides» is in both titles
    assert ShowIndex(sea).shared_word(spring_tides, lights) is None
    waves, bay = sea.episodes[0], sea.episodes[3]
    longer = replace(bay, summary="A funnel of coast where the wind piles up the tide.")
    assert ShowIndex(sea).shared_word(replace(waves, summary="Along a coast they break."), longer) == "coast"


def test_of_very_many_the_ones_that_share_what_is_rare_are_compared(
    make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    count = 3 * MOST_COMPARED
    rare = {40: "A quokka and rain.", count - 40: "Rain on a quokka."}
    episodes = [make_episode(n, f"No {n}", summary=rare.get(n, f"Rain on {n}.")) for n in range(1, count + 1)]
    show = make_show(*(replace(episode, topics=("Weather",)) for episode in episodes))
    ranked = ShowIndex(show).ranked(show.episodes[39])
    assert ranked[0] is show.episodes[count - 41]
    assert MOST_COMPARED - 1 <= len(ranked) <= MOST_COMPARED
    assert {abs(other.number - 40) for other in ranked[1:]} <= set(range(1, MOST_COMPARED + 1))


def test_no_episode_is_compared_with_more_than_so_many(sea: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(related, "MOST_COMPARED", 2)
    assert all(len(related_episodes(replace(sea), episode, 99)) <= 2 for episode in sea.episodes)


def test_the_next_episode_is_the_next_by_number(sea: Show) -> None:
    first, second, *_, last = sea.episodes
    assert ShowIndex(sea).following(first) is second
    assert ShowIndex(sea).following(last) is None
