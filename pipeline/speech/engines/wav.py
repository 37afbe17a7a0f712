"""Sound as servers and programs give it: WAV of every common kind, also unfinished ones, and bare samples."""

from __future__ import annotations

import struct

import numpy as np
from numpy.typing import NDArray

_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE  # format tags (Microsoft, «WAVEFORMATEX»)
_MOST_CHANNELS = 8
RATES = range(8000, 192_001)  # Hz

Samples = NDArray[np.float32]


def read_wav(data: bytes) -> tuple[Samples, int]:
    """Give a WAV's samples, mono in [-1, 1], and their rate in Hz. Raises ValueError for what is no WAV.

    A server that streams does not know the length when it writes the header: what is there counts.
    """
    if data[:4] not in {b"RIFF", b"RF64"} or data[8:12] != b"WAVE":
        raise ValueError("no WAV")
    form: tuple[int, int, int, int] | None = None
    position = 12
    while position + 8 <= len(data):
        name, size = (
            data[position : position + 4],
            int.from_bytes(data[position + 4 : position + 8], "little"),
        )
        body = data[position + 8 : position + 8 + (size or len(data))]
        if name == b"fmt ":
            form = _form(body)
        elif name == b"data":
            if form is None:
                raise ValueError("a WAV whose sound comes before its form")
            kind, channels, rate, bits = form
            return _mono(_numbers(body, kind, bits), channels), rate
        position += 8 + size + size % 2
    raise ValueError("a WAV without sound")


def read_pcm(data: bytes) -> Samples:
    """Give bare samples of 16 bits, little-endian and mono, as numbers in [-1, 1]."""
    return _numbers(data, _PCM, 16)


def _form(body: bytes) -> tuple[int, int, int, int]:
    if len(body) < 16:
        raise ValueError("a WAV whose form is cut short")
    kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
    if kind == _EXTENSIBLE and len(body) >= 26:
        kind = int.from_bytes(body[24:26], "little")
    if not 1 <= channels <= _MOST_CHANNELS or rate not in RATES:
        raise ValueError(f"a WAV of {channels} channels and {rate} Hz")
    return kind, channels, rate, bits


def _numbers(body: bytes, kind: int, bits: int) -> Samples:
    width = bits // 8
    if width:
        body = body[: len(body) // width * width]
    if kind == _FLOAT and bits in {32, 64}:
        with np.errstate(over="ignore"):  # numbers that are none here are told by whoever judges the speech
            return np.frombuffer(body, f"<f{width}").astype(np.float32)
    if kind == _PCM and bits == 8:  # the only kind without a sign
        return (np.frombuffer(body, np.uint8).astype(np.float32) - np.float32(128)) / np.float32(128)
    if kind == _PCM and bits == 24:
        parts = np.frombuffer(body, np.uint8).reshape(-1, 3)
        wide = np.zeros((len(parts), 4), np.uint8)
        wide[:, 1:] = parts
        return np.asarray(wide.view("<i4").ravel() / 2.0**31, np.float32)
    if kind == _PCM and bits in {16, 32}:
        return np.asarray(np.frombuffer(body, f"<i{width}") / 2.0 ** (bits - 1), np.float32)
    raise ValueError(f"a WAV of kind {kind} with {bits} bits")


def _mono(samples: Samples, channels: int) -> Samples:
    if channels == 1:
        return samples
    whole = samples[: len(samples) // channels * channels].reshape(-1, channels)
    return np.asarray(whole.mean(axis=1), np.float32)
