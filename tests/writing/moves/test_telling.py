"""How a script tells a summary: its sentences, its sums and its hard words."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.catalogue.show import Episode
from pipeline.writing.material import Material
from pipeline.writing.moves import telling
from pipeline.writing.phrases import Phrases

MakeEpisode = Callable[..., Episode]
Know = Callable[..., Material]


def texts(material: Material, phrases: Phrases, *, dated: bool = False) -> list[tuple[str, str]]:
    return [(p.move, p.text) for p in telling.told(material, phrases, dated=dated, titled=True)]


def test_a_definition_is_said_where_the_summary_gives_none(know: Know, make_episode: MakeEpisode) -> None:
    plain = telling.definition(know(make_episode(1, "Kill fee", summary="Editors pay it late.")))
    assert plain is not None
    assert plain.text == "A kill fee is a sum owed for work that was ordered and then stopped."
    assert telling.definition(know()) is None


def test_a_definition_whose_words_the_summary_has_is_left_out(know: Know, make_episode: MakeEpisode) -> None:
    same = make_episode(1, "Kill fee", summary="For stopped work that was ordered a sum is owed.")
    assert telling.definition(know(same)) is None


def test_clauses_are_told_one_by_one(know: Know, make_episode: MakeEpisode, phrases: Phrases) -> None:
    episode = make_episode(1, "Ink", summary="Ink dries on paper; the letters stay for a hundred years.")
    assert texts(know(episode), phrases)[0] == ("beat", "Ink dries on paper.")


def test_a_fragment_follows_a_few_words_of_ours(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    material = know(make_episode(1, "The drawer", summary="A place for what nobody prints."))
    ((move, text),) = texts(material, phrases)
    assert move == "whole"
    assert text.endswith(": a place for what nobody prints.")


def test_where_the_title_was_not_just_heard_a_fragment_follows_it(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    material = know(make_episode(1, "The drawer", summary="A place for what nobody prints."))
    (passage,) = telling.told(material, phrases)
    assert passage.text == "The drawer: a place for what nobody prints."


def test_a_hard_word_is_explained_after_the_sentence_that_used_it(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    episode = make_episode(
        1, "Friday", summary="The writer sends an invoice to the client; the client pays the money on Monday."
    )
    told = texts(know(episode), phrases)
    assert [move for move, _ in told] == ["beat", "unpack", "beat"]
    assert told[1][1] == "An invoice is a bill that names what was done."


def test_nothing_stands_between_a_sentence_and_one_that_leans_on_it(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    episode = make_episode(
        1, "Friday", summary="The writer sends an invoice to the client. It names the hours of the week."
    )
    assert [move for move, _ in texts(know(episode), phrases)] == ["beat", "whole", "unpack"]


def test_the_words_on_which_a_rule_turns_are_counted(know: Know, phrases: Phrases) -> None:
    hinge = telling.hinge(know(), phrases)
    assert hinge is not None
    assert "four" in hinge.text.casefold()
    assert "after work has begun" in hinge.text


def test_a_cause_is_asked_for_where_no_entry_gives_one(
    know: Know, make_episode: MakeEpisode, phrases: Phrases
) -> None:
    cause = "The surgeon soaked the bandages in acid because he believed that germs made wounds rot."
    (told,) = texts(know(make_episode(1, "Acid", summary=cause)), phrases)
    assert told[0] == "because"
    assert "? Because he believed" in told[1]
