"""How a script tells a summary: its sentences, its sums and its hard words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.catalogue.show import Episode
from pipeline.writing.material import Material
from pipeline.writing.moves import summarizing
from pipeline.writing.phrases import Phrases

MakeEpisode = Callable[..., Episode]
Know = Callable[..., Material]


def texts(material: Material, phrases: Phrases) -> list[tuple[str, str]]:
    return [(p.move, p.text) for p in summarizing.told(material, phrases)]


def test_a_definition_is_said_where_the_summary_gives_none(know: Know, make_episode: MakeEpisode) -> None:
    plain = summarizing.definition(know(make_episode(1, "Kill fee", summary="Editors pay it late.")))
    assert plain is not None
    assert plain.text == "A kill fee is a sum owed for work that was ordered and then stopped."
    assert summarizing.definition(know()) is None


def test_a_definition_of_what_a_story_never_names_is_left_out(know: Know, make_episode: MakeEpisode) -> None:
    told = "In 1952 students in Copenhagen wrote receipts by hand for weeks."
    assert summarizing.definition(know(make_episode(1, "Invoice", summary=told))) is None
    named = "In 1952 students in Copenhagen wrote each invoice by hand."
    assert summarizing.definition(know(make_episode(1, "Invoice", summary=named))) is not None


def test_a_definition_whose_words_the_summary_has_is_left_out(know: Know, make_episode: MakeEpisode) -> None:
    same = make_episode(1, "Kill fee", summary="For stopped work that was ordered a sum is owed.")
    assert summarizing.definition(know(same)) is None


def test_clauses_are_told_one_by_one(know: Know, make_episode: MakeEpisode, phrases: Phrases) -> None:
    episode = make_episode(1, "Ink", summary="Ink dries on paper; the letters stay for a hundred years.")
    assert texts(know(episode), phrases)[0] == ("beat", "Ink dries on paper.")


def test_a_doing_is_what_the_title_means(know: Know, make_episode: MakeEpisode, phrases: Phrases) -> None:
    material = know(make_episode(1, "The drawer", summary="Keeping what nobody prints for a better day."))
    assert texts(material, phrases) == [("whole", "That means keeping what nobody prints for a better day.")]


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        (
            "How a florist ends up with the flowers, and why the contract helped.",
            "A florist ends up with the flowers, and the contract helped.",
        ),
        ("What a client may ask for.", "Here we look at what a client may ask for."),
        (
            "When the surface of dough dries and passes 140 degrees, sugars react and it browns.",
            "When the surface of dough dries and passes 140 degrees, sugars react and it browns.",
        ),
        ("Found in 1847 by a doctor in Vienna.", "The drawer was found in 1847 by a doctor in Vienna."),
        ("Found by chance, and lost again.", "Found by chance, and lost again."),
    ],
)
def test_what_is_surely_a_sentence_is_said_as_one(
    know: Know, make_episode: MakeEpisode, phrases: Phrases, summary: str, said: str
) -> None:
    material = know(make_episode(1, "The drawer", summary=summary))
    assert texts(material, phrases)[0][1] == said


def test_a_hard_word_is_explained_before_the_sentence_that_uses_it(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    episode = make_episode(
        1, "Friday", summary="The client pays on Monday. The writer sends an invoice to the client."
    )
    told = texts(know(episode), phrases)
    assert [move for move, _ in told] == ["beat", "unpack", "beat"]
    assert told[1][1] == "An invoice is a bill that names what was done."


def test_a_hard_word_of_the_first_sentence_of_half_a_one_and_of_one_that_points_back_is_left(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    first = "The writer sends an invoice to the client. It names the hours of the week."
    later = "The client pays on Monday. The writer sends them an invoice."
    half = "The client pays on Monday; the writer sends an invoice to the client."
    for summary in (first, later, half):
        told = texts(know(make_episode(1, "Friday", summary=summary)), phrases)
        assert "unpack" not in [move for move, _ in told]


def test_a_cause_is_asked_for_where_no_entry_gives_one(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    cause = "The surgeon soaked the bandages in acid because he believed that germs made wounds rot."
    (told,) = texts(know(make_episode(1, "Acid", summary=cause)), phrases)
    assert told[0] == "because"
    assert "? Because he believed" in told[1]


@pytest.mark.parametrize(
    ("definition", "summary"),
    [
        ("A sum that is owed for stopped work and can be claimed.", "Editors owe it for stopped work."),
        ("A sum that is owed because other jobs were turned down.", "Editors pay it late for a page."),
    ],
)
def test_a_definition_that_summary_or_cause_say_in_the_same_words_is_left_out(
    know: Know, make_episode: MakeEpisode, definition: str, summary: str
) -> None:
    material = replace(know(make_episode(1, "Kill fee", summary=summary)), definition=definition)
    assert summarizing.definition(material) is None


def test_no_sum_parts_a_number_from_the_sentence_that_has_its_unit(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    summary = "A sailor eats at most five grams of salt a day. Most people eat eight to twelve."
    told = texts(know(make_episode(1, "Salt", summary=summary)), phrases)
    assert [move for move, _ in told] == ["beat", "beat"]  # the sum is on the figure before the last


@pytest.mark.parametrize(
    ("rest", "has_one"),
    [
        ("", True),
        (", and 400 others were left behind", False),
        (", although nobody who stands on the beach at night would ever see a sign of it", False),
        (", and nobody doubts it", False),
    ],
)
def test_a_sum_comes_right_after_its_figure_or_not_at_all(
    know: Know, make_episode: MakeEpisode, phrases: Phrases, rest: str, *, has_one: bool
) -> None:
    summary = f"The Moon moves away from us at about 3.8 centimetres a year{rest}."
    told = texts(know(make_episode(1, "Moon", summary=summary)), phrases)
    assert ("sum" in [move for move, _ in told]) is has_one


def test_a_title_stands_before_no_sentence_that_gives_a_cause_and_never_before_a_second_colon(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    cause = "Two surfaces that touch resist sliding, because their tiny bumps catch on each other and stick."
    assert texts(know(make_episode(1, "Friction", summary=cause)), phrases) == [("whole", cause)]
    kneading = "Kneading lines up the proteins of wheat into a stretchy net that holds its bubbles."
    titled = know(make_episode(1, "Holding together: gluten", summary=kneading))
    assert texts(titled, phrases) == [("whole", kneading)]
