"""What stands for a faulty file, and what an episode was called before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalogue.load import load_show
from pipeline.catalogue.standing import copy_path, keep_copies
from pipeline.layout import addresses
from pipeline.layout.folders import OUTPUT
from pipeline.process import files

Write = Callable[..., Path]


def keep(root: Path) -> None:
    keep_copies(load_show(root), root / OUTPUT)


def test_copies_lie_beside_the_records() -> None:
    assert Path(copy_path("x")).parent == Path(addresses.record_path("x")).parent


def test_the_last_sound_file_stands_for_a_faulty_one(show_root: Path, write_episode: Write) -> None:
    write_episode("queens", summary="As it was.")
    keep(show_root)
    write_episode("queens", summary="As it is.", number="none")
    show = load_show(show_root)
    assert [episode.summary for episode in show.episodes] == ["As it was."]
    assert [(one.slug, one.stands_as, one.number) for one in show.faulty] == [("queens", "queens", 1)]
    assert show.sound == ()
    assert show.next_number == 2
    keep(show_root)  # keeps what it has
    assert [episode.summary for episode in load_show(show_root).episodes] == ["As it was."]


def test_a_file_that_breaks_while_the_show_is_built_is_not_kept(
    show_root: Path, write_episode: Write
) -> None:
    path = write_episode("queens", summary="As it was.")
    keep(show_root)
    path.write_text(path.read_text().replace("As it was.", "As it is."))
    show = load_show(show_root)
    path.write_text("---\n")
    keep_copies(show, show_root / OUTPUT)
    assert [episode.summary for episode in load_show(show_root).episodes] == ["As it was."]


def test_what_a_sound_file_has_taken_over_stands_no_more(show_root: Path, write_episode: Write) -> None:
    write_episode("queens")
    keep(show_root)
    write_episode("drones", guid="guid-of-queens", number=1)
    (show_root / "episodes/queens.md").write_text("---\n")
    show = load_show(show_root)
    assert [episode.slug for episode in show.episodes] == ["drones"]
    assert [(one.slug, one.stands_as) for one in show.faulty] == [("queens", "")]


def test_a_copy_that_is_spoilt_stands_for_nothing(show_root: Path, write_episode: Write) -> None:
    write_episode("queens")
    keep(show_root)
    (show_root / OUTPUT / copy_path("queens")).write_text("---\ntitle: [")
    (show_root / "episodes/queens.md").write_text("---\n")
    assert load_show(show_root).episodes == ()


def test_a_renamed_file_is_known_by_its_guid_in_the_output(show_root: Path, write_episode: Write) -> None:
    path = write_episode("queens")
    keep(show_root)
    path.rename(path.with_name("the-queen.md"))
    assert load_show(show_root).episodes[0].old_slugs == ("queens",)


def test_a_name_in_a_script_s_head_that_is_none_is_passed_over(show_root: Path, write_episode: Write) -> None:
    write_episode("queens", aliases="[first]")
    (show_root / "scripts").mkdir()
    (show_root / "scripts/queens.md").write_text(
        "---\nguid: guid-of-queens\nformerly: [old, ../../x, 'A B', queens, first]\n---\n"
    )
    (show_root / "scripts/notes.md").write_text("no script")
    (show_root / "scripts/folder.md").mkdir()
    (episode,) = load_show(show_root).episodes
    assert (episode.formerly, episode.old_slugs) == (("old",), ("first", "old"))


def test_a_copy_of_a_script_is_no_former_name(show_root: Path, write_episode: Write) -> None:
    write_episode("queens")
    (show_root / "scripts").mkdir()
    for name in ("queens", "queens-spare"):
        (show_root / f"scripts/{name}.md").write_text("---\nguid: guid-of-queens\n---\n")
    assert load_show(show_root).episodes[0].formerly == ()


def test_what_was_withdrawn_stands_no_more(show_root: Path, write_episode: Write) -> None:
    path = write_episode("queens")
    keep(show_root)
    write_episode("queens", draft="true")
    keep(show_root)
    path.write_text("---\n")
    assert load_show(show_root).episodes == ()


def test_many_copies_are_seen_to_the_disk_together(
    show_root: Path, write_episode: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 21):
        write_episode(f"queens-{number}", guid=f"guid-{number}", number=number)
    alone: list[int] = []
    monkeypatch.setattr(files.os, "fsync", alone.append)
    keep(show_root)
    assert not alone
    assert len([*(show_root / OUTPUT / "records").glob("*.md")]) == 20
