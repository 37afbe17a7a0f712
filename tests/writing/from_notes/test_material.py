"""What a format may name."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.catalogue.show import Episode, Show
from pipeline.writing.from_notes.material import gather_material
from pipeline.writing.plan import Plan

MakeEpisode = Callable[..., Episode]
MakeShow = Callable[..., Show]


def test_notes_come_as_plain_words(sea: Show, make_episode: MakeEpisode) -> None:
    episode = make_episode(
        7, "Fog", notes={"Hook": ["It *hides* the [cape](https://example.org).", "<!-- no -->"]}
    )
    assert gather_material(Plan(sea), episode).notes == {"Hook": ("It hides the cape.",)}


def test_the_next_episode_is_the_one_with_the_next_number(
    make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    show = make_show(make_episode(1, "Reefs"), make_episode(4, "Wrecks", subtitle="what reefs collect"))
    first = gather_material(Plan(show), show.episodes[0])
    assert first.following is not None
    assert (first.following.heading, first.following_subtitle) == ("Wrecks", "what reefs collect")
    assert gather_material(Plan(show), show.episodes[1]).following is None
