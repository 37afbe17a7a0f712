"""Where given words sound in given samples: PocketSphinx, with the acoustic model of English that it ships.

The aligner is given the phonemes of each word, so that names it has never met do not lead it astray. It is
loaded anew for each sentence, in five milliseconds: what it hears never depends on what it heard before.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.files import digest
from pipeline.speech.engine import Span

SAMPLE_RATE = 16_000  # Hz, what its model was taught on
VERSION = 1  # of what is made of its frames
# Beams so wide that the right way is seldom lost: it alone is searched for, so that they cost little.
_BEAMS = {"beam": 1e-80, "wbeam": 1e-60, "pbeam": 1e-80}
# Silence put on both ends: without it, or with more, it now and then finds no way through (of 104 sentences
# one with none, five with 0.1 s, none with 0.05 s). So the others are tried where the first finds nothing.
_MARGINS = (0.05, 0.02, 0.0, 0.1, 0.25)  # seconds
_FRAME_SECONDS = 0.01
# Its frames begin this much before a word is heard, and end so much after it: the medians over the words of
# `hibari` and `kokoro`, whose times are exact (`make bench-alignment`).
_EARLY_SECONDS = 0.032
_LATE_SECONDS = 0.010
_PEAK = 0.5  # of full scale: so loud is it given every voice
_WORD = "word"  # begins the names of words, to tell them from silence


def fingerprint() -> str:
    """Identify the aligner and what is made of its frames; «» where it is not installed."""
    try:
        return digest("pocketsphinx", _library_version(), str(VERSION))
    except PackageNotFoundError:
        return ""


@cache
def _library_version() -> str:
    return version("pocketsphinx")


def align(samples: NDArray[np.float32], phonemes: list[str]) -> list[Span] | None:
    """Give the time of each word in mono samples at 16 kHz, or None where no way through is found.

    `phonemes` are those of each word, as ARPABET names them, with blanks between; none is empty.
    """
    if not phonemes:
        return []
    peak = float(np.abs(samples).max(initial=0.0))
    if not peak:
        return None
    scaled = samples * (_PEAK / peak)
    found = (_aligned(scaled, phonemes, margin) for margin in _MARGINS)
    return next((spans for spans in found if spans is not None), None)


def _aligned(samples: NDArray[np.float32], phonemes: list[str], margin: float) -> list[Span] | None:
    frames = _frames(np.pad(samples, round(margin * SAMPLE_RATE)), phonemes)
    if len(frames) != len(phonemes):
        return None
    seconds = len(samples) / SAMPLE_RATE
    spans: list[Span] = []
    for begin, end in frames:
        earliest = spans[-1].end if spans else 0.0
        start = min(max(begin * _FRAME_SECONDS + _EARLY_SECONDS - margin, 0.0), seconds)
        if spans and start < earliest:  # words that run together meet where the second begins
            spans[-1] = Span(min(spans[-1].start, start), start)
        until = (end + 1) * _FRAME_SECONDS - _LATE_SECONDS - margin
        spans.append(Span(start, min(max(until, start), seconds)))
    return spans


def _frames(samples: NDArray[np.float32], phonemes: list[str]) -> list[tuple[int, int]]:
    """Give the first and the last frame of each word, or of fewer."""
    decoder = _decoder()
    names = [f"{_WORD}{index}" for index in range(len(phonemes))]
    for name, said in zip(names, phonemes, strict=True):
        decoder.add_word(name, said, update=False)
    decoder.set_align_text(" ".join(names))
    decoder.start_utt()
    whole = (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
    decoder.process_raw(whole, no_search=False, full_utt=True)
    decoder.end_utt()
    return [(part.start_frame, part.end_frame) for part in decoder.seg() or () if part.word.startswith(_WORD)]


def _decoder() -> Any:
    from pocketsphinx import Config, Decoder

    return Decoder(Config(lm=None, dict=None, loglevel="FATAL", **_BEAMS))
