"""The hard words of a summary, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.catalogue.show import Episode, GlossaryEntry, Show
from pipeline.writing.known.terms import definition_of, terms_of
from pipeline.writing.plan import Plan

MakeEpisode = Callable[..., Episode]
MakeShow = Callable[..., Show]
BUOY = GlossaryEntry("buoy", "A buoy floats on a chain.")


def told(show: Show) -> list[str]:
    return [term.definition for term in terms_of(Plan(show), show.episodes[0])]


def test_the_glossary_explains_the_terms_that_are_used(sea: Show) -> None:
    assert {term.name for term in terms_of(Plan(sea), sea.episodes[1])} == {"gravity", "high tide"}
    assert terms_of(Plan(sea), sea.episodes[5]) == ()


def test_a_term_is_found_by_its_alias_and_in_the_plural_but_only_as_a_whole_word(
    make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    glossary = (
        GlossaryEntry("Fully Sharded Data Parallel", "FSDP spreads a model.", ("FSDP",)),
        BUOY,
        GlossaryEntry("cat", "A cat is an animal."),
    )
    episode = make_episode(1, "Marks", summary="Buoys, FSDP, concatenated and scattered.")
    assert set(told(make_show(episode, glossary=glossary))) == {
        "A buoy floats on a chain.",
        "FSDP spreads a model.",
    }


def test_of_overlapping_terms_the_longer_counts(make_episode: MakeEpisode, make_show: MakeShow) -> None:
    glossary = (
        GlossaryEntry("model", "A model is small."),
        GlossaryEntry("model ship", "A model ship is built."),
    )
    episode = make_episode(1, "Toys", summary="A model ship in a bottle.")
    assert told(make_show(episode, glossary=glossary)) == ["A model ship is built."]


def test_a_definition_that_names_nothing_follows_its_term(
    make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    glossary = (GlossaryEntry("jib", "the small sail in front"),)
    episode = make_episode(1, "Sails", summary="The jib comes down first.")
    assert told(make_show(episode, glossary=glossary)) == ["Jib: the small sail in front."]


def test_a_definition_under_another_name_is_no_help(make_episode: MakeEpisode, make_show: MakeShow) -> None:
    glossary = (GlossaryEntry("sodium chloride", "Sodium chloride is a white mineral.", ("NaCl",)),)
    episode = make_episode(1, "Spray", summary="The wind carries NaCl inland.")
    assert told(make_show(episode, glossary=glossary)) == []


def test_what_the_summary_explains_itself_is_not_explained(
    make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    episode = make_episode(1, "Marks", summary="A buoy is a drum that floats on a chain.")
    assert told(make_show(episode, glossary=(BUOY,))) == []


def test_a_word_that_most_summaries_use_is_what_the_show_is_about(
    make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    many = [make_episode(n, f"Mark {n}", summary=f"Mark {n} is a buoy.") for n in range(1, 6)]
    assert told(make_show(*many, glossary=(BUOY,))) == []
    few = [many[0], *(make_episode(n, f"Mark {n}", summary="A light.") for n in range(2, 6))]
    assert told(make_show(*few, glossary=(BUOY,))) == ["A buoy floats on a chain."]


def test_what_a_title_names_is_defined_by_the_glossary(
    make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    show = make_show(make_episode(1, "Buoys"), glossary=(BUOY,))
    assert definition_of(Plan(show).glossary, "Buoys") == "A buoy floats on a chain."
    assert definition_of(Plan(show).glossary, "Cable buoys") == ""
