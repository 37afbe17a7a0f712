"""`ninety say -o`: the kind of file that its name says, or none."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest

from pipeline.audio.mastering.encode import decode_sound
from pipeline.audio.mastering.loudness import integrated_loudness
from pipeline.cli import main

TEXT = "Suppose someone lends you a concert piano, and you would like it a little warmer. Who would not?"
BEEP = ["--voice", "tone/beep"]
KINDS = {"mp3": b"\xff\xfb", "opus": b"OggS", "m4a": b"ftypM4A", "wav": b"RIFF"}


def say(folder: Path, name: str, text: str = TEXT) -> int:
    return main(["say", text, "-o", str(folder / name), "--root", str(folder), *BEEP])


@pytest.mark.parametrize(("kind", "begins"), KINDS.items())
def test_the_end_of_the_name_says_what_is_written(tmp_path: Path, kind: str, begins: bytes) -> None:
    assert say(tmp_path, f"x.{kind}") == 0
    assert begins in (tmp_path / f"x.{kind}").read_bytes()[:16]
    assert [path.name for path in tmp_path.iterdir()] == [f"x.{kind}"]


@pytest.mark.parametrize("kind", ["mp3", "opus", "m4a"])
@pytest.mark.slow
def test_it_is_as_loud_as_an_episode_and_as_long_as_the_speech(tmp_path: Path, kind: str) -> None:
    say(tmp_path, f"x.{kind}")
    say(tmp_path, "x.wav")
    with wave.open(str(tmp_path / "x.wav")) as file:
        seconds = file.getnframes() / file.getframerate()
    samples = decode_sound((tmp_path / f"x.{kind}").read_bytes(), f".{kind}", 44_100)
    assert integrated_loudness(samples, 44_100) == pytest.approx(-16, abs=0.5)
    assert samples.size / 44_100 == pytest.approx(seconds, abs=0.08)


def test_capitals_are_read_too(tmp_path: Path) -> None:
    assert say(tmp_path, "X.MP3") == 0
    assert (tmp_path / "X.MP3").read_bytes().startswith(KINDS["mp3"])


def test_a_show_says_how_loud(small_show: Path) -> None:
    settings = small_show / "episodes/show.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}\n[audio]\nloudness_lufs = -20\n", encoding="utf-8")
    say(small_show, "x.mp3")
    samples = decode_sound((small_show / "x.mp3").read_bytes(), ".mp3", 44_100)
    assert integrated_loudness(samples, 44_100) == pytest.approx(-20, abs=0.5)


@pytest.mark.parametrize("name", ["x.ogg", "x", "x.", ".mp3", "x.mp3.txt", "x.mp4"])
def test_any_other_name_is_refused_with_the_list_before_anything_is_said(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.commands.speaking.Speaker", None)  # calling it would fail
    assert say(tmp_path, name) == 2
    assert "let its name end in .mp3, .opus, .m4a or .wav" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["Hi.", "…", ""])
@pytest.mark.parametrize("kind", KINDS)
def test_very_little_is_a_file_as_well(tmp_path: Path, kind: str, text: str) -> None:
    assert say(tmp_path, f"x.{kind}", text) == 0
    assert (tmp_path / f"x.{kind}").stat().st_size > 0


def test_phonemes_are_not_written_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["say", TEXT, "--phonemes", "-o", str(tmp_path / "x.wav")]) == 2
    assert "printed" in capsys.readouterr().err
