"""What figures give by arithmetic alone, each value worked out by hand."""

from __future__ import annotations

import pytest

from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.reading import Reading
from pipeline.writing.reckoning.weighed.naming import named
from pipeline.writing.reckoning.weighed.proposals import proposals
from pipeline.writing.reckoning.weighed.weighing import Weighing
from pipeline.writing.sums import sentences_of


def said(summary: str, *, short: bool = False) -> dict[str, list[str]]:
    """Give what is said of a summary, by the kind of sum."""
    reading = Reading(summary)
    told: dict[str, list[str]] = {}
    for draft in proposals(reading):
        told.setdefault(draft.kind, []).append(sentences_of(reading, draft, short=short))
    return told


@pytest.mark.parametrize(
    ("kind", "summary", "sentence"),
    [
        ("plainly a part", "About 2 percent of adults are vegans.", "Two percent is about one in fifty."),
        (
            "over another span",
            "The mill grinds 3 tonnes of flour an hour.",
            "Three tonnes an hour: that is fifty kilograms a minute.",
        ),
        (
            "one every so often",
            "The factory makes 12 cars an hour.",
            "Twelve cars an hour: that is one car every five minutes.",
        ),
        ("in a larger unit", "The crossing took 264 hours.", "264 hours: that is eleven days."),
        (
            "the one and the other",
            "The old bridge is 200 metres long and the new one 800 metres.",
            "Eight hundred metres is four times two hundred metres.",
        ),
        (
            "a part of the whole",
            "The old bridge is 200 metres long and the new one 800 metres.",
            "Two hundred metres is a quarter of eight hundred metres.",
        ),
        (
            "what remains",
            "The old bridge is 200 metres long and the new one 800 metres.",
            "Take two hundred metres from eight hundred metres, and that leaves six hundred metres.",
        ),
        (
            "both of them",
            "The old bridge is 200 metres long and the new one 800 metres.",
            "Two hundred metres and eight hundred metres make a thousand metres together.",
        ),
        (
            "one in so many of them",
            "The crew had 40 sailors, and 4 sailors came home.",
            "Four out of forty sailors is one in ten.",
        ),
        (
            "more by a part",
            "The hall was 121 metres long and was stretched to 151 metres.",
            "151 metres is about a quarter more than 121 metres.",
        ),
        (
            "the gap",
            "The first ran it in 143 seconds, the second in 147 seconds.",
            "From 143 seconds to 147 seconds, that is four seconds.",
        ),
        (
            "for each of them",
            "The 20 men share 600 acres.",
            "Divide six hundred acres by twenty men, and on average it is thirty acres for each man.",
        ),
        (
            "for every unit",
            "Along the 40 kilometres of wall stand 120 towers.",
            "Divide 120 towers by forty kilometres, and it is three towers for every kilometre.",
        ),
        (
            "spread over time",
            "He wrote 60 plays in 20 years.",
            "Sixty plays in twenty years: on average, that is three plays a year.",
        ),
        (
            "one every so long",
            "She painted 10 portraits in 20 years.",
            "Ten portraits in twenty years: on average, that is one portrait every two years.",
        ),
        (
            "so long for each of them",
            "The 10 cooks needed 40 minutes.",
            "Forty minutes for ten cooks: on average, that is four minutes for each cook.",
        ),
        (
            "all of them",
            "The house has 30 rooms, each with 4 windows.",
            "Thirty rooms times four windows: that makes 120 windows.",
        ),
        (
            "in all that time",
            "The spring gives 50 litres a minute, and has flowed for 2 hours.",
            "Over two hours, that comes to six thousand litres.",
        ),
        (
            "that share of it",
            "The parish has 800 people, and 25 percent came.",
            "Twenty-five percent of eight hundred people is two hundred people.",
        ),
        (
            "the rest of it",
            "The parish has 800 people, and 25 percent came.",
            "Take away twenty-five percent of eight hundred people, and that leaves six hundred people.",
        ),
        (
            "the whole of it",
            "The flood drowned 300 sheep, 20 percent of the flock.",
            "If three hundred sheep is twenty percent, the whole is 1,500 sheep.",
        ),
        (
            "share of a share",
            "Of the coins 50 percent were silver, and 20 percent of those were forged.",
            "Twenty percent of fifty percent is ten percent of the whole.",
        ),
        (
            "from year to year",
            "The mill was built in 1850 and burnt in 1913.",
            "From 1850 to 1913, that is sixty-three years.",
        ),
        (
            "so many years before",
            "In 1913, twelve years after the fire, the mill was sold.",
            "Twelve years before 1913: that takes us back to 1901.",
        ),
        (
            "age later",
            "Ida was 24 when she climbed it in 1929; the prize came 27 years later.",
            "Twenty-four and twenty-seven years more: that makes an age of about fifty-one.",
        ),
        (
            "so long at a rate",
            "The sea eats about two metres of cliff a year, so the tower was moved 70 metres inland.",
            "Seventy metres at two metres a year: that takes about thirty-five years.",
        ),
        (
            "so long at a rate",
            "It runs 20 kilometres to the town, and trains do 120 kilometres an hour.",
            "Twenty kilometres at 120 kilometres an hour: that takes ten minutes.",
        ),
        (
            "one in so many of them",
            "Only two of the surviving 680 pages carry no colour.",
            "Two out of 680 pages is one in 340.",
        ),
        (
            "a part of the whole",
            "Five men and 52 dogs left the hut, and all five men came back with eleven of the dogs.",
            "Eleven is a little over a fifth of fifty-two dogs.",
        ),
        (
            "a part of the whole",
            "Of the 253 Doctor Who episodes of that time nearly a hundred were wiped.",
            "A hundred is about two fifths of 253 Doctor Who episodes.",
        ),
        (
            "the one and the other",
            "In April more than 18 per cent of the mothers died; by the summer it was around two.",
            "More than eighteen percent is more than nine times two percent.",
        ),
        (
            "for each of them",
            "The thirty leaves of the book weigh 15 pounds.",
            "Divide fifteen pounds by thirty leaves, and on average it is eight ounces for each leaf.",
        ),
        (
            "a part of the whole",
            "The court is 78 feet long, 27 wide for singles and 36 wide for doubles.",
            "Twenty-seven feet is three quarters of thirty-six feet.",
        ),
        (
            "what remains",
            "The mountain stood 9,677 feet tall before the eruption and 8,363 feet afterwards.",
            "Take 8,363 feet from 9,677 feet, and that leaves 1,314 feet.",
        ),
        (
            "from year to year",
            "Observations ran from December 2013 until January 2025.",
            "From December 2013 to January 2025, that is about eleven years.",
        ),
    ],
)
def test_each_kind_of_sum_comes_out_as_by_hand(kind: str, summary: str, sentence: str) -> None:
    assert sentence in said(summary).get(kind, ())


@pytest.mark.parametrize(
    ("summary", "kind", "words"),
    [
        ("It grew from 3,000 people to more than 12,000 people.", "the one and the other", "more than four"),
        ("It fell from 3,000 people to under 600 people.", "a part of the whole", "less than a fifth"),
        ("The 10 farmers share more than 600 hectares.", "for each of them", "more than sixty hectares"),
        ("The more than 10 farmers share 600 hectares.", "for each of them", "less than sixty hectares"),
        ("The parish has 800 people, and more than 25 percent came.", "the rest of it", "less than six"),
        ("The parish has 800 people, and up to 25 percent came.", "the rest of it", "at least six hundred"),
    ],
)
def test_bounds_stay_true(summary: str, kind: str, words: str) -> None:
    told = said(summary)
    assert any(words in each for each in told[kind]), told


@pytest.mark.parametrize(
    "summary",
    [
        pytest.param("Water boils at 121 °C in the pot and at 100 °C in the pan.", id="temperatures"),
        pytest.param("A third of it stands 40 metres high.", id="a part and a height"),
        pytest.param("The house is 40 metres high and 20 metres wide.", id="a height and a width"),
    ],
)
def test_what_measures_differently_is_not_compared(summary: str) -> None:
    alike = {"the one and the other", "the gap", "what remains", "both of them", "more by a part"}
    assert not alike & said(summary).keys()


def test_minutes_that_are_named_in_hours_are_not_told_in_hours_again() -> None:
    assert "in a larger unit" not in said("The crossing took 665 minutes.")
    assert "in a larger unit" in said("The crossing took 2,880 minutes.")


def test_years_are_not_taken_from_seconds() -> None:
    told = said("He ran it in 7,180 seconds, two years after a first 7,225 seconds.")
    assert not any("year" in each for each in told["what remains"])


@pytest.mark.parametrize(
    ("summary", "name"),
    [
        ("It lasted 26 minutes.", "twenty-six minutes"),
        ("It has 17,770 movies.", "17,770 movies"),
        ("It took 160 minutes.", "two hours and forty minutes"),
        ("It makes 12 cars an hour.", "twelve cars an hour"),
        ("It makes a twelfth of a teaspoon.", "a twelfth of a teaspoon"),
        ("It took half an hour.", "half an hour"),
        ("It lasted 0.4 seconds.", "0.4 seconds"),
        ("It has more than 40 metres.", "forty metres"),
    ],
)
def test_a_figure_is_named_by_its_number_and_what_it_counts(summary: str, name: str) -> None:
    assert named(parse(Reading(summary)).quantities[0]) == name


def test_a_name_says_what_bounds_the_figure_where_that_is_asked_for() -> None:
    (quantity,) = parse(Reading("It has more than 40 metres.")).quantities
    assert named(quantity, bounded=True) == "more than forty metres"


def test_a_short_line_stands_only_where_no_other_figure_can_be_meant() -> None:
    alone = said("He wrote 60 plays in 20 years.", short=True)
    assert alone["spread over time"] == ["On average, that is three plays a year."]
    beside = said("He wrote 60 plays in 20 years, and had 7 children.", short=True)
    assert beside["spread over time"][0].startswith("Sixty plays in twenty years:")


def test_the_same_sum_weighs_the_same_however_often_it_is_weighed() -> None:
    reading = Reading("He wrote 60 plays in 20 years, and had 7 children in 1600 and 1620.")
    known = Weighing(reading)
    drafts = list(proposals(reading))
    assert len(drafts) > 5
    assert [known.weigh(each) for each in drafts] == [Weighing(reading).weigh(each) for each in drafts]
    assert [known.weigh(each) for each in drafts] == [known.weigh(each) for each in drafts]
