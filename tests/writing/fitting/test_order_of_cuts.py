"""Which paragraphs go first."""

from __future__ import annotations

import pytest

from pipeline.writing.fitting.leaning import Leaning
from pipeline.writing.fitting.order_of_cuts import best_fit, mandatory, rank_for_length
from pipeline.writing.script.script import Paragraph, Script, ScriptSection


def seconds(script: Script) -> float:
    """A second a word."""
    return float(sum(len(p.text.split()) for p in script.paragraphs))


def script_of(*paragraphs: tuple[int, int | None]) -> Script:
    """Make a section per paragraph, each given as (words, optional)."""
    return Script(
        tuple(
            ScriptSection(f"Part {place}", (Paragraph((f"{'word ' * (words - 1)}end.",), optional=optional),))
            for place, (words, optional) in enumerate(paragraphs)
        ),
        "explainer",
    )


def lengths(script: Script) -> list[tuple[int, int | None]]:
    return [(len(p.text.split()), p.optional) for p in script.paragraphs]


def test_ranks_are_unique_and_follow_the_format_where_all_may_stay() -> None:
    ranked = rank_for_length(script_of((10, None), (5, 3), (6, 1), (7, 3)), 28, seconds)
    assert lengths(ranked) == [(10, None), (5, 3), (6, 1), (7, 2)]


def test_what_matters_least_goes_first_if_that_fits() -> None:
    ranked = rank_for_length(script_of((50, None), (20, 1), (20, 2), (20, 3)), 70, seconds)
    assert lengths(ranked) == [(50, None), (20, 1), (20, 2), (20, 3)]
    assert seconds(best_fit(ranked, 70, seconds)) == 70


def test_a_paragraph_of_the_right_length_goes_before_one_that_matters_less() -> None:
    ranked = rank_for_length(script_of((70, None), (8, 1), (20, 2), (20, 3)), 98, seconds)
    assert lengths(ranked) == [(70, None), (8, 2), (20, 1), (20, 3)]


def test_of_several_paragraphs_under_one_heading_the_last_goes_first() -> None:
    parts = [Paragraph((f"{'word ' * (words - 1)}end.",), optional=2) for words in (10, 20, 30)]
    always = ScriptSection("Always", (Paragraph(("Always.",)),))
    script = Script((always, ScriptSection("Part", tuple(parts))), "explainer")
    for target in (1, 11, 31, 41, 51, 61):
        ranks = [p.optional for p in rank_for_length(script, target, seconds).paragraphs]
        assert ranks == [None, 3, 2, 1]


def test_what_always_stays_makes_room_by_halving_its_longest_paragraph() -> None:
    sentence = f"{'word ' * 19}end."
    script = Script(
        (ScriptSection("Part", (Paragraph((sentence,) * 4), Paragraph(("Short.",)))),), "explainer"
    )
    ranked = rank_for_length(script, 90, seconds)
    assert lengths(ranked) == [(40, None), (40, 1), (1, None)]


def test_the_longest_paragraph_is_the_one_of_most_words_and_one_sentence_is_not_halved() -> None:
    words, letters = f"{'a ' * 24}end.", f"{'interminable ' * 23}end."
    whole = Paragraph((f"{'a ' * 59}end.",))
    paragraphs = (Paragraph((words,) * 2), Paragraph((letters,) * 2), whole)
    script = Script((ScriptSection("Part", paragraphs),), "explainer")
    ranked = rank_for_length(script, 180, seconds)
    assert lengths(ranked) == [(25, None), (25, 1), (48, None), (60, None)]


@pytest.mark.parametrize("target", [40, 60, 80, 100, 120])
def test_giving_up_the_first_few_comes_near_any_length(target: int) -> None:
    script = script_of((30, None), (12, 1), (9, 2), (14, 3), (11, 4), (13, 5), (10, 6), (15, 7))
    ranked = rank_for_length(script, target, seconds)
    assert sorted(ranked.optional_ranks) == [1, 2, 3, 4, 5, 6, 7]
    assert abs(seconds(best_fit(ranked, target, seconds)) - target) <= 10


def test_the_mandatory_part_is_what_has_no_rank() -> None:
    assert lengths(mandatory(script_of((10, None), (5, 2), (7, None)))) == [(10, None), (7, None)]


def test_what_leans_on_a_paragraph_goes_before_it() -> None:
    script = script_of((50, None), (20, 1), (20, 5))
    ranked = rank_for_length(script, 70, seconds, lambda _: [Leaning(1, 2, "city")])
    assert lengths(ranked) == [(50, None), (20, 2), (20, 1)]


@pytest.mark.parametrize("target", [50, 70, 90, 110])
def test_what_only_leans_on_what_may_go_makes_nothing_last(target: int) -> None:
    script = script_of((50, None), (20, 1), (20, 5), (20, 9))
    ranked = rank_for_length(script, target, seconds, lambda _: [Leaning(1, 2, "city")])
    assert lengths(ranked) == [(50, None), (20, 2), (20, 1), (20, 3)]


def test_what_something_lasting_leans_on_goes_last() -> None:
    script = script_of((10, None), (20, 1), (20, 5), (30, None))
    ranked = rank_for_length(script, 60, seconds, lambda _: [Leaning(1, 3, "city")])
    assert lengths(ranked) == [(10, None), (20, 2), (20, 1), (30, None)]


def test_the_order_explained_is_the_order_in_which_paragraphs_go() -> None:
    ranked = rank_for_length(
        script_of((50, None), (20, 1), (20, 2)), 50, seconds, lambda _: [Leaning(1, 2, "a")]
    )
    assert [len(list(ranked.without(count).paragraphs)) for count in (0, 1, 2)] == [3, 2, 1]
    assert lengths(ranked.without(1)) == [(50, None), (20, 2)]


@pytest.mark.parametrize(
    ("target", "kept"),
    [(30, [20, 10]), (26, [20, 8]), (29, [20, 10]), (21, [20]), (40, [20, 10, 8])],
)
def test_too_short_is_as_far_off_as_too_long(target: int, kept: list[int]) -> None:
    script = script_of((20, None), (10, 1), (8, 1))
    ranked = rank_for_length(script, target, seconds, halve=False)
    assert [words for words, _ in lengths(best_fit(ranked, target, seconds))] == kept


@pytest.mark.parametrize("target", [10, 60, 90, 137, 500, 5000])
def test_of_very_many_paragraphs_the_same_are_given_up_as_if_every_number_were_weighed(target: int) -> None:
    script = script_of((10, None), *((1 + place % 7, place) for place in range(1, 201)))
    choices = [script.without(given_up) for given_up in range(201)]
    best = min(choices, key=lambda choice: max(0.0, abs(seconds(choice) - target) - 3.0))
    assert best_fit(script, target, seconds) == best
