from __future__ import annotations

import pytest

from pipeline.audio.mastering.encode import SAMPLE_RATE, decode_mp3
from pipeline.audio.mastering.loudness import integrated_loudness
from pipeline.auditioning.audition import NoAudition
from pipeline.auditioning.options import Option, Setting, pronunciation_options, voice_options
from pipeline.auditioning.takes import Take, record_takes
from pipeline.catalogue.show import AudioSettings
from pipeline.errors import SpeechFailed
from pipeline.speech.engine import VoiceChoice

TEXT = "Suppose someone lends you a concert piano. Who would not like it a little warmer?"
HEART = Setting(VoiceChoice("hibari", "heart"))


def takes(
    options: list[Option], text: str = TEXT, settings: AudioSettings | None = None, speed: float = 1.0
) -> list[Take]:
    failures: list[SpeechFailed] = []
    found = record_takes(text, options, settings or AudioSettings(), speed, lambda _, e: failures.append(e))
    assert failures == []
    return found


@pytest.mark.parametrize("level", [-16.0, -23.0])
def test_a_real_voice_and_a_beep_are_equally_loud(level: float) -> None:
    options = voice_options(["hibari/heart", "tone/beep"], HEART)
    for take in takes(options, settings=AudioSettings(loudness_lufs=level)):
        heard = integrated_loudness(decode_mp3(take.mp3), SAMPLE_RATE)
        assert heard == pytest.approx(level, abs=0.35)
        assert take.candidate.loudness_lufs == pytest.approx(heard, abs=0.1)


def test_who_cannot_be_as_loud_brings_the_others_down() -> None:
    loud = AudioSettings(loudness_lufs=-5.0, true_peak_dbtp=-6.0)
    levels = [
        take.candidate.loudness_lufs
        for take in takes(voice_options(["heart", "tone/beep"], HEART), settings=loud)
    ]
    assert None not in levels
    assert max(filter(None, levels)) - min(filter(None, levels)) <= 0.6
    assert max(filter(None, levels)) < -6


def test_pronunciations_sound_different_and_last_as_long_as_they_are_said() -> None:
    options = pronunciation_options("Froude", ["/fɹˈud/", "Sir William Froude the shipbuilder"], HEART)
    now, short, long = takes(options, "It was William Froude who built it.")
    assert len({now.mp3, short.mp3, long.mp3}) == 3
    assert long.candidate.seconds > short.candidate.seconds + 0.5


def test_a_single_short_word_is_levelled_too() -> None:
    (take,) = takes(voice_options(["heart"], HEART), "Oh.")
    assert take.candidate.loudness_lufs is not None
    assert take.candidate.seconds >= 0.6


def test_the_speed_is_the_one_asked_for() -> None:
    (slow,), (quick,) = (takes(voice_options(["heart"], HEART), speed=each) for each in (1.0, 1.5))
    assert quick.candidate.seconds < slow.candidate.seconds * 0.8


def test_where_nothing_can_be_said_there_is_no_audition() -> None:
    failures: list[str] = []
    with pytest.raises(NoAudition):
        record_takes(
            "…", voice_options(["heart"], HEART), AudioSettings(), 1.0, lambda o, _: failures.append(o.name)
        )
    assert failures == ["hibari/heart"]
