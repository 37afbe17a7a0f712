"""Numbers that are easily mistaken: for what they count, for a bound, for another thing's part."""

from __future__ import annotations

import pytest

from pipeline.writing.quantities import figures_in
from pipeline.writing.reckoning.nouns import singular
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.reading import Reading
from pipeline.writing.reckoning.weighed.proposals import proposals
from pipeline.writing.sums import drafts_of_rules, sentences_of, sums_of


def proposed(summary: str) -> set[str]:
    """Say everything that could be said of a summary."""
    reading = Reading(summary, "", "")
    drafts = (*drafts_of_rules(reading), *proposals(reading))
    return {sentences_of(reading, draft, short=False) for draft in drafts}


@pytest.mark.parametrize(
    ("summary", "piece"),
    [
        ("Every second August about a hundred volunteers lay flowers on the square.", "a second"),
        ("Opened on July 7, 1928, it closed on January 8, 1943 and reopened on March 8.", "1928 to March 8"),
        ("Told on 14 September 1962 to come up, he believed it was 20 August.", "14 September"),
        ("From December 2013 until January 2025 it mapped the sky.", "twelve years"),
        ("In 2008 there were 2.3 million, or one adult in 100.", "From 100"),
        ("Paul got four of six matches right in May and all eight in June.", "meets three others"),
        ("It cost two dollars in 1934, and 98 cents in every dollar go to the birds.", "ninety-eight cents"),
        ("Six drugs went to twelve sailors, of whom the two who ate lemons got up.", "of six drugs"),
        ("It cost $25 then and one dollar before the war.", "times one dollar"),
        ("The church was raised in under six years, from 532 to 537.", "leaves five"),
    ],
)  # fmt: skip
def test_of_what_is_no_relation_nothing_is_said(summary, piece):
    assert not [each for each in proposed(summary) if piece in each]


def test_a_price_that_is_put_up_to_a_sum_is_that_sum():
    told = [(figure.value, figure.bound) for figure in figures_in("In May they put the price up to $15,000.")]
    assert told == [(15000, "exactly")]
    assert figures_in("A seat costs up to $15,000.")[0].bound == "at most"


def test_a_year_that_opens_a_clause_counts_nothing():
    figures = figures_in("It was sunk with its load; in 2014 divers brought up 150 pieces.")
    assert [(figure.kind, figure.value) for figure in figures] == [("year", 2014), ("count", 150)]


def test_one_in_so_many_of_something_counts_nothing():
    parsed = parse(Reading("It lasts 280 days, but one baby in 20 comes on time.", "", ""))
    assert [quantity.figure.value for quantity in parsed.quantities] == [280]


def test_a_year_worked_forward_names_its_figures_where_others_follow():
    summary = (
        "Jenner treated the boy on 14 May 1796; 184 years later the WHO declared the end of a disease"
        " that had killed about 300 million people."
    )
    first = sums_of(summary, "")[0]
    assert first.sentences == ("184 years after 1796: that takes us to 1980.",)


@pytest.mark.parametrize(
    ("many", "one"),
    [("leaves", "leaf"), ("lives", "life"), ("wolves", "wolf"), ("thieves", "thief"), ("caves", "cave")],
)
def test_one_of_things_in_ves_is_spelled_as_it_is(many, one):
    assert singular(many) == one
