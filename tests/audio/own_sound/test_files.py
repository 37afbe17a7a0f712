from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.audio.mastering.encode import SAMPLE_RATE
from pipeline.audio.own_sound.files import UnusableSound, found_sound, samples_of, sound_seconds


@pytest.mark.parametrize(
    ("name", "rate", "channels"),
    [
        ("a.wav", 8_000, 1),
        ("a.WAV", 96_000, 2),
        ("a.flac", 48_000, 2),
        ("a.mp3", 22_050, 1),
        ("a.m4a", 32_000, 6),
    ],
)
def test_files_of_any_kind_rate_and_channels_are_read(
    tmp_path: Path, write_sound: Callable[..., Path], name: str, rate: int, channels: int
) -> None:
    write_sound(tmp_path / name, 1.5, rate=rate, channels=channels, hertz=500)
    sound = found_sound(tmp_path, name)
    samples = samples_of(sound, "opening")
    assert samples.dtype == "float32"
    assert sound_seconds(sound, "opening") == pytest.approx(1.5, abs=0.06)
    assert samples.size == round(sound_seconds(sound, "opening") * SAMPLE_RATE)


def test_what_is_no_sound_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"nothing that anybody could hear" * 50)
    with pytest.raises(UnusableSound, match="damaged, or no sound file"):
        samples_of(found_sound(tmp_path, "a.mp3"), "opening")


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"")
    with pytest.raises(UnusableSound, match=r"«a\.wav»"):
        samples_of(found_sound(tmp_path, "a.wav"), "opening")


def test_a_silent_file_is_told(tmp_path: Path, write_sound: Callable[..., Path]) -> None:
    write_sound(tmp_path / "a.wav", level=0.0)
    with pytest.raises(UnusableSound, match="is silent"):
        samples_of(found_sound(tmp_path, "a.wav"), "bed")


@pytest.mark.parametrize(
    ("seconds", "place", "what"),
    [
        (61.0, "opening", "is the most for an opening"),
        (61.0, "sound", "is the most for a sound in a script"),
        (3601.0, "bed", "is the most for a bed"),
        (1.0, "bed", "is the least for a bed"),
    ],
)
@pytest.mark.slow
def test_what_is_too_long_or_too_short_for_its_place_is_told(
    tmp_path: Path, write_sound: Callable[..., Path], seconds: float, place: str, what: str
) -> None:
    write_sound(tmp_path / "a.wav", seconds, rate=8000)
    with pytest.raises(UnusableSound, match=what):
        samples_of(found_sound(tmp_path, "a.wav"), place)


def test_a_file_that_was_replaced_is_another_sound(tmp_path: Path, write_sound: Callable[..., Path]) -> None:
    write_sound(tmp_path / "a.wav", hertz=500)
    before = found_sound(tmp_path, "a.wav")
    write_sound(tmp_path / "a.wav", hertz=600)
    assert found_sound(tmp_path, "a.wav").sha256 != before.sha256
