"""Whose law a sentence speaks of."""

from __future__ import annotations

import pytest

from pipeline.knowledge.jurisdictions import is_foreign, jurisdictions_in


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("New York City's act sets a default of 30 days.", {"United States"}),
        ("The Limitation Act 1980 gives you six years.", {"United Kingdom"}),
        ("In Germany a company needs 25,000 euros.", {"Germany", "European Union"}),
        ("A contract forms when one side accepts.", set()),
        ("Tell us about it.", set()),
    ],
)
def test_a_jurisdiction_is_known_by_its_names(text: str, named: set[str]) -> None:
    assert jurisdictions_in(text) == named


def test_a_line_is_foreign_only_where_both_sides_are_named() -> None:
    american = jurisdictions_in("The IRS ignores the company.")
    assert is_foreign("In the European Union a late payer owes 40 euros.", american)
    assert not is_foreign("A clerk writes and a king signs.", american)
    assert not is_foreign("In the United States nobody asks.", american)
    assert not is_foreign("In the European Union a late payer owes 40 euros.", frozenset())
