"""Numbers in a text, in figures or in words, as the values that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
# Each names a number of its own; «third» and «second» alone are places in a row.
_ALONE = {
    word: Fraction(value)
    for value, words in {
        "2": "twice double doubles doubled doubling twofold",
        "3": "thrice triple triples tripled threefold",
        "10": "tenfold",
        "12": "dozen dozens",
        "1/2": "half halves halved",
        "1/4": "quarter quarters",
        "1/10": "tenth tenths",
        "1/100": "hundredth hundredths",
        "1/1000": "thousandth thousandths",
    }.items()
    for word in words.split()
}
_WORD = "|".join((*_UNITS, *_TENS, *_SCALES))
_IN_WORDS = re.compile(
    rf"\b(?:{_WORD})(?:(?:\s+and\s+|[\s-]+)(?:{_WORD}))*\b|\b(?:{'|'.join(_ALONE)})\b", re.IGNORECASE
)
_IN_FIGURES = re.compile(
    r"(?<![\w.,])(?<![A-Za-z]-)(?P<figures>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s?(?P<scale>hundred|thousand|million|billion|trillion)\b)?(?=$|[^\w]|s\b|[a-zA-Z°%µ])",
)
_UNTOLD = frozenset((0, 1))  # «one thing», «zero»: hardly ever a fact


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands in its text."""

    start: int
    end: int
    value: Fraction


def numbers_in(text: str) -> Iterator[Number]:
    """Give the numbers of a text, in its order; «one» and «zero» are none."""
    found = [*_figures(text), *_words(text)]
    yield from sorted((each for each in found if each.value not in _UNTOLD), key=lambda each: each.start)


def _figures(text: str) -> Iterator[Number]:
    for found in _IN_FIGURES.finditer(text):
        value = Fraction(found["figures"].replace(",", ""))
        scale = _SCALES[found["scale"].casefold()] if found["scale"] else 1
        yield Number(found.start(), found.end(), value * scale)


def _words(text: str) -> Iterator[Number]:
    for found in _IN_WORDS.finditer(text):
        said = found[0].casefold()
        value = _ALONE.get(said)
        before = text[: found.start()].rstrip()
        if value is None and not before[-1:].isdigit():  # «5 million» is one number, in figures
            value = _value(re.split(r"[\s-]+", said))
        if value is not None:
            yield Number(found.start(), found.end(), value)


def _value(words: list[str]) -> Fraction:
    """Add up «two hundred and fifty thousand»."""
    total = part = 0
    for word in words:
        if word == "hundred":
            part = (part or 1) * 100
        elif word in _SCALES:
            total += (part or 1) * _SCALES[word]
            part = 0
        else:
            part += _UNITS.get(word, 0) + _TENS.get(word, 0)
    return Fraction(total + part)
