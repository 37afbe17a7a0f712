"""A script as it was written, and the fingerprint of everything it was written from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline import language
from pipeline.catalogue.show import Episode, Show
from pipeline.process.files import digest
from pipeline.writing import VERSION
from pipeline.writing.episode_length import beside, has_guest, target_seconds, voice_of
from pipeline.writing.length import SIGNATURE_ALONE
from pipeline.writing.passages import Passage
from pipeline.writing.phrases import load_banks
from pipeline.writing.script.script import Script

SOURCE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Draft:
    """A script, and what it came from."""

    script: Script
    source: str  # fingerprint: name=digest of everything it was written from
    seconds: float  # predicted length of the finished file, with the paragraphs that fit best
    origins: tuple[tuple[str, str], ...] = ()  # each paragraph's text, and what it came from
    passages: tuple[Passage, ...] = ()  # of a script that is written by moves, those that may go too
    giving_up: tuple[str, ...] = ()  # in a line each, what may go first and what leans on it


def source_of(known: Mapping[str, str], show: Show, episode: Episode) -> str:
    """Fingerprint what a script was written from, part by part, so that a change can be named.

    `known` says what it took from its episode, the glossary, the others and its format.
    """
    parts = {
        "episode": known["episode"],
        "glossary": known.get("glossary", ""),
        "others": known["others"],
        "format": known["format"],
        "phrases": repr(load_banks()),
        "settings": _settings(show, episode),
        "writer": repr((VERSION, language.VERSION)),
    }
    return " ".join(f"{name}={digest(text)[:SOURCE_DIGITS]}" for name, text in parts.items())


def _settings(show: Show, episode: Episode) -> str:
    target = target_seconds(show, episode)
    voice = (voice_of(show, episode), has_guest(show, episode), show.voice.speed, show.voice.disclosure)
    sounds = beside(show, episode)
    return repr((show.title, target, *voice, *(() if sounds is SIGNATURE_ALONE else (sounds.frame,))))
