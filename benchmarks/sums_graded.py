"""Sums that readers graded: `sums_graded.txt`, and each one's sum as the program makes it now.

A line «# title | summary» is followed by the sums that could be said of it, each with its grade: k (true and
worth hearing), t (true, hardly worth it), w (a fault of words) and f (false, or of what nobody would set side
by side).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.writing.reckoning.reading import Draft, Reading
from pipeline.writing.reckoning.weighed.proposals import proposals
from pipeline.writing.sums import drafts_of_rules, sentences_of

GRADES = {"k": 1.0, "t": 0.35, "w": 0.5, "f": 0.0}  # how much each counts as one to keep
_PAGES = Path(__file__).with_name("sums_graded.txt")


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


def summaries() -> Iterator[tuple[str, str]]:
    """Give the title and the text of every summary."""
    yield from ((title, summary) for title, summary, _ in _blocks())


def graded() -> Iterator[Graded]:
    """Give every summary with the graded sums that the program still makes of it."""
    for title, summary, grades in _blocks():
        reading = Reading(summary, "", title)
        drafts = (*drafts_of_rules(reading), *proposals(reading))
        made = {sentences_of(reading, draft, short=False): draft for draft in drafts}
        known = [(draft, text, grades.get(text.lower(), "")) for text, draft in made.items()]
        yield Graded(title, summary, tuple(each for each in known if each[2]))


def _blocks() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Read the page: each title, its summary, and the grades by sentence, in small letters."""
    for block in _PAGES.read_text(encoding="utf-8").split("\n# ")[1:]:
        head, *lines = block.strip().splitlines()
        title, _, summary = head.partition(" | ")
        yield title, summary, {line[2:].lower(): line[0] for line in lines}
