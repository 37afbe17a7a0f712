from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.sound import rows, summary
from benchmarks.sound_measuring import Measured, measured_by_ffmpeg, raw_speech
from pipeline.audio.mastering.encode import encode_mp3
from pipeline.catalogue.load import load_show
from pipeline.errors import EncodingFailed
from pipeline.speech.cast import Cast
from pipeline.speech.engine import VoiceChoice
from pipeline.speech.narration import Voices, narrate
from pipeline.speech.samples import SAMPLE_RATE as LISTENING_RATE
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.writing.script.script import Paragraph, Script, ScriptSection

SHOW = load_show(Path(__file__).parents[2])
GOOD = Measured("good", 90.0, -16.0, -1.3, 0.001, 2.0, 1, -2.0, 1.5, 4.7, 4.7)


def failing(*measured: Measured) -> list[str]:
    text = summary(rows(SHOW, opinions=True), measured)
    return [line.split("|")[1].strip() for line in text.splitlines() if "**fails**" in line]


def test_a_good_show_holds_all_it_is_held_to() -> None:
    assert failing(GOOD, GOOD) == []


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"integrated_lufs": -16.4}, "loudness, LUFS"),
        ({"true_peak_dbtp": -0.9}, "true peak, dBTP"),
        ({"limited_share": 0.01}, "limited by over 1 dB, of the time"),
        ({"limited_most_db": 6.1}, "limited at most, dB"),
        ({"softest_lu": -4.1}, "softest 3 s of speech, LU"),
        ({"loudest_lu": 4.1}, "loudest 3 s of speech, LU"),
        ({"opinion": 4.1, "opinion_raw": 4.1}, "DistillMOS of the MP3"),
        ({"opinion_raw": 4.95}, "lost by mastering and MP3"),
    ],
)
def test_one_bad_file_fails_its_line(change: dict[str, float], name: str) -> None:
    assert failing(GOOD, replace(GOOD, **change)) == [name]


def test_ffmpeg_measures_a_tone_as_the_standard_says() -> None:
    times = np.arange(5 * 44_100) / 44_100
    tone = (0.1 * np.sin(2 * np.pi * 997 * times)).astype(np.float32)
    lufs, peak = measured_by_ffmpeg(encode_mp3(tone, 96))
    assert lufs == pytest.approx(-20 - 0.45, abs=0.2)  # two speakers; the encoder turns down by 0.45 dB
    assert peak == pytest.approx(-20 - 0.45, abs=0.2)


def test_what_is_no_sound_cannot_be_measured() -> None:
    with pytest.raises(EncodingFailed):
        measured_by_ffmpeg(b"this is no sound at all" * 100)


def test_raw_speech_lasts_as_long_as_the_narration() -> None:
    script = Script((ScriptSection("One", (Paragraph(("One here.", "Two here.")),)),), "plain")
    narration = narrate(script, Voices.of(Cast(VoiceChoice("tone", "beep")), Lexicon()), speed=1.0)
    assert raw_speech(narration).size / LISTENING_RATE == pytest.approx(narration.seconds, abs=0.001)
