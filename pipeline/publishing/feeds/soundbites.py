"""The passage of an episode that apps may play as a sample: from the hook on, in whole sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.audio.recording import TimedWord
from pipeline.catalogue.show import Episode, Show
from pipeline.errors import UNREADABLE
from pipeline.freshness.made import Made, key_of
from pipeline.layout import addresses
from pipeline.layout.record import Record
from pipeline.writing.script.markdown import plain_words
from pipeline.writing.script.sentences import split_sentences

# Podcasting 2.0 namespace, «soundbite»: 15 to 120 seconds; an episode has 90.
SHORTEST_SECONDS, _BEST_SECONDS, _LONGEST_SECONDS = 15.0, 30.0, 60.0
_BREATH_SECONDS = 0.3  # after the last word
_SAME_BREAK_SECONDS = 2.5  # a chapter begins within the pause after a sentence


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of an episode that is worth hearing alone; start and length in seconds."""

    start: float
    seconds: float
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    start: float
    end: float


def choose_passages(
    show: Show, records: Mapping[str, Record], output: Path, made: Made | None = None
) -> dict[str, Passage]:
    """Choose the passage of every recorded episode, by slug, from its transcript; too short ones lack it.

    One that was chosen before from the same is not chosen anew.
    """
    made = made or Made()
    found = (
        (e.slug, passage_of(e, records[e.slug], output, made)) for e in show.episodes if e.slug in records
    )
    return {slug: passage for slug, passage in found if passage}


def passage_of(episode: Episode, record: Record, output: Path, made: Made, key: str = "") -> Passage | None:
    """Choose the passage of one recorded episode so; `key` is the episode's, where it is known."""
    if not key:
        has_words = (output / addresses.transcript_path(record.slug, ".json")).is_file()
        key = key_of(episode.notes.section("Hook"), record, has_words)
    row = made.value(passage_name(episode.slug), key, partial(_chosen, episode, record, output))
    return Passage(*row) if row else None


def passage_name(slug: str) -> str:
    """Give the name under which it is kept what was chosen."""
    return f"passage of {slug}"


def _chosen(episode: Episode, record: Record, output: Path) -> list[float | str] | None:
    words = read_words(output / addresses.transcript_path(record.slug, ".json"))
    passage = choose_passage(episode, record, words)
    return [passage.start, passage.seconds, passage.title] if passage else None


def choose_passage(episode: Episode, record: Record, words: Sequence[TimedWord]) -> Passage | None:
    """Choose about half a minute that begins with the hook and ends with a chapter, or else a sentence.

    Without words to go by it is the beginning; an episode shorter than the shortest soundbite has none.
    """
    if record.seconds < SHORTEST_SECONDS:
        return None
    sentences = list(_sentences(words))
    first = _beginning(episode, record, sentences)
    start = _tenths(sentences[first].start) if sentences else 0.0
    ends = [s.end for s in sentences[first:] if SHORTEST_SECONDS <= s.end - start <= _LONGEST_SECONDS]
    if not ends:
        return Passage(0.0, _tenths(min(_LONGEST_SECONDS, record.seconds)))
    whole = [end for end in ends if any(0 <= c.start - end < _SAME_BREAK_SECONDS for c in record.chapters)]
    end = min(whole or ends, key=lambda moment: abs(moment - start - _BEST_SECONDS))
    stop = min(end + _BREATH_SECONDS, record.seconds)
    return Passage(start, _tenths(stop - start), sentences[first].text)


def read_words(path: Path) -> list[TimedWord]:
    """Read the words of a JSON transcript with their times; none where it cannot be read."""
    try:
        segments = json.loads(path.read_text(encoding="utf-8"))["segments"]
        return [TimedWord(str(s["body"]), float(s["startTime"]), float(s["endTime"])) for s in segments]
    except UNREADABLE:
        return []


def _tenths(seconds: float) -> float:
    """Round down, so that a passage never begins after its first word or ends after the file."""
    return int(seconds * 10) / 10


def _sentences(words: Sequence[TimedWord]) -> Iterator[_Sentence]:
    """Put the words together again as sentences; a word may be shown with a space in it."""
    tokens = [(token, word) for word in words for token in word.text.split()]
    position = 0
    for text in split_sentences(" ".join(token for token, _ in tokens)):
        own = tokens[position : position + len(text.split())]
        position += len(own)
        yield _Sentence(text, own[0][1].start, own[-1][1].end)


def _beginning(episode: Episode, record: Record, sentences: Sequence[_Sentence]) -> int:
    """Find the sentence the hook begins with, or else the one the second chapter begins with."""
    hook = episode.notes.section("Hook")
    openings = split_sentences(plain_words(hook.paragraphs[0])) if hook else ()
    if openings:
        found = (index for index, sentence in enumerate(sentences) if sentence.text == openings[0])
        if (index := next(found, None)) is not None:
            return index
    after = record.chapters[1].start if len(record.chapters) > 1 else 0.0
    return next((i for i, sentence in enumerate(sentences) if sentence.start >= after - 0.1), 0)
