"""What a figure is in its sentence: its noun, its preposition, its verb, and what it takes over."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.quantity import Quantity
from pipeline.writing.reckoning.reading import Reading


def quantities(text: str) -> tuple[Quantity, ...]:
    return parse(Reading(text)).quantities


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("They sold about 300 tickets.", ""),
        ("The dam holds up to 40 million litres.", ""),
        ("It fell to fewer than 300 pairs.", "to"),
        ("It cost 300 million dollars over five years.", "over"),
        ("It took over five years.", ""),
        ("Upwards of 500 people came.", ""),
        ("He carved 1,500 mice in a working life of 50 years.", "in"),
    ],
)
def test_what_only_bounds_a_number_is_no_preposition(text, lead):
    assert quantities(text)[-1].lead == lead


def test_a_bare_number_means_what_the_last_one_means():
    five, four = quantities("Five apples lay in the one basket and four in the other.")
    assert (five.noun, four.noun) == ("apples", "apples")


def test_a_bare_number_before_a_noun_of_its_own_takes_nothing_over():
    assert [each.noun for each in quantities("Of 40 rooms, 12 large halls were shut.")] == [
        "rooms",
        "large halls",
    ]


def test_what_a_number_does_is_no_noun():
    found = quantities(
        "Roughly 750 copies were made, around 235 survive, and 82 of those sit in one library."
    )
    assert [each.noun for each in found[:2]] == ["copies", ""]


def test_an_age_and_the_number_of_a_group_take_nothing_over():
    assert [each.takes_over for each in quantities("He spent 20 years there and left when he was 64.")][
        -1
    ] is False
    assert [each.takes_over for each in quantities("It lay for three weeks with a crew of 120.")][-1] is False


def test_the_same_in_another_unit_is_no_second_figure():
    (span,) = quantities("The span measures 330 feet (100 m).")
    assert (span.figure.value, span.has_pair) == (330, True)


def test_the_start_of_a_change_has_the_unit_of_its_end():
    first, second = quantities("The way was cut from 19,800 to 11,600 km.")
    assert first.figure.unit == second.figure.unit


def test_a_span_that_opens_a_sentence_makes_a_rate():
    (beats,) = quantities("In the course of a day a heart beats 100,000 times.")
    assert beats.figure.per == "day"


def test_one_in_so_many_is_a_part():
    assert quantities("Three in five of them came by boat.")[0].figure.value == Fraction(3, 5)


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("The tower is 60 metres high.", "high"),
        ("It lies 60 metres below the sea.", "below"),
        ("It came 60 years later.", "later"),
        ("It is 60 metres taller than the other.", "more"),
        ("They rowed 60 miles from Cork to Wexford.", ""),
    ],
)
def test_what_a_measure_is_told_of_stands_behind_it(text, attribute):
    assert quantities(text)[0].attribute == attribute
