"""Chapter titles with the episode's name in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.catalogue.show import Episode
from pipeline.writing.chapters import chapter
from pipeline.writing.names import name_of

MakeEpisode = Callable[..., Episode]
ORDINARY = frozenset("tides rising salt".split())


@pytest.mark.parametrize(
    ("title", "asked", "expected"),
    [
        ("Salt", "How … works", "How salt works"),
        ("Tides", "How … works", "How tides work"),
        ("Tides", "How does … work?", "How do tides work?"),
        ("Salt", "… at work", "Salt at work"),
        ("Why the sea is salt", "How … works", "How it works"),
        ("Tides of the North Sea", "How … works", "How it works"),
        ("Logit bias", "What … changes", "What Logit bias changes"),
    ],
)
def test_a_chapter_names_its_episode_if_the_name_is_short(
    make_episode: MakeEpisode, title: str, asked: str, expected: str
) -> None:
    name = name_of(make_episode(1, title), ORDINARY)
    assert chapter(name, asked, "how it works") == expected
