"""The process that builds."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from pipeline.desk.building import Builder, Built, _built
from pipeline.process.console import Console
from pipeline.process.lock import only_writer

pytestmark = pytest.mark.slow


Told = Queue[str | Built]


@pytest.fixture
def told() -> Told:
    return Queue()


@pytest.fixture
def builder(small_show: Path, told: Told) -> Iterator[Builder]:
    builder = Builder(small_show, told.put, Console(quiet=True))
    yield builder
    builder.end()


def built(told: Told) -> tuple[list[str], Built]:
    """Wait for the end of a build; give what was told before, and what it came to."""
    lines: list[str] = []
    while True:
        one = told.get(timeout=300)
        if isinstance(one, Built):
            return lines, one
        lines.append(one)


def break_settings(root: Path) -> None:
    """Let a build end as soon as it has begun."""
    (root / "episodes/show.toml").write_text("[show\n", encoding="utf-8")


def output(root: Path) -> dict[str, bytes]:
    files = (path for path in (root / "output").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def test_it_builds_what_changed_and_a_bad_save_harms_nothing(
    builder: Builder, told: Told, small_show: Path
) -> None:
    builder.build()
    lines, first = built(told)
    assert (first.faults, first.changed) == ((), True)
    assert lines[-1] == "Building: 3 of 3 episodes"
    whole = output(small_show)
    assert "output/episodes/keys/index.html" in whole
    assert [path for path, data in whole.items() if b"/-/desk" in data] == []

    builder.build()
    assert built(told) == (["Building"], Built())

    notes = small_show / "episodes/keys.md"
    text = notes.read_text(encoding="utf-8")
    notes.write_text(text.replace("number: 2", "number: two"), encoding="utf-8")
    builder.build()
    _, bad = built(told)
    assert ("episodes/keys.md", 3) in [(fault.file, fault.line) for fault in bad.faults]
    kept = {path: data for path, data in output(small_show).items() if path != "output/report.json"}
    assert kept == {path: data for path, data in whole.items() if path != "output/report.json"}

    notes.write_text(
        text.replace("Most things are larger.", "Nearly all things are larger."), encoding="utf-8"
    )
    builder.build()
    lines, mended = built(told)
    assert (lines, mended.faults, mended.changed) == (
        ["Building", "Building: 1 of 1 episode"],
        (),
        True,
    )
    assert b"Nearly all things" in output(small_show)["output/episodes/keys/index.html"]


def test_settings_that_cannot_be_read_are_told(builder: Builder, told: Told, small_show: Path) -> None:
    break_settings(small_show)
    builder.build()
    _, bad = built(told)
    assert [(fault.file, fault.line) for fault in bad.faults] == [("episodes/show.toml", 1)]


def test_who_else_writes_to_the_show_is_waited_for_and_told(told: Told, small_show: Path) -> None:
    break_settings(small_show)
    work = threading.Thread(target=lambda: told.put(_built(small_show, Console(quiet=True), told.put)))
    with only_writer(small_show, "ninety build"):
        work.start()
        assert str(told.get(timeout=300)).startswith(
            "Waiting: `ninety build` works on this show, as process "
        )
        assert told.empty()
    lines, done = built(told)
    work.join()
    assert (lines, len(done.faults)) == (["Building"], 1)


def test_it_ends_at_once_and_begins_nothing_after(builder: Builder, told: Told) -> None:
    builder.build()
    assert told.get(timeout=300) == "Building"
    process = builder._process
    builder.end()
    assert process.exitcode is not None
    builder.build()
    assert builder._process is process


def test_a_process_that_dies_is_told_and_started_again(
    builder: Builder, told: Told, small_show: Path
) -> None:
    builder.build()
    assert told.get(timeout=300) == "Building"
    builder._process.kill()
    _, died = built(told)
    assert died.faults[0].what == "the process that builds was ended by SIGKILL"
    break_settings(small_show)
    builder.build()
    assert [fault.file for fault in built(told)[1].faults] == ["episodes/show.toml"]
