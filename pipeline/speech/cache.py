"""The speech cache: a spoken sentence is kept under what was said and how, not where it stood.

Samples are kept as 16-bit numbers scaled to the sentence's own peak; what comes out of the cache is what
comes out without it, since speech always takes this way.
"""

from __future__ import annotations

import io
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from pipeline.files import digest
from pipeline.speech.engine import Span, Speech
from pipeline.speech.spoken.words import SpokenSentence

FORMAT = "2"  # counts up when the stored form or the trimming before it changes
_INT16_PEAK = 32767


def cache_key(sentence: SpokenSentence, fingerprint: str, speed: float) -> str:
    """Name a spoken sentence by what is said, by whom, and how fast."""
    said = [f"{s.text}\0{s.phonemes}" for word in sentence.words for s in word.said]
    shape = [f"{word.before}\0{len(word.said)}\0{word.after}" for word in sentence.words]
    return digest(FORMAT, fingerprint, f"{speed:.4f}", *said, *shape)


def pack(speech: Speech) -> bytes:
    """Give a sentence's speech as bytes."""
    peak = float(np.max(np.abs(speech.samples), initial=0.0)) or 1.0
    buffer = io.BytesIO()
    np.savez(
        buffer,
        samples=np.round(speech.samples * (_INT16_PEAK / peak)).astype(np.int16),
        peak=np.float32(peak),
        sample_rate=np.int32(speech.sample_rate),
        words=np.asarray([(span.start, span.end) for span in speech.words], np.float64).reshape(-1, 2),
        estimated=np.bool_(speech.estimated),
    )
    return buffer.getvalue()


def unpack(data: bytes) -> Speech:
    """Read `pack`'s bytes back. Raises ValueError when they are damaged."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            scale = np.float32(stored["peak"] / _INT16_PEAK)
            words = tuple(Span(float(start), float(end)) for start, end in stored["words"])
            samples = stored["samples"].astype(np.float32) * scale
            return Speech(samples, int(stored["sample_rate"]), words, bool(stored["estimated"]))
    except (BadZipFile, KeyError, OSError, EOFError, TypeError, AttributeError) as error:
        raise ValueError("these bytes hold no speech") from error


@dataclass(frozen=True, slots=True)
class SpeechCache:
    """A folder of spoken sentences; several processes may use it at once."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        """Find a sentence's bytes; marks them as used, so that the oldest can be dropped first."""
        path = self._path(key)
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep a sentence. A cache that cannot be written to is no reason to fail: the speech is at hand."""
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        except OSError:
            return
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)

    def prune(self, limit_bytes: int) -> int:
        """Drop the sentences used longest ago until the folder is within the limit; give how many went."""
        entries = sorted(
            ((stat.st_mtime, stat.st_size, path) for path, stat in self._entries()), key=lambda e: e[:2]
        )
        excess = sum(size for _, size, _ in entries) - limit_bytes
        dropped = 0
        for _, size, path in entries:
            if excess <= 0:
                break
            path.unlink(missing_ok=True)
            excess -= size
            dropped += 1
        return dropped

    def _entries(self) -> list[tuple[Path, os.stat_result]]:
        found = []
        for path in self.folder.glob("??/*"):
            try:
                found.append((path, path.stat()))
            except OSError:
                continue
        return found

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.npz"
