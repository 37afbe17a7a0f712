"""The measures on plain data: what a script says, the move that made each sentence, and its sources."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from pipeline.checking.scripts.grammar_faults import broken, doubtful, unheard
from pipeline.checking.scripts.measure import measure, measure_show, remarks
from pipeline.checking.scripts.number_faults import (
    claimed_lengths,
    numbers_in,
    unsupported_numbers,
    wrong_sums,
)
from pipeline.checking.scripts.repeats import repeated_runs, reused_lines, told_twice
from pipeline.checking.scripts.shares import frame_share, informative_share, titles_per_hundred
from pipeline.checking.scripts.told import Spoken, Told
from pipeline.writing.reckoning.formula import OPERATIONS, Formula
from pipeline.writing.sums import sums_of

SUMMARY = "A public operation under ether in 1846 showed that a patient could feel nothing."


def told(
    *sentences: tuple[str, str], slug: str = "ether", sources: tuple[str, ...] = (SUMMARY,), **more: object
) -> Told:
    spoken = tuple(Spoken(text, move) for text, move in sentences)
    return Told(slug, "Ether", spoken, sources=sources, **more)  # type: ignore[arg-type]


def test_what_names_and_leads_on_is_frame_and_all_else_informs() -> None:
    script = told(("This is a show on ether.", "name"), (SUMMARY, "beat"), ("Next comes the pump.", "next"))
    assert informative_share(script) == pytest.approx(14 / 24)
    assert frame_share(script) == pytest.approx(10 / 24)


def test_a_sentence_of_another_episodes_own_content_informs_and_its_tag_is_frame() -> None:
    others = {"Antiseptic surgery": "Joseph Lister soaked dressings in carbolic acid from 1865."}
    script = told(
        ("The answer came later.", "link"),
        ("Joseph Lister soaked dressings in carbolic acid.", "link"),
        ("We tell it in full under antiseptic surgery.", "link"),
        others=others,
    )
    assert informative_share(script) == pytest.approx(7 / 19)
    assert titles_per_hundred(script) == pytest.approx(200 / 19)


def test_a_title_within_the_episodes_own_summary_is_no_other_title() -> None:
    script = told(("A pump raised the water.", "beat"), others={"Pump": "It drips."})
    assert titles_per_hundred(script) == 0


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("A related idea.", "link"),
        ("The patient felt the.", "beat"),
        ("He held a the knife.", "case"),
        ("It is {share} of it.", "share"),
        ("The «word is open.", "beat"),
        ("Half of it ,.", "beat"),
    ],
)
def test_what_cannot_be_right_as_it_stands_is_broken(text: str, move: str) -> None:
    assert broken(told((text, move))) == (text,)


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("Limes for sailors.", "headline"),
        ("Latent space: the bottleneck layer in an autoencoder.", "whole"),
        ("The name of a show.", "name"),
        ("Nobody knew what was in the lemon.", "keep"),
        ("Rules on the fridge can be argued with.", "but"),
        ("Most replies in one collection end with a cheerful offer.", "example"),
        ("That is what it is made of.", "is"),
        ("A drop weighs .5 g.", "number"),
        ("Die Brücke war eine Gruppe von Malern, die in Dresden und Berlin gegründet wurde.", "beat"),
    ],
)
def test_a_sentence_that_may_be_right_is_not_called_broken(text: str, move: str) -> None:
    assert broken(told((text, move))) == ()


def test_what_the_grammar_is_not_sure_of_is_listed_for_the_eye() -> None:
    script = told(("Put it into money.", "number"), (SUMMARY, "beat"), ("Why so fast?", "ask"))
    assert doubtful(script) == ("Put it into money.",)


def test_a_pronoun_needs_its_noun_in_the_sentence_before() -> None:
    script = told(("The pump stood still.", "beat"), ("They clustered around it.", "beat"))
    assert unheard(script) == ("They clustered around it.",)
    assert unheard(told(("Deaths clustered.", "beat"), ("They stopped.", "beat"))) == ()


def test_numbers_are_read_in_figures_and_in_words_and_not_within_names() -> None:
    assert numbers_in("by 10-100x, in 25–50%") == (10, 100, 25, 50)
    assert numbers_in("GPT-4 took two hundred and one years, 5,040 rows and 2.5 km.") == (
        201,
        5040,
        Fraction("2.5"),
    )


def test_a_number_needs_a_source_or_a_sum_that_comes_out() -> None:
    assert unsupported_numbers(told(("It took 17 years.", "case"))) == ("It took 17 years.",)
    assert unsupported_numbers(told((SUMMARY, "beat"))) == ()


def test_the_years_between_two_sources_may_be_said() -> None:
    script = told(("That came nineteen years later.", "years"), sources=(SUMMARY, "Lister began in 1865."))
    assert unsupported_numbers(script) == ()


def test_an_edited_script_says_the_numbers_of_its_author() -> None:
    assert unsupported_numbers(told(("It took 17 years.", "author"), is_edited=True)) == ()


def test_a_sum_is_reckoned_again_from_the_numbers_of_its_sources() -> None:
    name = next(iter(OPERATIONS))
    unknown = Formula(name, (Fraction(987654321),))
    script = told(("It is 987,654,321 in all.", "case"), formulas=(unknown,))
    assert len(wrong_sums(script)) == 1
    assert len(unsupported_numbers(script)) == 1


def test_dollars_beside_cents_are_reckoned_in_cents() -> None:
    formula = Formula("quotient", (Fraction(600), Fraction(16)), (), (Fraction(38),))
    source = "A ton fell from six dollars to sixteen cents."
    script = told(("So it was thirty-eight times as much.", "sum"), sources=(source,), formulas=(formula,))
    assert wrong_sums(script) == ()
    assert unsupported_numbers(script) == ()


@pytest.mark.parametrize(
    ("text", "seconds", "wrong"),
    [
        ("Ninety seconds on ether.", 92.0, False),
        ("Ninety seconds on ether.", 62.0, True),
        ("A minute and a half on ether.", 88.0, False),
        ("A minute on ether.", 88.0, True),
        ("In half a minute, ether.", 31.0, False),
        ("This is a show on ether.", 12.0, False),
    ],
)
def test_a_length_that_the_show_claims_is_held_against_the_episode(
    text: str, seconds: float, *, wrong: bool
) -> None:
    assert bool(claimed_lengths(told((text, "name"), seconds=seconds))) is wrong


def test_a_run_of_words_in_three_scripts_is_a_habit() -> None:
    scripts = [told(("That is our episode on ether.", "link"), slug=str(n)) for n in range(3)]
    assert repeated_runs(scripts)["that is our episode"] == 1
    assert repeated_runs(scripts[:2]) == {}


def test_the_frame_and_what_authors_wrote_may_repeat() -> None:
    scripts = [
        told(("You heard a synthetic voice.", "next"), ("So it was then.", "notes"), slug=str(n))
        for n in range(3)
    ]
    assert repeated_runs(scripts) == {}


def test_one_thought_in_two_sentences_is_listed() -> None:
    one, two = "Ether puts a patient to sleep before surgery.", "Before surgery a patient sleeps under ether."
    assert told_twice(told((one, "is"), (two, "beat"))) == ((one, two),)
    assert told_twice(told((one, "ask"), (two, "keep"))) == ()


def test_a_line_of_a_pack_belongs_to_one_episode() -> None:
    keep = ("The patient was given sleep.", "keep")
    assert reused_lines([told(keep, slug="a"), told(keep, slug="b")]) == {keep[0]: ("a", "b")}
    assert reused_lines([told(keep), told((SUMMARY, "beat"), slug="b")]) == {}


def test_what_lies_outside_the_bounds_is_remarked_on_with_its_episode() -> None:
    lead = ("Now this leads on.", "name")
    script = told(*[lead] * 30, ("It took 17 years.", "case"), long=("A long one.",))
    found = remarks(measure_show([script]))
    assert {place for place, _ in found} == {"ether", ""}
    said = " ".join(what for _, what in found)
    assert "17 years" in said
    assert "A long one." in said
    assert "tell something" in said


def test_short_scripts_are_let_off_what_names_and_next_lines_weigh() -> None:
    script = told(
        ("Ether.", "name"), (SUMMARY, "beat"), ("Next, pumps.", "next"), others={"Pumps": "They turn."}
    )
    assert remarks(measure_show([script])) == []


def test_a_script_within_the_bounds_has_no_remarks() -> None:
    assert remarks(measure_show([told((SUMMARY, "beat"), ("Ether is a liquid.", "is"))])) == []


def test_the_document_counts_and_lists() -> None:
    document = measure_show([told(("It took 17 years.", "case"))]).document
    assert (document["numbers"], document["scripts"][0]["numbers"]) == (1, ["It took 17 years."])
    assert "broken" not in document["scripts"][0]


def test_an_empty_script_and_an_empty_show_can_be_measured() -> None:
    assert measure(told()).words == 0
    assert measure_show([]).document["informative"] == 1


def test_a_sum_on_a_time_that_is_told_in_two_units_comes_out() -> None:
    summary = "He cycled 84 miles in 3 hours 30 minutes."
    (made,) = sums_of(summary, "The ride")
    told = Told(
        "ride",
        "The ride",
        (Spoken(made.sentences[0], "sum"),),
        sources=(summary,),
        formulas=(made.formula,),
    )
    assert wrong_sums(told) == ()
    assert unsupported_numbers(told) == ()
    of_eight = Formula("part of", (Fraction(1, 8), Fraction(840)))
    in_words = replace(told, sources=("One in eight of the 840 languages.",), formulas=(of_eight,))
    assert wrong_sums(in_words) == ()
    without = replace(told, sources=("He cycled far.",))
    assert wrong_sums(without) != ()
