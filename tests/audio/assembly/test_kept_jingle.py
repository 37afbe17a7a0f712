"""The signature is played once for a show, and kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pipeline.audio.assembly import jingle
from pipeline.audio.assembly.kept_jingle import kept


def test_what_is_kept_is_what_was_played(tmp_path: Path) -> None:
    played = jingle.opening("show")
    assert np.array_equal(kept(jingle.opening, "show", tmp_path / "new"), played)
    assert np.array_equal(kept(jingle.opening, "show", tmp_path / "new"), played)
    assert np.array_equal(kept(jingle.closing, "show", tmp_path / "new"), jingle.closing("show"))


def test_it_is_not_played_again(tmp_path: Path) -> None:
    played = []

    def sound(seed: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        played.append(seed)
        return np.ones(3, np.float32)

    for seed in ("one", "other", "one"):
        kept(sound, seed, tmp_path)
    assert played == ["one", "other"]


def test_what_is_damaged_is_played_again(tmp_path: Path) -> None:
    kept(jingle.opening, "show", tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-4])
    assert np.array_equal(kept(jingle.opening, "show", tmp_path), jingle.opening("show"))


def test_a_folder_that_cannot_be_written_to_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in its place")
    assert kept(jingle.opening, "show", tmp_path / "file").size
