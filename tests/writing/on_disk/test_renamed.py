"""Scripts that move along with the file of their episode."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogue.show import Show
from pipeline.writing.on_disk.renamed import carry_out_moves, script_moves
from pipeline.writing.on_disk.scripts import refresh_scripts


@pytest.fixture
def show(sea: Show, tmp_path: Path) -> Show:
    """The sea show with its scripts written."""
    written = replace(sea, root=tmp_path)
    refresh_scripts(written, written.episodes)
    return written


def named(show: Show, *slugs: str) -> Show:
    """Give the show with its first episodes under other names."""
    renamed = [replace(episode, slug=slug) for episode, slug in zip(show.episodes, slugs, strict=False)]
    return replace(show, episodes=(*renamed, *show.episodes[len(slugs) :]))


def moves_of(show: Show) -> dict[str, str]:
    return {path.stem: to.stem for path, to in script_moves(show).items()}


def test_a_script_goes_where_its_episode_went(show: Show) -> None:
    first = show.episodes[0].slug
    renamed = named(show, "another-name")
    assert moves_of(show) == {}
    assert moves_of(renamed) == {first: "another-name"}
    text = (show.root / f"scripts/{first}.md").read_bytes()
    carry_out_moves(script_moves(renamed))
    assert (show.root / "scripts/another-name.md").read_bytes() == text
    assert not (show.root / f"scripts/{first}.md").exists()
    assert moves_of(renamed) == {}


def test_two_change_places_and_three_move_round(show: Show) -> None:
    one, two, three = (episode.slug for episode in show.episodes[:3])
    texts = [(show.root / f"scripts/{slug}.md").read_bytes() for slug in (one, two, three)]
    round_ = named(show, two, three, one)
    carry_out_moves(script_moves(round_))
    assert [(show.root / f"scripts/{slug}.md").read_bytes() for slug in (two, three, one)] == texts


def test_a_place_where_a_person_has_written_is_not_taken_nor_what_waits_behind_it(show: Show) -> None:
    one, two = (episode.slug for episode in show.episodes[:2])
    (show.root / "scripts/mine.md").write_text("my own notes", encoding="utf-8")
    assert moves_of(named(show, two, "mine")) == {}
    assert moves_of(named(show, "free", "mine")) == {one: "free"}


def test_a_generated_script_of_a_vanished_episode_gives_way(show: Show) -> None:
    one, two = (episode.slug for episode in show.episodes[:2])
    without = replace(show, episodes=show.episodes[1:])
    assert moves_of(named(without, one)) == {two: one}
    script = show.root / f"scripts/{one}.md"
    script.write_text(script.read_text(encoding="utf-8") + "\nMy own last word.\n", encoding="utf-8")
    assert moves_of(named(without, one)) == {}


def test_a_copy_of_a_script_stays_where_it_is(show: Show) -> None:
    script = show.root / f"scripts/{show.episodes[0].slug}.md"
    (show.root / "scripts/a-copy.md").write_bytes(script.read_bytes())
    assert moves_of(show) == {}


def test_without_writing_a_script_is_read_where_it_still_lies(show: Show) -> None:
    first = show.episodes[0].slug
    renamed = named(show, "another-name")
    (state,) = refresh_scripts(renamed, renamed.episodes[:1], write=False)
    assert (state.path.stem, state.script is not None) == (first, True)
    assert not (show.root / "scripts/another-name.md").exists()


def test_former_names_are_kept_in_the_head_and_the_words_stay(show: Show) -> None:
    path = show.root / f"scripts/{show.episodes[0].slug}.md"
    edited = path.read_text(encoding="utf-8") + "\nMy own last word.\n"
    path.write_text(edited, encoding="utf-8")
    episode = replace(show.episodes[0], formerly=("old-name",))
    for _ in range(2):
        (state,) = refresh_scripts(show, [episode])
        assert state.status == "edited"
        assert path.read_text(encoding="utf-8") == edited.replace(
            "\n---\n", "\nformerly: [old-name]\n---\n", 1
        )
