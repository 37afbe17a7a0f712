"""What comes first in a script, and what bears to come first."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.catalogue.show import Episode, Show
from pipeline.writing.material import Material, gather_material
from pipeline.writing.plan import Plan
from pipeline.writing.shapes import shape_of
from pipeline.writing.write import draft

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
CASE = "Two surveyors with a telescope sight the same church tower from both ends of a rope."
STORY = "In 1838 Friedrich Bessel measured how far a near star seems to shift."


@pytest.fixture
def show_on_parallax(tmp_path: Path, make_episode: MakeEpisode, make_show: MakeShow) -> Callable[..., Show]:
    """Make a show of one episode on parallax, with an image and a case in its pack."""

    def make(number: int, summary: str) -> Show:
        (tmp_path / "episodes/packs").mkdir(parents=True, exist_ok=True)
        pack = PACK.format(like=f'"{IMAGE}"', example=f'"{CASE}"')
        (tmp_path / "episodes/packs/own.toml").write_text(pack, encoding="utf-8")
        return make_show(make_episode(number, "Parallax", summary=summary), root=tmp_path)

    return make


@pytest.fixture
def know(show_on_parallax: Callable[..., Show]) -> Callable[..., Material]:
    """Gather what is known of its episode."""

    def gather(number: int, summary: str) -> Material:
        show = show_on_parallax(number, summary)
        return gather_material(Plan(show), show.episodes[0])

    return gather


@pytest.mark.parametrize(
    "summary",
    [STORY, "A near star shifts as the Earth goes round the Sun.", "Surveyors shifted their rope by hand."],
)
@pytest.mark.parametrize("number", range(3, 9))
def test_the_question_comes_before_its_answer(
    know: Callable[..., Material], number: int, summary: str
) -> None:
    assert shape_of(know(number, summary)).begins_with == "question"


def test_neighbours_never_go_on_alike(know: Callable[..., Material]) -> None:
    told = "A near star seems to shift against a far background."
    shapes = [shape_of(know(number, told)) for number in range(3, 9)]
    assert all(one != other for one, other in pairwise(shapes))


@pytest.mark.parametrize("number", range(3, 9))
def test_the_cause_comes_first_and_the_image_before_the_last_words(
    show_on_parallax: Callable[..., Show], number: int
) -> None:
    summary = "A near star seems to shift against a far background."
    show = show_on_parallax(number, summary)
    text = " ".join(p.text for p in draft(Plan(show), show.episodes[0]).script.paragraphs)
    order = ["How far is a star", summary, "The Earth carries a telescope", IMAGE, "A pencil and two eyes"]
    places = [text.index(line) for line in order]
    assert places == sorted(places)
    assert text.index("The Earth carries") < text.index("surveyors") < text.index(IMAGE)
    assert text.index(IMAGE) < text.index("so near that an eye") < text.index("A pencil and two eyes")


@pytest.mark.parametrize("number", range(3, 9))
def test_a_summary_that_the_entry_does_not_touch_is_told_after_it(
    show_on_parallax: Callable[..., Show], number: int
) -> None:
    summary = (
        "In 1838 Friedrich Bessel found a third of an arcsecond, and surveyors in London heard of the result."
    )
    show = show_on_parallax(number, summary)
    assert shape_of(gather_material(Plan(show), show.episodes[0])).begins_with == "explanation"
    paragraphs = [p.text for p in draft(Plan(show), show.episodes[0]).script.paragraphs]
    told = next(text for text in paragraphs if "Bessel" in text)
    assert told.startswith(summary)  # in a paragraph of its own
    places = [" ".join(paragraphs).index(each) for each in ("How far is a star", IMAGE, summary)]
    assert places == sorted(places)
