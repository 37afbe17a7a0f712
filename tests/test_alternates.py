"""An episode's further sound files, from the wish in show.toml to their removal; and how they are judged."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from pipeline.audio.mastering.encode import SAMPLE_RATE, decode_sound, run_ffmpeg
from pipeline.build import Settings, build_episodes
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Show
from pipeline.check import check_episodes
from pipeline.publishing import covers
from pipeline.publishing.publish import Wish, publish
from pipeline.publishing.record import read_record

OPUS, M4A = "audio/keys.opus", "audio/keys.m4a"


def wish_for(root: Path, also: str) -> Show:
    """Set what the show asks for beside MP3, and load its one episode."""
    file = root / "episodes/show.toml"
    text = file.read_text(encoding="utf-8").partition("[audio]")[0]
    file.write_text(f"{text}[audio]\nalso = {also}\n", encoding="utf-8")
    return load_show(root)


def sounds(output: Path) -> list[str]:
    return sorted(file.relative_to(output).as_posix() for file in (output / "audio").iterdir())


@pytest.fixture
def root(small_show: Path) -> Path:
    for other in ("buttons", "coins"):
        (small_show / f"episodes/{other}.md").unlink()
    return small_show


def built(root: Path, also: str) -> tuple[Show, str]:
    show = wish_for(root, also)
    (outcome,) = build_episodes(show, show.episodes, Settings(jobs=1))
    assert outcome.error is None
    return show, outcome.status


def test_files_come_and_go_with_the_wish(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(covers, "PIXELS", 300)
    output, moment = root / "output", Wish(as_of=datetime(2026, 2, 1, tzinfo=UTC))
    built(root, "[]")
    assert sounds(output) == ["audio/keys.mp3"]
    show, status = built(root, '["opus", "m4a"]')
    assert status == "rendered"
    assert sounds(output) == [M4A, "audio/keys.mp3", OPUS]
    record = read_record(output / "records/keys.json")
    assert record is not None
    assert record.files[OPUS]["bytes"] == (output / OPUS).stat().st_size
    assert built(root, '["m4a", "opus"]')[1] == "unchanged"
    assert publish(show, output, moment).removed == ()
    show, _ = built(root, '["m4a"]')
    published = publish(show, output, moment)
    assert published.removed == (OPUS,)
    assert sounds(output) == [M4A, "audio/keys.mp3"]
    assert "keys.opus" not in (output / "feed.xml").read_text(encoding="utf-8")


def spoilt_level(file: Path) -> None:
    encode(file, decode_sound(file.read_bytes(), ".opus", SAMPLE_RATE) * np.float32(0.5))


def spoilt_length(file: Path) -> None:
    encode(file, decode_sound(file.read_bytes(), ".opus", SAMPLE_RATE)[: -SAMPLE_RATE // 10])


def encode(file: Path, samples: np.ndarray) -> None:
    raw = file.with_suffix(".raw")
    samples.astype("<f4").tofile(raw)
    form = ["-f", "f32le", "-ar", str(SAMPLE_RATE), "-ac", "1", "-i", str(raw)]
    run_ffmpeg([*form, "-codec:a", "libopus", "-b:a", "48k", str(file)])


SPOILT: list[tuple[str, Callable[[Path], object]]] = [
    ("is missing", Path.unlink),
    ("is damaged", lambda file: file.write_bytes(b"no sound")),
    ("LUFS", spoilt_level),
    ("the MP3", spoilt_length),
]


def test_a_spoilt_file_is_told(root: Path, tmp_path: Path) -> None:
    show, _ = built(root, '["opus"]')
    assert findings(show, root / "output") == []
    for number, (what, spoil) in enumerate(SPOILT):
        output = shutil.copytree(root / "output", tmp_path / f"spoilt-{number}")
        spoil(output / OPUS)
        told = findings(show, output)
        assert any(OPUS in one and what in one for one in told), what


def test_a_file_asked_for_and_not_made_is_told(root: Path) -> None:
    show, _ = built(root, "[]")
    show = replace(show, audio=replace(show.audio, also=("m4a",)))
    assert findings(show, root / "output") == [f"{M4A} is missing: run `ninety build` [alternates]"]


def findings(show: Show, output: Path) -> list[str]:
    (checked,) = check_episodes(show, show.episodes, output)
    return [one.what for one in checked.findings if one.what.endswith("[alternates]")]
