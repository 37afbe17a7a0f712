"""Sums that readers graded: `sums_graded.txt`, and each one's sum as the program makes it now.

A line «# title | summary» is followed by the sums that could be said of it, each with its grade: k (true and
worth hearing), t (true, hardly worth it), w (a fault of words) and f (false, or of what nobody would set side
by side).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.writing.reckoning.reading import Draft, Reading
from pipeline.writing.reckoning.weighed.proposals import proposals
from pipeline.writing.sums import drafts_of_rules, sentences_of

GRADES = {"k": 1.0, "t": 0.35, "w": 0.5, "f": 0.0}  # how much each counts as one to keep
_PAGES = Path(__file__).with_name("sums_graded.txt")
_BOUNDS = re.compile(r"\b(?:more than|less than|at least|at most|fewer than) ")


@dataclass(frozen=True, slots=True)
class Graded:
    """A summary, and the sums of it that were graded."""

    title: str
    summary: str
    sums: tuple[tuple[Draft, str, str], ...]  # each with its sentence and its grade

    @property
    def reading(self) -> Reading:
        """Read the summary."""
        return Reading(self.summary, "", self.title)


def graded() -> Iterator[Graded]:
    """Give every summary with the graded sums that the program still makes of it."""
    for block in _PAGES.read_text(encoding="utf-8").split("\n# ")[1:]:
        head, *lines = block.strip().splitlines()
        title, _, summary = head.partition(" | ")
        grades = {_plain(line[2:]): line[0] for line in lines}
        reading = Reading(summary, "", title)
        drafts = (*drafts_of_rules(reading), *proposals(reading))
        made = {sentences_of(reading, draft, short=False): draft for draft in drafts}
        yield Graded(
            title,
            summary,
            tuple(
                (draft, text, grades[_plain(text)]) for text, draft in made.items() if _plain(text) in grades
            ),
        )


def _plain(sentence: str) -> str:
    """Give a sentence without the bounds of its figures, which it may name or not."""
    return sentence.lower()
