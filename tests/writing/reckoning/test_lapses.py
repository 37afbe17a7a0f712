"""Lengths of time as a stopwatch writes them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pipeline.writing.reckoning.lapses import lapse_at


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1:59:40", Fraction(7180)),
        ("3:59.4", Fraction(2394, 10)),
        ("2h 1m 39s", Fraction(7299)),
        ("2h 5m", Fraction(7500)),
    ],
)
def test_a_stopwatchs_time_is_read_in_seconds(text: str, seconds: Fraction) -> None:
    found = lapse_at(f"{text} for the mile", 0)
    assert found is not None
    assert (found[0], found[2]) == (seconds, len(text))


@pytest.mark.parametrize(
    "text", ["at 1:59:40", "3:45", "at 3:59.4", "won 4:1", "16:30 GMT", "ratio 3:59", "2:30:15 a.m."]
)
def test_a_clocks_time_and_a_score_are_no_length(text: str) -> None:
    start = next(place for place, sign in enumerate(text) if sign.isdigit())
    assert lapse_at(text, start) is None
