"""WAV files of every common kind, made by hand and by ffmpeg."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from pipeline.audio.mastering.encode import run_ffmpeg
from pipeline.speech.engines.wav import read_pcm, read_wav

RATE = 16_000
WAVE = (0.5 * np.sin(np.arange(RATE // 4) * 0.1)).astype(np.float32)


def made(folder: Path, codec: str, *more: str) -> bytes:
    raw, wav = folder / "in.raw", folder / "out.wav"
    WAVE.astype("<f4").tofile(raw)
    form = ["-f", "f32le", "-ar", str(RATE), "-ac", "1", "-i", str(raw)]
    run_ffmpeg([*form, "-codec:a", codec, *more, str(wav)])
    return wav.read_bytes()


@pytest.mark.parametrize(
    ("codec", "exact"),
    [
        ("pcm_u8", 0.01),
        ("pcm_s16le", 1e-4),
        ("pcm_s24le", 1e-6),
        ("pcm_s32le", 1e-6),
        ("pcm_f32le", 1e-7),
        ("pcm_f64le", 1e-7),
    ],
)
def test_every_common_kind_is_read(tmp_path: Path, codec: str, exact: float) -> None:
    samples, rate = read_wav(made(tmp_path, codec))
    assert (rate, samples.dtype, samples.shape) == (RATE, np.float32, WAVE.shape)
    assert np.allclose(samples, WAVE, atol=exact)


def test_two_channels_become_one(tmp_path: Path) -> None:
    samples, _ = read_wav(made(tmp_path, "pcm_s16le", "-ac", "2"))
    assert np.allclose(samples, WAVE, atol=1e-3) or np.allclose(samples, WAVE * 0.7071, atol=1e-3)
    assert samples.shape == WAVE.shape


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF])
def test_a_length_that_nobody_knew_is_the_rest(tmp_path: Path, size: int) -> None:
    data = bytearray(made(tmp_path, "pcm_s16le"))
    place = data.index(b"data") + 4
    data[place : place + 4] = size.to_bytes(4, "little")
    assert read_wav(bytes(data))[0].shape == WAVE.shape


@pytest.mark.parametrize("keep", [0, 4, 11, 20, 35, 43])
def test_a_header_that_is_cut_short_is_no_wav(tmp_path: Path, keep: int) -> None:
    with pytest.raises(ValueError, match="WAV"):
        read_wav(made(tmp_path, "pcm_s16le", "-bitexact")[:keep])


def test_sound_that_is_compressed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="kind"):
        read_wav(made(tmp_path, "pcm_alaw"))


def test_half_a_sample_at_the_end_is_dropped() -> None:
    assert read_pcm(b"\x00\x40\x00").tolist() == [0.5]


@pytest.mark.parametrize("rate", [8000, 44_100, 96_000, 192_000])
def test_any_rate_is_kept(rate: int) -> None:
    data = bytearray(wav_of(np.zeros((10, 2)), 16))
    data[24:28] = rate.to_bytes(4, "little")
    samples, told = read_wav(bytes(data))
    assert (told, samples.shape) == (rate, (10,))


def test_a_wav_without_samples_gives_none() -> None:
    assert read_wav(wav_of(np.zeros((0, 1)), 16))[0].shape == (0,)


def test_numbers_beyond_single_precision_are_infinite_and_make_no_noise() -> None:
    samples, _ = read_wav(wav_of(np.array([[1e300], [-1e300], [0.5]]), 64, kind=3))
    assert samples.tolist() == [np.inf, -np.inf, 0.5]


def wav_of(numbers: np.ndarray, bits: int, *, kind: int = 1) -> bytes:
    data = numbers.astype(f"<{'f' if kind == 3 else 'i'}{bits // 8}").tobytes()
    channels = numbers.shape[1]
    form = struct.pack(
        "<HHIIHH", kind, channels, RATE, RATE * channels * bits // 8, channels * bits // 8, bits
    )
    size = len(data).to_bytes(4, "little")
    return b"RIFF" + bytes(4) + b"WAVEfmt \x10\0\0\0" + form + b"data" + size + data
