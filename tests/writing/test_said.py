"""Signs and short forms as the ear hears them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalogue.show import Episode, Show
from pipeline.writing.said import for_the_ear, spoken_signs

MakeEpisode = Callable[..., Episode]
MakeShow = Callable[..., Show]
PACK = """\
[[term]]
term = "salt"
aliases = ["NaCl"]
said = "salt"
is = "Salt is a mineral."

[[term]]
term = "LED"
said = "L E D"
is = "An LED is a lamp."
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <tool_call> ends it", "a tool call ends it"),
        ("[BOS] comes first", "BOS comes first"),
        ("key/value pairs", "key-value pairs"),
        ("10 km/s and P/E", "10 km/s and P/E"),
    ],
)
def test_signs_become_words_and_units_stay(text: str, expected: str) -> None:
    assert spoken_signs(text) == expected


def test_a_formula_is_read_as_the_field_reads_it_and_capitals_stay(
    tmp_path: Path, make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    (tmp_path / "episodes/packs").mkdir(parents=True)
    (tmp_path / "episodes/packs/own.toml").write_text(PACK, encoding="utf-8")
    episode = make_episode(1, "Brine", summary="NaCl, or 5% NaCl in water, lights no LED.")
    show = make_show(episode, root=tmp_path)
    assert for_the_ear(show, episode) == "Salt, or 5% salt in water, lights no LED."
