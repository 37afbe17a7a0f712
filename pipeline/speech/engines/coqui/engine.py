"""Coqui TTS: the voice `joe` without a network, any model of its hub with one, any checkpoint by its path."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipeline.process.files import digest, file_digest
from pipeline.speech.engine import Preview, Speech, Voice
from pipeline.speech.engines.coqui import hub, joe_voice
from pipeline.speech.engines.coqui.files import sample_rate
from pipeline.speech.engines.coqui.hub import Source
from pipeline.speech.engines.coqui.loading import fetch, load, quiet
from pipeline.speech.engines.coqui.model import CoquiModel
from pipeline.speech.engines.misaki import reader
from pipeline.speech.engines.readings import pronunciation
from pipeline.speech.faulty_speech import spoken_soundly
from pipeline.speech.spoken.words import SpokenSentence

JOE = joe_voice.NAME
JOE_WORKER_MEGABYTES = 1400
ADAPTER_VERSION = "2"


class CoquiEngine:
    """Speak with Coqui's models; one is loaded once per process, whichever of its speakers is asked for.

    `accepted_licences` names the licences that the show accepts, as `accept_licences` in show.toml does.
    """

    name = "coqui"

    def __init__(self, accepted_licences: Collection[str] = ()) -> None:
        hub.require_extra()
        self.accepted_licences = tuple(accepted_licences)
        self._models: dict[tuple[str, str], CoquiModel] = {}

    def accepting(self, licences: Collection[str]) -> CoquiEngine:
        """Give an engine that accepts these licences and no others."""
        return CoquiEngine(licences)

    def voices(self) -> tuple[Voice, ...]:
        """List `joe` and the best known voices of the hub; `voice_named` knows the others."""
        return (_joe(), *hub.listed_voices())

    def voice_named(self, name: str) -> Voice:
        """Describe a model of the hub or a checkpoint by its path. Raises EngineNotAvailable."""
        source = hub.find_source(name)
        if source.files is None:
            return hub.hub_voice(name)
        credit = f"Voice «{Path(source.model).name}», spoken by Coqui TTS (MPL-2.0)."
        return Voice(name, "en", sample_rate(source.files[1]), "its owner's", credit, reads=("und",))

    def fetch(self, voice: str) -> int:
        """Fetch a model of the hub whose licence is free or accepted; `joe` and a checkpoint are here."""
        if voice == JOE:
            joe_voice.source()
            return 0
        source = hub.find_source(voice)
        if source.files is not None:
            return 0
        hub.require_licence(source.model, self.accepted_licences)
        return fetch(source)

    def fingerprint(self, voice: str) -> str:
        """Identify the libraries (with the phonemes' own), the weights and this adapter.

        A model of the hub is identified by its name, which holds its digest where Ninety does not know it.
        """
        versions = [version(package) for package in ("coqui-tts", "torch")]
        return digest("coqui", *versions, pronunciation(), ADAPTER_VERSION, voice, *_weights(voice))

    def files(self, voice: str) -> tuple[Path, ...]:
        """Give the files of a checkpoint; the others are identified by name."""
        if voice == JOE:
            return ()
        return tuple(part for path in hub.find_source(voice).files or () for part in _parts(path))

    def synthesize(self, sentence: SpokenSentence, voice: str, speed: float) -> Speech:
        """Speak a sentence, with other seeds when it comes out wrong. Raises SpeechFailed."""
        return self.retake(sentence, voice, speed, 0)

    def retake(self, sentence: SpokenSentence, voice: str, speed: float, draw: int) -> Speech:
        """Speak a sentence with the seeds of a draw, of which `synthesize` takes the first."""
        model, speaker = self._model(voice)
        with quiet():
            return spoken_soundly(
                lambda seed: model.speak(sentence, speaker, speed, seed), sentence, speed, draw=draw
            )

    def phonemes(self, sentence: SpokenSentence, voice: str) -> str:
        """Give what the model reads: phonemes as espeak writes them, or «» where it takes plain text."""
        return self._model(voice)[0].phonemes(sentence)

    def preview(self, sentence: SpokenSentence, voice: str) -> Preview:
        """Say which words no dictionary has, where it reads phonemes, and whether it must split the sentence.

        For `joe` nothing is loaded but the dictionaries.
        """
        if voice == JOE:
            said = reader(british=False).preview(sentence)
            return Preview(said.guesses, homographs=said.homographs)
        return self._model(voice)[0].preview(sentence)

    def _model(self, voice: str) -> tuple[CoquiModel, str | None]:
        source = Source(JOE, "", None) if voice == JOE else hub.find_source(voice)
        known_as = source.model, source.digest
        if known_as not in self._models:
            if source.model != JOE and source.files is None:
                hub.require_licence(source.model, self.accepted_licences)
            self._models[known_as] = load(source)
        model = self._models[known_as]
        return model, model.find_speaker(source.speaker)


def _joe() -> Voice:
    credit = "Voice «joe» of Piper (CC0), spoken by Coqui TTS (MPL-2.0)."
    return Voice(
        JOE, "en-US", joe_voice.SAMPLE_RATE, "CC0-1.0", credit, worker_megabytes=JOE_WORKER_MEGABYTES
    )


def _weights(voice: str) -> tuple[str, ...]:
    if voice == JOE:
        joe_voice.source()
        return joe_voice.SOURCE_SHA256, joe_voice.CONVERSION
    files = hub.find_source(voice).files or ()
    return tuple(_digest(part) for path in files for part in _parts(path))


def _parts(path: Path) -> list[Path]:
    """Give the files of a checkpoint, which may be a folder."""
    return sorted(part for part in path.rglob("*") if part.is_file()) if path.is_dir() else [path]


def _digest(path: Path) -> str:
    facts = path.stat()
    return _digest_once(path, facts.st_size, facts.st_mtime_ns)


@cache
def _digest_once(path: Path, size: int, changed: int) -> str:
    del size, changed
    return file_digest(path)
