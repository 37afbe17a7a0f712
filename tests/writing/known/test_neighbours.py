"""Which other episodes a summary calls up by name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.catalogue.show import Episode, Show
from pipeline.writing.known.neighbours import neighbours_of
from pipeline.writing.plan import Plan

MakeEpisode = Callable[..., Episode]
MakeShow = Callable[..., Show]


@pytest.mark.parametrize(
    ("title", "summary", "told"),
    [
        ("Brine", "Makers wash the rind with brine, which feeds orange bacteria.", False),
        ("Salt", "Salt firms the rind.", False),
        ("Salt Baths", "Makers wash the rind in salt baths.", True),
        ("Roquefort", "The rind is softer than that of Roquefort.", True),
    ],
)
def test_a_common_word_borrows_no_sentence_of_the_episode_that_is_called_so(
    make_episode: MakeEpisode, make_show: MakeShow, title: str, summary: str, *, told: bool
) -> None:
    show = make_show(
        make_episode(1, "Washed rinds", summary=summary),
        make_episode(2, "Cheddar", summary="Cheddar is stacked."),
        make_episode(3, title, summary="Young wheels lie in the cellar for several days."),
    )
    found = neighbours_of(Plan(show), show.episodes[0], None, show.episodes[1])
    assert bool(found) == told
