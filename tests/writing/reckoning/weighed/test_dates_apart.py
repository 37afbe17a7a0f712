"""The dates of a summary, and how far two of them are apart."""

from __future__ import annotations

import pytest

from pipeline.writing.reckoning.moments import moments
from pipeline.writing.reckoning.reading import Reading
from pipeline.writing.reckoning.weighed.dates_apart import apart


def dates(summary: str) -> list[tuple[int, int, int]]:
    return [(each.year, each.month, each.day) for each in moments(Reading(summary))]


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        ("It left on 20 August 1977.", [(1977, 8, 20)]),
        ("It left on August 20, 1977.", [(1977, 8, 20)]),
        ("It left in August 1977.", [(1977, 8, 0)]),
        ("It left in 1977.", [(1977, 0, 0)]),
        ("It left on 20 August 1977 and arrived on 5 September.", [(1977, 8, 20), (1977, 9, 5)]),
        ("It left on 20 August 1977 and arrived on 5 March.", [(1977, 8, 20), (1978, 3, 5)]),
        ("It left on 20 August.", []),
        ("Rome fell in 44 BC and rose in 1977.", [(1977, 0, 0)]),
    ],
)
def test_dates_are_read_as_far_as_they_are_told(summary: str, told: list[tuple[int, int, int]]) -> None:
    assert dates(summary) == told


@pytest.mark.parametrize(
    ("summary", "far"),
    [
        ("From 1 March 1900 to 11 March 1900.", "ten days"),
        ("From 20 February 1904 to 1 March.", "ten days"),  # a leap year
        ("From April 1990 to December 1993.", "about three and a half years"),
        ("From April 1990 to September 1990.", "about five months"),
        ("From 1 March 1900 to 19 April 1900.", "about seven weeks"),
        ("From 1850 to 1913.", "sixty-three years"),
        ("From 16 October 1850 to 1913.", "about sixty-three years"),
        ("From 7 December 1899 to 15 December 1900.", "about one year"),
    ],
)
def test_two_dates_are_as_far_apart_as_they_tell(summary: str, far: str) -> None:
    one, two = moments(Reading(summary))
    made = apart(one, two)
    assert made is not None
    assert made.blanks["years"] == far
    assert abs(made.formula.results[0] - made.formula.spoken[0]) <= made.formula.results[0] / 20


def test_a_day_that_never_was_gives_nothing() -> None:
    one, two = moments(Reading("From 31 June 1900 to 5 July 1900."))
    assert apart(one, two) is None
