"""Sums on summaries of fields that the rules were not written for; `summaries/` holds the tables."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from pipeline.writing.quantities import Figure, figures_in
from pipeline.writing.sums import Sum, kinds, sums_of, sums_of_rules

TABLES = sorted((Path(__file__).parent / "summaries").glob("*.txt"))


def rows() -> list[tuple[str, str, tuple[str, ...]]]:
    """Give title, summary and the sums expected, «kind: its numbers», of every row of every table."""
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for table in TABLES:
        for line in table.read_text(encoding="utf-8").splitlines():
            if line.startswith("> "):
                title, summary, expected = found[-1]
                found[-1] = (title, summary, (*expected, line[2:]))
            elif " | " in line and not line.startswith("#"):
                title, summary = line.split(" | ", 1)
                found.append((title, summary, ()))
    return found


def written(made: Sum) -> str:
    return f"{made.kind}: {' '.join(str(number) for number in made.formula.spoken)}"


ROWS = rows()


@cache
def told() -> list[tuple[str, tuple[Figure, ...], tuple[Sum, ...]]]:
    """Give each summary that has sums, four times, each turn with its own: what it says, and the sums."""
    return [
        (summary, figures_in(summary), sums_of_rules(summary, title, turn=turn))
        for title, summary, expected in ROWS
        if expected
        for turn in range(4)
    ]


@cache
def named_in(kind: str) -> frozenset[Fraction]:
    """Give the numbers that the wordings of a kind name."""
    return kinds()[kind].numbers


@pytest.mark.parametrize(("title", "summary", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_each_summary_gets_the_sums_of_its_row_and_no_others(title, summary, expected):
    assert tuple(written(each) for each in sums_of_rules(summary, title)) == expected


@pytest.mark.slow
def test_every_number_spoken_is_the_formulas_or_the_summarys():
    for _, figures, sums in told():
        own = {number for f in figures for number in (f.value, f.high) if number is not None}
        own |= {Fraction(1), *(abs(number) for number in own)}  # «three parts to one» needs no source
        for made in sums:
            known = own | set(made.formula.spoken) | set(made.formula.given) | named_in(made.kind)
            known |= {Fraction(n) for f in made.formula.spoken for n in (f.numerator, f.denominator)}
            for figure in figures_in(" ".join(made.sentences)):
                for number in {figure.value, figure.high} - {None} - known - derived(made):
                    assert number, made
                    assert 1 / number in known, made  # «a third» is a ratio of three


def derived(made: Sum) -> set[Fraction]:
    """Give the numbers that a check names on its way: seven, six, five; its half and its double."""
    if made.kind not in ("orders", "paired"):
        return set()
    n, total = made.formula.inputs[0], made.formula.results[0]
    return {n - 1, n - 2, 2 * total}


def test_what_is_spoken_is_what_the_formula_gives_when_worked_out_again():
    for _, _, sums in told():
        for made in sums:
            results, spoken = made.formula.results, made.formula.spoken
            assert len(results) >= len(spoken) > 0
            for exactly, said in zip(results, spoken, strict=False):
                assert abs(exactly - said) <= abs(exactly) * Fraction(12, 100), made


def test_what_goes_into_a_formula_stands_in_the_summary():
    for _, figures, sums in told():
        own = {number for f in figures for number in (f.value, f.high) if number is not None}
        sizes = {f.unit.size / g.unit.size for f in figures for g in figures if f.unit and g.unit}
        for made in sums:
            for number in made.formula.inputs:
                assert number in own or any(number / size in own for size in sizes), made


def test_sums_are_whole_sentences_and_stand_behind_a_clause_of_the_summary():
    for summary, _, sums in told():
        for made in sums:
            assert all(re.match(r"[A-Z0-9].*[.?]$", sentence) for sentence in made.sentences), made
            assert "{" not in " ".join(made.sentences)
            assert made.after
            assert made.after in summary


def test_neighbours_never_say_a_sum_alike():
    for kind, bank in kinds().items():
        assert len(set(bank.lines)) == len(bank.lines) >= 2, kind


def test_every_kind_has_three_wordings_and_none_only_says_that_it_reckons():
    for kind, bank in kinds().items():
        assert len(bank.lines) >= 3, kind
        plain = [line for line in bank.lines if not re.match(r"Work it out|Do the (?:sum|division)", line)]
        assert len(plain) >= 3, kind


def test_what_lasted_until_a_year_is_told_by_both_its_ends():
    (made,) = sums_of_rules("Pluto was a planet for 76 years, until 2006.", "Pluto")
    assert made.sentences == ("So that lasted from 1930 to 2006.",)


def test_what_comes_round_is_told_as_how_often_it_happens():
    (made,) = sums_of_rules("The star is tugged back and forth every 4.2 days by a planet.", "Exoplanets")
    assert made.sentences == ("That is about eighty-seven times a year.",)


def test_a_comparison_names_its_things():
    summary = "The dearest seat costs 300 euros, the cheapest 13."
    (made,) = sums_of_rules(summary, "Tickets")
    assert made.sentences == (
        "For the dearest seat, that is about twenty-three times the figure for the cheapest.",
    )


def test_of_two_ranges_the_upper_ends_are_compared():
    summary = "A car lane moves 600 to 1,600 people an hour, a bus lane 4,000 to 8,000."
    (made,) = sums_of_rules(summary, "Bus lanes")
    assert made.sentences == ("At the upper end, that is five times as many people.",)


def test_a_change_of_money_is_a_difference_and_no_percentage():
    (made,) = sums_of_rules("The toll was raised from 50 to 56 dollars.", "Toll")
    assert made.formula.spoken == (Fraction(6),)


def test_a_scale_told_once_holds_for_both_ends():
    (made,) = sums_of_rules("Wine production fell from 84.5 to 23.4 million hectolitres.", "Phylloxera")
    assert set(made.formula.inputs) == {84_500_000, 23_400_000}


def test_the_same_turn_gives_the_same_words():
    summary = "Mont Blanc was climbed in 1786, the Matterhorn in 1865."
    assert sums_of_rules(summary, "First ascents", turn=7) == sums_of_rules(summary, "First ascents", turn=7)
    assert sums_of_rules(summary, "First ascents", turn=7) != sums_of_rules(summary, "First ascents", turn=8)


@pytest.mark.parametrize(
    "summary",
    [
        pytest.param("Water boils at 121 °C in the pot against 100 °C on the stove.", id="two temperatures"),
        pytest.param("The wall leans by 4 degrees against 2 in 1990.", id="two angles"),
        pytest.param("The shop is open from six to eleven and takes 24 people.", id="hours of opening"),
        pytest.param("The room is used by 1,100 people a day.", id="a rate of working hours"),
        pytest.param(
            "Mozart was in Prague in 1787 and in Berlin in 1789.", id="two years that bound nothing"
        ),
        pytest.param("The toll was raised from 5 to 8 dollars.", id="what a listener subtracts alone"),
        pytest.param("The share rose to 40 percent.", id="a percentage whose whole is unknown"),
        pytest.param("Women earn 82 percent of men's wages.", id="a percentage of a level"),
        pytest.param("Mars has about 38 percent of the Earth's gravity.", id="a comparison in percent"),
        pytest.param(
            "Above 8,000 metres the air holds a third of the oxygen of the sea.", id="a fraction compared"
        ),
        pytest.param("The two towers of 90 metres were finished in 1880.", id="things of a height"),
        pytest.param("It took 3 doctors and 12 nurses to help 40 people.", id="numbers of different things"),
        pytest.param("Sales fell by 10 percent in May and by another 20 percent in June.", id="two changes"),
        pytest.param("The suit cost 300 pounds and the hat 20.5 dollars.", id="two currencies"),
        pytest.param("The flu infected 500 million people and killed at least 50 million.", id="two verbs"),
        pytest.param("The score was 7 to 1 after 90 minutes.", id="a score"),
        pytest.param("Windows 95 and Apollo 11 are names.", id="names with numbers"),
        pytest.param("It was read aloud on page 12 at 7 pm.", id="labels and clock times"),
        pytest.param("The train goes every two hours from 6 am to 10 pm.", id="a rhythm with pauses"),
        pytest.param("An ant has six feet and lifts 50 times its weight.", id="feet that walk"),
        pytest.param("One in ten adults sleeps badly, and one in three at times.", id="two shares in words"),
        pytest.param("Nothing in here is counted.", id="no number"),
    ],
)
def test_doubt_means_no_sum(summary):
    assert sums_of_rules(summary, "Doubt") == ()


@pytest.mark.parametrize(
    "summary",
    [
        "",
        "0 percent of 0 people in 0 days, from 0 to 0.",
        "It fell from 42 percent to -5 percent in 0 days.",
        "It has 99999999999999999999 of 99999999999999999999 things.",
        "1/0 of the 1/0, 5– and ½ of ½ a day, 44 BC to AD 44 to 44 BC.",
        "Of 0 people 0 died, from −5 °C to −500 %, every 0 hours, 0 times a day.",
    ],
)
def test_odd_summaries_never_fail(summary):
    for made in sums_of_rules(summary, "Odd", counted="people"):
        assert made.formula.results


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ("A heart beats up to 240 times a minute.", "at most"),
        ("Of about 180 copies 49 survive, of which under 20 are whole.", ""),
        ("Fewer than a quarter of the 640 pupils came by bus.", "fewer than 160"),
        ("The dose holds less than 0.1 percent salt.", "less than a thousandth"),
        ("The mill cut its price from 100 dollars to under 20.", "less than a fifth"),
        ("At least 71 percent of voters stayed at home.", "at least seven in ten"),
    ],
)
def test_bounds_survive(summary, said):
    words = " ".join(sentence for each in sums_of_rules(summary, "Bounds") for sentence in each.sentences)
    assert said in words


def test_a_pack_says_whom_a_percentage_counts():
    summary = "Washing hands let deaths from childbed fever fall from about 10 percent to under 2."
    (made,) = sums_of_rules(summary, "Hand washing", counted="mothers")
    assert made.sentences == (
        "Count it in people.",
        "Of every thousand mothers, about a hundred died before, and fewer than twenty after.",
    )


def test_nobody_died_where_the_summary_does_not_say_so():
    summary = "Cases of the fever fell from about 10 percent to under 2."
    (made,) = sums_of_rules(summary, "Fever", counted="mothers")
    assert (
        made.sentences[1] == "Of every thousand mothers, about a hundred before, and fewer than twenty after."
    )


def test_the_end_of_a_range_has_no_pace():
    grown = "Main spans have grown from 176 to 2,023 metres in under two hundred years."
    assert "pace" not in {each.kind for each in sums_of_rules(grown, "Spans")}
    assert "pace" in {each.kind for each in sums_of_rules("The crew laid 2,000 metres in 200 days.", "Track")}


def test_what_a_rule_says_of_earlier_figures_is_said_with_their_names_or_not_at_all():
    prices = "The Model T cost $850 in 1908 and $260 by 1925"
    summary = f"{prices}, once assembly had gone from 12 1/2 hours to 93 minutes."
    assert any("a third as much" in made.sentences[0] for made in sums_of_rules(summary, "Model T"))
    for made in sums_of(summary, "Model T"):
        assert any(name in made.sentences[0] for name in ("260 dollars", "hours", "1908")), made


def test_what_a_rule_says_of_the_last_figures_is_said_as_the_rule_says_it():
    summary = "Wine production fell from 84.5 to 23.4 million hectolitres."
    assert sums_of(summary, "Phylloxera") == sums_of_rules(summary, "Phylloxera") != ()


@pytest.mark.parametrize(
    "summary",
    [
        "",
        "0 percent of 0 people in 0 days, from 0 to 0.",
        "It has 99999999999999999999 of 99999999999999999999 things.",
        "1/0 of the 1/0, 5– and ½ of ½ a day, 44 BC to AD 44 to 44 BC.",
        "On 31 February 1900 and 0 May, 300 in 20 years, 20 in 2 seconds, 5 of 6 in 1/7.",
    ],
)
def test_odd_summaries_never_fail_where_any_two_figures_are_tried(summary):
    for made in sums_of(summary, "Odd", counted="people"):
        assert made.formula.results


def test_the_same_summary_gets_the_same_sums_each_time():
    summary = "He wrote 60 plays in 20 years."
    first = sums_of(summary, "Plays")
    assert first == sums_of(summary, "Plays")
    assert [each.formula.results for each in first] == [(Fraction(3),)]
