"""A sentence as it is written down for the dictionaries, and where each thing said stands in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from pipeline.speech.spoken.words import SpokenSentence

_TWO_IN_SMALL = "İ"  # the one capital whose small letter is two characters, at which hibari fails


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Where something said begins in a text, the word it belongs to, the phonemes given for it."""

    start: int
    word: int
    phonemes: str


def laid_out(sentence: SpokenSentence) -> tuple[str, list[LaidOut]]:
    """Write a sentence down for the dictionaries, and say where each thing said stands in it.

    What has phonemes is closed up («API» for «A P I»), which is tagged as the name it is.
    """
    text = ""
    places: list[LaidOut] = []
    for index, word in enumerate(sentence.words):
        places.append(LaidOut(len(text), index, ""))
        text += word.before
        for position, said in enumerate(word.said):
            text += " " if position else ""
            if said.phonemes:
                closed_up = re.sub(r"[\s\[\](),]", "", said.text)
                places.append(LaidOut(len(text), index, said.phonemes))
                places.append(LaidOut(len(text) + len(closed_up), index, ""))  # what follows in the same word
                text += closed_up + ("," if said.text.endswith(",") else "")
            else:
                text += said.text
        text += word.after + " "
    return text.rstrip().replace(_TWO_IN_SMALL, "I"), places


def place_at(start: int, places: list[LaidOut]) -> LaidOut:
    """Give the place that begins last before a character of the text."""
    return places[min(bisect_right(places, start, key=_start) - 1, len(places) - 1)]


def _start(place: LaidOut) -> int:
    return place.start
