"""Which paragraphs go first."""

from __future__ import annotations

from collections.abc import Sequence

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


def turns(*given: tuple[str, int | None]) -> Script:
    """Make one section of paragraphs of ten words, each given as (role, optional)."""
    text = f"{'word ' * 9}end."
    paragraphs = tuple(Paragraph((text,), role=role, optional=optional) for role, optional in given)
    return Script((ScriptSection("Talk", paragraphs),), "dialogue")


def ranks(script: Script, target: float, leans: Sequence[Leaning] = ()) -> list[int | None]:
    ranked = rank_for_length(script, target, seconds, lambda _: leans)
    return [paragraph.optional for paragraph in ranked.paragraphs]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        # A question and its answer, another pair, and a turn that nobody answers.
        ([("host", 1), ("guest", 1)], [1, 1]),
        ([("host", 1), ("guest", 1), ("host", 1), ("guest", 1)], [2, 2, 1, 1]),
        ([("host", 1), ("guest", 1), ("host", 1)], [2, 2, 1]),
        ([("host", 4), ("host", 1), ("guest", 1), ("host", 4), ("guest", 4)], [3, 1, 1, 2, 2]),
        # The same speaker goes on; they matter differently; something that stays comes between.
        ([("host", 1), ("host", 1)], [2, 1]),
        ([("host", 1), ("guest", 2)], [1, 2]),
        ([("host", 1), ("host", None), ("guest", 1)], [2, None, 1]),
        ([("host", 1), ("host", 1), ("guest", 1)], [2, 1, 1]),
    ],
)
def test_a_turn_and_the_reply_to_it_go_together(
    given: list[tuple[str, int | None]], found: list[int | None]
) -> None:
    assert ranks(turns(*given), 1000) == found


def test_a_turn_in_the_next_section_is_no_reply() -> None:
    one, other = turns(("host", 1)), turns(("guest", 1))
    script = Script((*one.sections, *other.sections), "dialogue")
    assert ranks(script, 1000) == [2, 1]


def test_what_leans_on_an_answer_leans_on_its_question_too() -> None:
    script = turns(("host", None), ("host", 1), ("guest", 1), ("host", 5), ("host", None))
    assert ranks(script, 1000) == [None, 1, 1, 2, None]
    assert ranks(script, 1000, [Leaning(2, 3, "city")]) == [None, 2, 2, 1, None]
    assert ranks(script, 1000, [Leaning(2, 4, "city")]) == [None, 2, 2, 1, None]
    assert ranks(script, 1000, [Leaning(1, 2, "city")]) == [None, 1, 1, 2, None]  # within itself
    assert ranks(script, 1000, [Leaning(0, 1, "city")]) == [None, 1, 1, 2, None]  # on what stays


def test_what_leans_on_what_leans_goes_first_of_all() -> None:
    script = script_of((50, None), (20, 1), (20, 5), (20, 9), (20, 7))
    assert ranks(script, 1000, [Leaning(2, 3, "a"), Leaning(1, 2, "b")]) == [None, 3, 2, 1, 4]


@pytest.mark.parametrize(("too_long", "found"), [(10, [1, 2]), (11, [2, 1])])
def test_a_second_off_beyond_three_costs_as_much_as_a_step_of_what_matters(
    too_long: int, found: list[int]
) -> None:
    # Giving up 6 words that matter 1 leaves 4 s, one more than is free: as dear as 12 words that matter 2.
    # Of equals the first is given up; with 11 s too many it costs 1 + 2, and the other is cheaper.
    script = script_of((100, None), (6, 1), (12, 2))
    assert ranks(script, 118 - too_long) == [None, *found]


@pytest.mark.parametrize(("matters", "found"), [(3, [2, 1]), (5, [1, 2])])
def test_giving_up_what_something_lasting_leans_on_costs_twenty_more(matters: int, found: list[int]) -> None:
    # 30 s too long: the first, of 30 words, costs 1 + 20; the other, of 10, what it matters and 17 s.
    script = script_of((100, None), (30, 1), (10, matters), (30, None))
    assert ranks(script, 140, [Leaning(1, 3, "city")]) == [None, *found, None]


@pytest.mark.parametrize(("number", "rank"), [(12, 1), (13, 13)])
def test_of_twelve_paragraphs_every_choice_is_tried_and_of_more_none(number: int, rank: int) -> None:
    # One of 20 words that matters 2 is better given up than two of 8 that matter 1 each.
    script = script_of((100, None), (20, 2), *[(8, 1)] * (number - 1))
    assert ranks(script, 100 + 8 * (number - 1))[1] == rank


@pytest.mark.parametrize(("target", "halves"), [(58, 2), (59, 1)])
def test_what_always_stays_may_take_85_per_cent_of_the_time(target: int, halves: int) -> None:
    sentence = f"{'word ' * 24}end."
    script = Script((ScriptSection("Part", (Paragraph((sentence,) * 2),)),), "explainer")
    assert len(ranks(script, target)) == halves  # of 58 s, 49.3 s: less than these 50


@pytest.mark.parametrize(("words", "halves"), [(45, 1), (46, 2)])
def test_a_paragraph_of_more_than_45_words_is_long(words: int, halves: int) -> None:
    sentences = (f"{'word ' * (words - 21)}end.", f"{'word ' * 19}end.")
    script = Script((ScriptSection("Part", (Paragraph(sentences),)),), "explainer")
    assert len(ranks(script, 10)) == halves


def test_of_three_sentences_two_stay_and_the_last_goes_after_all_others() -> None:
    sentence = f"{'word ' * 19}end."
    long, little = Paragraph((sentence,) * 3, role="guest"), Paragraph((sentence,), optional=7)
    script = Script((ScriptSection("Part", (little, long)),), "explainer")
    ranked = rank_for_length(script, 50, seconds)
    assert lengths(ranked) == [(20, 1), (40, None), (20, 2)]
    assert [paragraph.role for paragraph in ranked.paragraphs] == ["host", "guest", "guest"]
    assert lengths(rank_for_length(script, 50, seconds, halve=False)) == [(20, 1), (60, None)]


def test_a_part_that_is_given_up_takes_the_silence_around_it_along() -> None:
    def with_silence(script: Script) -> float:
        return seconds(script) + 10 * len(script.sections)

    # 15 s too long: the first saves its 5 words and 10 s; the other, which matters less, 20 words and 10 s.
    script = script_of((50, None), (5, 9), (20, 1))
    ranked = rank_for_length(script, with_silence(script) - 15, with_silence)
    assert lengths(ranked) == [(50, None), (5, 1), (20, 2)]


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
