"""A share of a number that is told: «a third of its 60,000 people»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, scaled, times
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.rest_of_whole import OF_SUCH, OF_THEM, OF_WHOLE, OPENED
from pipeline.writing.reckoning.units import units
from pipeline.writing.reckoning.vocabulary import loosely

_NO_WHOLES = ("percent", "temperature", "degree", "money")
_OF_TIME = re.compile(
    r" of (?:the|a|an|their|its|every|each|his|her) (?P<span>day|year|week|hour)\b(?!['’-])"
)
_TAKEN_FROM = re.compile(
    rf",? and (?:loses?|lost|exports?|exported|sells?|sold|wastes?|wasted|keeps?|kept"
    rf"|throws away|threw away) {loosely()}"
)
_OF_THAT = re.compile(
    r" of (?:that|this|that amount|that number|what it was)(?=[.,;:]|$| (?:is|was|goes|comes|in|by|at)\b)"
)
_FINE = 1000
_IN_A = {"day": (24, "hour"), "year": (365, "day"), "week": (168, "hour"), "hour": (60, "minute")}
_SENTENCE = re.compile(r"[.;:]\s")
_AFTER_COMMA = re.compile(rf"[^;:.]*(?:, (?:and )?| and (?:[a-z]+ )?){loosely()}")


def parts_of_numbers(reading: Reading) -> Iterator[Draft]:
    """Work out a percentage or a fraction of a number that is told."""
    for first, second in reading.neighbours:
        if _is_whole(reading, second) and _is_share(first) and OF_WHOLE.match(reading.between(first, second)):
            yield from _part_of(first, second)
        elif _is_whole(reading, first) and _is_share(second) and _is_share_of_it(reading, first, second):
            yield from _part_of(second, first)


def parts_taken(reading: Reading) -> Iterator[Draft]:
    """Work out «fills 120,000 bottles a year and loses about three percent»."""
    for whole, part in reading.neighbours:
        if part.dimension != "percent" or part.high or part.per or not _is_whole(reading, whole):
            continue
        if whole.unit or not _TAKEN_FROM.fullmatch(reading.past_noun(whole, part)):
            continue
        if re.match(
            r"(?:[.,;]|$| (?:to|in|through|by|at|on|every|of (?:them|these))\b)", reading.after(part)
        ):
            yield from _part_of(part, whole)


def parts_of_that(reading: Reading) -> Iterator[Draft]:
    """Work out «1.6 billion tonnes a year, and now about a tenth of that»."""
    for whole, part in reading.neighbours:
        if part.kind != "part" or part.high or not _is_whole(reading, whole):
            continue
        if _OF_THAT.match(reading.after(part)) and len(reading.amounts) == 2:
            yield from _part_of(part, whole)


def parts_of_time(reading: Reading) -> Iterator[Draft]:
    """Say a share of a day, a week or a year in hours, days and weeks: «half of the year»."""
    for part in reading.amounts:
        match = _OF_TIME.match(reading.after(part))
        if not _is_share(part) or not match:
            continue
        count, unit = _IN_A[match["span"]]
        scale = Fraction(count, 100 if part.unit else 1)
        result = scaled(amount_of(part), scale)
        if result.value >= 1:
            result = result.rounded()
            noun = units()[unit].said(result.value)
            yield draft(
                "part of", "product", (part,), (result,), given=(scale,), result=result.said(), noun=noun
            )


def _is_share(figure: Figure) -> bool:
    return figure.high is None and (figure.kind == "part" or figure.dimension == "percent")


def _is_whole(reading: Reading, figure: Figure) -> bool:
    if reading.text[figure.start] in "aA":  # «a quarter of a million» is one number
        return False
    if figure.high is not None or figure.kind == "part" or figure.dimension in _NO_WHOLES:
        return False
    return figure.unit is not None or reading.is_plural(figure)


def _is_share_of_it(reading: Reading, whole: Figure, part: Figure) -> bool:
    """Tell «of which 55 percent», «half of them» and «Of the 7,000 languages about 40 percent»."""
    between = reading.past_noun(whole, part)
    points_back = OF_SUCH.match(reading.after(part)) and _AFTER_COMMA.fullmatch(between)
    if OF_THEM.search(between) or points_back:
        return _is_what_them_means(reading, whole, part)
    if OF_SUCH.match(reading.after(part)):
        return False
    single = len([figure for figure in reading.amounts if _is_share(figure)]) == 1
    if (
        not single
        or whole.dimension in ("time", "calendar", "speed")
        or not OPENED.search(reading.before(whole))
    ):
        return False
    return not re.search(r"[.;:]", between) and between.count(",") <= 1


def _is_what_them_means(reading: Reading, whole: Figure, part: Figure) -> bool:
    """Tell whether «them» can mean nothing else: «850 works in 60 years, half of them» is about the works."""
    start = max((match.end() for match in _SENTENCE.finditer(reading.before(part))), default=0)
    others = [f for f in reading.amounts if start <= f.start < part.start and f != whole]
    return whole.dimension not in ("time", "calendar") and not any(_is_whole(reading, f) for f in others)


def _part_of(part: Figure, whole: Figure) -> Iterator[Draft]:
    scale = Fraction(1, 100) if part.unit else Fraction(1)
    result = times(scaled(amount_of(part), scale), amount_of(whole))
    if result is None or result.value >= whole.value or (whole.unit is None and result.value < 2):
        return
    if part.bound == whole.bound == "exactly" and result.value.denominator == 1 and result.value < _FINE:
        coarse = result.rounded().value != result.value
        result = Amount(result.value, "about" if coarse and part.unit else "exactly")
    elif result.digits is not None:  # a share of a number is told as finely as both of them let one hear it
        fine = part.bound == whole.bound == "exactly" and part.unit and part.digits > 1
        result = Amount(result.value, result.bound, max(3 if fine else 2, result.digits))
    result = result if result.digits is None else result.rounded()
    what = whole.unit.said(result.value) if whole.unit else whole.noun
    yield draft(
        "part of",
        "part of",
        (part, whole),
        (result,),
        given=(scale,),
        result=result.said(counts=not whole.unit),
        noun=f"{what} a {whole.per}" if whole.per else what,
    )
