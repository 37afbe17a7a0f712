"""Lengths of time as a stopwatch writes them: «1:59:40», «3:59.4», «2h 1m 39s»."""

from __future__ import annotations

import re
from fractions import Fraction

_BY_COLONS = re.compile(
    r"(?:(?P<hours>\d{1,3}):)?(?P<minutes>[0-5]?\d):(?P<seconds>[0-5]\d(?P<part>\.\d{1,3})?)(?![\d:])"
    r"(?!\s?(?:a\.m|p\.m|[ap]m\b|GMT|UTC|o['’]clock))"
)
_BY_LETTERS = re.compile(
    r"(?P<hours>\d{1,3})h ?(?P<minutes>[0-5]?\d)m(?:in)?(?: ?(?P<seconds>[0-5]?\d(?:\.\d{1,3})?)s)?\b"
)
_CLOCK = re.compile(r"\b(?:at|until|from|before|after|since|o['’]clock,?) $", re.IGNORECASE)


def lapse_at(text: str, start: int) -> tuple[Fraction, int, int] | None:
    """Read a stopwatch's time that begins at a place: its seconds, their significant digits, where it ends.

    Two numbers with a colon are a clock's or a score's unless the second has decimals; so is what is «at».
    """
    match = _BY_LETTERS.match(text, start)
    if match is None:
        match = _BY_COLONS.match(text, start)
        if match is None or not (match["hours"] or match["part"]) or _CLOCK.search(text[:start]):
            return None
    seconds = int(match["hours"] or 0) * 3600 + int(match["minutes"]) * 60 + Fraction(match["seconds"] or 0)
    return seconds, len(str(int(seconds))) + (seconds.denominator != 1), match.end()
