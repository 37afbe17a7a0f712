"""What sets two quantities against each other, and what does not."""

from __future__ import annotations

import pytest

from pipeline.writing.reckoning.frames import frame_of
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.reading import Reading


def frame(text: str) -> str:
    parsed = parse(Reading(text))
    return frame_of(parsed, *parsed.quantities[:2])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Wheat yields rose from two tonnes to nine.", "change"),
        ("They cut the crew from 40 men to 25.", "change"),
        ("The mill had 900 hands in 1880 and 60 in 1930.", "change"),
        ("A lake of 900 square kilometres had dwindled to 60 by 2010.", "change"),
        ("The old press printed 200 sheets an hour, the new one 4,000.", "contrast"),
        ("The wren weighs nine grams, whereas the swan weighs ten kilograms.", "contrast"),
        ("It took four hours instead of nine.", "instead"),
        ("The farm has 300 acres of wheat and 900 acres of oats.", ""),
        ("It kept 300 words of Latin and 900 words of Greek.", "kinds"),
    ],
)
def test_the_sentence_names_its_frame(text, name):
    assert frame(text) == name


def test_a_bare_number_is_of_the_one_right_before_it():
    parsed = parse(Reading("It flew at 2,180 kilometres per hour and took four hours instead of nine."))
    speed, taken, before = parsed.quantities
    assert (frame_of(parsed, speed, before), frame_of(parsed, taken, before)) == ("", "instead")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The tower is 60 metres high and 12 metres wide.", id="two measures of one thing"),
        pytest.param("The room is used from nine to five.", id="hours of the clock"),
        pytest.param("Its spans range from 30 metres to 90.", id="a range"),
        pytest.param("A cow drinks 80 litres a day, a calf weighs 40.", id="two verbs"),
        pytest.param("It holds 35 percent cocoa, but 10 percent sugar.", id="two stuffs"),
        pytest.param("It boils at 121 degrees instead of 100.", id="two temperatures"),
        pytest.param("They set out with 37 elephants, and only one of them came back.", id="one of them"),
        pytest.param("It lost 6 percent in 2022 and a further 4 percent in 2023.", id="one upon another"),
        pytest.param("It is 20 metres long, but no wider than 40 centimetres.", id="a limit"),
        pytest.param("In 1982 just 22 were left; four decades have raised the number to 500.", id="decades"),
    ],
)
def test_what_is_not_of_one_kind_has_no_frame(text):
    assert frame(text) == ""
