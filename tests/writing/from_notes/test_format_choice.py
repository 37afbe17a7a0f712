"""Which format an episode is written in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.catalogue.show import Episode, Show
from pipeline.errors import InvalidScript
from pipeline.writing.from_notes.format_choice import format_of
from pipeline.writing.plan import Plan
from pipeline.writing.write import write_script

MakeEpisode = Callable[..., Episode]
MakeShow = Callable[..., Show]


def with_format(show: Show, index: int, name: str) -> Show:
    episodes = list(show.episodes)
    episodes[index] = replace(episodes[index], format=name)
    return replace(show, episodes=tuple(episodes))


def own_format(show: Show, root: Path, name: str, text: str) -> Show:
    folder = root / "episodes/formats"
    folder.mkdir(parents=True)
    (folder / f"{name}.md.j2").write_text(text, encoding="utf-8")
    return replace(show, root=root)


NOTES = {
    heading: [
        f"The {word} of the matter is told at some length here, with all that a listener asks of it." * 2
    ]
    for heading, word in (
        ("Hook", "start"),
        ("How it works", "heart"),
        ("Take-away", "end"),
        ("Limit", "edge"),
    )
}


def test_neighbours_differ_also_from_one_that_names_its_format(
    make_episode: MakeEpisode, make_show: MakeShow
) -> None:
    show = make_show(*(make_episode(n, f"Reef {n}", notes=NOTES) for n in range(1, 7)))
    show = with_format(show, 3, "explainer")
    names = [found.name for episode in show.episodes if (found := format_of(Plan(show), episode))]
    assert names[3] == "explainer"
    assert len(names) == 6
    assert all(one != other for one, other in pairwise(names))


def test_an_episode_without_notes_enough_has_none(sea: Show) -> None:
    assert [format_of(Plan(sea), episode) is None for episode in sea.episodes] == [
        True,
        True,
        True,
        False,
        True,
        True,
    ]


def test_a_format_that_needs_notes_is_refused_where_there_are_none(sea: Show) -> None:
    show = with_format(sea, 0, "story")
    with pytest.raises(InvalidScript, match="needs notes under «Hook»") as caught:
        format_of(Plan(show), show.episodes[0])
    assert caught.value.file == show.episodes[0].file


@pytest.mark.parametrize("name", ["conversation", "second-opinion", "summary"])
def test_a_dialogue_without_notes_is_a_monologue(sea: Show, name: str) -> None:
    show = with_format(sea, 0, name)
    script = write_script(show, show.episodes[0])
    assert script.format == "summary"
    assert {paragraph.role for paragraph in script.paragraphs} == {"host"}


def test_a_shows_own_format_comes_first(sea: Show, tmp_path: Path) -> None:
    text = "## {{ heading }}\n\nOurs.\n\n## Two\n\n{{ summary }}\n\n## Three\n\n{{ sign_off }}\n"
    show = with_format(own_format(sea, tmp_path, "explainer", text), 0, "explainer")
    assert "Ours." in [paragraph.text for paragraph in write_script(show, show.episodes[0]).paragraphs]


def test_a_mistake_in_a_shows_own_format_names_file_and_line(sea: Show, tmp_path: Path) -> None:
    show = with_format(own_format(sea, tmp_path, "limerick", "## A\n\n{{ rhyme }}\n"), 0, "limerick")
    with pytest.raises(InvalidScript, match="rhyme") as caught:
        write_script(show, show.episodes[0])
    assert (caught.value.file, caught.value.line) == (tmp_path / "episodes/formats/limerick.md.j2", 3)


@pytest.mark.parametrize("name", ["conversation", "second-opinion"])
def test_a_dialogue_has_two_voices_and_tells_all_of_the_notes(sea: Show, name: str) -> None:
    show = with_format(sea, 3, name)
    show = replace(show, voice=replace(show.voice, guest="tone/low"))
    script = write_script(show, show.episodes[3])
    assert {paragraph.role for paragraph in script.paragraphs} == {"host", "guest"}
    said = " ".join(paragraph.text for paragraph in script.paragraphs)
    for section in show.episodes[3].notes.sections:
        assert all(text in said for text in section.paragraphs)
