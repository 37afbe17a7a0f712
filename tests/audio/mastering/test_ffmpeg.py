"""How ffmpeg is run, and what is told when it fails."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.audio.mastering import encode
from pipeline.errors import EncodingFailed, PlaceLost
from pipeline.process.files import workshop

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a program written for a Unix shell")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the place of a program that is taken for ffmpeg."""
    path = tmp_path / "ffmpeg"
    monkeypatch.setattr(encode, "ffmpeg_program", lambda: str(path))
    return path


def script(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_the_signal_that_ended_it_is_named(program: Path) -> None:
    script(program, "kill -9 $$")
    with pytest.raises(EncodingFailed, match="ffmpeg was ended by SIGKILL"):
        encode.run_ffmpeg(["-version"])


def test_its_last_line_is_told(program: Path) -> None:
    script(program, "echo first >&2; echo '  no such codec' >&2; exit 1")
    with pytest.raises(EncodingFailed, match="ffmpeg failed:   no such codec"):
        encode.run_ffmpeg(["-version"])


def test_which_part_of_it_says_so_is_left_out(program: Path) -> None:
    script(program, "echo '[in#0/wav @ 0x55d0] [mp3 @ 0x1] no data' >&2; exit 1")
    with pytest.raises(EncodingFailed, match="ffmpeg failed: no data"):
        encode.run_ffmpeg(["-version"])


def test_one_that_hangs_is_ended_after_a_time_in_proportion_to_the_sound(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(program, "exec sleep 60")
    monkeypatch.setattr(encode, "LIMIT_SECONDS", 0.0)
    monkeypatch.setattr(encode, "LIMIT_TIMES_REAL_TIME", 0.01)
    with pytest.raises(EncodingFailed, match="still at work after 1 s"):
        encode.run_ffmpeg(["-version"], 90)


def test_one_that_is_no_program_names_its_place(program: Path) -> None:
    program.write_text("nothing")
    with pytest.raises(EncodingFailed, match="cannot be run") as raised:
        encode.run_ffmpeg(["-version"])
    assert str(program) in raised.value.what
    assert raised.value.file is None  # there the episode is named


def test_a_folder_for_the_moment_that_is_full_is_named(program: Path) -> None:
    script(program, "echo 'av_interleaved_write_frame(): No space left on device' >&2; exit 1")
    with pytest.raises(PlaceLost, match="No space left") as raised, workshop():
        encode.run_ffmpeg(["-version"])
    assert "TMPDIR" in raised.value.remedy
