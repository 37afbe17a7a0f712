"""How much a file may hold that people write or bring: more than any show needs, no more than is safe.

A limit that is met is told like every other fault: the file, the line, what is too much, and what to do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import Problem

LARGEST_PAGE = 2**20  # bytes of an episode file, a script, points or links; an hour's script has 60,000
LARGEST_TABLE = 8 * 2**20  # bytes of a TOML file: settings, lexicon, glossary, pack
LARGEST_LIST = 64 * 2**20  # bytes of a list that is imported; 5,000 episodes with their notes take a tenth
LONGEST_LINE = 20_000  # characters in a file that people write; a summary has 4,000 at most
LONGEST_PARAGRAPH = 20_000  # characters of notes: half an hour's speech
LONGEST_TITLE = 255  # characters in feeds, where Apple and Spotify cut; bytes in files that people write
LONGEST_DESCRIPTION = 4000  # bytes of UTF-8; more is cut by podcast directories (Apple)
DEEPEST = 50  # levels of brackets, tables or indents within one another
MOST_DIGITS = 300  # of one number: no double has more before its point
MOST_ALIASED = 200_000  # values that the aliases of a YAML text may stand for
HIGHEST_NUMBER = 1_000_000  # of an episode
HIGHEST_WITHIN_SEASON = 50_000  # of a season, and of an episode in it
MOST_LINES = 1_000_000  # of a list
MOST_COLUMNS = 16_384  # of a table: Excel's own limit
MOST_CELLS = 2_500_000  # of a table; values of JSON or YAML; 5,000 episodes in 20 columns take 100,000

_MEGABYTE = 2**20
_DIGITS = re.compile(rf"[0-9_]{{{MOST_DIGITS + 1}}}")


@dataclass(frozen=True, slots=True)
class Excess:
    """What is too much in a text, and on which of its lines (from 1)."""

    what: str
    line: int
    remedy: str

    def problem(self, file: Path) -> Problem:
        """Tell it as a problem of a file."""
        return Problem(self.what, file, self.line, self.remedy)


def too_large(size: int, largest: int) -> str:
    """Say that a file of so many bytes is too large; nothing where it is not."""
    if size <= largest:
        return ""
    return f"is {size / _MEGABYTE:.1f} MB large; {largest // _MEGABYTE} MB is the most"


def long_line(text: str, longest: int = LONGEST_LINE) -> Excess | None:
    """Find the first line that is longer than any that a person writes."""
    if len(text) <= longest:
        return None
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > longest:
            what = f"has a line of {len(line):,} characters; {longest:,} is the most"
            return Excess(what, number, "break it into several lines")
    return None


def long_number(text: str) -> Excess | None:
    """Find the first number of more digits than any that means something."""
    found = _DIGITS.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    return Excess(f"has a number of more than {MOST_DIGITS} digits", line, "write a shorter one")
