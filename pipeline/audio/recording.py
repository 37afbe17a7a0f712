"""A finished recording, and what its captions and chapters are made of."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.layout.record import Chapter


@dataclass(frozen=True, slots=True)
class Loudness:
    """Loudness of a finished file, after ITU-R BS.1770-4, heard on two speakers."""

    integrated_lufs: float
    true_peak_dbtp: float


@dataclass(frozen=True, slots=True)
class TimedWord:
    """One word as it is shown, with the time it is spoken in seconds from the start of the file."""

    text: str  # with its punctuation
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class TimedSentence:
    """A sentence of the finished file: who speaks it, and when each of its words is spoken."""

    words: tuple[TimedWord, ...]
    speaker: str  # the role: «host» or «guest»
    paragraph: int  # 0-based, counted through the whole episode

    @property
    def text(self) -> str:
        """Give the sentence as one line."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Recording:
    """A finished episode: its MP3 with tags, what was measured on it, and its text in time."""

    mp3: bytes
    seconds: float  # as decoded
    loudness: Loudness
    chapters: tuple[Chapter, ...]
    sentences: tuple[TimedSentence, ...]
