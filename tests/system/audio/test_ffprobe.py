"""A rendered episode as ffprobe reads it: another reader of the tags, and the length in the header."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PROBE = ["ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams", "-show_chapters"]


@pytest.fixture
def episode(small_show: Path, recording: Callable[..., Path]) -> Path:
    subprocess.run(
        [sys.executable, "-c", "from pipeline.cli import main; main()", "build", "--root", small_show],
        check=True,
    )
    return recording(small_show / "output", "keys")


def probed(path: Path):
    done = subprocess.run([*PROBE, path], capture_output=True, check=True)
    return json.loads(done.stdout)


def test_it_reads_facts_chapters_and_cover(episode: Path) -> None:
    found = probed(episode)
    tags = {name.casefold(): value for name, value in found["format"]["tags"].items()}
    assert tags["title"] == "Keys: a small thing"
    assert (tags["album"], tags["artist"], tags["genre"]) == ("Small things", "The testers", "Podcast")
    assert tags["track"] == "2"
    assert "coat" in " ".join(value for name, value in tags.items() if name.startswith("lyrics")).casefold()
    assert {stream["codec_name"] for stream in found["streams"]} == {"mp3", "mjpeg"}
    kept = json.loads((episode.parents[1] / "chapters/keys.json").read_text(encoding="utf-8"))["chapters"]
    assert [chapter["tags"]["title"] for chapter in found["chapters"]] == [part["title"] for part in kept]
    assert len(kept) >= 3


def test_the_header_tells_the_decoded_length(episode: Path) -> None:
    command = [
        "ffmpeg",
        "-v",
        "error",
        "-nostdin",
        "-i",
        episode,
        "-map",
        "0:a",
        "-f",
        "s16le",
        "-ac",
        "1",
        "-",
    ]
    decoded = subprocess.run(command, capture_output=True, check=True).stdout
    seconds = len(decoded) / 2 / 44_100
    assert float(probed(episode)["format"]["duration"]) == pytest.approx(seconds, abs=0.05)
