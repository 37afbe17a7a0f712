"""The ready-made lines at the end of a script: the next episode, and a goodbye where none is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.catalogue.disclosure import discloses
from pipeline.catalogue.show import Episode, Show
from pipeline.writing.phrases import load_banks
from pipeline.writing.write import write_script

MakeEpisode = Callable[..., Episode]
MakeShow = Callable[..., Show]

NOTES = {
    "Hook": ["The sea comes back every day, and a little later each time."],
    "How it works": ["The Moon pulls the water into two bulges, and we turn beneath them."],
    "Take-away": ["The sea runs by the Moon, and the Moon runs late."],
}


@pytest.fixture
def show(make_show: MakeShow, make_episode: MakeEpisode) -> Show:
    tides = make_episode(1, "Tides", notes=NOTES, format="explainer")
    waves = make_episode(2, "Waves", subtitle="what the wind leaves behind", notes=NOTES, format="story")
    return make_show(tides, waves)


def last_words(show: Show, episode: Episode) -> str:
    return list(write_script(show, episode).paragraphs)[-1].sentences[-1]


def test_the_next_episode_is_named_last_where_the_opening_has_said_whose_voice_it_is(show: Show) -> None:
    said_first = replace(show, voice=replace(show.voice, disclosure="opening"))
    assert "waves" in last_words(said_first, show.episodes[0]).casefold()


def test_the_newest_episode_says_goodbye(show: Show) -> None:
    said_first = replace(show, voice=replace(show.voice, disclosure="opening"))
    assert last_words(said_first, show.episodes[1]) in load_banks()["sign_off_plain"].lines


def test_what_kind_of_voice_it_was_is_said_last_where_the_opening_has_not_said_it(show: Show) -> None:
    said_last = replace(show, voice=replace(show.voice, disclosure="closing"))
    assert discloses(last_words(said_last, show.episodes[0]))
