"""Percentages counted in people and things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, over
from pipeline.writing.reckoning.ends import from_to
from pipeline.writing.reckoning.numerals import part_said, said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.remainders import CHANCE, COMPARING
from pipeline.writing.reckoning.vocabulary import either, loosely

_AGAINST = re.compile(rf"[^;.]*, {either('against')} {loosely()}")
_DEATHS = re.compile(r"\b(?:deaths?|mortality|died|die|dying)\b", re.IGNORECASE)
# Plurals that are sums or levels; a percentage of them is not so many of a hundred.
_LEVELS = re.compile(rf"{either('levels')}$")
_OWNS = re.compile(rf"^ of (?:the |its )?[\w ]+? {either('owning')} {loosely()}$")


def hundreds(reading: Reading) -> Iterator[Draft]:
    """Count a percentage in people or things: «of every hundred men, about forty»."""
    shares = [f for f in reading.amounts if f.dimension == "percent" and not f.per and not f.high]
    counted = [f for f in shares if _counts(reading, f)]
    if len(counted) == 2 and len(shares) == 2 and counted[0].noun != counted[1].noun:
        first, second = counted
        owned = re.search(r"['’]", first.noun + second.noun)  # «the world's people»
        if not owned and not _OWNS.match(reading.between(first, second)):
            yield from _two_hundreds(first, second)
        return
    if len(shares) == 2 and counted == shares[:1] and _AGAINST.fullmatch(reading.past_noun(*shares)):
        yield from _two_sides(*shares)
    if len(shares) == 1 and len(counted) == 1:
        yield from _one_hundred(counted[0])
    elif len(shares) == 1 and _is_of_one(reading, shares[0]):
        yield from _fraction(shares[0])


def _is_of_one(reading: Reading, figure: Figure) -> bool:
    """Tell «5 percent of the energy» from «to 5 percent of its size»."""
    if not figure.noun or not re.match(r" of ", reading.after(figure)):
        return False
    if reading.is_plural(figure) or re.search(
        rf"\b(?:by|from|to|than|times) {loosely()}$", reading.before(figure)
    ):
        return False
    return not any(other.is_plain for other in reading.amounts)


def _fraction(figure: Figure) -> Iterator[Draft]:
    """Call a percentage of one thing by its name: «about a sixth»."""
    value = figure.value / 100
    if not Fraction(1, 20) <= value < 1 or value == Fraction(1, 2):
        return
    part = min(_FRACTIONS, key=lambda each: abs(each - value))
    if abs(part - value) > value * _NEAR or (figure.bound not in ("exactly", "about") and part != value):
        return
    name = part_said(part)
    bound = figure.bound if part == value else "about"
    words = {"under": "less than ", "over": "more than ", "exactly": "", "about": "about "}
    if name:
        inverse = 1 / part
        yield draft(
            "fraction",
            "share of one",
            (figure,),
            (Amount(part, bound),),
            given=(100, inverse.numerator, inverse.denominator),
            part=f"{words.get(bound, bound + ' ')}{name}",
        )


def _counts(reading: Reading, figure: Figure) -> bool:
    of = re.match(r" of (?:the |all |its |their )?", reading.after(figure))
    if not of or not reading.is_plural(figure) or _LEVELS.search(figure.noun):
        return False
    if COMPARING.search(reading.before(figure)):
        return False
    return Fraction(1, 10) <= figure.value < 100


def _base(*values: Fraction) -> int:
    base = 100
    while (
        any((value * base / 100) < 1 or (value * base / 100).denominator != 1 for value in values)
        and base < 10000
    ):
        base *= 10
    return base


def _two_hundreds(first: Figure, second: Figure) -> Iterator[Draft]:
    base = _base(first.value, second.value)
    amounts = [Amount(f.value * base / 100, f.bound) for f in (first, second)]
    yield draft(
        "two hundreds",
        "share of a base",
        (first, second),
        amounts,
        given=(base,),
        base=said(Fraction(base)).replace("a ", "", 1),
        noun=first.noun,
        other=second.noun,
        share=amounts[0].said(counts=True),
        other_share=amounts[1].said(counts=True),
    )


def _two_sides(first: Figure, second: Figure) -> Iterator[Draft]:
    base = _base(first.value, second.value)
    amounts = [Amount(figure.value * base / 100, figure.bound) for figure in (first, second)]
    yield draft(
        "two sides",
        "share of a base",
        (first, second),
        amounts,
        given=(base,),
        base=said(Fraction(base)).removeprefix("a "),
        noun=first.noun,
        share=amounts[0].said(counts=True),
        other_share=amounts[1].said(counts=True),
    )


# Parts that one says of people and things: so many in so many.
_PARTS = tuple(
    sorted(
        {Fraction(1, n) for n in (*range(2, 21), 25, 30, 40, 50)}
        | {Fraction(n, 10) for n in (3, 7, 9)}
        | {Fraction(2, 3), Fraction(3, 4), Fraction(2, 5), Fraction(3, 5), Fraction(4, 5)}
    )
)
_FRACTIONS = (*(Fraction(1, n) for n in (3, 4, 5, 6, 8, 10, 20)), Fraction(2, 3), Fraction(3, 4))
_NEAR = Fraction(45, 1000)


def _one_hundred(figure: Figure) -> Iterator[Draft]:
    """Say a percentage as so many in so many, where a plain pair is near enough: «about one in four»."""
    value = figure.value / 100
    if value == Fraction(1, 2):
        return
    if value < Fraction(1, 50):
        part = Fraction(1, round(1 / value)) if (1 / value).denominator == 1 else None
    else:
        part = min(_PARTS, key=lambda each: abs(each - value))
    if part is None or part == Fraction(1, 2) or abs(part - value) > value * _NEAR:
        return
    if figure.bound not in ("exactly", "about") and part != value:
        return
    bound = figure.bound if part == value else "about"
    words = {"under": "fewer than ", "over": "more than ", "exactly": "", "about": "about "}
    some, base = Fraction(part.numerator), Fraction(part.denominator)
    yield draft(
        "hundred",
        "share of a base",
        (figure,),
        (Amount(some, bound),),
        given=(base,),
        share=f"{words.get(bound, bound + ' ')}{said(some)} in {said(base)}",
    )


def chances(reading: Reading) -> Iterator[Draft]:
    """Say a chance in percent as so many times in ten or a hundred."""
    for figure in reading.amounts:
        if figure.dimension != "percent" or figure.high or not 1 <= figure.value < 100:
            continue
        if not (
            CHANCE.search(reading.before(figure))
            or CHANCE.match(reading.after(figure))
            or reading.after(figure).startswith(" of the time")
        ):
            continue
        base = 10 if figure.value % 10 == 0 else 20 if figure.value % 5 == 0 else 100
        amount = Amount(figure.value * base / 100, figure.bound)
        if amount.value.denominator == 1 and figure.value != 50:
            yield draft(
                "chance",
                "share of a base",
                (figure,),
                (amount,),
                given=(base,),
                share=amount.said(),
                base=said(Fraction(base)),
            )


def unequal(reading: Reading) -> Iterator[Draft]:
    """Set what some own against an equal share: «20 percent of the people owned 80 percent of the land»."""
    for first, second in reading.neighbours:
        if first.dimension != "percent" or second.dimension != "percent" or first.high or second.high:
            continue
        people = reading.is_plural(first) or re.search(r"\b(?:richest|wealthiest) $", reading.before(first))
        if not people or not second.noun or second.value <= first.value:
            continue
        between = reading.between(first, second)
        if not (
            _OWNS.match(between.replace("about ", ""))
            or re.match(r" (?:own|hold|held|owned|have|had|earn|earned) (?:about |some )?$", between)
        ):
            continue
        ratio = over(amount_of(second), Amount(first.value, first.bound))
        if ratio:
            ratio = ratio.rounded()
            yield draft("unequal", "unequal", (first, second), (ratio,), ratio=ratio.said())


def changes_in_people(reading: Reading) -> Iterator[Draft]:
    """Count a share that changed in people, where a pack says whom it counts.

    Deaths are said of a thousand without it, where the bounds allow no factor («from about 10 to under 2»).
    """
    for first, second in from_to(reading):
        if first.dimension != "percent" or min(first.value, second.value) < 0:
            continue
        deaths = _DEATHS.search(reading.before(first)[-60:])
        if not reading.counted and not (deaths and {first.bound, second.bound} & {"under", "over"}):
            continue
        base = max(_base(first.value, second.value), 1000)
        amounts = [Amount(figure.value * base / 100, figure.bound) for figure in (first, second)]
        yield draft(
            "changed people" if reading.counted else "changed share",
            "share of a base",
            (first, second),
            amounts,
            given=(base,),
            counted=reading.counted,
            died="died " if deaths else "",
            before=amounts[0].said(counts=True),
            after=amounts[1].said(counts=True),
            base=said(Fraction(base)).removeprefix("a "),
        )
