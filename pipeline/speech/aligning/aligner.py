"""Where given words sound in given samples: PocketSphinx, with the acoustic model of English that it ships.

The aligner is given the phonemes of each word, so that names it has never met do not lead it astray. It is
loaded anew for each sentence, in five milliseconds: what it hears never depends on what it heard before.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.process.files import digest
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
# How likely a word said once is, against twice: so, of 40 words said twice it heard 37, and in 3 of 40
# sentences it heard one that was not. With even odds these were 33 and none.
_ODDS_OF_ONE = 1e-5
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


def repeats(samples: NDArray[np.float32], phonemes: list[str]) -> list[int]:
    """List the words, by index, that are heard twice in a row in mono samples at 16 kHz.

    Recognisers of speech leave out what they take for a stammer; here the sound decides which it is, of a
    word said once and the same word said twice.
    """
    peak = float(np.abs(samples).max(initial=0.0))
    if not phonemes or not peak:
        return []
    decoder = _decoder(lw=1.0)  # the odds count once
    ways = []
    for index, name in enumerate(_named(decoder, phonemes)):
        between = len(phonemes) + 1 + index
        ways += [(index, index + 1, _ODDS_OF_ONE, name), (index, between, 1.0, name)]
        ways.append((between, index + 1, 1.0, name))
    decoder.add_fsg(_WORD, decoder.create_fsg(_WORD, 0, len(phonemes), ways))
    decoder.activate_search(_WORD)
    found = _heard(decoder, np.pad(samples * (_PEAK / peak), round(_MARGINS[0] * SAMPLE_RATE)))
    said = [int(name.removeprefix(_WORD)) for name, _, _ in found]
    return [word for word, following in pairwise(said) if word == following]


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
    decoder.set_align_text(" ".join(_named(decoder, phonemes)))
    return [(begin, end) for _, begin, end in _heard(decoder, samples)]


def _named(decoder: Any, phonemes: list[str]) -> list[str]:
    """Teach a decoder words by their phonemes; give the names that it has for them."""
    names = [f"{_WORD}{index}" for index in range(len(phonemes))]
    for name, said in zip(names, phonemes, strict=True):
        decoder.add_word(name, said, update=False)
    return names


def _heard(decoder: Any, samples: NDArray[np.float32]) -> list[tuple[str, int, int]]:
    """Give the words on the best way through, with the first and the last frame of each."""
    decoder.start_utt()
    whole = (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
    decoder.process_raw(whole, no_search=False, full_utt=True)
    decoder.end_utt()
    found = ((part.word.partition("(")[0], part.start_frame, part.end_frame) for part in decoder.seg() or ())
    return [segment for segment in found if segment[0].startswith(_WORD)]


def _decoder(**options: float) -> Any:
    from pocketsphinx import Config, Decoder

    return Decoder(Config(lm=None, dict=None, loglevel="FATAL", **_BEAMS, **options))
