from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.freshness import signs
from pipeline.freshness.signs import (
    at_rest,
    changed_ns,
    program_sign,
    sign,
    sign_below,
    sign_of,
    signs_below,
)


def test_a_link_that_leads_nowhere_or_in_a_circle_is_at_rest(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to("somebody@machine.123:456")
    (tmp_path / "circle").symlink_to("circle")
    facts = dict(signs_below(tmp_path))
    assert len(facts) == 2
    assert all(at_rest(changed_ns(each)) for each in facts.values())
    assert sign_below(tmp_path) == sign_below(tmp_path)


def test_of_a_link_to_a_folder_nothing_is_said_twice_alike(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "show").mkdir()
    (tmp_path / "show/link").symlink_to(tmp_path / "elsewhere")
    assert sign_below(tmp_path / "show") != sign_below(tmp_path / "show")


def test_python_s_own_files_are_passed_over_and_what_comes_after_them_is_not(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").mkdir()
    for name in ("A.py", "__pycache__/a.pyc", "b.py"):
        (tmp_path / name).write_text("")
    assert [Path(path).name for path, _ in signs_below(tmp_path)] == ["A.py", "b.py"]


def test_an_editors_lock_beside_an_episode_stops_no_build(small_show: Path) -> None:
    (small_show / "episodes/.#keys.md").symlink_to("somebody@machine.123:456")
    (small_show / "episodes/elsewhere").symlink_to(small_show.parent)
    for _ in range(2):
        assert main(["build", "-q", "--jobs", "1", "--root", str(small_show)]) == 0


SIZE, NUMBER, CHANGED, KNOWN = 7, 11, 1_700_000_000_123_456_789, 1_700_000_001_123_456_789


def facts(**changed: int) -> os.stat_result:
    """Give what a system says of a file."""
    told = {"st_mtime_ns": CHANGED, "st_ctime_ns": KNOWN} | changed
    rows = (0, told.pop("st_ino", NUMBER), 0, 0, 0, 0, told.pop("st_size", SIZE), 0, 0, 0)
    return os.stat_result(rows, told)


@pytest.mark.parametrize("what", ["st_size", "st_mtime_ns", "st_ctime_ns", "st_ino"])
def test_whatever_changes_of_a_file_its_sign_is_another(what: str) -> None:
    assert sign(facts()) == sign(facts())
    assert sign(facts(**{what: 5})) != sign(facts())


def test_a_file_that_is_not_there_has_an_empty_sign_and_another_none_alike(tmp_path: Path) -> None:
    assert sign_of(tmp_path / "none") == ""
    (tmp_path / "one").write_text("1")
    assert sign_of(tmp_path / "one") == sign((tmp_path / "one").stat()) != ""


def test_the_later_of_both_times_is_when_it_changed() -> None:
    assert changed_ns(facts()) == KNOWN
    assert changed_ns(facts(st_mtime_ns=KNOWN + 1)) == KNOWN + 1


@pytest.mark.parametrize(
    ("newest", "rest"),
    [
        (CHANGED, 50_000_000),  # a fine clock
        (1_700_000_000_000_000_000, 2_500_000_000),  # one of whole seconds
        (1_700_000_000_000_000_001, 50_000_000),
    ],
)
def test_a_file_is_at_rest_once_its_clock_must_have_ticked(
    newest: int, rest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for since, rests in ((rest, False), (rest + 1, True), (-1, False)):
        monkeypatch.setattr(signs.time, "time_ns", lambda now=newest + since: now)
        assert at_rest(newest) is rests


def test_what_is_no_file_changed_at_the_beginning_of_time_and_has_no_size(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to("nowhere")
    ((path, found),) = signs_below(tmp_path)
    assert (path, changed_ns(found), sign(found)) == (str(tmp_path / "lock"), 0, "0 0 0 0")


def test_a_link_to_a_folder_changed_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "show").mkdir()
    (tmp_path / "show/link").symlink_to(tmp_path / "elsewhere")
    monkeypatch.setattr(signs.time, "time_ns", lambda: CHANGED)
    ((_, found),) = signs_below(tmp_path / "show")
    assert (found.st_mtime_ns, found.st_ctime_ns) == (CHANGED, CHANGED)


def test_one_sign_covers_every_file_of_every_folder_and_its_place(tmp_path: Path) -> None:
    for name in ("a/one", "a/deep/two", "b/three"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    folders = [tmp_path / "a", tmp_path / "b", tmp_path / "none"]
    seen = {sign_below(*folders), sign_below(folders[0])}
    for name in ("a/one", "a/deep/two", "b/three"):
        (tmp_path / name).write_text(f"{name} and more")
        seen.add(sign_below(*folders))
    (tmp_path / "a/one").rename(tmp_path / "a/other")
    seen.add(sign_below(*folders))
    assert len(seen) == 6
    assert [Path(path).name for path, _ in signs_below(tmp_path / "a")] == ["two", "other"]


def test_the_program_s_sign_follows_what_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "site-packages"
    place.mkdir()

    def signed(*path: str) -> str:
        monkeypatch.setattr(signs.sys, "path", list(path))
        program_sign.cache_clear()
        return program_sign()

    try:
        before = signed(str(place))
        assert signed(str(place), str(tmp_path / "scripts")) == before  # no place where packages are
        assert signed() != before
        other = tmp_path / "dist-packages"
        other.mkdir()
        assert signed(str(place), str(other)) == signed(str(other), str(place), str(place)) != before
        (place / "another").mkdir()
        os.utime(place, ns=(CHANGED, CHANGED))
        assert signed(str(place)) != before
    finally:
        program_sign.cache_clear()
