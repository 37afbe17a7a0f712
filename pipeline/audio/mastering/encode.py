"""MP3 in and out, through the ffmpeg that comes with a Python package."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import EncodingFailed, PipelineError
from pipeline.files import workshop

SAMPLE_RATE = 44_100  # Hz
FRAME_SAMPLES = 1152  # MPEG-1 Layer III
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
    """Name the encoder and its version, as part of what shapes the sound."""
    first = run_ffmpeg(["-version"]).decode("utf-8", "replace").splitlines()[0]
    return " ".join(first.split()[:3])


def whole_frames(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Lengthen samples by silence, under 27 ms, until they fill the encoder's frames.

    Players that do not know the encoder's delay and padding show the length of the frames. LAME puts 576
    samples before the sound and at least as many after it, so that whole frames of sound cost one frame
    more: 26 ms, the least there is.
    """
    short = -len(samples) % FRAME_SAMPLES
    return np.concatenate([samples, np.zeros(short, samples.dtype)])


def encode_mp3(samples: NDArray[np.float32], bitrate_kbps: int) -> bytes:
    """Encode mono samples at 44.1 kHz with LAME at a constant bitrate, without tags.

    The encoder writes to a file: into a pipe it could not go back to fill in the Xing/Info header, which
    tells players the exact length. It reads from one too: 16 MB through a pipe cost twice the time. Raises
    EncodingFailed.
    """
    with workshop() as folder:
        raw, path = folder / "episode.raw", folder / "episode.mp3"
        raw.write_bytes(np.ascontiguousarray(samples, "<f4").data)
        run_ffmpeg(
            [
                *("-f", "f32le", "-ar", str(SAMPLE_RATE), "-ac", "1", "-i", str(raw)),
                *("-codec:a", "libmp3lame", "-b:a", f"{bitrate_kbps}k", "-threads", "1"),
                *("-map_metadata", "-1", "-id3v2_version", "0", "-write_xing", "1", "-fflags", "+bitexact"),
                *("-flags:a", "+bitexact", str(path)),
            ],
            len(samples) / SAMPLE_RATE,
        )
        return path.read_bytes()


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
            f"ffmpeg was ended by {signal.Signals(-error.returncode).name}",
            remedy="look whether memory ran out; fewer at a time need less: --jobs 1",
        )
    words = error.stderr.decode("utf-8", "replace").strip()
    if os.strerror(errno.ENOSPC) in words:
        full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        raise full from error  # told by the workshop that it worked in
    return EncodingFailed(f"ffmpeg failed: {words.splitlines()[-1] if words else error.returncode}")
