from __future__ import annotations

import re
from functools import cache
from itertools import product

import pytest

from pipeline.audio.artwork.colours import contrast, read_colour
from pipeline.catalogue.show import CoverSettings
from pipeline.errors import InvalidCover
from pipeline.publishing.site.theme import theme_css

COLOURS = ["#000000", "#ffffff", "#10243e", "#ff7a59", "#ffff00", "#808080", "#767676", "#00ff00", "#0000ff"]
COVERS = [CoverSettings("", *colours) for colours in product(COLOURS, repeat=3)]


@cache
def schemes(cover: CoverSettings) -> list[dict[str, str]]:
    blocks = re.findall(r":root\{(.*?)\}", theme_css(cover))
    return [dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{6});", block)) for block in blocks]


def test_there_is_a_scheme_for_day_and_one_for_night() -> None:
    day, night = schemes(CoverSettings())
    assert contrast(read_colour(day["ground"]), (255, 255, 255)) < 1.2
    assert contrast(read_colour(night["ground"]), (0, 0, 0)) < 1.4
    assert day.keys() == night.keys()


@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("text", "ground", 7),
        ("text", "surface", 7),
        ("quiet", "ground", 4.5),
        ("quiet", "surface", 4.5),
        ("link", "ground", 4.5),
        ("link", "surface", 4.5),
        ("edge", "ground", 3),
        ("on-accent", "accent", 4.5),
        ("band-text", "band", 4.5),
        ("band-quiet", "band", 4.5),
        ("mark-text", "mark", 4.5),
    ],
)
def test_text_can_be_read_whatever_the_cover_s_colours(text: str, ground: str, least: float) -> None:
    for cover in COVERS:
        for scheme in schemes(cover):
            found = contrast(read_colour(scheme[text]), read_colour(scheme[ground]))
            assert found >= least, f"{cover}: {scheme[text]} on {scheme[ground]} is {found:.2f}"


def test_a_colour_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidCover):
        theme_css(CoverSettings(accent="octarine"))
