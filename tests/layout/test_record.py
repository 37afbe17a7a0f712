"""A record as it lies in a file: written the same way every time, and read from files of other versions."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.layout.record import Chapter, Record, read_record

DIGITS = "0a1b2c3d" + "4" * 56
MP3 = f"audio/keys.{DIGITS[:8]}.mp3"
WHOLE = Record(
    slug="keys",
    guid="g1",
    fingerprint="f",
    inputs={"episode": "e"},
    engine="tone",
    voice="beep",
    voice_credit="Voice: Beep.",
    speed=1.05,
    pause_scale=0.9,
    paragraphs_left_out=1,
    seconds=60.5,
    integrated_lufs=-16.0,
    true_peak_dbtp=-1.2,
    chapters=(Chapter(0.0, "Ä hook"), Chapter(20.5, "How")),
    files={MP3: {"sha256": DIGITS, "bytes": 1234}, "chapters/keys.json": {"sha256": "5", "bytes": 6}},
    guest="tone/boop",
    word_times="aligned",
    remark="one voice",
    paragraphs_unspoken=2,
    chapter_images={"How": "art/chapters/keys.jpg"},
    quoted=("On <bread>",),
    own_sounds=("bell.wav",),
    pause_seconds=2.5,
    listening={"misheard": 1},
)
REQUIRED = (
    "slug guid fingerprint inputs engine voice voice_credit speed pause_scale paragraphs_left_out seconds "
    "integrated_lufs true_peak_dbtp chapters files"
).split()


def facts_of(record: Record) -> dict[str, Any]:
    return dict(json.loads(record.to_json()))


def read(folder: Path, facts: object) -> Record | None:
    file = folder / "keys.json"
    file.write_text(json.dumps(facts), encoding="utf-8")
    return read_record(file)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_text(WHOLE.to_json(), encoding="utf-8")
    assert read_record(file) == WHOLE
    text = WHOLE.to_json()
    assert text.endswith("}\n")
    assert "Ä hook" in text
    assert list(json.loads(text)) == sorted(json.loads(text))


def test_the_mp3_is_known_by_its_digits() -> None:
    assert (WHOLE.audio_path, WHOLE.audio_bytes, WHOLE.audio_sha256) == (MP3, 1234, DIGITS)
    with pytest.raises(KeyError):
        replace(WHOLE, files={"audio/keys.00000000.mp3": {"sha256": DIGITS, "bytes": 1}}).audio_path  # noqa: B018


def test_a_record_of_a_version_that_knew_less_says_what_was_so_then(tmp_path: Path) -> None:
    found = read(tmp_path, {name: facts_of(WHOLE)[name] for name in REQUIRED})
    assert found is not None
    assert (found.guest, found.word_times, found.remark, found.paragraphs_unspoken) == ("", "exact", "", 0)
    assert (found.chapter_images, found.quoted, found.own_sounds) == ({}, (), ())
    assert (found.pause_seconds, found.listening) == (0.0, {})


@pytest.mark.parametrize("name", REQUIRED)
def test_a_record_without_one_of_its_facts_is_none(tmp_path: Path, name: str) -> None:
    facts = facts_of(WHOLE)
    del facts[name]
    assert read(tmp_path, facts) is None


@pytest.mark.parametrize(
    "file",
    [{"sha256": 1, "bytes": 2}, {"sha256": "1", "bytes": "2"}, {"sha256": "1"}, {"bytes": 2}, "none", ["x"]],
)
def test_files_with_other_facts_are_of_another_version(tmp_path: Path, file: object) -> None:
    assert read(tmp_path, facts_of(WHOLE) | {"files": {MP3: file}}) is None
    assert read(tmp_path, facts_of(WHOLE) | {"files": {MP3: {}}}) is not None


@pytest.mark.parametrize("facts", [[], None, {}, {"of a later version": 1}])
def test_what_is_no_record_is_none(tmp_path: Path, facts: object) -> None:
    assert read(tmp_path, facts_of(WHOLE) | facts if facts else facts) is None
    assert read_record(tmp_path / "none.json") is None
