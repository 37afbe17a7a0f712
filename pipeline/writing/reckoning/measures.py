"""How a comparison of two measures is said: «as many», «as long», «as deep»."""

from __future__ import annotations

import re

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.reading import Reading
from pipeline.writing.reckoning.vocabulary import either

_BY_DIMENSION = {
    "time": "as long", "volume": "as much", "money": "as much", "area": "as much", "speed": "as fast",
    "percent": "as large a share", "calendar": "as long",
    "pressure": "as much", "power": "as much", "energy": "as much", "calories": "as much",
}  # fmt: skip
# What a length is, by the words beside it; where none stands there, nobody can say.
_LENGTHS = {
    name: re.compile(rf"\b{either(words)}\b", re.IGNORECASE)
    for name, words in (
        ("as deep", "deep_words"),
        ("as wide", "wide_words"),
        ("as thick", "thick_words"),
        ("as far", "far_words"),
        ("as high", "high_words"),
        ("as long", "long_words"),
    )
}
_WEIGHS = re.compile(r"\b(?:weighs?|weighed|weighing|heavy|heavier|weight)\b")


def as_much(reading: Reading, first: Figure, second: Figure) -> str:
    """Give the words of a comparison, or "" where what is compared has none that is sure."""
    unit = first.unit or second.unit
    days = unit is not None and unit.name == "day" and "day" in reading.text[first.start : first.end]
    if unit is None or days:
        return "as many days" if days else "as many" if reading.is_plural(first) else ""
    if unit.dimension == "length" and not first.per:
        return _as_long(reading.clause_of(first.start))
    if unit.dimension == "times":
        compared = re.match(
            r" (?:as|more|less|larger|smaller|the|its|his|her|their|\w+er)\b", reading.after(first)
        )
        return "" if compared else "as often"
    if first.per:
        return "as much" if unit.dimension in ("length", "mass", "volume", "money", "time") else ""
    if unit.dimension == "mass":
        return "as heavy" if _WEIGHS.search(reading.clause_of(first.start)) else "as much"
    return _BY_DIMENSION.get(unit.dimension, "")


def _as_long(clause: str) -> str:
    fitting = [words for words, known in _LENGTHS.items() if known.search(clause)]
    return fitting[0] if len(fitting) == 1 else ""
