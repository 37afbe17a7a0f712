"""How figures are said, by every rule of their own and on both sides of where one ends."""

from __future__ import annotations

import pytest

from pipeline.speech.spoken import numbers

SAID = {
    numbers.cardinal: {
        "0": "zero",
        "10": "ten",
        "101": "one hundred one",
        "1,024": "one thousand twenty-four",
        "1234567": "one million two hundred thirty-four thousand five hundred sixty-seven",
        "007": "oh oh seven",
        "00": "oh oh",
        "0.5": "zero point five",
        ".5": "zero point five",
        "3.": "three",
        "3.0": "three point zero",
        "3.05": "three point oh five",
        "3.50": "three point five oh",
        "1" + "0" * 20: "one hundred quintillion",
        "1" + "0" * 21: "one" + " oh" * 21,
    },
    numbers.decimal: {"0": "zero", "00": "zero zero", "05": "oh five", "50": "five oh"},
    numbers.ordinal: {
        "1": "first",
        "2": "second",
        "21": "twenty-first",
        "101": "one hundred first",
        "1,000": "one thousandth",
        "1" + "0" * 20: "one hundred quintillionth",
        "4" * 22: "four " * 21 + "fourth",
    },
    numbers.year: {
        "536": "five thirty-six",
        "500": "five hundred",
        "507": "five oh seven",
        "1000": "one thousand",
        "1001": "one thousand one",
        "1100": "eleven hundred",
        "1101": "eleven oh one",
        "1900": "nineteen hundred",
        "1909": "nineteen oh nine",
        "1910": "nineteen ten",
        "2000": "two thousand",
        "2005": "two thousand five",
        "2010": "twenty ten",
        "2017": "twenty seventeen",
        "2100": "twenty-one hundred",
    },
    numbers.decade: {
        "10": "tens",
        "30": "thirties",
        "830": "eight thirties",
        "1900": "nineteen hundreds",
        "1990": "nineteen nineties",
        "2000": "two thousands",
    },
    numbers.one_by_one: {"0123456789": "zero one two three four five six seven eight nine"},
    numbers.in_turn: {"0123456789": "oh one two three four five six seven eight nine"},
    numbers.in_pairs: {
        "5": "five",
        "42": "forty-two",
        "007": "oh oh seven",
        "100": "one hundred",
        "101": "one oh one",
        "110": "one ten",
        "131": "one thirty-one",
        "0131": "oh one three one",
        "1024": "ten twenty-four",
        "1331": "thirteen thirty-one",
        "1900": "nineteen hundred",
        "1905": "nineteen oh five",
        "2000": "two thousand",
        "2001": "two thousand one",
        "12101": "twelve one oh one",
        "99999": "ninety-nine nine ninety-nine",
        "123456": "one hundred twenty-three thousand four hundred fifty-six",
    },
    numbers.plural: {
        "twenty": "twenties",
        "six": "sixes",
        "Charles": "Charleses",
        "hundred": "hundreds",
    },
}


@pytest.mark.parametrize(("say", "said"), SAID.items(), ids=[say.__name__ for say in SAID])
def test_figures_are_said_as_a_narrator_says_them(say: object, said: dict[str, str]) -> None:
    assert callable(say)
    assert {figures: say(figures) for figures in said} == said


@pytest.mark.parametrize(
    ("numerator", "denominator", "said"),
    [
        ("1", "2", "one half"),
        ("3", "2", "three halves"),
        ("1", "3", "one third"),
        ("2", "3", "two thirds"),
        ("1", "4", "one quarter"),
        ("3", "4", "three quarters"),
        ("5", "8", "five eighths"),
    ],
)
def test_a_fraction_is_so_many_of_its_parts(numerator: str, denominator: str, said: str) -> None:
    assert numbers.fraction(numerator, denominator) == said
