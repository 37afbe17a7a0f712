"""How a spoken sentence is written down for the speech cache: its samples, and a digest that proves them.

Samples are kept as 16-bit numbers scaled to the sentence's own peak; what comes out of the cache is what
comes out without it, since speech always takes this way.
"""

from __future__ import annotations

import struct
from hashlib import sha256

import numpy as np

from pipeline.process.files import digest
from pipeline.speech.engine import Span, Speech
from pipeline.speech.spoken.words import SpokenSentence

FORMAT = "3"  # counts up when the stored form or the trimming before it changes
SUFFIX = ".speech"
MOST_BYTES = 64 * 2**20  # of an entry: more than any sentence has; what is longer is cut, and so is none
_INT16_PEAK = 32767
_RATES, _HIGHEST_PEAK = (1_000, 1_000_000), 1_000.0  # Hz; times full scale: farther than any engine goes
_SEAL = b"ninety speech 3\n"
_DIGEST_BYTES = 32
_HEAD = struct.Struct("<fIIB")  # peak, samples per second, words, where their times come from:
_ESTIMATED, _ALIGNER_ASKED = 1, 2  # one, both, or neither


def cache_key(sentence: SpokenSentence, fingerprint: str, speed: float) -> str:
    """Name a spoken sentence by what is said, by whom, and how fast."""
    said = [f"{s.text}\0{s.phonemes}" for word in sentence.words for s in word.said]
    shape = [f"{word.before}\0{len(word.said)}\0{word.after}" for word in sentence.words]
    manners = [f"{index} {word.manner}" for index, word in enumerate(sentence.words) if word.manner]
    return digest(FORMAT, fingerprint, f"{speed:.4f}", *said, *shape, *manners)


def pack(speech: Speech) -> bytes:
    """Give a sentence's speech as bytes."""
    peak = np.float32(float(np.max(np.abs(speech.samples), initial=0.0)) or 1.0)
    words = np.asarray([(span.start, span.end) for span in speech.words], "<f8")
    samples = speech.samples * np.float32(_INT16_PEAK / peak)
    np.rint(samples, out=samples)
    source = _ESTIMATED * speech.estimated + _ALIGNER_ASKED * speech.aligner_asked
    head = _HEAD.pack(peak, speech.sample_rate, len(speech.words), source)
    return b"".join((head, words.data, samples.astype("<i2").data))


def unpack(data: bytes) -> Speech:
    """Read `pack`'s bytes back. Raises ValueError when they hold no speech."""
    try:
        peak, rate, count, source = _HEAD.unpack_from(data)
        times = np.frombuffer(data, "<f8", 2 * count, _HEAD.size).reshape(-1, 2).tolist()
        samples = np.frombuffer(data, "<i2", -1, _HEAD.size + 16 * count)
    except (struct.error, ValueError) as error:
        raise ValueError("these bytes hold no speech") from error
    if not (_RATES[0] <= rate <= _RATES[1] and 0 < peak <= _HIGHEST_PEAK):  # of a level that others write to
        raise ValueError("these bytes hold no speech")
    scaled = samples.astype(np.float32)
    scaled *= np.float32(np.float32(peak) / _INT16_PEAK)
    words = tuple(Span(start, end) for start, end in times)
    return Speech(scaled, rate, words, bool(source & _ESTIMATED), bool(source & _ALIGNER_ASKED))


def sealed(key: str, payload: bytes) -> bytes:
    """Give bytes with a digest before them, which also says under which key they stand."""
    return _SEAL + _digest(key, payload) + payload


def opened(key: str, entry: bytes) -> bytes | None:
    """Give the bytes of an entry, or None where they are not those that were kept under this key."""
    begins = len(_SEAL) + _DIGEST_BYTES
    payload = entry[begins:]
    known = entry[len(_SEAL) : begins]
    return payload if entry.startswith(_SEAL) and known == _digest(key, payload) else None


def _digest(key: str, payload: bytes) -> bytes:
    hasher = sha256(key.encode("utf-8"))
    hasher.update(b"\0")
    hasher.update(payload)
    return hasher.digest()
