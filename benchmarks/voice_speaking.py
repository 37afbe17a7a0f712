"""The speaking half of the voices' benchmark: one voice, one fresh process, one thread, the same texts."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path

from pipeline.audio.assembly.assemble import assemble
from pipeline.audio.mastering.master import master
from pipeline.catalogue.load import load_show
from pipeline.catalogue.show import Episode, Show
from pipeline.catalogue.text import read_text
from pipeline.commands.measuring import peak_megabytes
from pipeline.errors import InvalidScript
from pipeline.process.files import digest, write_whole
from pipeline.speech.cast import Cast
from pipeline.speech.engine import VoiceChoice, find_engine
from pipeline.speech.narration import Narration, Voices, narrate
from pipeline.speech.speaker import Speaker
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence
from pipeline.writing.fitting.order_of_cuts import best_fit
from pipeline.writing.length import predicted_seconds
from pipeline.writing.on_disk.scripts import script_path
from pipeline.writing.script.script import Script
from pipeline.writing.script.script_file import parse_script

EVERY_TENTH = 10
FORMAT = "1"  # counts up when what is measured changes
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
WARM_UP = "A first sentence loads the weights and the dictionaries."


@dataclass(frozen=True, slots=True)
class Spoken:
    """One episode by one voice: what it cost, and where the voice is heard in the file."""

    key: str  # of all that it was made from
    sentences: tuple[str, ...]  # as shown
    speech_seconds: float  # without pauses
    cpu_seconds: float  # of the speech stage
    loading_cpu_seconds: float  # of the process, before the first episode
    megabytes: int  # the most the process held up to here
    voice_from: float  # seconds into the file
    voice_until: float


def chosen_episodes(show: Show) -> list[Episode]:
    """Give every tenth episode by number, the first of them number 1."""
    return [episode for episode in show.episodes if episode.number % EVERY_TENTH == 1]


def speak_all(root: Path, voice: str, folder: Path, report: Callable[[str], None]) -> None:
    """Have a voice speak the episodes, in a fresh process, into `folder`: an MP3 and a JSON file each.

    What is there already, made from the same things, is kept. Raises EngineNotAvailable, SpeechFailed.
    """
    with _one_thread(), ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        for slug in [episode.slug for episode in chosen_episodes(load_show(root))]:
            spoken = pool.submit(speak_one, root, voice, slug, folder).result()
            rate = spoken.speech_seconds / spoken.cpu_seconds
            report(f"{voice} {slug}: {rate:.1f} x real time, {spoken.megabytes} MB")


def speak_one(root: Path, voice: str, slug: str, folder: Path) -> Spoken:
    """Speak one episode at the voice's own pace, unless it is there already."""
    show = load_show(root)
    choice = VoiceChoice.parse(voice, show.voice.engine)
    script = measured_script(show, slug)
    key = _key(show, script, choice)
    done = read_spoken(folder, slug)
    if done and done.key == key:
        return done
    loading = _warm(choice)
    began = time.process_time()
    speakers = Voices.of(Cast(choice), Lexicon(show.lexicon))
    narration = narrate(script, speakers, speed=1.0)
    spent = time.process_time() - began
    return _keep(folder, slug, show, narration, Cost(key, spent, loading))


@dataclass(frozen=True, slots=True)
class Cost:
    """What one narration took."""

    key: str
    cpu_seconds: float
    loading_cpu_seconds: float


def measured_script(show: Show, slug: str) -> Script:
    """Give an episode's script without the paragraphs it gives up to fit its time with the default voice.

    Every voice says the same words, and each at its own pace. Raises InvalidScript if there is no script.
    """
    path = script_path(show, slug)
    text, problem = read_text(path)
    if problem is not None:
        raise InvalidScript(problem.what, file=path, line=problem.line, remedy="write it: ninety script")
    return best_fit(parse_script(text, path).script, show.length.target_seconds, predicted_seconds)


def read_spoken(folder: Path, slug: str) -> Spoken | None:
    """Read what was measured on an episode, or give None where it has not been spoken yet."""
    path = folder / f"{slug}.json"
    if not (path.is_file() and path.with_suffix(".mp3").is_file()):
        return None
    facts = json.loads(path.read_text(encoding="utf-8"))
    return Spoken(**{**facts, "sentences": tuple(facts["sentences"])})


def _keep(folder: Path, slug: str, show: Show, narration: Narration, cost: Cost) -> Spoken:
    assembly = assemble(narration, show.title)
    mp3 = master(assembly.samples, show.audio).mp3
    spoken = Spoken(
        key=cost.key,
        sentences=tuple(part.utterance.sentence.shown for part in narration.parts),
        speech_seconds=round(sum(part.utterance.speech.seconds for part in narration.parts), 3),
        cpu_seconds=round(cost.cpu_seconds, 3),
        loading_cpu_seconds=round(cost.loading_cpu_seconds, 2),
        megabytes=peak_megabytes(),
        voice_from=assembly.sentences[0].words[0].start,
        voice_until=assembly.sentences[-1].words[-1].end,
    )
    write_whole(folder / f"{slug}.mp3", mp3)
    write_whole(folder / f"{slug}.json", json.dumps(asdict(spoken), ensure_ascii=False, indent=1))
    return spoken


_loading_seconds: dict[VoiceChoice, float] = {}


def _warm(choice: VoiceChoice) -> float:
    """Load what the voice needs, once per process, and give the CPU seconds of the process until then."""
    if choice not in _loading_seconds:
        Speaker(choice, Lexicon()).say(WARM_UP, 1.0)
        _loading_seconds[choice] = time.process_time()
    return _loading_seconds[choice]


def _key(show: Show, script: Script, choice: VoiceChoice) -> str:
    lexicon = Lexicon(show.lexicon)
    said = [
        repr([word.said for word in speak_sentence(sentence, lexicon).words])
        for paragraph in script.paragraphs
        for sentence in paragraph.sentences
    ]
    return digest(FORMAT, find_engine(choice.engine).fingerprint(choice.voice), *said)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Have the libraries of processes that start now compute on one thread."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
