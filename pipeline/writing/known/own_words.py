"""An episode's own words, as a script says them, and whether they are enough for one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.catalogue.show import Episode
from pipeline.writing.script.markdown import plain_words

_QUOTED = re.compile(r"[“\"«‘](?P<text>[^“”\"«»‘’]+)[”\"»’]")
_ENOUGH_NOTES = 120  # words: an episode with so many needs nothing of others


def subtitle_of(episode: Episode) -> str:
    """Give the subtitle without a full stop, and without the quotation marks around all of it."""
    subtitle = plain_words(episode.subtitle).rstrip(".;:,")
    quoted = _QUOTED.fullmatch(subtitle)
    return quoted["text"].rstrip(".;:,") if quoted else subtitle


def notes_of(episode: Episode) -> Mapping[str, tuple[str, ...]]:
    """Give the notes' paragraphs as plain words, by heading; headings without any are left out."""
    found = {}
    for section in episode.notes.sections:
        paragraphs = tuple(filter(None, map(plain_words, section.paragraphs)))
        if paragraphs:
            found[plain_words(section.heading)] = paragraphs
    return found


def has_enough_notes(episode: Episode) -> bool:
    """Say whether an episode's notes fill its time, so that it needs nothing else."""
    told = (paragraph for section in episode.notes.sections for paragraph in section.paragraphs)
    return sum(len(paragraph.split()) for paragraph in told) >= _ENOUGH_NOTES


def closed(sentence: str) -> str:
    """Give the sentence with a full stop, if nothing ends it yet."""
    trimmed = sentence.rstrip(" ,;:—–")
    return trimmed if re.search(r"[.!?…][\"'”’)\]]*$", trimmed) else trimmed + "."
