"""A summary in beats."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.language.grammar import Verdict, verdict_of
from pipeline.writing.script.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class Beat:
    """A whole sentence, as it is spoken."""

    text: str
    verdict: Verdict
    opens_with: str


def beats_of(summary: str, title: str) -> tuple[Beat, ...]:
    """Stand in until beats are there."""
    del title
    return tuple(
        Beat(text, verdict_of(text), text.split()[0].casefold()) for text in split_sentences(summary)
    )
