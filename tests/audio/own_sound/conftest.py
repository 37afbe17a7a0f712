"""Small sound files, made for the tests."""

from __future__ import annotations

import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from pipeline.audio.mastering.encode import run_ffmpeg

Write = Callable[..., Path]


def tone(seconds: float, rate: int, hertz: float, level: float = 0.3) -> np.ndarray:
    return level * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)


@pytest.fixture
def write_sound(tmp_path: Path) -> Write:
    """Write a tone as a file of the kind that the end of its name says, of any rate and channels."""

    def write(
        path: Path,
        seconds: float = 2.0,
        *,
        hertz: float = 1000.0,
        rate: int = 44_100,
        channels: int = 1,
        level: float = 0.3,
    ) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        plain = path if path.suffix.lower() == ".wav" else tmp_path / "plain.wav"
        samples = (tone(seconds, rate, hertz, level) * 32767).astype("<i2")
        with wave.open(str(plain), "wb") as file:
            file.setnchannels(channels)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(np.repeat(samples, channels).tobytes())
        if plain != path:
            run_ffmpeg(["-i", str(plain), "-threads", "1", str(path)], seconds)
        return path

    return write
