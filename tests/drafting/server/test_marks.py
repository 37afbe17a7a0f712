from __future__ import annotations

from fractions import Fraction

import pytest

from pipeline.drafting.server.marks import marked, without_marks
from pipeline.drafting.server.numbers import numbers_in

SUPPORT = (
    "In 1847 Ignaz Semmelweis made doctors in Vienna wash their hands in chlorinated lime, and deaths fell "
    "from "
    "18 to 2 percent. One clinic had five thousand births. LoRA and GPT-4 are others."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deaths fell to two percent in Vienna.", "Deaths fell to two percent in Vienna."),
        ("Semmelweis counted 5,000 births.", "Semmelweis counted 5,000 births."),
        ("One doctor was enough.", "One doctor was enough."),
        ("Deaths fell by 16 points.", "Deaths fell by [[check: 16]] points."),
        ("About forty-seven doctors saw it.", "About [[check: forty-seven]] doctors saw it."),
        ("That was half of them.", "That was [[check: half]] of them."),
        ("It happened in 1848.", "It happened in [[check: 1848]]."),
        ("A man called Joseph Lister read it.", "A man called [[check: Joseph Lister]] read it."),
        ("Joseph Lister read it.", "[[check: Joseph Lister]] read it."),
        ("Hands carry what lamps do not show.", "Hands carry what lamps do not show."),
        ("On Monday I washed my hands.", "On Monday I washed my hands."),
        ("It beats GPT-4 but not GPT-5.", "It beats GPT-4 but not [[check: GPT-5]]."),
        ("The WHO agrees with LoRA.", "The [[check: WHO]] agrees with LoRA."),
    ],
)
def test_numbers_and_names_that_nobody_holds_are_marked(text: str, expected: str) -> None:
    assert marked(text, SUPPORT) == expected
    assert without_marks(marked(text, SUPPORT)) == text


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,000 and 1000 and a thousand", [1000, 1000, 1000]),
        ("two hundred and fifty thousand", [250_000]),
        ("5 million, or 5,000,000", [5_000_000, 5_000_000]),
        ("sixty-four times, 64×", [64, 64]),
        ("3.5 GB, 3 and 5, 25-50%", [Fraction(7, 2), 3, 5, 25, 50]),
        ("half, twice, a dozen", [Fraction(1, 2), 2, 12]),
        ("one thing, zero doubt, v2, GPT-4, H2O", []),
        ("the 1840s, 20% and 7th", [1840, 20, 7]),
    ],
)
def test_a_number_is_the_same_in_figures_and_in_words(text: str, values: list[int]) -> None:
    assert [number.value for number in numbers_in(text)] == values
