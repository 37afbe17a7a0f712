"""Put a narration together: opening, sentences with their pauses, closing."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

from pipeline.audio.assembly import signature
from pipeline.audio.mastering.levels import matching_gains
from pipeline.audio.recording import Chapter, TimedSentence, TimedWord
from pipeline.speech.narration import Narration, Part

with warnings.catch_warnings():
    # pydub looks for an ffmpeg program on import; assembling needs none, and encoding brings its own.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

SAMPLE_RATE = signature.SAMPLE_RATE
FRAME_SECONDS = (
    signature.VOICE_ENTERS_SECONDS + signature.CLOSING_AFTER_SECONDS + signature.CLOSING_SECONDS
)  # what an episode lasts beyond its narration
_BYTES_PER_SAMPLE = 4
_FULL_SCALE = 2**31 - 1
_FADE_SAMPLES = 132  # 3 ms: no click where silence meets breath


@dataclass(frozen=True, slots=True, eq=False)
class Assembly:
    """The whole episode before mastering, and when everything in it is heard."""

    samples: NDArray[np.float32]  # mono, SAMPLE_RATE
    sentences: tuple[TimedSentence, ...]
    chapters: tuple[Chapter, ...]


def assemble(narration: Narration, seed: str) -> Assembly:
    """Join opening, speech, pauses and closing. `seed` chooses the show's own signature sounds."""
    lead = _silence(int(signature.VOICE_ENTERS_SECONDS * SAMPLE_RATE))
    paragraphs: list[AudioSegment] = []
    sentences: list[TimedSentence] = []
    starts: dict[int, float] = {}
    position = len(lead.raw_data) // _BYTES_PER_SAMPLE
    gains = matching_gains(narration) if len({part.role for part in narration.parts}) > 1 else {}
    for _, parts in _by_paragraph(narration.parts):
        joined = AudioSegment.empty()
        for part in parts:
            voice = _voice(part, gains.get(part.role, 1.0))
            start = position / SAMPLE_RATE
            starts.setdefault(part.section, start)
            sentences.append(_timed(part, start))
            joined = _join(joined, voice, _silence(round(part.pause_seconds * SAMPLE_RATE)))
            position += len(voice) + round(part.pause_seconds * SAMPLE_RATE)
        paragraphs.append(joined)
    tail = _silence(int((signature.CLOSING_AFTER_SECONDS + signature.CLOSING_SECONDS) * SAMPLE_RATE))
    episode = _join(lead, *paragraphs, tail)
    return Assembly(_with_signature(episode, seed), tuple(sentences), _chapters(narration.titles, starts))


def _by_paragraph(parts: Iterable[Part]) -> list[tuple[int, list[Part]]]:
    grouped: dict[int, list[Part]] = {}
    for part in parts:
        grouped.setdefault(part.paragraph, []).append(part)
    return list(grouped.items())


def _voice(part: Part, gain: float) -> NDArray[np.int32]:
    speech = part.utterance.speech
    samples = speech.samples * np.float32(gain)
    if speech.sample_rate != SAMPLE_RATE:
        samples = soxr.resample(samples, speech.sample_rate, SAMPLE_RATE, quality="HQ")
    samples = np.array(samples, np.float32)
    ramp = np.linspace(0, 1, _FADE_SAMPLES, dtype=np.float32)
    if len(samples) > 2 * _FADE_SAMPLES:
        samples[:_FADE_SAMPLES] *= ramp
        samples[-_FADE_SAMPLES:] *= ramp[::-1]
    return _to_int32(samples)


def _to_int32(samples: NDArray[np.float32]) -> NDArray[np.int32]:
    return (np.clip(samples, -1.0, 1.0).astype(np.float64) * _FULL_SCALE).astype(np.int32)


def _segment(samples: NDArray[np.int32]) -> AudioSegment:
    return AudioSegment(
        data=samples.astype("<i4").tobytes(),
        sample_width=_BYTES_PER_SAMPLE,
        frame_rate=SAMPLE_RATE,
        channels=1,
    )


def _silence(count: int) -> AudioSegment:
    return _segment(np.zeros(count, np.int32))


def _join(first: AudioSegment, *rest: AudioSegment | NDArray[np.int32]) -> AudioSegment:
    joined = first
    for piece in rest:
        segment = piece if isinstance(piece, AudioSegment) else _segment(piece)
        joined = joined.append(segment, crossfade=0) if len(joined.raw_data) else segment
    return joined


def _with_signature(episode: AudioSegment, seed: str) -> NDArray[np.float32]:
    """Lay the opening over the beginning and the closing over the end."""
    closing = _segment(_to_int32(signature.closing(seed)))
    mixed = episode.overlay(_segment(_to_int32(signature.opening(seed))))
    head, tail = mixed.raw_data[: -len(closing.raw_data)], mixed.raw_data[-len(closing.raw_data) :]
    ending = mixed._spawn(tail).overlay(closing)  # noqa: SLF001 - pydub's way to share a segment's format
    raw = head + ending.raw_data
    return (np.frombuffer(raw, "<i4") / np.float32(_FULL_SCALE)).astype(np.float32)


def _timed(part: Part, start: float) -> TimedSentence:
    sentence, speech = part.utterance.sentence, part.utterance.speech
    words = tuple(
        TimedWord(word.shown, round(start + span.start, 3), round(start + span.end, 3))
        for word, span in zip(sentence.words, speech.words, strict=True)
    )
    return TimedSentence(words, part.role, part.paragraph)


def _chapters(titles: tuple[str, ...], starts: dict[int, float]) -> tuple[Chapter, ...]:
    """Give each section's beginning; the first chapter begins with the file."""
    return tuple(
        Chapter(0.0 if index == 0 else round(start, 3), titles[section])
        for index, (section, start) in enumerate(sorted(starts.items()))
    )
