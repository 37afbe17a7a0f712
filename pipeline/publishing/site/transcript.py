"""An episode's transcript as a page has it: chapters, paragraphs, sentences, and when each word is said."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipeline.catalogue.text import without_stray_characters
from pipeline.errors import UNREADABLE
from pipeline.layout import addresses
from pipeline.layout.record import Chapter, Record

# Between the 0.42 s a voice leaves after a sentence and the 0.75 s after a paragraph (speech/narration.py).
_PARAGRAPH_PAUSE = 0.6  # seconds, at a pause scale of 1
_SENTENCE_PAUSE = 0.2
_ENDS_A_SENTENCE = re.compile(r"[.?!…:]['\"”’»)\]]*$")
_NEAR = 0.05  # seconds that a chapter may begin after its first word
_NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is shown, without a blank; who says it, and when, in seconds."""

    text: str
    speaker: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words that belong together, with their times."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Give the words with single blanks between them."""
        return " ".join(word.text for word in self.words)

    @property
    def times(self) -> str:
        """Give, for each word, the silence before it and its length, in hundredths; the first from 0."""
        ends = [0, *(max(_hundredths(word.start) + 1, _hundredths(word.end)) for word in self.words)]
        numbers: list[int] = []
        for before, after, word in zip(ends, ends[1:], self.words, strict=False):
            numbers += (_hundredths(word.start) - before, after - _hundredths(word.start))
        return " ".join(map(str, numbers))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences without a long pause; the speaker's name where another one takes over."""

    speaker: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """The paragraphs of one chapter; None before the first."""

    chapter: Chapter | None
    paragraphs: tuple[Paragraph, ...]


def read_words(output: Path, record: Record) -> list[Word]:
    """Read when each word is said; an empty list where that is not known."""
    path = addresses.transcript_path(record.slug, ".json")
    if path not in record.files:
        return []
    try:
        segments = json.loads((output / path).read_text(encoding="utf-8"))["segments"]
        words = [
            Word(_one_word(s["body"]), str(s.get("speaker", "")), float(s["startTime"]), float(s["endTime"]))
            for s in segments
        ]
    except UNREADABLE:
        return []
    return [word for word in words if word.text]


def passages(words: Sequence[Word], record: Record) -> list[Passage]:
    """Divide a transcript at its chapters, and those where the voice changes or makes a long pause."""
    starts = sorted(record.chapters, key=lambda chapter: chapter.start)
    names = len({word.speaker for word in words}) > 1
    pause = _PARAGRAPH_PAUSE * record.pause_scale
    found: list[Passage] = []
    speaker = ""
    for chapter, spoken in _by_chapter(words, starts):
        paragraphs = []
        for part in _split(spoken, lambda a, b: a.speaker != b.speaker or _ends(a, b, pause)):
            turn = names and part[0].speaker != speaker
            speaker = part[0].speaker
            sentences = _split(part, lambda a, b: _ends(a, b, _SENTENCE_PAUSE))
            paragraphs.append(
                Paragraph(speaker if turn else "", tuple(Sentence(tuple(s)) for s in sentences))
            )
        found.append(Passage(chapter, tuple(paragraphs)))
    return found


def _by_chapter(
    words: Sequence[Word], chapters: Sequence[Chapter]
) -> Iterator[tuple[Chapter | None, Sequence[Word]]]:
    bounds = [0.0, *(chapter.start - _NEAR for chapter in chapters), float("inf")]
    for chapter, (start, end) in zip([None, *chapters], pairwise(bounds), strict=True):
        spoken = [word for word in words if start <= max(0.0, word.start) < end]
        if spoken:
            yield chapter, spoken


def _split(words: Sequence[Word], apart: Callable[[Word, Word], bool]) -> Iterable[Sequence[Word]]:
    """Cut where two neighbours are apart."""
    cuts = [place for place, (one, other) in enumerate(pairwise(words), start=1) if apart(one, other)]
    return [words[start:end] for start, end in pairwise([0, *cuts, len(words)])]


def _ends(word: Word, following: Word, pause: float) -> bool:
    return following.start - word.end >= pause and _ENDS_A_SENTENCE.search(word.text) is not None


def _one_word(text: str) -> str:
    """Keep a name such as «GPT 4» together: a page's script counts words by their blanks."""
    return _NBSP.join(without_stray_characters(text).split())


def _hundredths(seconds: float) -> int:
    return round(max(0.0, seconds) * 100)
