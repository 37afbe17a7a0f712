"""One finished file, listened to: what the recognisers heard, what they misheard, how natural it sounds.

What was heard is kept beside the show, a file for each episode, so that only a new MP3 is listened to again;
scores too, as long as text, lexicon and the rules of comparing are the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.audio.found_tags import without_tags
from pipeline.audio.mastering.encode import SAMPLE_RATE, decode_mp3
from pipeline.catalogue.show import LexiconEntry
from pipeline.checking.listening import VERSION, quality, recognition
from pipeline.checking.listening.scoring import Error, Score, better, score
from pipeline.checking.listening.transcript import Transcript, read_transcript
from pipeline.errors import UNREADABLE
from pipeline.process.files import digest, file_digest, write_whole
from pipeline.speech import spoken
from pipeline.speech.spoken.lexicon import Lexicon
from pipeline.speech.spoken.sentence import speak_sentence

_COMPARING = (str(VERSION), str(spoken.VERSION))
# Heard around the voice. More of the music, and the recognisers write words into it, or one word for ever.
_MARGIN_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class FileToHear:
    """What is to be listened to, small enough to send to another process."""

    slug: str
    mp3: Path
    transcript: Path
    lexicon: tuple[LexiconEntry, ...]
    kept: Path  # the file in which what was heard is kept


@dataclass(frozen=True, slots=True)
class HeardFile:
    """What came of it."""

    slug: str
    texts: Mapping[str, str]  # what each recogniser wrote down
    scores: Mapping[str, Score]  # by recogniser, in the order they were asked
    opinion: float  # DistillMOS, 1 to 5
    fresh: bool  # False: it was kept from an earlier time

    @property
    def score(self) -> Score:
        """Give the better recogniser's score: what one of them heard was said."""
        return better(self.scores.values())


@dataclass(frozen=True, slots=True)
class _Kept:
    """The file in which what was heard is kept. A part counts only under the key it was kept with."""

    sound: str  # key of texts and opinion
    texts: dict[str, str]
    opinion: float
    comparison: str  # key of scores
    scores: dict[str, Score]


def remembered(order: FileToHear) -> HeardFile | None:
    """Give what is kept, or None where there is something to do. Raises EncodingFailed."""
    kept = _read(order.kept)
    if kept is None or kept.comparison != _comparison_key(order, _sound_key(order)):
        return None
    return HeardFile(order.slug, kept.texts, kept.scores, kept.opinion, fresh=False)


def hear(order: FileToHear) -> HeardFile:
    """Listen to a file as far as it has not been done, and keep what came of it.

    The larger recogniser is asked only where the smaller one misheard something: nothing can be better than
    no error. Raises EngineNotAvailable, EncodingFailed, OutputFailed.
    """
    found = remembered(order)
    if found:
        return found
    sound = _sound_key(order)
    transcript = read_transcript(order.transcript)
    before = _read(order.kept)
    samples = decode_mp3(order.mp3.read_bytes())
    same = before if before and before.sound == sound else None
    texts = same.texts if same else {}
    opinion = same.opinion if same else _opinion(samples, transcript)
    around = _between(
        samples, transcript.voice_from - _MARGIN_SECONDS, transcript.voice_until + _MARGIN_SECONDS
    )
    lexicon = Lexicon(order.lexicon)
    sentences = [speak_sentence(sentence, lexicon) for sentence in transcript.sentences]
    scores: dict[str, Score] = {}
    for name in recognition.RECOGNISERS:
        if name not in texts:
            texts[name] = recognition.transcribe(around, SAMPLE_RATE, name)
        scores[name] = score(sentences, texts[name], lexicon)
        if not scores[name].errors:
            break
    kept = _Kept(sound, texts, opinion, _comparison_key(order, sound), scores)
    write_whole(order.kept, json.dumps(asdict(kept), ensure_ascii=False, indent=1) + "\n")
    return HeardFile(order.slug, texts, scores, opinion, fresh=True)


def _opinion(samples: NDArray[np.float32], transcript: Transcript) -> float:
    voice = _between(samples, transcript.voice_from, transcript.voice_until)
    return round(quality.mean_opinion(voice, SAMPLE_RATE), 3)


def _between(samples: NDArray[np.float32], start: float, end: float) -> NDArray[np.float32]:
    return samples[max(0, int(start * SAMPLE_RATE)) : int(end * SAMPLE_RATE)]


def _sound_key(order: FileToHear) -> str:
    transcript = read_transcript(order.transcript)
    voice = f"{transcript.voice_from} {transcript.voice_until} {_MARGIN_SECONDS}"
    return digest(without_tags(order.mp3.read_bytes()), voice, _listeners())


@cache
def _listeners() -> str:
    return digest(recognition.fingerprint(), file_digest(quality.NETWORK))


def _comparison_key(order: FileToHear, sound: str) -> str:
    return digest(sound, file_digest(order.transcript), repr(order.lexicon), *_COMPARING)


def _read(path: Path) -> _Kept | None:
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        scores = {name: _score(stored) for name, stored in facts.pop("scores").items()}
        return _Kept(**facts, scores=scores)
    except UNREADABLE:
        return None  # never kept, or by another version: listen again


def _score(stored: dict[str, Any]) -> Score:
    return Score(stored["words"], tuple(Error(**error) for error in stored["errors"]))
