"""What comes first in a script, and what bears to come first."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.catalogue.show import Episode, Show
from pipeline.writing.material import Material, gather_material
from pipeline.writing.moves import explaining
from pipeline.writing.phrases import Phrases, load_banks
from pipeline.writing.plan import Plan
from pipeline.writing.shapes import shape_of

MakeEpisode = Callable[..., Episode]
MakeShow = Callable[..., Show]
PACK = """\
name = "own"
title = "Own"
about = "What we know."

[[term]]
term = "parallax"
is = "Parallax is the shift of a near thing against a far background."
ask = "How far is a star that nobody can visit?"
why = "The Earth carries a telescope to the other side of the Sun, and a near star seems to move."
like = {like}
example = {example}
but = "No star is so near that an eye could see it move."
keep = "A pencil and two eyes are a ruler."
"""
IMAGE = "A pencil before one eye jumps when the other eye opens."
CASE = "Two surveyors on a river bank sight the same church tower from both ends of a rope."
STORY = "In 1838 Friedrich Bessel measured how far a near star seems to shift."


@pytest.fixture
def know(tmp_path: Path, make_episode: MakeEpisode, make_show: MakeShow) -> Callable[..., Material]:
    """Gather what is known of an episode on parallax, with this image and this case in its pack."""

    def gather(number: int, summary: str, like: str = IMAGE, example: str = CASE) -> Material:
        (tmp_path / "episodes/packs").mkdir(parents=True, exist_ok=True)
        pack = PACK.format(like=f'"{like}"', example=f'"{example}"')
        (tmp_path / "episodes/packs/own.toml").write_text(pack, encoding="utf-8")
        show = make_show(make_episode(number, "Parallax", summary=summary), root=tmp_path)
        return gather_material(Plan(show), show.episodes[0])

    return gather


@pytest.mark.parametrize(
    ("number", "summary", "first"),
    [
        (3, STORY, "story"),
        (3, "A near star shifts as the Earth goes round the Sun.", "question"),
        (5, "A near star shifts as the Earth goes round the Sun.", "image"),
    ],
)
def test_what_comes_first_is_the_numbers_turn_and_the_materials(
    know: Callable[..., Material], number: int, summary: str, first: str
) -> None:
    assert shape_of(know(number, summary)).begins_with == first


def test_neighbours_never_go_on_alike_where_both_ask_first(know: Callable[..., Material]) -> None:
    told = "A near star seems to shift against a far background."
    shapes = [shape_of(know(number, told, "So does a pencil.")) for number in range(3, 9)]
    assert all(one != other for one, other in pairwise(shapes))


@pytest.mark.parametrize(
    ("line", "alone"),
    [
        (IMAGE, True),
        ("A kettle does the same on a summer evening.", False),
        ("It is like a pencil before one eye.", False),
        ("The till reads a label and knows what is in the tin.", False),
        ("A ruler of this kind is held up before one eye.", False),
    ],
)
def test_only_what_leans_on_nothing_is_heard_first(
    know: Callable[..., Material], line: str, alone: bool
) -> None:
    assert explaining.opens_alone(know(5, "A near star shifts.", like=line), "like") is alone


def test_an_image_that_comes_first_says_what_it_stands_for(know: Callable[..., Material]) -> None:
    phrases = Phrases(load_banks(), 5, {"show": "Ninety", "heading": "", "plain": ""})
    first = explaining.image(know(5, "A near star shifts."), phrases)
    assert first is not None
    assert first.sentences[0] == IMAGE
    assert first.sentences[1].endswith("with parallax.")
    named = explaining.image(know(5, "A near star shifts.", like="Try parallax with a pencil."), phrases)
    assert named is not None
    assert named.sentences == ("Try parallax with a pencil.",)


def test_a_person_by_the_last_name_alone_is_not_heard_first(know: Callable[..., Material]) -> None:
    case = "Bessel looked at one star for a year."
    assert not explaining.opens_alone(know(4, STORY, example=case), "example")
