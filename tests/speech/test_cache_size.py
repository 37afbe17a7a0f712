"""The size of a cache, counted anew only where something has changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from pipeline.speech import cache_size
from pipeline.speech.cache_size import cache_bytes


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Make a cache of two folders, with 300 and 50 bytes, that nobody has touched for an hour."""
    for place, size in (("aa/one", 100), ("aa/two", 200), ("bb/three", 50)):
        file = tmp_path / place
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"x" * size)
    (tmp_path / "heard").mkdir()  # another cache's
    (tmp_path / "heard" / "four").write_bytes(b"x" * 1000)
    for folder in ("aa", "bb"):
        rest(tmp_path / folder)
    return tmp_path


def rest(folder: Path) -> None:
    an_hour_ago = time.time() - 3600
    os.utime(folder, (an_hour_ago, an_hour_ago))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which folders are looked through."""
    seen: list[str] = []
    real = cache_size._bytes_within
    monkeypatch.setattr(
        cache_size, "_bytes_within", lambda folder: (seen.append(Path(folder).name), real(folder))[1]
    )
    return seen


def test_only_a_folder_that_changed_is_looked_through(cache: Path, counted: list[str]) -> None:
    assert cache_bytes(cache) == 350
    assert sorted(counted) == ["aa", "bb"]
    counted.clear()
    assert cache_bytes(cache) == 350
    assert counted == []
    (cache / "bb" / "five").write_bytes(b"x" * 7)
    assert cache_bytes(cache) == 357
    assert counted == ["bb"]


def test_a_folder_that_changed_just_now_is_looked_through_again(cache: Path, counted: list[str]) -> None:
    (cache / "aa" / "one").unlink()
    assert cache_bytes(cache) == 250
    counted.clear()
    assert cache_bytes(cache) == 250
    assert counted == ["aa"]


def test_a_folder_that_is_gone_counts_no_more(cache: Path) -> None:
    assert cache_bytes(cache) == 350
    (cache / "bb" / "three").unlink()
    (cache / "bb").rmdir()
    assert cache_bytes(cache) == 300


@pytest.mark.parametrize("damage", [b"", b"[1]", b'{"aa": 3}', b'{"aa": ["x", 1]}', b"\xff"])
def test_what_was_counted_is_no_matter_when_it_is_damaged(cache: Path, damage: bytes) -> None:
    assert cache_bytes(cache) == 350
    (cache / "sizes.json").write_bytes(damage)
    assert cache_bytes(cache) == 350


def test_a_cache_that_is_not_there_is_empty_and_is_not_made(tmp_path: Path) -> None:
    assert cache_bytes(tmp_path / "none") == 0
    assert not (tmp_path / "none").exists()
