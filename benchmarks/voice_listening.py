"""The listening half of the voices' benchmark: what two recognisers hear, and how natural it sounds."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.voice_speaking import Spoken, read_spoken
from pipeline.audio.mastering.encode import SAMPLE_RATE, decode_mp3
from pipeline.catalogue.show import Show
from pipeline.checking.listening import quality
from pipeline.checking.listening.recognition import RECOGNISERS, transcribe
from pipeline.checking.listening.scoring import Score, score
from pipeline.process.files import file_digest, write_whole
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

SUFFIX = ".heard.json"


@dataclass(frozen=True, slots=True)
class HeardFile:
    """What was heard in one file; scores are computed anew each time, since they cost little."""

    mp3: str  # its SHA-256
    texts: dict[str, str]  # by recogniser
    opinion: float  # DistillMOS, 1 to 5


@dataclass(frozen=True, slots=True)
class Judged:
    """One episode by one voice: what it cost, and how it was heard."""

    slug: str
    spoken: Spoken
    scores: dict[str, Score]  # by recogniser
    opinion: float


def listen_all(folder: Path, report: Callable[[str], None]) -> None:
    """Listen to the files of a voice that nobody has listened to yet."""
    for mp3 in sorted(folder.glob("*.mp3")):
        spoken = read_spoken(folder, mp3.stem)
        if spoken is not None and _read(mp3) is None:
            heard = _listen(mp3, spoken)
            write_whole(mp3.with_suffix(SUFFIX), json.dumps(asdict(heard), ensure_ascii=False, indent=1))
            report(f"{folder.name} {mp3.stem}: heard")


def judged(show: Show, folder: Path, slugs: list[str]) -> list[Judged]:
    """Give the episodes that were spoken and listened to, with their scores."""
    lexicon = Lexicon(show.lexicon)
    found = []
    for slug in slugs:
        spoken, heard = read_spoken(folder, slug), _read(folder / f"{slug}.mp3")
        if spoken and heard:
            sentences = [speak_sentence(sentence, lexicon) for sentence in spoken.sentences]
            scores = {name: score(sentences, text, lexicon) for name, text in heard.texts.items()}
            found.append(Judged(slug, spoken, scores, heard.opinion))
    return found


def _read(mp3: Path) -> HeardFile | None:
    path = mp3.with_suffix(SUFFIX)
    if not (mp3.is_file() and path.is_file()):
        return None
    heard = HeardFile(**json.loads(path.read_text(encoding="utf-8")))
    return heard if heard.mp3 == file_digest(mp3) else None


def _listen(mp3: Path, spoken: Spoken) -> HeardFile:
    """Transcribe the whole file; judge it without the sounds before and after the voice."""
    samples = decode_mp3(mp3.read_bytes())
    voice = samples[int(spoken.voice_from * SAMPLE_RATE) : int(spoken.voice_until * SAMPLE_RATE)]
    opinion = round(quality.mean_opinion(voice, SAMPLE_RATE), 3)
    texts = {name: transcribe(samples, SAMPLE_RATE, name) for name in RECOGNISERS}
    return HeardFile(file_digest(mp3), texts, opinion)
