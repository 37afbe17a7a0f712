"""The frame before an MP3's sound that tells players its exact length: the Xing/Info header with LAME's part.

An encoder puts samples before the sound and after it. A player that knows how many leaves them out, so that
the file lasts what was encoded and nothing clicks at its ends. Laid out after LAME's `VbrTag.c` and its «MP3
info tag specification», revision 1.
"""

from __future__ import annotations

import struct
from functools import cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import EncodingFailed

ENCODER_DELAY = 576  # samples that LAME puts before the sound
FRAME_SAMPLES = 1152  # MPEG-1 Layer III

# Of MPEG-1 Layer III at 44.1 kHz, by the number that a frame's header holds (ISO 11172-3, 2.4.2.3).
_BITRATES_KBPS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_SYNC = b"\xff\xfb"  # MPEG-1 Layer III without a checksum
_BYTES_PER_KBPS = 144 / 44.1  # 144 × the bitrate / the sample rate
_BEFORE_HEADER = 4 + 17  # a frame's own header, and the side information of a mono frame
_HEADER = struct.Struct(">4sIII100sI9sBB8xBB3sBBHIH")
_CRC_SIZE = 2
_EVERYTHING = 0x0F  # the flags: frames, bytes, table of contents and quality follow
_CONSTANT_BITRATE = 1
_VBR_QUALITY = 4  # LAME's default, which it counts in whether it was used or not
_ENCODER = b"LAME3.100"  # players trust the delay of names they know
_CRC_POLYNOMIAL = 0xA001  # CRC-16/ARC, the lowest bit first
_CRC_ROWS = 4096  # stretches whose checksums are counted side by side


def with_info_header(sound: bytes, samples: int, quality: int) -> bytes:
    """Put the header before the frames that LAME made of so many samples; the same bytes for the same sound.

    The sound is mono, at 44.1 kHz and a constant bitrate. Raises EncodingFailed for what is not a row of
    whole frames, or is too short for the samples.
    """
    sizes = _frame_sizes(sound)
    padding = len(sizes) * FRAME_SAMPLES - ENCODER_DELAY - samples
    if not 0 <= padding < 1 << 12:
        raise EncodingFailed(f"the encoder made {len(sizes)} frames of {samples} samples")
    frame = _empty_frame(sound)
    header = _HEADER.pack(
        b"Info",
        _EVERYTHING,
        len(sizes),
        len(frame) + len(sound),
        _table_of_contents(len(frame), sizes),
        100 - 10 * _VBR_QUALITY - quality,
        _ENCODER,
        _CONSTANT_BITRATE,
        0,  # where the low-pass lies: not told
        0,  # no ATH type or encoding flags
        min(255, _BITRATES_KBPS[sound[2] >> 4]),
        (ENCODER_DELAY << 12 | padding).to_bytes(3, "big"),
        0,  # mono, nothing more told
        0,  # no gain
        0,  # no preset
        len(frame) + len(sound),
        crc16(sound),
    )
    told = frame[:_BEFORE_HEADER] + header
    whole = told + crc16(told).to_bytes(_CRC_SIZE, "big")
    return whole + frame[len(whole) :] + sound


def frames_told(mp3: bytes) -> int:
    """Give how many frames of sound the header of a mono MP3 without tags counts; 0 where it has none."""
    told = mp3[_BEFORE_HEADER : _BEFORE_HEADER + 12]
    return int.from_bytes(told[8:], "big") if told.startswith(b"Info") else 0


def _frame_sizes(sound: bytes) -> list[int]:
    """Walk from frame to frame; give the size of each in bytes."""
    sizes: list[int] = []
    position = 0
    while position < len(sound):
        bitrate = _BITRATES_KBPS[(sound[position + 2] >> 4) % 15] if position + 4 <= len(sound) else 0
        if not bitrate or sound[position : position + 2] != _SYNC:
            raise EncodingFailed(f"the encoder made no MP3 frame at byte {position}")
        sizes.append(int(bitrate * _BYTES_PER_KBPS) + (sound[position + 2] >> 1 & 1))
        position += sizes[-1]
    if position != len(sound):
        raise EncodingFailed("the encoder made no whole number of MP3 frames")
    return sizes


def _empty_frame(sound: bytes) -> bytes:
    """Give a frame of nothing at the sound's bitrate, or the first one above it that holds the header."""
    least = _BEFORE_HEADER + _HEADER.size + _CRC_SIZE
    chosen = next(
        number
        for number in range(sound[2] >> 4, len(_BITRATES_KBPS))
        if int(_BITRATES_KBPS[number] * _BYTES_PER_KBPS) >= least
    )
    rate_and_padding = chosen << 4 | sound[2] & 0b1100
    start = _SYNC + bytes([rate_and_padding, sound[3]])
    return start.ljust(int(_BITRATES_KBPS[chosen] * _BYTES_PER_KBPS), b"\0")


def _table_of_contents(first: int, sizes: list[int]) -> bytes:
    """Give where each hundredth of the time begins, in 256ths of the bytes."""
    edges = list(accumulate(sizes, initial=first))
    return bytes(min(255, 256 * edges[len(sizes) * share // 100] // edges[-1]) for share in range(100))


def crc16(data: bytes) -> int:
    """Give the checksum that LAME keeps of its sound and of its header (CRC-16/ARC).

    Stretches of the data are counted side by side and then put together: the checksum of two stretches is
    that of the first, carried on over as many zeros as the second is long, and that of the second.
    """
    columns = -(-len(data) // (2 * _CRC_ROWS))
    padded = data.rjust(2 * _CRC_ROWS * columns, b"\0")
    rows = np.frombuffer(padded, "<u2").reshape(_CRC_ROWS, columns)
    table = _crc_table()
    sums = np.zeros(_CRC_ROWS, np.uint16)
    for column in np.ascontiguousarray(rows.T):
        sums = table[sums ^ column]
    low, high = _carried_on(columns)
    whole = 0
    for each in sums.tolist():
        whole = low[whole & 0xFF] ^ high[whole >> 8] ^ each
    return whole


@cache
def _crc_table() -> NDArray[np.uint16]:
    """Give what each checksum becomes over two bytes of zeros; others are first laid over it."""
    table = np.arange(1 << 16, dtype=np.uint16)
    for _ in range(16):
        table = np.where(table & 1, table >> 1 ^ _CRC_POLYNOMIAL, table >> 1).astype(np.uint16)
    return table


def _carried_on(pairs: int) -> tuple[list[int], list[int]]:
    """Give what each low and each high byte of a checksum becomes over so many pairs of zeros."""
    table = _crc_table()
    sums = np.concatenate([np.arange(256), np.arange(256) << 8]).astype(np.uint16)
    for _ in range(pairs):
        sums = table[sums]
    carried = sums.tolist()
    return carried[:256], carried[256:]
