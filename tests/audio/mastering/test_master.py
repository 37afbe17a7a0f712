from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.audio.found_tags import read_stream
from pipeline.audio.mastering import encode
from pipeline.audio.mastering import master as mastering
from pipeline.audio.mastering.encode import (
    SAMPLE_RATE,
    decode_mp3,
    encode_mp3,
    ffmpeg_program,
    heard_mp3,
    whole_frames,
)
from pipeline.audio.mastering.limiter import Limited, LimiterUse, limit
from pipeline.audio.mastering.loudness import estimated_loudness, integrated_loudness, true_peak
from pipeline.audio.mastering.master import (
    ENCODER_LOSS_DB,
    LOUDNESS_TOLERANCE_LU,
    MOST_LIMITED_DB,
    Mastered,
    master,
)
from pipeline.catalogue.show import AudioSettings
from pipeline.errors import EncodingFailed
from pipeline.speech.engine import VoiceChoice
from pipeline.speech.speaker import Speaker
from pipeline.speech.spoken.lexicon import Lexicon

TEXT = "Suppose someone lends you a concert piano, and you would like it a little warmer."


@pytest.fixture(scope="module")
def speech() -> NDArray[np.float32]:
    """Twelve seconds or so of the default voice, at the rate of the finished file."""
    import soxr

    utterance = Speaker(VoiceChoice("hibari", "heart"), Lexicon()).say(TEXT, 1.0)
    assert utterance is not None
    once = soxr.resample(utterance.speech.samples, utterance.speech.sample_rate, SAMPLE_RATE)
    return np.tile(np.asarray(once, np.float32), 3)


def ebur128(mp3: bytes, folder: Path) -> tuple[float, float]:
    """Measure with ffmpeg's own meter: LUFS on two speakers, dBTP."""
    path = folder / "measured.mp3"
    path.write_bytes(mp3)
    filters = "ebur128=peak=true:dualmono=true:framelog=quiet"
    command = [
        ffmpeg_program(),
        "-hide_banner",
        "-nostats",
        "-i",
        str(path),
        "-af",
        filters,
        "-f",
        "null",
        "-",
    ]
    told = subprocess.run(command, capture_output=True, check=True, text=True).stderr
    integrated = re.findall(r"I:\s+(-?[\d.]+) LUFS", told)[-1]
    peak = re.findall(r"Peak:\s+(-?[\d.]+) dBFS", told)[-1]
    return float(integrated), float(peak)


@pytest.mark.parametrize("gain", [1.0, 0.1, 3.0])
def test_speech_of_any_level_lands_on_its_loudness_and_under_its_peak(
    speech: NDArray[np.float32], gain: float, tmp_path: Path
) -> None:
    mastered = master(np.clip(speech * np.float32(gain), -1, 1), AudioSettings())
    integrated, peak = ebur128(mastered.mp3, tmp_path)
    assert integrated == pytest.approx(-16, abs=0.3)
    assert peak <= -1.0
    assert mastered.loudness.integrated_lufs == pytest.approx(integrated, abs=0.1)
    assert mastered.loudness.true_peak_dbtp == pytest.approx(peak, abs=0.15)


def test_what_is_told_of_it_is_what_a_player_plays(speech: NDArray[np.float32]) -> None:
    mastered = master(speech, AudioSettings())
    assert mastered.seconds == len(decode_mp3(mastered.mp3)) / SAMPLE_RATE


def test_speech_is_right_at_the_first_encoding(speech: NDArray[np.float32]) -> None:
    assert master(speech, AudioSettings()).attempts == 1


def test_an_estimate_of_speech_is_near_what_is_measured(speech: NDArray[np.float32]) -> None:
    measured = integrated_loudness(speech, SAMPLE_RATE)
    assert estimated_loudness(speech, SAMPLE_RATE) == pytest.approx(measured, abs=0.1)


def test_speech_is_hardly_limited(speech: NDArray[np.float32]) -> None:
    used = master(speech, AudioSettings()).limiter
    assert used.share_over_one_db < 0.01
    assert used.most_db <= 6


def test_what_would_be_limited_too_much_is_left_softer_instead(speech: NDArray[np.float32]) -> None:
    spiked = speech.copy()
    spiked[50_000] = 3 * float(np.abs(speech).max())
    mastered = master(spiked, AudioSettings())
    assert mastered.limiter.most_db <= 6.01
    assert mastered.loudness.true_peak_dbtp <= -1.0
    assert mastered.loudness.integrated_lufs < -16.5


def test_what_would_be_limited_too_much_is_softer_by_just_that(speech: NDArray[np.float32]) -> None:
    found = []
    for above_db in (8, 10):  # the peaks of the speech; beyond 8 the limiter would take more than it may
        spiked = speech.copy()
        spiked[50_000] = 10 ** (above_db / 20) * float(np.abs(speech).max())
        found.append(master(spiked, AudioSettings()))
    assert found[0].loudness.integrated_lufs == pytest.approx(-16, abs=LOUDNESS_TOLERANCE_LU)
    assert found[1].loudness.integrated_lufs == pytest.approx(-18, abs=LOUDNESS_TOLERANCE_LU)
    assert [each.limiter.most_db for each in found] == pytest.approx([6.0] * 2, abs=0.01)


def test_lame_makes_softer_by_as_much_as_is_made_up_for() -> None:
    tone = (0.5 * np.sin(2 * np.pi * 997 * np.arange(3 * SAMPLE_RATE) / SAMPLE_RATE)).astype(np.float32)
    heard = integrated_loudness(heard_mp3(encode_mp3(tone, 96)), SAMPLE_RATE)
    assert integrated_loudness(tone, SAMPLE_RATE) - heard == pytest.approx(ENCODER_LOSS_DB, abs=0.05)


class OtherEncoder:
    """Stands for an encoder that takes away level, each time more, and adds to the highest peak, in dB."""

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        *,
        takes: float = ENCODER_LOSS_DB,
        adds: float = 0.0,
        worse: float = 0.0,
    ) -> None:
        self.takes, self.adds, self.worse = takes, adds, worse
        self.encoded: list[NDArray[np.float32]] = []
        monkeypatch.setattr(mastering, "encode_mp3", self.encode)
        monkeypatch.setattr(mastering, "heard_mp3", self.decode)

    def encode(self, samples: NDArray[np.float32], bitrate_kbps: int) -> bytes:
        self.encoded.append(samples)
        self.takes += self.worse
        return b"%d" % len(self.encoded)

    def decode(self, mp3: bytes) -> NDArray[np.float32]:
        heard = self.encoded[int(mp3) - 1] * np.float32(10 ** (-self.takes / 20))
        heard[np.argmax(np.abs(heard))] *= np.float32(10 ** (self.adds / 20))
        return heard


def clicks(seconds: float = 3.0) -> NDArray[np.float32]:
    """Noise with a click each tenth of a second, which the limiter has to hold."""
    samples = np.random.default_rng(3).normal(0, 0.02, int(seconds * SAMPLE_RATE)).astype(np.float32)
    samples[2_000 :: SAMPLE_RATE // 10] = 0.2
    return samples


LOW = AudioSettings(true_peak_dbtp=-2.0)  # that the clicks pass


def test_the_usual_loss_of_the_encoder_is_made_up_for_and_room_is_left_for_peaks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    OtherEncoder(monkeypatch)
    mastered = master(clicks(), LOW)
    assert mastered.attempts == 1
    assert mastered.loudness.integrated_lufs == pytest.approx(-16, abs=LOUDNESS_TOLERANCE_LU)
    assert mastered.loudness.true_peak_dbtp == pytest.approx(-2 - 0.6, abs=0.02)


def test_what_misses_its_loudness_is_encoded_again_under_the_same_ceiling(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    encoder = OtherEncoder(monkeypatch, takes=2.45)
    mastered = master(clicks(), LOW)
    assert mastered.attempts == 2
    assert mastered.loudness.integrated_lufs == pytest.approx(-16, abs=LOUDNESS_TOLERANCE_LU)
    ceiling_db = -2 - 0.6 + 0.45
    assert [true_peak(each) for each in encoder.encoded] == pytest.approx([ceiling_db] * 2, abs=0.02)


def test_peaks_that_the_encoder_adds_are_made_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    OtherEncoder(monkeypatch, adds=2.0)
    mastered = master(clicks(), LOW)
    assert mastered.attempts == 2
    assert mastered.loudness.integrated_lufs == pytest.approx(-16, abs=LOUDNESS_TOLERANCE_LU)
    assert mastered.loudness.true_peak_dbtp == pytest.approx(-2.1, abs=0.02)


def test_an_encoder_that_never_gives_what_was_asked_for_is_tried_four_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    encoder = OtherEncoder(monkeypatch, worse=1.0)
    mastered = master(clicks(1.0), AudioSettings())
    assert mastered.attempts == len(encoder.encoded) == 4
    assert mastered.mp3 == b"4"


def measured(
    monkeypatch: pytest.MonkeyPatch, lufs: float, dbtp: float = -5.0, most_db: float = 0.0
) -> Mastered:
    """Master where every encoding measures the same, and the limiter always took as much."""
    OtherEncoder(monkeypatch)
    monkeypatch.setattr(mastering, "mp3_loudness", lambda *_: lufs)
    monkeypatch.setattr(mastering, "true_peak", lambda _: dbtp)
    use = LimiterUse(0.0, most_db)
    monkeypatch.setattr(mastering, "limit", lambda samples, _, gain: Limited(samples * np.float32(gain), use))
    return master(clicks(0.5), AudioSettings(loudness_lufs=-16.0, true_peak_dbtp=-1.0))


@pytest.mark.parametrize(
    ("lufs", "attempts"), [(-16.0, 1), (-16.19, 1), (-15.81, 1), (-16.21, 4), (-15.79, 4), (-17.0, 4)]
)
def test_a_fifth_of_a_loudness_unit_off_is_near_enough(
    monkeypatch: pytest.MonkeyPatch, lufs: float, attempts: int
) -> None:
    assert measured(monkeypatch, lufs).attempts == attempts


@pytest.mark.parametrize(("dbtp", "attempts"), [(-1.01, 1), (-1.0, 1), (-0.99, 4)])
def test_a_peak_may_reach_what_is_asked_for_and_not_pass_it(
    monkeypatch: pytest.MonkeyPatch, dbtp: float, attempts: int
) -> None:
    assert measured(monkeypatch, -16.0, dbtp).attempts == attempts


@pytest.mark.parametrize(
    ("lufs", "dbtp", "most_db", "attempts"),
    [
        (-18.0, -1.0, MOST_LIMITED_DB, 1),
        (-18.0, -1.0, MOST_LIMITED_DB - 0.05, 1),
        (-18.0, -1.0, MOST_LIMITED_DB - 0.15, 4),
        (-18.0, -0.9, MOST_LIMITED_DB, 4),  # a peak too high is mended even so
        (-14.0, -1.0, MOST_LIMITED_DB, 4),  # and what is too loud
    ],
)
def test_what_is_soft_because_it_cannot_be_limited_more_is_not_encoded_again(
    monkeypatch: pytest.MonkeyPatch, lufs: float, dbtp: float, most_db: float, attempts: int
) -> None:
    assert measured(monkeypatch, lufs, dbtp, most_db).attempts == attempts


def test_what_is_encoded_fills_whole_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    OtherEncoder(monkeypatch)
    assert [len(master(clicks()[:size], LOW).samples) for size in (115_200, 115_201)] == [115_200, 116_352]


def test_each_stage_can_be_timed_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    OtherEncoder(monkeypatch, takes=2.45)
    stages: list[str] = []
    master(clicks(), LOW, lambda name: nullcontext(stages.append(name)))
    assert stages == ["encoding", "decoding to verify", "encoding again", "decoding to verify"]


@pytest.mark.parametrize("target", [-19.0, -14.0])
def test_a_show_may_ask_for_another_loudness(speech: NDArray[np.float32], target: float) -> None:
    mastered = master(speech, AudioSettings(loudness_lufs=target))
    assert mastered.loudness.integrated_lufs == pytest.approx(target, abs=0.3)


def test_mastering_changes_nothing_but_the_level_between_peaks(speech: NDArray[np.float32]) -> None:
    limited = limit(speech, 10 ** (-0.95 / 20), gain=3.0)
    gain = limited.samples[np.abs(speech) > 1e-3] / speech[np.abs(speech) > 1e-3]
    assert np.mean(np.abs(gain - 3.0) < 1e-5) > 0.95
    assert gain.max() <= 3.0 + 1e-5


def test_silence_passes_through() -> None:
    silence = np.zeros(3 * SAMPLE_RATE, np.float32)
    assert master(silence, AudioSettings()).limiter.most_db == 0.0


def test_the_limiter_holds_the_true_peak_and_leaves_the_rest_alone(speech: NDArray[np.float32]) -> None:
    loud = speech * np.float32(10 ** (12 / 20))
    ceiling_db = -1.5
    limited = limit(loud, 10 ** (ceiling_db / 20)).samples
    assert true_peak(loud) > ceiling_db + 1
    assert true_peak(limited) <= ceiling_db + 0.05
    assert np.mean(limited != loud) < 0.2


def test_the_limiter_turns_the_level_and_not_the_wave() -> None:
    time = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    swell = (np.sin(2 * np.pi * 300 * time) * np.where((time > 0.5) & (time < 0.52), 1.0, 0.3)).astype(
        np.float32
    )
    limited = limit(swell, 0.5).samples
    moved = np.abs(swell) > 1e-3
    gain = limited[moved] / swell[moved]
    assert gain.min() >= 0.4
    assert gain.max() <= 1.0
    assert np.abs(np.diff(gain)).max() < 0.02


def test_what_stays_under_the_ceiling_is_untouched(speech: NDArray[np.float32]) -> None:
    assert np.array_equal(limit(speech, 0.95).samples, speech)


def test_an_mp3_says_its_length_and_keeps_it(speech: NDArray[np.float32]) -> None:
    mp3 = encode_mp3(speech, 96)
    assert b"Xing" in mp3[:400] or b"Info" in mp3[:400]
    assert abs(len(decode_mp3(mp3)) - len(speech)) <= 1


@pytest.mark.parametrize("extra", [0, 1, 500, 1151])
def test_players_show_the_length_they_play(speech: NDArray[np.float32], extra: int) -> None:
    samples = whole_frames(np.concatenate([speech, np.zeros(extra, np.float32)]))
    mp3 = encode_mp3(samples, 96)
    assert len(samples) - len(speech) - extra < 1152
    assert read_stream(mp3).seconds == pytest.approx(len(decode_mp3(mp3)) / SAMPLE_RATE, abs=0.03)


def test_encoding_twice_gives_the_same_bytes(speech: NDArray[np.float32]) -> None:
    assert encode_mp3(speech, 96) == encode_mp3(speech, 96)


@pytest.mark.parametrize("decode", [decode_mp3, heard_mp3])
def test_a_damaged_file_is_refused(decode: Callable[[bytes], object]) -> None:
    with pytest.raises(EncodingFailed):
        decode(b"this is no sound at all" * 100)


def test_a_missing_ffmpeg_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ffmpeg_program.cache_clear()
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(tmp_path / "nothing-here"))
    try:
        with pytest.raises(EncodingFailed, match="cannot be run"):
            decode_mp3(encode_mp3(np.zeros(100, np.float32), 96))
    finally:
        ffmpeg_program.cache_clear()


@pytest.mark.skipif(os.name == "nt", reason="a script stands for the program")
def test_an_ffmpeg_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "ffmpeg"
    program.write_text("#!/bin/sh\nexec sleep 600\n")
    program.chmod(0o755)
    monkeypatch.setattr(encode, "ffmpeg_program", lambda: str(program))
    monkeypatch.setattr(encode, "LIMIT_SECONDS", 0.1)
    with pytest.raises(EncodingFailed, match="still at work after 0 s and was ended"):
        encode.run_ffmpeg(["-version"], audio_seconds=0.05)
