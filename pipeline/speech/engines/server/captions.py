"""Word times as a server tells them, laid on the words of our own sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.speech.engine import Span
from pipeline.speech.spoken.short_words import in_full
from pipeline.speech.spoken.words import SpokenSentence
from pipeline.speech.word_times import complete

Mark = tuple[str, float, float]  # a word, its start and its end in seconds


def read_marks(found: Any) -> tuple[Mark, ...]:
    """Read Kokoro-FastAPI's `timestamps`: of each word its text, start and end. Raises ValueError."""
    if not isinstance(found, list):
        raise ValueError("no list of words")  # noqa: TRY004 - what a server sent, not a caller
    return tuple(_mark(one) for one in found)


def _mark(one: Any) -> Mark:
    if not isinstance(one, Mapping):
        raise ValueError("a word that is none")  # noqa: TRY004 - the same
    try:
        start, end = float(one["start_time"]), float(one["end_time"])
        word = str(one["word"])
    except (KeyError, TypeError, OverflowError) as error:
        raise ValueError("a word without its times") from error
    if not 0 <= start <= end < 3600:
        raise ValueError("a word whose times are none")
    return word, start, end


def times_of(sentence: SpokenSentence, marks: Sequence[Mark]) -> tuple[Span, ...] | None:
    """Give each word's time; None where the server says other letters than ours, so that nothing fits."""
    theirs = [(letter, number) for number, mark in enumerate(marks) for letter in _letters(mark[0])]
    said = [_letters(in_full(word.spoken)) for word in sentence.words]
    ours = [(letter, number) for number, letters in enumerate(said) for letter in letters]
    if not ours or [letter for letter, _ in ours] != [letter for letter, _ in theirs]:
        return None
    spans: dict[int, Span] = {}
    for (_, word), (_, number) in zip(ours, theirs, strict=True):
        _, start, end = marks[number]
        begun = spans.get(word)
        spans[word] = Span(begun.start if begun else start, end)
    return complete(spans, len(sentence.words))


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
