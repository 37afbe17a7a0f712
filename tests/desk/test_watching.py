from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest

from pipeline.desk.watching import follow

Saved = Queue[frozenset[Path]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "scripts"
    folder.mkdir()
    (folder / "keys.md").write_text("before")
    return folder


@pytest.fixture
def saved(folder: Path) -> Iterator[Saved]:
    told: Saved = Queue()
    stop = threading.Event()
    thread = follow(folder, stop, told.put)
    while not told.qsize():  # until the system tells of it, it does not watch yet
        (folder / "begins.md").write_text("x")
        stop.wait(0.2)
    settle(told)
    yield told
    stop.set()
    thread.join(20)
    assert not thread.is_alive()


def settle(told: Saved) -> None:
    """Drop what is still told of before."""
    try:
        while True:
            told.get(timeout=0.6)
    except Empty:
        return


def wait_for(path: Path, told: Saved) -> None:
    while path not in told.get(timeout=20):
        continue


def in_place(file: Path) -> None:
    file.write_text("after")


def renamed_over(file: Path) -> None:
    beside = file.with_name(f".{file.name}.tmp")
    beside.write_text("after")
    beside.replace(file)


def deleted_and_created(file: Path) -> None:
    file.unlink()
    file.write_text("after")


def with_a_backup(file: Path) -> None:
    file.replace(file.with_name(f"{file.name}~"))
    file.write_text("after")


@pytest.mark.parametrize("save", [in_place, renamed_over, deleted_and_created, with_a_backup])
def test_however_an_editor_saves_it_is_told(folder: Path, saved: Saved, save: Callable[[Path], None]) -> None:
    save(folder / "keys.md")
    wait_for(folder / "keys.md", saved)


def test_a_new_file_in_a_new_folder_is_told(folder: Path, saved: Saved) -> None:
    (folder / "formats").mkdir()
    settle(saved)
    (folder / "formats/news.md.j2").write_text("x")
    wait_for(folder / "formats/news.md.j2", saved)


def test_what_editors_and_ninety_keep_beside_a_file_is_not_told(folder: Path, saved: Saved) -> None:
    for name in (".keys.md.swp", "keys.md~", ".#keys.md", ".keys.md.abc.part"):
        (folder / name).write_text("x")
    (folder / "last.md").write_text("x")
    told: set[str] = set()
    while "last.md" not in told:
        told |= {path.name for path in saved.get(timeout=20)}
    assert told == {"last.md"}


def test_a_folder_that_another_takes_the_place_of_is_watched_again(folder: Path, saved: Saved) -> None:
    os.rename(folder, folder.with_name("old"))  # noqa: PTH104 - of a folder
    folder.mkdir()
    settle(saved)
    (folder / "new.md").write_text("x")
    wait_for(folder / "new.md", saved)


def test_a_folder_that_goes_is_told_as_a_save_of_what_was_in_it(folder: Path, saved: Saved) -> None:
    shutil.rmtree(folder)
    wait_for(folder / "keys.md", saved)


def test_a_folder_that_is_moved_away_is_told(folder: Path, saved: Saved) -> None:
    folder.rename(folder.with_name("old"))
    wait_for(folder, saved)


def test_a_folder_that_went_is_waited_for(folder: Path, saved: Saved) -> None:
    shutil.rmtree(folder)
    settle(saved)
    folder.mkdir()
    (folder / "back.md").write_text("x")
    wait_for(folder / "back.md", saved)
