"""How a thin script tells of another episode: only by whole sentences of that episode's own."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.english import upper_first
from pipeline.writing.known.neighbours import Neighbour
from pipeline.writing.material import Material
from pipeline.writing.passages import Move, Passage
from pipeline.writing.phrases import Phrases
from pipeline.writing.reckoning.numerals import said

_RANKS = (4, 2)


def others(material: Material, phrases: Phrases) -> Iterator[Passage]:
    """Tell of the neighbours, what leads there first."""
    for neighbour, worth in zip(material.neighbours, _RANKS, strict=False):
        lead = _lead(neighbour, phrases)
        sentences = tuple(filter(None, (lead, *neighbour.beats)))
        move: Move = "years" if neighbour.way == "years" else "link"
        yield Passage(sentences, move, f"the summary of «{neighbour.name.heading}»", worth)


def _lead(neighbour: Neighbour, phrases: Phrases) -> str:
    """Give the pack's sentence, or how many years lie between; a name in the summary leads by itself."""
    if neighbour.way == "link":
        return neighbour.say
    if neighbour.way == "years" and neighbour.gap:
        years = "one year" if abs(neighbour.gap) == 1 else f"{said(Fraction(abs(neighbour.gap)))} years"
        bank = "years_ahead" if neighbour.gap > 0 else "years_back"
        return phrases.say(bank, years=years, Years=upper_first(years))
    return ""
