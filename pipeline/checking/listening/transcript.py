"""What a finished file is to say, from the transcript that goes with it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UNREADABLE, EncodingFailed
from pipeline.writing.script.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class Transcript:
    """The sentences as they are shown, and from when to when a voice is heard, in seconds."""

    sentences: tuple[str, ...]
    voice_from: float
    voice_until: float


def read_transcript(path: Path) -> Transcript:
    """Read a transcript in JSON, as captions write it: a segment for each word. Raises EncodingFailed."""
    try:
        segments = json.loads(path.read_text(encoding="utf-8"))["segments"]
        text = " ".join(segment["body"] for segment in segments)
        first, last = float(segments[0]["startTime"]), float(segments[-1]["endTime"])
    except UNREADABLE as error:
        raise EncodingFailed(
            "cannot be read as a transcript", file=path, remedy="make it anew: ninety render"
        ) from error
    return Transcript(split_sentences(text), first, last)
