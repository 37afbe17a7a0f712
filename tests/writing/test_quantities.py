"""The numbers of a text as data."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pipeline.writing.quantities import Figure, figures_in


def only(text: str) -> Figure:
    (figure,) = figures_in(text)
    return figure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It has 5,040 rows.", 5040),
        ("It has five thousand rows.", 5000),
        ("It has three hundred and six rows.", 306),
        ("It has twenty-five hundred rows.", 2500),
        ("It has a dozen rows.", 12),
        ("It has half a dozen rows.", 6),
        ("It has 1.35 billion rows.", 1_350_000_000),
        ("It has a 100K-token window.", 100_000),
        ("It takes three and a half hours.", Fraction(7, 2)),
        ("It takes 8½ hours.", Fraction(17, 2)),
        ("It holds two thirds of the water.", Fraction(2, 3)),
        ("It holds half of the water.", Fraction(1, 2)),
        ("It is 1/72 of an inch.", Fraction(1, 72)),
        ("It falls to −40 °C.", -40),
    ],
)
def test_values_are_exact_in_figures_and_in_words(text, value):
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("It takes nine hours.", "exactly"),
        ("It takes roughly nine hours.", "about"),
        ("It takes ~9 hours.", "about"),
        ("It takes under nine hours.", "under"),
        ("It takes a little over nine hours.", "over"),
        ("It takes up to nine hours.", "at most"),
        ("It takes at least nine hours.", "at least"),
        ("It takes nine hours or more.", "at least"),
    ],
)
def test_bounds_are_read_from_the_words_around(text, bound):
    assert only(text).bound == bound


@pytest.mark.parametrize("text", ["25–50% of it", "25% to 50% of it", "between 25 and 50 percent of it"])
def test_a_range_has_two_ends(text):
    figure = only(text)
    assert (figure.value, figure.high, figure.dimension) == (25, 50, "percent")


def test_from_and_to_are_two_figures():
    first, second = figures_in("Deaths fell from about 10 percent to under 2.")
    assert (first.value, first.bound, first.dimension) == (10, "about", "percent")
    assert (second.value, second.bound, second.is_plain) == (2, "under", True)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("a 4-pound chicken", "pound"),
        ("a 350°F oven", "fahrenheit"),
        ("20 °C at night", "celsius"),
        ("90 kilometres per hour", "kilometre an hour"),
        ("84 parts per million", "part per million"),
        ("$3,000 for it", "dollar"),
        ("38 % of voters", "percent"),
        ("64x smaller", "times"),
        ("12 miles away", "mile"),
    ],
)
def test_units_are_known_by_their_names_and_signs(text, unit):
    figure = only(text)
    assert figure.unit is not None
    assert figure.unit.name == unit


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("It is 77 percent copper.", "copper"),
        ("About 38 % of voters stayed away.", "voters"),
        ("It killed 1,517 people at sea.", "people"),
        ("He tried six different remedies.", "different remedies"),
        ("She drew 40 grams of wax from it.", "wax"),
        ("They own 82 percent of men's wages.", "men's wages"),
    ],
)
def test_the_noun_is_what_is_counted_or_measured(text, noun):
    assert only(text).noun == noun


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("A queen lays 2,000 eggs a day.", "day"),
        ("It beats 230 times a second.", "second"),
        ("The rock rises by a centimetre a year.", "year"),
        ("It prints 15 metres of paper a second.", "second"),
        ("He had 3 cats. A day later one was gone.", ""),
    ],
)
def test_a_rate_knows_its_span(text, per):
    assert figures_in(text)[0].per == per


def test_two_units_of_one_measure_are_one_figure():
    figure = only("It took 1 hour, 59 minutes and 40 seconds.")
    assert (figure.value, figure.unit.name if figure.unit else "") == (7180, "second")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("It was founded in 1928 and closed in 1941.", [1928, 1941]),
        ("In 1800 3 percent lived in towns.", [1800]),
        ("He died in 44 BC, his heir in AD 14.", [-44, 14]),
        ("The law of 1912 was the first.", [1912]),
        ("In 1200 villages people died.", []),
        ("It weighs 1500 kilograms.", []),
        ("The town grew from 1200 to 1500.", []),
        ("A population of 1900 lived there.", []),
        ("Returns stay shut, which is why the 1950 schedules opened late.", [1950]),
        ("From 2014 to 2015 small planes flew over 18 countries.", [2014, 2015]),
        ("Only 12 of the 1950 ships that sailed came back.", []),
        ("Here the 1200 monks of the valley met.", []),
    ],
)
def test_years_are_told_from_counts(text, years):
    assert [figure.value for figure in figures_in(text) if figure.kind == "year"] == years


@pytest.mark.parametrize(
    "text",
    [
        "It stands on page 12.",
        "Apollo 11 came back.",
        "It begins at 7 pm.",
        "A twelve-year-old boy found it.",
        "It was seen on 16 October.",
    ],
)
def test_labels_ages_and_clock_times_count_nothing(text):
    assert {figure.kind for figure in figures_in(text)} <= {"label"}


def test_one_in_so_many_is_one_share_and_no_two_counts():
    assert [figure.kind for figure in figures_in("One in ten adults sleeps badly.")] == ["ratio", "ratio"]


@pytest.mark.parametrize(
    "text", ["", "No number at all.", "1" * 400, "½", "$", "5–", "%%%", "0/0 of it", "1/0"]
)
def test_odd_text_is_read_without_complaint(text):
    assert isinstance(figures_in(text), tuple)
