from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.layout.record import Record
from pipeline.layout.sound_names import find_sound, slug_of_sound, sound_address, sound_path, tells_bytes
from pipeline.publishing.pruning import superseded_sounds

DIGEST = "c3d9c159" + "0" * 56


def test_a_name_is_of_slug_and_digits() -> None:
    assert sound_path("crumb", "opus", DIGEST) == "audio/crumb.c3d9c159.opus"


@pytest.mark.parametrize("path", ["audio/crumb.c3d9c159.mp3", "audio/crumb.mp3"])
def test_a_record_s_sound_is_found_by_either_name(path: str) -> None:
    files = {"audio/crumb.c3d9c159.opus": {"sha256": DIGEST}, path: {"sha256": DIGEST}}
    assert find_sound("crumb", "mp3", files) == path


@pytest.mark.parametrize(
    "path",
    ["audio/crumb.00000000.mp3", "audio/poolish.c3d9c159.mp3", "audio/../crumb.c3d9c159.mp3", "/crumb.mp3"],
)
def test_no_other_file_that_a_record_names_is_taken_for_it(path: str) -> None:
    assert find_sound("crumb", "mp3", {path: {"sha256": DIGEST}}) is None


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("audio/crumb.c3d9c159.mp3", "audio/crumb.c3d9c159.mp3"),
        ("audio/crumb.mp3", "audio/crumb.mp3?v=c3d9c159"),
    ],
)
def test_every_address_tells_its_bytes(path: str, address: str) -> None:
    assert sound_address(path, DIGEST) == address
    assert tells_bytes(f"https://example.org/{address}", DIGEST)
    assert not tells_bytes(f"https://example.org/{address}", "0" * 64)


@pytest.mark.parametrize("url", ["audio/crumb.mp3", "crumb.00000000.mp3?v=c3d9c159"])
def test_an_address_that_would_stay_does_not(url: str) -> None:
    assert not tells_bytes(url, DIGEST)


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("audio/crumb.c3d9c159.mp3", "crumb"),
        ("audio/crumb.m4a", "crumb"),
        ("audio/crumb.C3D9C159.mp3", None),
        ("audio/crumb.remix.mp3", None),
        ("audio/crumb.c3d9c159.wav", None),
        ("audio/.crumb.mp3.x1.part", None),
        ("art/crumb.mp3", None),
        ("audio/more/crumb.mp3", None),
    ],
)
def test_only_names_of_our_making_are_somebody_s(path: str, slug: str | None) -> None:
    assert slug_of_sound(path) == slug


def test_what_no_record_names_is_superseded_and_what_others_put_there_is_not(
    output: Path, records: dict[str, Record]
) -> None:
    theirs = ["audio/by-hand.mp3", "audio/by-hand.00000000.mp3", "audio/crumb.remix.mp3", "audio/crumb.txt"]
    ours = ["audio/crumb.00000000.mp3", "audio/crumb.mp3", "audio/crumb.opus"]
    for path in (*theirs, *ours):
        (output / path).write_bytes(b"sound")
    (output / "audio/crumb.11111111.mp3").mkdir()  # a folder is no sound, whatever it is called
    assert superseded_sounds(output, records.values()) == ours


def test_a_rendering_that_is_being_put_in_place_is_left_alone(
    output: Path, records: dict[str, Record]
) -> None:
    new = output / "audio/crumb.00000000.mp3"
    new.write_bytes(b"new")
    part = output / "records/.crumb.json.x1y2.part"
    part.write_text("{}")
    assert superseded_sounds(output, records.values()) == []
    part.unlink()
    assert superseded_sounds(output, records.values()) == ["audio/crumb.00000000.mp3"]


def test_what_a_feed_names_stays_when_its_record_has_just_been_replaced(
    output: Path, records: dict[str, Record]
) -> None:
    (output / "records/crumb.json").write_text(
        records["crumb"].to_json().replace(records["crumb"].audio_path, "audio/crumb.mp3")
    )
    assert superseded_sounds(output, records.values()) == []
    assert superseded_sounds(output, ()) == [records["crumb"].audio_path]
