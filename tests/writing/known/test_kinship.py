"""Which episodes belong together, and which sentences of theirs can be heard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.catalogue.show import Episode, Show
from pipeline.writing.known.kinship import kin_by_years, year_of
from pipeline.writing.known.neighbours import neighbours_of, tellable_beats
from pipeline.writing.plan import Plan

MakeEpisode = Callable[..., Episode]
MakeShow = Callable[..., Show]
ROEBLING = "In 1872 Emily Roebling took over the work on the bridge across the river in Brooklyn."
FORTH = "In 1890 engineers from Brooklyn opened a bridge of steel across a river in Scotland."
LIBRARY = "In 1894 a library opened."


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("It opened in 1883.", 1883),
        ("It cost 1,883 pounds.", None),
        ("It stood 1883 years.", None),
        ("In the 1880s it rained.", None),
        ("From 1872 to 1883.", 1872),
    ],
)
def test_a_year_is_told_from_other_numbers(text: str, year: int | None) -> None:
    assert year_of(text) == year


@pytest.fixture
def bridges(make_episode: MakeEpisode, make_show: MakeShow) -> Show:
    """Three dated summaries, of which two share words, and one without a year between them."""
    return make_show(
        make_episode(1, "Brooklyn", summary=ROEBLING),
        make_episode(2, "Ropes", summary="Villages twist grass."),
        make_episode(3, "The Forth", summary=FORTH),
        make_episode(4, "Shelves", summary=LIBRARY),
    )


def test_years_lead_to_a_summary_that_shares_words_and_to_no_other(bridges: Show) -> None:
    assert kin_by_years(Plan(bridges), bridges.episodes[0]) == ("the-forth",)
    assert kin_by_years(Plan(bridges), bridges.episodes[3]) == ()


def test_years_alone_join_no_two_things_of_one_kind(make_episode: MakeEpisode, make_show: MakeShow) -> None:
    grit = "Every August the Earth ploughs through grit of a comet that last came round the Sun in 1992."
    back = "The comet comes back, was last closest to the Sun in 1986, and no August brings it round again."
    pair = make_episode(1, "Perseids", summary=grit), make_episode(3, "Halley", summary=back)
    show = make_show(pair[0], make_episode(2, "Polaris", summary="It stands still."), pair[1])
    assert kin_by_years(Plan(show), show.episodes[0]) == ()


def test_a_neighbour_by_years_comes_with_the_gap(bridges: Show) -> None:
    (neighbour, *_) = neighbours_of(Plan(bridges), bridges.episodes[0], None, bridges.episodes[1])
    assert (neighbour.way, neighbour.gap, neighbour.beats) == ("years", 18, (FORTH,))


def test_the_next_episode_is_no_neighbour(bridges: Show) -> None:
    found = neighbours_of(Plan(bridges), bridges.episodes[0], None, bridges.episodes[2])
    assert [neighbour.name.heading for neighbour in found] == []


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        ("It opened in the rain.", ()),
        ("Engineers opened the bridge. It fell in the sun.", ("Engineers opened the bridge.",)),
        ("A bridge for the mail.", ()),
    ],
)
def test_only_sentences_that_can_be_heard_alone_are_told_elsewhere(
    make_episode: MakeEpisode, make_show: MakeShow, summary: str, told: tuple[str, ...]
) -> None:
    show = make_show(make_episode(1, "The bridge", summary=summary))
    assert tellable_beats(Plan(show), show.episodes[0]) == told
