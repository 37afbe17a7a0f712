"""An episode's further sound files, from the wish in show.toml to their removal; and how they are judged."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from mutagen.oggopus import OggOpus

from pipeline.audio.mastering.encode import SAMPLE_RATE, decode_sound, run_ffmpeg
from pipeline.building.build import Settings, build_episodes
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Show
from pipeline.checking.check import check_episodes
from pipeline.layout.record import read_record
from pipeline.publishing import covers
from pipeline.publishing.publish import PublishOptions, publish

pytestmark = pytest.mark.slow


MP3, OPUS, M4A = "keys.….mp3", "keys.….opus", "keys.….m4a"
Recording = Callable[..., Path]


def wish_for(root: Path, also: str) -> Show:
    """Set what the show asks for beside MP3, and load its one episode."""
    file = root / "episodes/show.toml"
    text = file.read_text(encoding="utf-8").partition("[audio]")[0]
    file.write_text(f"{text}[audio]\nalso = {also}\n", encoding="utf-8")
    return load_show(root)


def sounds(output: Path) -> list[str]:
    return sorted(without_digits(file.name) for file in (output / "audio").iterdir())


def without_digits(name: str) -> str:
    return re.sub(r"[0-9a-f]{8}", "…", name)


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


def test_files_come_and_go_with_the_wish(
    root: Path, recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(covers, "PIXELS", 300)
    output, moment = root / "output", PublishOptions(as_of=datetime(2026, 2, 1, tzinfo=UTC))
    built(root, "[]")
    assert sounds(output) == [MP3]
    show, status = built(root, '["opus", "m4a"]')
    assert status == "rendered"
    assert sounds(output) == [M4A, MP3, OPUS]
    record = read_record(output / "records/keys.json")
    assert record is not None
    opus = recording(output, "keys", "opus")
    assert record.files[f"audio/{opus.name}"]["bytes"] == opus.stat().st_size
    publish(show, output, moment)  # the record and the feed name the same files
    assert built(root, '["m4a", "opus"]')[1] == "unchanged"
    assert publish(show, output, moment).removed == ()
    show, _ = built(root, '["m4a"]')
    assert opus.is_file()  # the feed in place names it
    removed = publish(show, output, moment).removed
    assert f"audio/{opus.name}" in removed
    assert sounds(output) == [M4A, MP3]
    assert ".opus" not in (output / "feed.xml").read_text(encoding="utf-8")


def spoilt_level(file: Path) -> None:
    encode(file, decode_sound(file.read_bytes(), ".opus", SAMPLE_RATE) * np.float32(0.5))


def spoilt_length(file: Path) -> None:
    encode(file, decode_sound(file.read_bytes(), ".opus", SAMPLE_RATE)[: -SAMPLE_RATE // 10])


def encode(file: Path, samples: np.ndarray) -> None:
    raw = file.with_suffix(".raw")
    samples.astype("<f4").tofile(raw)
    form = ["-f", "f32le", "-ar", str(SAMPLE_RATE), "-ac", "1", "-i", str(raw)]
    run_ffmpeg([*form, "-codec:a", "libopus", "-b:a", "48k", str(file)])


def spoilt_chapter(file: Path) -> None:
    ogg = OggOpus(file)
    ogg["chapter001"] = ["00:00:59.999"]
    ogg.save()


def spoilt_titles(file: Path) -> None:
    ogg = OggOpus(file)
    ogg["chapter001name"] = ["Something else"]
    ogg.save()


SPOILT: list[tuple[str, Callable[[Path], object]]] = [
    ("is missing", Path.unlink),
    ("is damaged", lambda file: file.write_bytes(b"no sound")),
    ("LUFS", spoilt_level),
    ("the MP3", spoilt_length),
    ("at 59.999 s", spoilt_chapter),
    ("«Something else»", spoilt_titles),
]


def test_a_spoilt_file_is_told(root: Path, tmp_path: Path, recording: Recording) -> None:
    show, _ = built(root, '["opus"]')
    assert findings(show, root / "output") == []
    for number, (what, spoil) in enumerate(SPOILT):
        output = shutil.copytree(root / "output", tmp_path / f"spoilt-{number}")
        opus = recording(output, "keys", "opus")
        spoil(opus)
        told = findings(show, output)
        assert any(opus.name in one and what in one for one in told), what


def test_a_file_asked_for_and_not_made_is_told(root: Path) -> None:
    show, _ = built(root, "[]")
    show = replace(show, audio=replace(show.audio, also=("m4a",)))
    assert findings(show, root / "output") == ["it has no .m4a file: run `ninety build`"]


def findings(show: Show, output: Path) -> list[str]:
    (checked,) = check_episodes(show, show.episodes, output)
    return [one.what for one in checked.findings if one.rule == "alternates"]
