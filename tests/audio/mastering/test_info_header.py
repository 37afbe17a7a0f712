"""The header before our MP3s, as ffmpeg, mutagen and miniaudio read it."""

from __future__ import annotations

import io
import struct
import sys

import numpy as np
import pytest
from mutagen.mp3 import MP3, BitrateMode
from numpy.typing import NDArray

from pipeline.audio.mastering.encode import SAMPLE_RATE, decode_mp3, encode_mp3, heard_mp3
from pipeline.audio.mastering.info_header import crc16, with_info_header
from pipeline.catalogue.keys import BITRATES_KBPS
from pipeline.errors import EncodingFailed

HEADER_STARTS = 4 + 17  # after a mono frame's own header and side information


def sweep(samples: int) -> NDArray[np.float32]:
    time = np.arange(samples) / SAMPLE_RATE
    return (0.3 * np.sin(2 * np.pi * (200 + 300 * time) * time)).astype(np.float32)


@pytest.mark.parametrize("samples", [1, 100, 1151, 1152, 1153, 44_100, 100_003])
def test_every_player_plays_what_was_encoded_to_the_sample(samples: int) -> None:
    mp3 = encode_mp3(sweep(samples), 96)
    assert len(decode_mp3(mp3)) == len(heard_mp3(mp3)) == samples
    assert MP3(io.BytesIO(mp3)).info.length == pytest.approx(samples / SAMPLE_RATE, abs=1e-9)


@pytest.mark.parametrize("bitrate", BITRATES_KBPS)
def test_every_bitrate_has_its_header(bitrate: int) -> None:
    mp3 = encode_mp3(sweep(50_000), bitrate)
    info = MP3(io.BytesIO(mp3)).info
    assert len(decode_mp3(mp3)) == len(heard_mp3(mp3)) == 50_000
    assert info.bitrate_mode == BitrateMode.CBR
    assert info.encoder_info.startswith("LAME")
    assert info.bitrate == pytest.approx(bitrate * 1000, rel=0.02)


def test_the_sound_stands_where_it_was_encoded() -> None:
    samples = sweep(60_000)
    for decoded in (mp3 := encode_mp3(samples, 128)) and (decode_mp3(mp3), heard_mp3(mp3)):
        gain = float(decoded @ samples / (samples @ samples))
        assert np.abs(decoded - gain * samples)[2000:-2000].max() < 0.02


def test_two_decoders_hear_the_same() -> None:
    mp3 = encode_mp3(sweep(60_000), 96)
    assert np.abs(decode_mp3(mp3) - heard_mp3(mp3)).max() < 1e-4


def test_without_its_own_decoder_ffmpeg_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    mp3 = encode_mp3(sweep(60_000), 96)
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    assert np.array_equal(heard_mp3(mp3), decode_mp3(mp3))


def test_the_header_counts_frames_and_bytes_with_checksums() -> None:
    mp3 = encode_mp3(sweep(100_000), 96)
    at = HEADER_STARTS
    frames, size = struct.unpack(">II", mp3[at + 8 : at + 16])
    length, music, tag = struct.unpack(">IHH", mp3[at + 148 : at + 156])
    assert mp3[at : at + 4] == b"Info"
    assert (frames, size, length) == (88, len(mp3), len(mp3))  # 87.3 frames of sound and delay
    assert music == crc16(mp3[313:])
    assert tag == crc16(mp3[: at + 154])


def test_the_table_of_contents_leads_to_the_time_asked_for() -> None:
    mp3 = encode_mp3(sweep(20 * SAMPLE_RATE), 64)
    table = mp3[HEADER_STARTS + 16 : HEADER_STARTS + 116]
    assert table[0] == 0
    assert all(abs(place - 256 * share / 100) < 2.5 for share, place in enumerate(table))


@pytest.mark.parametrize("size", [0, 1, 9, 4095, 4096, 4097, 10_000])
def test_the_checksum_is_that_of_the_bytes_one_by_one(size: int) -> None:
    data = bytes(index * 7 % 251 for index in range(size))
    one_by_one = 0
    for byte in data:
        one_by_one ^= byte
        for _ in range(8):
            one_by_one = one_by_one >> 1 ^ (0xA001 if one_by_one & 1 else 0)
    assert crc16(data) == one_by_one


def test_the_checksum_has_its_published_value() -> None:
    assert crc16(b"123456789") == 0xBB3D  # CRC-16/ARC's check value


@pytest.mark.parametrize(
    "sound", [b"no frame at all", b"\xff\xfbp\xc0" + bytes(100), b"\xff\xfb\xf0\xc0" * 80]
)
def test_what_is_no_row_of_frames_is_refused(sound: bytes) -> None:
    with pytest.raises(EncodingFailed):
        with_info_header(sound, 1152, 5)


def test_frames_that_are_too_few_for_the_samples_are_refused() -> None:
    sound = encode_mp3(sweep(5000), 96)[313:]
    with pytest.raises(EncodingFailed, match="frames of 99999 samples"):
        with_info_header(sound, 99_999, 5)


def test_a_header_that_counts_too_few_frames_is_heard() -> None:
    mp3 = encode_mp3(sweep(60_000), 96)
    at = HEADER_STARTS + 8
    assert len(heard_mp3(mp3[:at] + bytes([0, 0, 0, 3]) + mp3[at + 4 :])) < 60_000


def test_a_file_without_a_header_is_refused() -> None:
    with pytest.raises(EncodingFailed, match="longer than its header says"):
        heard_mp3(encode_mp3(sweep(60_000), 96)[313:])
