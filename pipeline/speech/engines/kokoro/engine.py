"""Kokoro: 82 million parameters in eight bits, ten English voices at hand, 44 more on request.

The phonemes are hibari's, so espeak is not needed. The network computes how long each phoneme lasts, which
gives word times exactly, with no aligner.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import SpeechFailed
from pipeline.process.files import digest
from pipeline.speech.engine import Preview, Speech, Voice
from pipeline.speech.engines.kokoro.files import (
    FULL,
    KokoroVoice,
    known_voice,
    kokoro_voice,
    parts,
    voice_names,
)
from pipeline.speech.engines.kokoro.graph import DURATIONS, paced_graph
from pipeline.speech.engines.mirror import has_mirror
from pipeline.speech.engines.misaki import Reader, preview, reader
from pipeline.speech.engines.readings import pronunciation
from pipeline.speech.engines.sessions import open_session
from pipeline.speech.engines.silences import closed_up, until_silence
from pipeline.speech.engines.stretches import Phonemized, Spoken, join, split, word_times
from pipeline.speech.engines.weights import read_verified
from pipeline.speech.spoken.words import SpokenSentence

SAMPLE_RATE = 24_000  # Hz
MAX_PHONEMES = 510  # the network's own limit for one call
STYLE_SHAPE = (510, 256)  # a row of numbers per number of phonemes
WORKER_MEGABYTES = 930  # in eight bits
ADAPTER_VERSION = "2"


class KokoroEngine:
    """Speak with Kokoro's voices; those taught another language read English with its accent.

    A name that ends in «@full» has the network in full precision speak, which is downloaded once.
    """

    name = "kokoro"

    def __init__(self) -> None:
        self._sessions: dict[str, Any] = {}
        self._styles: dict[str, NDArray[np.float32]] = {}
        if not known_voice(voice_names()[0]).network.is_kept and not has_mirror():
            parts()  # without the extra, better said now than in the middle of a run

    def voices(self) -> tuple[Voice, ...]:
        """List the voices in eight bits, those at hand first."""
        return tuple(_described(known_voice(name)) for name in voice_names())

    def voice_named(self, name: str) -> Voice | None:
        """Describe a voice, also in full precision."""
        voice = kokoro_voice(name)
        return _described(voice) if voice else None

    def fetch(self, voice: str) -> int:
        """Fetch what a voice lacks; its style table, and for full precision its network."""
        return known_voice(voice).fetch()

    def fingerprint(self, voice: str) -> str:
        """Identify runtime, weights, style table, pronunciation and adapter.

        The digests are those that the files are held against when they are loaded.
        """
        files = known_voice(voice)
        weights = files.network.sha256, files.style.sha256
        return digest("kokoro", version("onnxruntime"), *weights, pronunciation(), ADAPTER_VERSION)

    def files(self, voice: str) -> tuple[Path, ...]:
        """Give network and style table."""
        files = known_voice(voice)
        return files.network.path, files.style.path

    def synthesize(self, sentence: SpokenSentence, voice: str, speed: float) -> Speech:
        """Speak a sentence; nothing is left to chance, so the same text always sounds the same."""
        files = known_voice(voice)
        stretches = split(_reader(files).phonemize(sentence), MAX_PHONEMES)
        if not stretches:
            raise SpeechFailed(f"nothing in it can be spoken: «{sentence.shown}»")
        spoken = [self._speak(stretch, files, speed) for stretch in stretches]
        return join(closed_up(spoken, speed, SAMPLE_RATE), len(sentence.words), SAMPLE_RATE)

    def phonemes(self, sentence: SpokenSentence, voice: str) -> str:
        """Give the phonemes in the misaki alphabet."""
        return _reader(known_voice(voice)).phonemize(sentence).text

    def preview(self, sentence: SpokenSentence, voice: str) -> Preview:
        """Say which words its dictionaries lack, and whether it must split the sentence."""
        return preview(_reader(known_voice(voice)), sentence, MAX_PHONEMES)

    def _speak(self, stretch: Phonemized, voice: KokoroVoice, speed: float) -> Spoken:
        session, styles = self._session(voice), self._style(voice)
        inputs = {
            session.get_inputs()[0].name: np.asarray([_reader(voice).numbers(stretch)], np.int64),
            "style": styles[[len(stretch.text) - 1]],
            "speed": np.asarray([speed], np.float32),
        }
        audio, durations = session.run([session.get_outputs()[0].name, DURATIONS], inputs)
        samples = np.clip(audio.ravel(), -1.0, 1.0).astype(np.float32)
        times = word_times(stretch, durations.ravel())
        return samples, until_silence(times, stretch, samples, SAMPLE_RATE)

    def _session(self, voice: KokoroVoice) -> Any:
        key = voice.network.sha256
        if key not in self._sessions:
            network = paced_graph(read_verified(voice.network_path(), voice.network))
            self._sessions[key] = open_session(network)
        return self._sessions[key]

    def _style(self, voice: KokoroVoice) -> NDArray[np.float32]:
        key = voice.style.sha256
        if key not in self._styles:
            data = read_verified(voice.style_path(), voice.style)
            self._styles[key] = np.frombuffer(data, "<f4").reshape(STYLE_SHAPE)
        return self._styles[key]


def _described(voice: KokoroVoice) -> Voice:
    return Voice(
        name=voice.name,
        language=voice.language,
        sample_rate=SAMPLE_RATE,
        licence="Apache-2.0",
        credit=f"Voice «{voice.name.removesuffix(FULL)}» of Kokoro-82M by hexgrad (Apache-2.0).",
        download_bytes=voice.download_bytes,
        reads=() if voice.language.startswith("en") else ("en",),
        worker_megabytes=0 if voice.name.endswith(FULL) else WORKER_MEGABYTES,
    )


def _reader(voice: KokoroVoice) -> Reader:
    return reader(british=voice.language == "en-GB")
