"""Percentages counted in people and things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.figures import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, exact, minus, over
from pipeline.writing.reckoning.changes import from_to
from pipeline.writing.reckoning.numerals import said
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
        yield from _one_hundred(reading, counted[0])


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


def _one_hundred(reading: Reading, figure: Figure) -> Iterator[Draft]:
    following = reading.token_after(figure.noun_end)
    narrowed = following is not None and (
        following.tag in ("WP", "WDT", "VBN", "VBG", "WRB")
        or following.text in ("who", "that", "aged", "over", "under", "with", "without", "between")
    )
    base = _base(figure.value)
    if figure.bound in ("under", "at most") and figure.value * base <= 100:
        base *= 10  # «fewer than ten of every thousand», not «fewer than one»
    share = Amount(figure.value * base / 100, figure.bound)
    noun = "of them" if narrowed or "’s" in figure.noun or "'s" in figure.noun else figure.noun
    rest = minus(exact(base), share)
    if rest is None or share.value == base / 2:
        return
    yield draft(
        "hundred",
        "share of a base",
        (figure,),
        (share,),
        given=(base,),
        base=said(Fraction(base)).replace("a ", "", 1),
        noun=noun,
        share=share.said(counts=True),
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
