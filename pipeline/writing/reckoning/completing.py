"""What a figure leaves to its sentence: its unit, its span of time, its being a ratio."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.reading import Reading
from pipeline.writing.reckoning.units import Unit

_OPENING_SPAN = re.compile(
    r"(?:(?:In the (?:course|space) of |In |Over |Within )(?:a single |a |one |each |every )|(?:Each|Every) )"
    r"(?P<span>second(?=,| (?:the|an?|its?|they|we|about|some|around|nearly|almost|over|more)\b)"
    r"|minute|hour|day|week|month|year),? (?!of\b|later\b|after\b|before\b)",  # «every second May» is a count
    re.IGNORECASE,
)
_IN_ONE = re.compile(
    r" in (?:a|one|each|every)(?: single)? (?P<span>second|minute|hour)\b(?! (?:and|or|of)\b)"
)
_EXTENT = re.compile(r" (?:wide|high|deep|long|tall|thick|across)\b")


def ratios(reading: Reading) -> Iterator[Figure]:
    """Give «four in five of those» as the part that it is."""
    ratios = [figure for figure in reading.figures if figure.kind == "ratio"]
    for first, second in zip(ratios[::2], ratios[1::2], strict=False):
        between = reading.text[first.end : second.start]
        if (
            re.fullmatch(r" in (?:every )?", between)
            and 0 < first.value < second.value
            and first.high is None
        ):
            yield replace(
                first, kind="part", value=first.value / second.value, end=second.end, noun_end=second.end
            )


def with_units(reading: Reading, figures: Sequence[Figure]) -> list[Figure]:
    """Give the bare start of a change the unit of its end: «from 19,800 to 11,600 km»."""
    found = list(figures)
    for place, (first, second) in enumerate(pairwise(figures)):
        from_to = re.search(r"\bfrom (?:[a-z]+ ){0,2}$", reading.text[: first.start]) and re.search(
            r"(?:^|[^,;:.]* )to (?:[a-z]+ ){0,2}$", reading.text[first.end : second.start]
        )
        if first.is_plain and second.unit and from_to:
            found[place] = replace(first, unit=second.unit, kind="measure")
        elif first.is_plain and second.noun and from_to:
            found[place] = replace(first, noun=second.noun)
    return list(_with_units_of_before(reading, found))


def _with_units_of_before(reading: Reading, figures: Sequence[Figure]) -> Iterator[Figure]:
    """Give a bare number before «wide» or «high» the unit of the last length: «78 feet long, 27 wide»."""
    unit: Unit | None = None
    for figure in figures:
        if figure.dimension == "length" and not figure.per:
            unit = figure.unit
        if unit and figure.kind == "count" and not figure.unit and _EXTENT.match(reading.text, figure.end):
            yield replace(figure, unit=unit, kind="measure", noun="", noun_end=figure.end)
        else:
            yield figure


def with_openings(reading: Reading, figures: Sequence[Figure]) -> Iterator[Figure]:
    """Give a count the span that opens its sentence: «In the course of a day a heart beats 100,000 times»."""
    for figure in figures:
        sentence = reading.text[reading.sentence_start(figure.start) : figure.start]
        opened = _OPENING_SPAN.match(sentence)
        held = figure.unit is None or figure.dimension in ("times", "volume", "mass")
        in_one = _IN_ONE.match(reading.text, figure.noun_end)
        if in_one and held and not figure.per and figure.kind != "part":
            yield replace(figure, per=in_one["span"], noun_end=in_one.end())
        elif (
            opened
            and held
            and not figure.per
            and figure.kind != "part"
            and not re.search(r"\d", sentence[opened.end() :])
        ):
            yield replace(figure, per=opened["span"])
        elif not _opens(sentence, reading.text[figure.start : figure.end + 1]):
            yield figure


def _opens(sentence: str, figure: str) -> bool:
    """Tell «a day» in «In the course of a day», which is no length of time by itself."""
    return bool(_OPENING_SPAN.fullmatch(f"{sentence}{figure}"))
