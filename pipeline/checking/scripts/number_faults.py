"""Numbers that nothing supports, and lengths that are claimed and not kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from pipeline.checking.scripts.told import FRAME, Spoken, Told
from pipeline.writing.reckoning.completing import ratios
from pipeline.writing.reckoning.formula import Formula
from pipeline.writing.reckoning.numerals import numeral_at
from pipeline.writing.reckoning.reading import Reading

LENGTH_TOLERANCE_SECONDS = 5.0
# Not within a word or a name: «GPT-4»; but «10-100» is two numbers.
_BEGINS = re.compile(r"(?<![\w.,])(?<![^\W\d][-–])(?=[\w½¼¾⅓⅔⅛])")
_DURATION = re.compile(r"(?P<number>[\w -]+?|\d+)[ -](?P<unit>seconds?|minutes?)\b", re.IGNORECASE)
_A_MINUTE = re.compile(r"\b(?P<half>half )?an? (?P<rest>minute(?: and a half)?)\b", re.IGNORECASE)
_SPAN = re.compile(r"\b((?:1\d|20))(\d\d)[-–](\d\d)\b")  # «2024-25» is said as «2024 to 2025»
_SMALL = 2  # «one» and «two» count nothing: «one of them», «the two»
_HUNDRED = 100
_YEARS = (1000, 2100)


@lru_cache(maxsize=8192)
def numbers_in(text: str) -> tuple[Fraction, ...]:
    """List the numbers that a text says, in figures or in words."""
    found: list[Fraction] = []
    place = 0
    for match in _BEGINS.finditer(text):
        if match.start() < place:
            continue
        numeral = numeral_at(text, match.start())
        if numeral is not None:
            found.append(numeral.value)
            place = numeral.end
    return tuple(found)


def unsupported_numbers(told: Told) -> tuple[str, ...]:
    """List the sentences with a number that stands in no source and in no sum that comes out."""
    if told.is_edited:
        return ()
    known = _known(told)
    return tuple(s.text for s in told.sentences if not _is_supported(s, told.sources, known))


def wrong_sums(told: Told) -> tuple[str, ...]:
    """List the sums that do not come out again, or begin from a number that no source holds."""
    stands = _with_compounds(told, {number for text in told.sources for number in numbers_in(text)})
    return tuple(repr(formula.inputs) for formula in told.formulas if not _comes_out(formula, stands))


def claimed_lengths(told: Told) -> tuple[str, ...]:
    """List the sentences in which the show claims a length that the episode misses by more than 5 s."""
    frame = (sentence.text for sentence in told.sentences if sentence.move in FRAME)
    claims = ((text, seconds) for text in frame for seconds in _durations(text))
    return tuple(text for text, seconds in claims if abs(seconds - told.seconds) > LENGTH_TOLERANCE_SECONDS)


def _known(told: Told) -> frozenset[Fraction]:
    spelled = (_SPAN.sub(r"\1\2 \1\3", text) for text in told.sources)
    stands = _with_compounds(told, {number for text in spelled for number in numbers_in(text)})
    years = sorted(number for number in stands if number.denominator == 1 and _YEARS[0] <= number < _YEARS[1])
    between = {later - earlier for earlier, later in combinations(years, 2)}
    reckoned: set[Fraction] = set()
    for formula in told.formulas:
        if _comes_out(formula, stands):
            reckoned |= {*formula.inputs, *formula.given, *formula.results, *formula.spoken}
    return frozenset(stands | between | reckoned)


def _with_compounds(told: Told, stands: set[Fraction]) -> set[Fraction]:
    """Add what is told in two numbers, «3 minutes 59.4 seconds», «one in eight», where a sum needs it."""
    if all(_comes_out(formula, stands) for formula in told.formulas):
        return stands
    return stands.union(*(_in_each_unit(text) for text in told.sources))


def _in_each_unit(text: str) -> set[Fraction]:
    """Give the figures of a text as told, and in the units of the others; «one in eight» as a part."""
    reading = Reading(text)
    figures = (*reading.figures, *ratios(reading))
    measures = [(figure.value, figure.unit) for figure in figures if figure.unit]
    scaled = {
        value * unit.size / other.size
        for value, unit in measures
        for _, other in measures
        if other.dimension == unit.dimension
    }
    return scaled | {figure.value for figure in figures}


def _comes_out(formula: Formula, stands: Iterable[Fraction]) -> bool:
    """Reckon a sum again; its results must be there, and its numbers stand in a source.

    Six dollars beside sixteen cents are reckoned as six hundred.
    """
    try:
        results = formula.results
    except (ArithmeticError, IndexError, KeyError, ValueError):
        return False
    told = set(stands)
    return bool(results) and all({number, number / _HUNDRED} & told for number in formula.inputs)


def _is_supported(sentence: Spoken, sources: Iterable[str], known: frozenset[Fraction]) -> bool:
    if any(sentence.text in text for text in sources):
        return True
    numbers = numbers_in(sentence.text)
    missing = [number for number in numbers if number > _SMALL and number not in known]
    if not missing:
        return True
    if "and so on" in sentence.text:  # «seven, six, five, and so on down to one»
        return max(numbers) in known
    return _as_year(numbers) in known


def _as_year(numbers: tuple[Fraction, ...]) -> Fraction:
    """Read «nineteen thirty-six» as a year."""
    return numbers[0] * _HUNDRED + numbers[1] if len(numbers) == 2 else Fraction(-1)


def _durations(text: str) -> Iterator[float]:
    for match in _DURATION.finditer(text):
        words = match["number"].split()
        for count in range(len(words)):  # the longest number that ends before the unit
            part = " ".join(words[count:])
            numeral = numeral_at(part, 0)
            if numeral is not None and numeral.end == len(part):
                yield float(numeral.value) * (60 if match["unit"].lower().startswith("minute") else 1)
                break
    for match in _A_MINUTE.finditer(text):
        yield 30.0 if match["half"] else 90.0 if "half" in match["rest"] else 60.0
