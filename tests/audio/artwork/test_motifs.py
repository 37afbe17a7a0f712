from __future__ import annotations

import random
from itertools import pairwise

import pytest

from pipeline.audio.artwork.motifs import MOTIFS, Dot, Ink, Motif, Sector


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_pattern_stays_within_its_quarter_circle(motif: Motif) -> None:
    for seed in range(50):
        for shape in motif(random.Random(seed)):
            if isinstance(shape, Sector):
                assert 0 <= shape.inner < shape.outer <= 1.0001
                assert 0 <= shape.start < shape.end <= 90.0001
            else:
                assert 0 < shape.distance + shape.radius <= 1.05
                assert 0 <= shape.angle <= 90


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_pattern_uses_more_than_one_colour(motif: Motif) -> None:
    for seed in range(50):
        assert {shape.ink for shape in motif(random.Random(seed))} & {Ink.TEXT, Ink.SHADE}


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_pattern_is_the_same_for_the_same_seed_and_differs_with_it(motif: Motif) -> None:
    drawn = [[*motif(random.Random(seed))] for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_pattern_is_made_of_few_shapes(motif: Motif) -> None:
    assert all(len([*motif(random.Random(seed))]) < 200 for seed in range(50))


def test_dots_do_not_touch_their_neighbours_in_a_row() -> None:
    grains = next(motif for motif in MOTIFS if motif.__name__ == "grains")
    rows: dict[float, list[Dot]] = {}
    for shape in grains(random.Random(5)):
        if isinstance(shape, Dot):
            rows.setdefault(shape.distance, []).append(shape)
    for distance, dots in rows.items():
        for one, other in pairwise(dots):
            apart = distance * (other.angle - one.angle) * 3.14159 / 180
            assert apart > one.radius + other.radius
