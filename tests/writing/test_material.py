"""What is known of an episode without notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalogue.show import Episode, Show
from pipeline.writing.material import gather_material, said_in_a_sentence
from pipeline.writing.names import name_of
from pipeline.writing.plan import Plan

MakeEpisode = Callable[..., Episode]
MakeShow = Callable[..., Show]
ORDINARY = frozenset("the kill fee scope work blood groups".split())


@pytest.mark.parametrize(
    ("title", "text", "said"),
    [
        ("Kill fee", "A kill fee, often half the price, is owed.", "a kill fee"),
        ("Scope of work", "A scope of work lists what is done.", "a scope of work"),
        ("Indemnity", "An indemnity clause makes you pay.", "indemnity"),
        ("Blood groups", "Blood groups differ.", "blood groups"),
        ("Kill fee", "Editors pay late.", ""),
        ("The stethoscope", "A stethoscope is a tube.", "the stethoscope"),
        ("Why the sea is salt", "The sea is salt.", ""),
    ],
)
def test_a_title_stands_in_a_sentence_with_the_article_that_a_text_gives_it(
    make_episode: MakeEpisode, title: str, text: str, said: str
) -> None:
    assert said_in_a_sentence(name_of(make_episode(1, title), ORDINARY), text) == said


def test_the_next_episode_is_the_one_with_the_next_number(
    make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    show = make_show(make_episode(1, "Reefs"), make_episode(4, "Wrecks"))
    first = gather_material(Plan(show), show.episodes[0])
    assert first.next_called == "wrecks"
    assert gather_material(Plan(show), show.episodes[1]).next_called == ""


def test_no_two_episodes_close_together_ask_why(make_episode: MakeEpisode, make_show: MakeShow) -> None:
    show = make_show(
        *(make_episode(n, f"Reef {n}", summary="It grows because it must.") for n in range(1, 8))
    )
    asking = [episode.number for episode in show.episodes if gather_material(Plan(show), episode).asks_why]
    assert asking == [1, 4, 7]


def test_a_subject_is_defined_by_its_own_entry_whatever_another_is_called_too(
    tmp_path: Path, make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    (tmp_path / "episodes/packs").mkdir(parents=True)
    entries = (
        ("probe", "core of meat", "A probe is a needle that feels heat."),
        ("meat", "core meat", "Meat is muscle that somebody eats."),
    )
    entry = '[[term]]\nterm = "{}"\naliases = ["{}"]\nis = "{}"\nask = "Who asks?"\nwhy = "Heat moves."\n'
    pack = 'name = "own"\n' + "".join(entry.format(*each) for each in entries)
    (tmp_path / "episodes/packs/own.toml").write_text(pack, encoding="utf-8")
    show = make_show(make_episode(1, "Meat", summary="Long heat makes meat soft."), root=tmp_path)
    assert gather_material(Plan(show), show.episodes[0]).definition == "Meat is muscle that somebody eats."
