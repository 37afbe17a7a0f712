"""Sound files in and out: MP3 by LAME, all else through the ffmpeg that comes with a Python package."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from threading import Timer

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.mastering.info_header import FRAME_SAMPLES, frames_told, with_info_header
from pipeline.errors import EncodingFailed, PipelineError
from pipeline.process.files import workshop
from pipeline.process.signals import signal_name

SAMPLE_RATE = 44_100  # Hz
LAME_QUALITY = 5  # of 0, the slowest, to 9
_SPEAKER = re.compile(r"^(?:\[[^\]]*\] )+")  # «[in#0/wav @ 0x55d0]»: who says it, within ffmpeg
_INT16_PEAK = 32767
_AT_A_TIME = 1 << 16  # samples given to LAME: what the processor's cache holds
# What ffmpeg may take: far more than it needs, since the machine may be busy.
LIMIT_SECONDS, LIMIT_TIMES_REAL_TIME = 60.0, 4.0
_LEAST_BYTES_PER_SECOND = 2000  # of sound that is decoded: 16 kbit/s


@cache
def ffmpeg_program() -> str:
    """Find ffmpeg: IMAGEIO_FFMPEG_EXE if set, else the one in imageio-ffmpeg, else the one on PATH."""
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise EncodingFailed(
            "no ffmpeg was found", remedy="install ffmpeg, or set IMAGEIO_FFMPEG_EXE to the program"
        ) from error


@cache
def encoder_name() -> str:
    """Name the MP3 encoder, its version and its quality, as part of what shapes the sound."""
    return f"lameenc {version('lameenc')} quality {LAME_QUALITY}"


@cache
def ffmpeg_name() -> str:
    """Name the encoder of all other files and its version, as part of what shapes the sound."""
    first = run_ffmpeg(["-version"]).decode("utf-8", "replace").splitlines()[0]
    return " ".join(first.split()[:3])


def whole_frames(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Lengthen samples by silence, under 27 ms, until they fill the encoder's frames.

    Players that do not know the encoder's delay and padding show the length of the frames. LAME puts 576
    samples before the sound and at least as many after it, so that whole frames of sound cost one frame
    more: 26 ms, the least there is.
    """
    short = -len(samples) % FRAME_SAMPLES
    return np.concatenate([samples, np.zeros(short, samples.dtype)]) if short else samples


def encode_mp3(samples: NDArray[np.float32], bitrate_kbps: int) -> bytes:
    """Encode mono samples at 44.1 kHz with LAME at a constant bitrate, without tags.

    LAME runs in this process, at the quality that ffmpeg asks of it, in 0.7 of the time that ffmpeg takes.
    It takes 16-bit samples, whose rounding is 50 dB below what MP3 itself adds. Raises EncodingFailed.
    """
    import lameenc

    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(SAMPLE_RATE)
    encoder.set_out_sample_rate(SAMPLE_RATE)
    encoder.set_bit_rate(bitrate_kbps)
    encoder.set_quality(LAME_QUALITY)
    try:
        sound = bytearray()
        for first in range(0, len(samples), _AT_A_TIME):
            sound += encoder.encode(_as_int16(samples[first : first + _AT_A_TIME]))
        sound += encoder.flush()
    except RuntimeError as error:
        raise EncodingFailed(f"LAME failed: {error}") from error
    return with_info_header(bytes(sound), len(samples), LAME_QUALITY)


def _as_int16(samples: NDArray[np.float32]) -> bytes:
    scaled = samples * np.float32(_INT16_PEAK)
    np.rint(scaled, out=scaled)
    np.clip(scaled, -_INT16_PEAK, _INT16_PEAK, out=scaled)
    return scaled.astype("<i2").tobytes()


def heard_mp3(mp3: bytes) -> NDArray[np.float32]:
    """Decode an MP3 of `encode_mp3` to its samples, as a player hears it, in 0.4 of the time of `decode_mp3`.

    The decoder takes off what the header says the encoder put before and after the sound. It forgives damage
    that `decode_mp3` refuses: it is for what has just been made. Where there is no such decoder, ffmpeg
    does it. Raises EncodingFailed.
    """
    try:
        import miniaudio
    except ImportError:  # there are no wheels for Linux on ARM
        return decode_mp3(mp3)
    samples = np.empty(FRAME_SAMPLES * frames_told(mp3), np.float32)
    end = 0
    try:
        for part in miniaudio.stream_memory(
            mp3, miniaudio.SampleFormat.FLOAT32, nchannels=1, sample_rate=SAMPLE_RATE, frames_to_read=1 << 15
        ):
            samples[end : end + len(part)] = part
            end += len(part)
    except ValueError as error:
        raise EncodingFailed("the MP3 is longer than its header says") from error
    except miniaudio.DecodeError as error:
        raise EncodingFailed(f"the MP3 cannot be decoded: {error}") from error
    return samples[:end]


def decode_mp3(mp3: bytes) -> NDArray[np.float32]:
    """Decode an MP3 to mono samples at 44.1 kHz, as a player hears it. Raises EncodingFailed."""
    return decode_sound(mp3, ".mp3", SAMPLE_RATE, ("-f", "mp3"))


def decode_sound(
    data: bytes, suffix: str, sample_rate: int, options: tuple[str, ...] = ()
) -> NDArray[np.float32]:
    """Decode a sound file, by the end of its name, to mono samples as a player hears it.

    `sample_rate` in Hz is what they are to have; `options` are ffmpeg's for what it reads. Read from a file:
    through a pipe ffmpeg does not take the encoder's padding off the end. Raises EncodingFailed.
    """
    with workshop() as folder:
        raw, path = folder / "episode.raw", folder / f"episode{suffix}"
        path.write_bytes(data)
        run_ffmpeg(
            [
                *("-threads", "1", *options, "-i", str(path), "-map", "0:a:0"),
                *("-af", "asetnsamples=65536:pad=0"),  # larger writes: a fifth less time
                *("-f", "f32le", "-ar", str(sample_rate), "-ac", "1", "-threads", "1", str(raw)),
            ],
            len(data) / _LEAST_BYTES_PER_SECOND,
        )
        return np.fromfile(raw, "<f4").astype(np.float32, copy=False)


def piped_ffmpeg(arguments: list[str], parts: Iterable[bytes], audio_seconds: float) -> None:
    """Run ffmpeg as `run_ffmpeg` does, and give it on its stdin what comes, part by part."""
    command = [ffmpeg_program(), "-hide_banner", "-v", "error", "-xerror", "-y", *arguments]
    limit = LIMIT_SECONDS + LIMIT_TIMES_REAL_TIME * audio_seconds
    with tempfile.TemporaryFile() as words:
        try:
            program = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=words
            )
        except OSError as error:
            raise EncodingFailed(f"ffmpeg cannot be run ({command[0]}): {error.strerror}") from error
        late = Timer(limit, program.kill)
        late.start()
        try:
            with suppress(BrokenPipeError), program.stdin as pipe:  # type: ignore[union-attr]
                for part in parts:
                    pipe.write(part)
            code = program.wait()
        finally:
            late.cancel()
            program.kill()
            program.wait()
        if code:
            words.seek(0)
            raise _failure(subprocess.CalledProcessError(code, command, stderr=words.read()))


def run_ffmpeg(arguments: list[str], audio_seconds: float = 0.0) -> bytes:
    """Run ffmpeg, quietly, and give what it writes to stdout.

    `audio_seconds` is how much sound it has to work on, which decides how long it may take. Raises
    EncodingFailed with its last line, or where it was still at work after its time and had to be ended.
    """
    limit = LIMIT_SECONDS + LIMIT_TIMES_REAL_TIME * audio_seconds
    command = [ffmpeg_program(), "-hide_banner", "-v", "error", "-nostdin", "-xerror", "-y", *arguments]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=limit
        )
    except subprocess.TimeoutExpired as error:
        raise EncodingFailed(f"ffmpeg was still at work after {limit:.0f} s and was ended") from error
    except OSError as error:
        raise EncodingFailed(f"ffmpeg cannot be run ({command[0]}): {error.strerror}") from error
    except subprocess.CalledProcessError as error:
        raise _failure(error) from error
    return done.stdout


def _failure(error: subprocess.CalledProcessError) -> PipelineError:
    """Say how ffmpeg ended: by which signal, for want of room, or with what last words."""
    if error.returncode < 0:
        return EncodingFailed(
            f"ffmpeg was ended by {signal_name(-error.returncode)}",
            remedy="look whether memory ran out; fewer at a time need less: --jobs 1",
        )
    words = error.stderr.decode("utf-8", "replace").strip()
    if os.strerror(errno.ENOSPC) in words:
        full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        raise full from error  # told by the workshop that it worked in
    last = _SPEAKER.sub("", words.splitlines()[-1]) if words else f"{error.returncode}"
    return EncodingFailed(f"ffmpeg failed: {last}")
