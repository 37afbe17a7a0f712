"""How a share is said aloud, and that its bound stays true."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pipeline.writing.reckoning.amounts import Amount
from pipeline.writing.reckoning.shares import change_said, share_said


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Amount(Fraction(34, 55)), "just over three fifths"),
        (Amount(Fraction(2, 3)), "two thirds"),
        (Amount(Fraction(49, 180), "about"), "a little over a quarter"),
        (Amount(Fraction(537, 6_000_000), "about"), "about one in eleven thousand"),
        (Amount(Fraction(9, 10)), "nine in ten"),
        (Amount(Fraction(85, 100), "over"), "more than five in six"),
        (Amount(Fraction(1, 250), "under"), "fewer than one in 250"),
        (Amount(Fraction(57, 4600), "at least"), "at least one in eighty-five"),
    ],
)
def test_a_share_is_said_as_one_says_it(share, said):
    found = share_said(share)
    assert found is not None
    assert found[0] == said


@pytest.mark.parametrize("bound", ["over", "at least", "under", "at most"])
def test_a_bound_is_never_broken_by_rounding(bound):
    for thousandths in range(1, 1000):
        value = Fraction(thousandths, 1000)
        if found := share_said(Amount(value, bound)):
            assert found[1] <= value if bound in ("over", "at least") else found[1] >= value


def test_what_is_no_part_has_no_name():
    assert share_said(Amount(Fraction(1))) is None
    assert share_said(Amount(Fraction(0))) is None


@pytest.mark.parametrize(
    ("change", "said"), [((40, 400), "a tenth"), ((95, 400), "about a quarter"), ((7, 1000), "")]
)
def test_a_change_is_a_plain_part_or_nothing(change, said):
    found = change_said(Fraction(*change))
    assert (found[0] if found else "") == said
