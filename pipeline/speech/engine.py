"""Engines: what a text-to-speech engine is, and where they are found."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Literal, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import EngineNotAvailable, PipelineError, told
from pipeline.speech.spoken.words import SpokenSentence

ENTRY_POINT_GROUP = "ninety.engines"
_INSTALLED = ("site-packages", "dist-packages")

Times = Literal[
    "exact", "aligned", "guessed"
]  # the engine's own, found by an aligner, or by counting letters


@dataclass(frozen=True, slots=True)
class Span:
    """When something is spoken, in seconds."""

    start: float
    end: float


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """A spoken sentence."""

    samples: NDArray[np.float32]  # mono, in [-1, 1]
    sample_rate: int  # Hz
    words: tuple[Span, ...]  # one per word of the sentence, from the start of `samples`
    estimated: bool = False  # the times of the words are in proportion to their letters, not measured
    aligner_asked: bool = False  # to measure them, by ear; it found no way where they are estimated still

    @property
    def times(self) -> Times:
        """Say where the times of its words come from."""
        if self.estimated:
            return "guessed"
        return "aligned" if self.aligner_asked else "exact"

    @property
    def seconds(self) -> float:
        """Give the length."""
        return len(self.samples) / self.sample_rate


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice of an engine, as `ninety voices` lists it."""

    name: str
    language: str  # BCP 47
    sample_rate: int  # Hz
    licence: str
    credit: str  # a line for the show notes
    download_bytes: int = 0  # 0: nothing to download
    worker_megabytes: int = 0  # memory of a process that makes episodes with it, as measured; 0: not known
    reads: tuple[str, ...] = ()  # BCP 47, the languages it can be given; empty: its own. «und»: not known


class Engine(Protocol):
    """A text-to-speech engine. Making one must be cheap: weights are loaded when first spoken."""

    name: str

    def voices(self) -> tuple[Voice, ...]:
        """List the voices that can be used here, the default first."""
        ...

    def fingerprint(self, voice: str) -> str:
        """Identify everything that shapes the sound: library version, weights digest, parameters."""
        ...

    def synthesize(self, sentence: SpokenSentence, voice: str, speed: float) -> Speech:
        """Speak a sentence; `speed` above 1 is faster. Raises SpeechFailed."""
        ...

    def phonemes(self, sentence: SpokenSentence, voice: str) -> str:
        """Give the phonemes it would speak, or «» where the engine takes plain text."""
        ...


@runtime_checkable
class OpenEngine(Engine, Protocol):
    """An engine that knows voices beyond those it lists, such as a variant of one or a model by path."""

    def voice_named(self, name: str) -> Voice | None:
        """Describe a voice that may be asked for by name, or give None where there is none."""
        ...


@runtime_checkable
class LicensedEngine(Protocol):
    """An engine some of whose voices ask for a licence to be accepted before they speak."""

    def accepting(self, licences: Collection[str]) -> Engine:
        """Give an engine of the same kind that accepts these licences and no others."""
        ...


@runtime_checkable
class VaryingEngine(Protocol):
    """An engine that may give other sound for the same sentence, so that asking once more can help."""

    def varies(self, voice: str) -> bool:
        """Tell whether this voice draws random numbers that do not follow from the text."""
        ...


@runtime_checkable
class RetakingEngine(Protocol):
    """An engine whose random numbers follow from the text, and that can draw others for it."""

    def retake(self, sentence: SpokenSentence, voice: str, speed: float, draw: int) -> Speech:
        """Speak a sentence with other numbers than `synthesize` does; `draw`, from 1, says which."""
        ...


@runtime_checkable
class PreparingEngine(Protocol):
    """An engine that works on several sentences at once if it hears of them early, such as a server."""

    def prepare(self, sentences: Sequence[SpokenSentence], voice: str, speed: float) -> None:
        """Begin with sentences that will be spoken soon, in this order; what fails is raised when spoken."""
        ...


@runtime_checkable
class MannerlyEngine(Protocol):
    """An engine that can say single words in a manner of their own: «stress», «slow»."""

    def manners(self, voice: str) -> Collection[str]:
        """Name those that it heeds in a sentence's words; it is never given others."""
        ...


@runtime_checkable
class PatientEngine(Protocol):
    """An engine that may take long for a sentence without being stuck, and ends by itself."""

    def patience_seconds(self, sentence: SpokenSentence, speed: float) -> float:
        """Give how long it may take at most."""
        ...


@runtime_checkable
class FetchingEngine(Protocol):
    """An engine some of whose voices need files from elsewhere before they speak."""

    def fetch(self, voice: str) -> int:
        """Fetch what a voice of this name lacks, checked; give how many bytes came, 0 where all was here.

        Raises EngineNotAvailable or OutputFailed.
        """
        ...


@runtime_checkable
class FiledEngine(Protocol):
    """An engine that can name what its voices are made of beyond what is installed with it."""

    def files(self, voice: str) -> tuple[Path, ...]:
        """Give the files that a voice's fingerprint depends on, there or not."""
        ...


@dataclass(frozen=True, slots=True)
class Guess:
    """A word that an engine had to guess: it is in none of its dictionaries."""

    word: int  # index into the sentence's words
    text: str
    phonemes: str


@dataclass(frozen=True, slots=True)
class PronouncedWord:
    """A word, or a part of one, as it will be heard in its sentence."""

    word: int  # index into the sentence's words
    text: str
    phonemes: str


@dataclass(frozen=True, slots=True)
class Homograph:
    """A word with several readings, and the one that it is given in its sentence."""

    word: int  # index into the sentence's words
    text: str
    phonemes: str
    certainty: float  # between 0 and 1


@dataclass(frozen=True, slots=True)
class Preview:
    """How an engine would speak a sentence, told without speaking it."""

    guesses: tuple[Guess, ...] = ()
    stretches: int = 1  # more than one: too long for it, and split at clauses
    heard: tuple[PronouncedWord, ...] = ()  # empty where the engine cannot tell
    homographs: tuple[Homograph, ...] = ()


@runtime_checkable
class PreviewingEngine(Protocol):
    """An engine that can tell beforehand what it is unsure of and what it must split."""

    def preview(self, sentence: SpokenSentence, voice: str) -> Preview:
        """Say how it would speak a sentence."""
        ...


@dataclass(frozen=True, slots=True)
class VoiceChoice:
    """An engine and one of its voices, both by name."""

    engine: str
    voice: str
    licences: tuple[str, ...] = field(default=(), repr=False)  # that the show accepts, by name

    def __str__(self) -> str:
        """Write it as the command line takes it."""
        return f"{self.engine}/{self.voice}"

    @classmethod
    def parse(cls, text: str, default_engine: str) -> VoiceChoice:
        """Read «engine/voice», or a voice of `default_engine`, whose name may hold slashes as a path does."""
        engine, slash, voice = text.partition("/")
        names_engine = engine in installed_engines() or ("/" not in voice and engine.strip(".~"))
        return cls(engine, voice) if slash and names_engine else cls(default_engine, text)


def complete_choice(engine: str | None, voice: str | None, default: VoiceChoice) -> VoiceChoice:
    """Give the voice asked for: an engine without a voice means its first, nothing at all the default."""
    if voice:
        return VoiceChoice.parse(voice, engine or default.engine)
    if engine is None or engine == default.engine:
        return default
    listed = voices_of(engine)
    if not listed:
        raise EngineNotAvailable(
            f"the engine «{engine}» lists no voice, so one must be named", remedy="name it: --voice NAME"
        )
    return VoiceChoice(engine, listed[0].name)


@cache
def installed_engines() -> tuple[str, ...]:
    """Name the engines that are installed, in alphabetical order."""
    return tuple(sorted(point.name for point in engine_points()))


@cache
def engine_points() -> tuple[EntryPoint, ...]:
    """Give where the engines that are installed are found: every package is asked, so once a process."""
    return tuple(entry_points(group=ENTRY_POINT_GROUP))


@cache
def find_engine(name: str) -> Engine:
    """Give the engine of that name, one instance per process. Raises EngineNotAvailable."""
    point = _entry_point(name)
    try:
        with _blamed(name):
            engine: Engine = point.load()()
    except ImportError as error:
        raise EngineNotAvailable(
            f"the engine «{name}» cannot be loaded: {error}", remedy=f"pip install 'ninety-podcast[{name}]'"
        ) from error
    return engine


def voices_of(name: str) -> tuple[Voice, ...]:
    """List the voices of an engine, the default first. Raises EngineNotAvailable."""
    engine = find_engine(name)
    with _blamed(name):
        voices = tuple(engine.voices())
        if strange := [type(voice).__name__ for voice in voices if not isinstance(voice, Voice)]:
            raise TypeError(f"among its voices is one of the type {strange[0]}")
        return voices


@contextmanager
def _blamed(name: str) -> Iterator[None]:
    """Say of whatever a package raises here that its engine is at fault; what it lacks it says itself."""
    try:
        yield
    except (PipelineError, ImportError, KeyboardInterrupt):
        raise
    except BaseException as error:  # a panic of a library in Rust is no Exception
        raise EngineNotAvailable(
            f"the engine «{name}» is broken: {told(error)}",
            remedy="mend, update or uninstall the package that it comes in",
        ) from error


def _entry_point(name: str) -> EntryPoint:
    for point in engine_points():
        if point.name == name:
            return point
    raise EngineNotAvailable(
        f"there is no engine «{name}»", remedy=f"installed engines: {', '.join(installed_engines())}"
    )


def engine_of(choice: VoiceChoice) -> Engine:
    """Give the engine of a voice, with the licences accepted under which it was chosen.

    Raises EngineNotAvailable.
    """
    engine = find_engine(choice.engine)
    if choice.licences and isinstance(engine, LicensedEngine):
        return _accepting(choice.engine, choice.licences)
    return engine


@cache
def _accepting(name: str, licences: tuple[str, ...]) -> Engine:
    engine = find_engine(name)
    return engine.accepting(licences) if isinstance(engine, LicensedEngine) else engine


def voice_files(choice: VoiceChoice) -> tuple[Path, ...] | None:
    """Give the files on which a voice's fingerprint depends, beside what is installed.

    None where the engine does not tell, or is itself not installed but run from where it is written. Raises
    EngineNotAvailable.
    """
    engine = engine_of(choice)
    adapter = Path(inspect.getfile(type(engine)))
    is_ours = adapter.is_relative_to(Path(__file__).parent)
    if not isinstance(engine, FiledEngine) or not (is_ours or {*_INSTALLED} & {*adapter.parts}):
        return None
    return engine.files(choice.voice)


def find_voice(choice: VoiceChoice) -> Voice:
    """Give the voice's description. Raises EngineNotAvailable."""
    engine, voices = engine_of(choice), voices_of(choice.engine)
    for voice in voices:
        if voice.name == choice.voice:
            return voice
    unlisted = engine.voice_named(choice.voice) if isinstance(engine, OpenEngine) else None
    if unlisted:
        return unlisted
    names = [voice.name for voice in voices]
    some = ", ".join(names if len(names) <= 10 else [*names[:9], "…"])
    raise EngineNotAvailable(
        f"the engine «{choice.engine}» has no voice «{choice.voice}» here",
        remedy=f"its voices: {some}; `ninety voices` lists all",
    )
