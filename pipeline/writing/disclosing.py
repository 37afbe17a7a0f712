"""Where a script written by moves says that no person speaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.catalogue.disclosure import discloses
from pipeline.writing.passages import Part, Passage
from pipeline.writing.phrases import Phrases

_TELLING = frozenset({"beat", "whole", "because"})
_SHORT_WORDS = 100  # of a script in which question and answer are all there is
_SOON_WORDS = 72  # after so many it is still said among the first eighty, as `ninety check` asks
Place = tuple[int, int]  # of a passage: its part's number, and its own within it


def disclosed(parts: tuple[Part, ...], phrases: Phrases) -> tuple[Part, ...]:
    """Say that no person speaks, where that is to be said first.

    It follows the name of the show; in a short script it waits until the summary was told, so that nothing
    stands between a question and its answer.
    """
    names = (each for part in parts for each in part.passages if each.move == "name")
    line = "" if any(discloses(each.text) for each in names) else phrases.disclosure()
    if not line:
        return parts
    said = Passage((line,), "name", "phrases")
    every = [(part, at) for part, each in enumerate(parts) for at in range(len(each.passages))]
    if phrases.says_first and _words_in(parts) < _SHORT_WORDS:
        following = next((place for place in every if _at(parts, place).move == "next"), None)
        told = next((place for place in every if _at(parts, place).move in _TELLING), None)
        if following and _words_until(parts, every, following) <= _SOON_WORDS:
            last = _at(parts, following)
            return _put(parts, following, replace(last, sentences=(line, *last.sentences)))
        if told and _words_until(parts, every, told) + len(_at(parts, told).text.split()) <= _SOON_WORDS:
            return _put(parts, told, _at(parts, told), said)
    called = phrases.values["show"]
    naming = next((place for place in every if called in _at(parts, place).text), every[0])
    return _put(parts, naming, _at(parts, naming), said)


def _at(parts: tuple[Part, ...], place: Place) -> Passage:
    return parts[place[0]].passages[place[1]]


def _put(parts: tuple[Part, ...], place: Place, *instead: Passage) -> tuple[Part, ...]:
    """Put other passages in the place of one."""
    part, at = place
    passages = parts[part].passages
    changed = replace(parts[part], passages=(*passages[:at], *instead, *passages[at + 1 :]))
    return (*parts[:part], changed, *parts[part + 1 :])


def _words_in(parts: Iterable[Part]) -> int:
    return sum(len(passage.text.split()) for part in parts for passage in part.passages)


def _words_until(parts: tuple[Part, ...], every: list[Place], place: Place) -> int:
    """Count the words that are heard before a passage."""
    return sum(len(_at(parts, each).text.split()) for each in every if each < place)
