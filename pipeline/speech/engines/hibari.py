"""The default engine: hibari, a small English voice whose weights come in its wheel.

The ONNX graph computes how long each phoneme lasts; adding that tensor to its outputs gives word times
exactly, with no aligner.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import EngineNotAvailable, SpeechFailed
from pipeline.language.light_hibari import light_hibari
from pipeline.process.files import digest, file_digest
from pipeline.speech.engine import Preview, Speech, Voice
from pipeline.speech.engines.misaki import Reader, preview, reader
from pipeline.speech.engines.readings import pronunciation
from pipeline.speech.engines.registers import MADE, base_of
from pipeline.speech.engines.sessions import open_kept_session
from pipeline.speech.engines.stretches import Phonemized, Spoken, join, split, word_times
from pipeline.speech.engines.weights import PinnedFile
from pipeline.speech.manners import LENGTHENING, lengthening, louder
from pipeline.speech.spoken.words import SpokenSentence

SAMPLE_RATE = 24_000  # Hz
DURATIONS_TENSOR = "/Clip_output_0"  # frames per input id
MAX_PHONEMES = 400  # the model's own limit for one call
WORKER_MEGABYTES = 500  # docs/voices.md, as for the other engines
ADAPTER_VERSION = "3"
# A graph with nothing but DURATIONS_TENSOR, of floats in one dimension, among its outputs. Behind the weights
# it is part of them: protobuf joins messages that follow each other. `import onnx` to add it takes longer.
_TIMING = b":\x1cb\x1a\n\x0e" + DURATIONS_TENSOR.encode() + b"\x12\x08\n\x06\x08\x01\x12\x02\n\x00"


class HibariEngine:
    """Speak with hibari's voices: the one in its wheel, and those already in its cache folder."""

    name = "hibari"

    def __init__(self) -> None:
        self._models: dict[str, _Model] = {}
        light_hibari()

    def voices(self) -> tuple[Voice, ...]:
        """List the voices: the embedded one first, those made of it, and those to be downloaded."""
        from hibari.voices import VOICES

        own = sorted(VOICES, key=lambda name: not VOICES[name].get("bundled"))
        first = [name for name in own if VOICES[name].get("bundled")]
        names = dict.fromkeys((*first, *MADE, *own))
        return tuple(_described(name, is_here=_weights(base_of(name)[0]).is_file()) for name in names)

    def fetch(self, voice: str) -> int:
        """Fetch a voice to where hibari keeps it, held against the digest in its registry."""
        from pipeline.speech.engines.downloads import fetched  # which brings HTTP and TLS

        return fetched(_file(base_of(voice)[0]))

    def fingerprint(self, voice: str) -> str:
        """Identify pronunciation with its library, weights, adapter and what makes it another voice."""
        weights, recipe = _digest_of(_installed_weights(voice)), base_of(voice)[1].recipe
        made = (recipe,) if recipe else ()
        return digest("hibari", pronunciation(), weights, ADAPTER_VERSION, *made)

    def files(self, voice: str) -> tuple[Path, ...]:
        """Give the weights."""
        return (_weights(base_of(voice)[0]),)

    def manners(self, voice: str) -> Collection[str]:
        """Name both: how long each phoneme lasts can be given."""
        del voice
        return LENGTHENING

    def synthesize(self, sentence: SpokenSentence, voice: str, speed: float) -> Speech:
        """Speak a sentence; the breath noise is seeded by the text, so that the same text sounds the same."""
        model = self._model(voice)
        stretches = split(model.reader.phonemize(sentence), MAX_PHONEMES)
        seed = int(digest(sentence.spoken)[:8], 16)
        pace = model.register.pace(speed)
        parts = [model.speak(stretch, _paces(stretch, sentence, pace), seed) for stretch in stretches]
        if not parts:
            raise SpeechFailed(f"nothing in it can be spoken: «{sentence.shown}»")
        rate = model.register.sample_rate(SAMPLE_RATE)
        speech = join(parts, len(sentence.words), rate)
        return replace(speech, samples=louder(speech.samples, rate, speech.words, sentence))

    def phonemes(self, sentence: SpokenSentence, voice: str) -> str:
        """Give the phonemes in the misaki alphabet."""
        return self._model(voice).reader.phonemize(sentence).text

    def preview(self, sentence: SpokenSentence, voice: str) -> Preview:
        """Say which words its dictionaries lack, and whether it must split the sentence."""
        return preview(self._model(voice).reader, sentence, MAX_PHONEMES)

    def _model(self, voice: str) -> _Model:
        if voice not in self._models:
            self._models[voice] = _Model(voice)
        return self._models[voice]


class _Model:
    """One voice's network and pronunciation, loaded once per process."""

    def __init__(self, voice: str) -> None:
        self.voice, self.register = base_of(voice)
        self.weights = _installed_weights(voice)

    @cached_property
    def timing_session(self) -> Any:
        """The network as it is, telling how long each phoneme lasts."""
        return self._session("timing", lambda: self.weights.read_bytes() + _TIMING)

    @cached_property
    def paced_session(self) -> Any:
        """The network with the durations as an input, for any speed but the voice's own."""
        return self._session("paced", lambda: _paced_graph(self.weights))

    def _session(self, kind: str, make: Callable[[], Any]) -> Any:
        return open_kept_session(f"{_digest_of(self.weights)} {kind} {ADAPTER_VERSION}", make)

    @property
    def reader(self) -> Reader:
        from hibari.voices import VOICES

        return reader(british=bool(VOICES[self.voice]["british"]))

    def speak(self, stretch: Phonemized, speed: float | NDArray[np.float64], seed: int) -> Spoken:
        """Speak at most MAX_PHONEMES; give the samples and each word's time. A speed may be each number's."""
        from hibari import dsp

        ids = np.asarray([self.reader.numbers(stretch)], np.int64)
        inputs = {"ids": ids, "speed": np.ones(1, np.float32)}
        if isinstance(speed, float) and speed == 1:
            *spectra, pitches, durations = self.timing_session.run(None, inputs)
        else:
            durations = paced(self.timing_session.run([DURATIONS_TENSOR], inputs)[0], speed)
            *spectra, pitches = self.paced_session.run(None, inputs | {DURATIONS_TENSOR: durations})
        lowered = self.register.lowered(pitches[0])
        samples = dsp.synth(*(part[0] for part in spectra), lowered, np.random.default_rng(seed))
        return np.asarray(samples, np.float32), self.register.times(word_times(stretch, durations))


def _digest_of(weights: Path) -> str:
    """Give the digest of weights; the same file is read for it once."""
    facts = weights.stat()
    return _digest_as_it_lies(weights, facts.st_size, facts.st_mtime_ns, facts.st_ino)


@lru_cache(maxsize=16)
def _digest_as_it_lies(weights: Path, *facts: int) -> str:
    del facts
    return file_digest(weights)


def _paces(stretch: Phonemized, sentence: SpokenSentence, speed: float) -> float | NDArray[np.float64]:
    """Give the speed of a stretch, or that of each of its numbers, pads included, if words differ."""
    factors = np.array([1.0, *(lengthening(sentence, word) for word in stretch.words), 1.0])
    return float(speed) if np.all(factors == 1) else speed / factors


def paced(durations: NDArray[np.float32], speed: float | NDArray[np.float64]) -> NDArray[np.float32]:
    """Change durations in frames by a speed, so that their sum changes by it and none falls below one.

    The network's own speed input rounds every phoneme for itself: at 1.05 the sentence gets 1.7 % shorter
    instead of 4.8 %. Here what rounding one phoneme leaves over goes to the next.
    """
    whole = isinstance(speed, float)
    edges = np.round(np.cumsum(durations) / speed if whole else np.cumsum(durations / speed))
    return np.maximum(1, np.diff(edges, prepend=0)).astype(np.float32)


@cache  # asked for each episode of a show
def _described(name: str, *, is_here: bool) -> Voice:
    from hibari.voices import VOICES

    base, register = base_of(name)
    facts = VOICES[base]
    made = f", {register.described}" if register.described else ""
    return Voice(
        name=name,
        language=f"en-{'GB' if facts['british'] else 'US'}",
        sample_rate=register.sample_rate(SAMPLE_RATE),
        licence="Apache-2.0",
        credit=f"Voice «{base}» of hibari-tts (Apache-2.0), distilled from Kokoro-82M{made}.",
        worker_megabytes=WORKER_MEGABYTES,
        download_bytes=0 if is_here else int(facts["bytes"]),
    )


def _paced_graph(weights: Path) -> Any:
    import onnx

    graph = onnx.load(str(weights))
    nodes = graph.graph.node
    nodes.remove(next(node for node in nodes if DURATIONS_TENSOR in node.output))
    graph.graph.input.append(_durations_tensor())
    return graph


def _durations_tensor() -> Any:
    import onnx

    return onnx.helper.make_tensor_value_info(DURATIONS_TENSOR, onnx.TensorProto.FLOAT, [None])


def _weights(voice: str) -> Path:
    from hibari import tts
    from hibari.voices import VOICES, cache_dir

    facts = VOICES[voice]
    return Path(tts.ASSETS if facts.get("bundled") else cache_dir()) / str(facts["file"])


def _file(voice: str) -> PinnedFile:
    from hibari import voices

    facts = voices.VOICES[voice]
    url = f"{voices.BASE_URL}{facts['file']}"
    return PinnedFile(
        str(facts["file"]), int(facts["bytes"]), str(facts["sha256"]), url, place=_weights(voice)
    )


def _installed_weights(voice: str) -> Path:
    """Find a voice's weights; hibari itself would download them in the middle of a run."""
    from hibari.voices import VOICES

    voice = base_of(voice)[0]
    if voice not in VOICES:
        raise EngineNotAvailable(
            f"the engine «hibari» has no voice «{voice}»", remedy=f"its voices: {', '.join((*VOICES, *MADE))}"
        )
    path = _weights(voice)
    if not path.is_file():
        raise EngineNotAvailable(
            f"the voice «hibari/{voice}» is not downloaded",
            remedy=f"ninety voices --download hibari/{voice}",
        )
    return path
