"""An episode's own words, as a script says them, and whether they are enough for one."""

from __future__ import annotations

from pipeline.catalogue.show import Episode
from pipeline.writing.clauses import for_the_ear
from pipeline.writing.english import lower_first
from pipeline.writing.script.markdown import plain_words

_ENOUGH_NOTES = 120  # words: an episode with so many needs nothing of others


def sentences_of(episode: Episode, ordinary: frozenset[str]) -> tuple[str, ...]:
    """Give the summary as sentences for the ear."""
    return for_the_ear(plain_words(episode.summary), ordinary)


def beginning_small(sentences: tuple[str, ...], ordinary: frozenset[str]) -> tuple[str, ...]:
    """Let the first sentence begin small, to follow a colon."""
    return (lower_first(sentences[0], ordinary), *sentences[1:]) if sentences else ()


def subtitle_of(episode: Episode) -> str:
    """Give the subtitle without a full stop."""
    return plain_words(episode.subtitle).rstrip(".;:,")


def has_enough_notes(episode: Episode) -> bool:
    """Say whether an episode's notes fill its time, so that it needs nothing of others."""
    told = (paragraph for section in episode.notes.sections for paragraph in section.paragraphs)
    return sum(len(paragraph.split()) for paragraph in told) >= _ENOUGH_NOTES
