"""What a script may be made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.catalogue.show import Episode, GlossaryEntry, Show
from pipeline.writing.connections import MOST_CONNECTIONS
from pipeline.writing.from_notes.material import Material, gather_material

MakeEpisode = Callable[..., Episode]
MakeShow = Callable[..., Show]


def of(show: Show, number: int) -> Material:
    return gather_material(show, show.episodes[number - 1])


def test_notes_come_as_plain_words(sea: Show, make_episode: MakeEpisode) -> None:
    episode = make_episode(
        7, "Fog", notes={"Hook": ["It *hides* the [cape](https://example.org).", "<!-- no -->"]}
    )
    assert gather_material(sea, episode).notes == {"Hook": ("It hides the cape.",)}


def test_the_glossary_explains_the_terms_that_are_used(sea: Show) -> None:
    assert [term.term for term in of(sea, 2).terms] == ["gravity", "high tide"]
    assert of(sea, 6).terms == ()


def test_a_term_is_found_by_its_alias_and_in_the_plural_but_only_as_a_whole_word(
    make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    glossary = (
        GlossaryEntry("Fully Sharded Data Parallel", "It spreads a model.", ("FSDP",)),
        GlossaryEntry("buoy", "A buoy floats on a chain."),
        GlossaryEntry("cat", "A cat is an animal."),
    )
    episode = make_episode(1, "Marks", summary="Buoys, FSDP, concatenated and scattered.")
    terms = gather_material(make_show(episode, glossary=glossary), episode).terms
    assert [term.term for term in terms] == ["buoy", "Fully Sharded Data Parallel"]


def test_of_overlapping_terms_the_longer_counts(make_episode: MakeEpisode, make_show: MakeShow) -> None:
    glossary = (GlossaryEntry("model", "A small ship."), GlossaryEntry("model ship", "A small ship, built."))
    episode = make_episode(1, "Toys", summary="A model ship in a bottle.")
    assert [t.term for t in gather_material(make_show(episode, glossary=glossary), episode).terms] == [
        "model ship"
    ]


def test_another_episode_is_told_by_how_it_belongs_here(sea: Show, make_episode: MakeEpisode) -> None:
    rivers = make_episode(7, "Rivers", summary="They run to the sea, past lighthouses and over salt.")
    material = gather_material(replace(sea, episodes=(*sea.episodes, rivers)), rivers)
    kinds = {connection.name.heading: connection.kind for connection in material.connections}
    assert (kinds["Salt"], kinds["Lighthouses"], kinds["Waves"]) == ("named", "named", "earlier")
    back = gather_material(replace(sea, episodes=(*sea.episodes, rivers)), sea.episodes[5])
    assert {c.name.heading: c.kind for c in back.connections}["Rivers"] == "returns"


def test_the_next_episode_is_the_one_with_the_next_number(
    make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    show = make_show(make_episode(1, "Reefs"), make_episode(4, "Wrecks", subtitle="what reefs collect"))
    first = gather_material(show, show.episodes[0])
    assert first.following is not None
    assert (first.following.heading, first.following_subtitle) == ("Wrecks", "what reefs collect")
    assert gather_material(show, show.episodes[1]).following is None


def test_the_next_episode_is_the_last_of_the_connections(sea: Show) -> None:
    assert of(sea, 2).connections[-1].name.heading == "Spring tides"


def test_an_episode_alone_in_its_show_has_no_connections(
    make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    only = make_episode(1, "Reefs")
    assert gather_material(make_show(only), only).connections == ()


def test_a_long_summary_is_told_from_the_sentence_that_matters_here(
    make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    summary = (
        "Sailors of every age have feared the lee shore more than the open ocean. "
        "Harbour pilots know each sandbank of the channel by its name and its colour."
    )
    show = make_show(
        make_episode(1, "Coasts", summary=summary, topics=("Land",)),
        make_episode(2, "Sandbanks", summary="Every sandbank of a channel moves.", topics=("Land",)),
    )
    assert of(show, 2).connections[0].content[0].startswith("Harbour pilots")


def test_no_more_connections_are_gathered_than_one_script_can_tell(
    make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    show = make_show(*(make_episode(number, f"Thing {number}") for number in range(1, 30)))
    assert len(of(show, 1).connections) == MOST_CONNECTIONS
