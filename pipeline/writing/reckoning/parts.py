"""A share of a number that is told: «a third of its 60,000 people»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.figures import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, times
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.shares import OF_SUCH, OF_THEM, OF_WHOLE


def parts_of_numbers(reading: Reading) -> Iterator[Draft]:
    """Work out a percentage or a fraction of a number that is told: «a third of its 60,000 people»."""
    for part, whole in reading.neighbours:
        is_share = part.kind == "part" or part.dimension == "percent"
        if (
            not is_share
            or part.high
            or whole.high
            or whole.per
            or whole.dimension in ("percent", "temperature", "degree", "money")
        ):
            continue
        if not OF_WHOLE.match(reading.between(part, whole)) or (
            whole.unit is None and not reading.is_plural(whole)
        ):
            continue
        yield from _part_of(reading, part, whole)
    for whole, part in reading.neighbours:
        is_share = part.kind == "part" or part.dimension == "percent"
        if (
            not is_share
            or part.high
            or whole.high
            or whole.per
            or not OF_THEM.search(reading.past_noun(whole, part))
        ):
            if not (
                is_share
                and OF_SUCH.match(reading.after(part))
                and re.fullmatch(
                    r"[^;:.]*, (?:and )?(?:about |some |nearly )?", reading.past_noun(whole, part)
                )
            ):
                continue
        if (
            part.high
            or whole.high
            or whole.per
            or whole.dimension in ("percent", "temperature", "degree", "money")
        ):
            continue
        if whole.unit is not None or reading.is_plural(whole):
            yield from _part_of(reading, part, whole)
    yield from _shares_of_opened(reading)


def _shares_of_opened(reading: Reading) -> Iterator[Draft]:
    """Work out «Of the world's 7,000 languages about 40 percent are endangered», where only one share is told."""
    for whole, part in reading.neighbours:
        opened = re.search(
            r"(?:^|[;:,] )[Oo]f (?:the |its |their |all |all the |some |about |[\w’' -]{2,24}['’]s? )*$",
            reading.before(whole),
        )
        single = len([f for f in reading.amounts if f.kind == "part" or f.dimension == "percent"]) == 1
        if (
            not opened
            or not single
            or (part.kind != "part" and part.dimension != "percent")
            or part.noun
            or part.high
            or whole.high
        ):
            continue
        between = reading.past_noun(whole, part)
        if (
            whole.unit is None
            and reading.is_plural(whole)
            and not re.search(r"[.;:]", between)
            and between.count(",") <= 1
        ):
            yield from _part_of(reading, part, whole)


def _part_of(reading: Reading, part: Figure, whole: Figure) -> Iterator[Draft]:
    scale = Fraction(1, 100) if part.unit else Fraction(1)
    share = amount_of(part)
    result = times(Amount(share.value * scale, share.bound, share.digits), amount_of(whole))
    if result is None or result.value >= whole.value or (whole.unit is None and result.value < 2):
        return
    result = result.rounded()
    noun = whole.unit.said(result.value) if whole.unit else whole.noun
    yield draft(
        "part of",
        "part of",
        (part, whole),
        (result,),
        given=(scale,),
        result=result.said(counts=not whole.unit),
        noun=noun,
    )
