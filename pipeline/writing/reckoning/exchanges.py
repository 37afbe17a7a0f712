"""What of one goes with one of another: snails for a gram, minutes for a move, and how long a store lasts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from pipeline.knowledge.words import singular
from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, exact, over, scaled
from pipeline.writing.reckoning.paces import pace_of
from pipeline.writing.reckoning.rates import SECONDS, whole_count
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import units
from pipeline.writing.reckoning.vocabulary import either, loosely

_TAKES = re.compile(rf"\b{either('taking')} {loosely()}$", re.IGNORECASE)
_TO_MAKE = re.compile(rf"[^.;:,]* (?:to|into) {either('to_make')} {loosely()}")
_IN_THE_WHOLE = re.compile(
    rf"[^.;:,]* (?:in|of|out of|from) (?:all )?(?:its|their|the|his|her)(?: whole| total| full)? {loosely()}"
)
_LASTED = re.compile(rf"\b(?:takes?|took|lasts?|lasted|ran|needs?|needed|went on for) {loosely()}$")
_AND_TIME = re.compile(rf" (?:and|in|over|within) {loosely()}")
_OF_SO_LONG = re.compile(rf"[^.;:,]* {either('taking', 'using')}(?: up)? {loosely()}")
_DONE_WITHIN = re.compile(rf"[^.;:]* (?:in|within|inside) {loosely()}")
_USES = re.compile(rf"\b{either('taking', 'using')}\b[^.;:,]*$")
_STORED = re.compile(rf"\b{either('storing')} {loosely()}$")
_LASTS = re.compile(rf"\blasts? (?:for )?{loosely()}$")
_MOST_YEARS = 2000  # that anything lasts in a sum
_EVEN = 2
_LEAST_PART = 3  # times as much is a whole whose part is told as one in so many
_STUFFS = ("mass", "volume", "money")


def for_one_of_them(reading: Reading) -> Iterator[Draft]:
    """Divide «12,000 snails to make 1.4 grams»: so many for a single gram."""
    for first, second in reading.neighbours:
        if not (_is_single(first) and _is_single(second)) or second.value == 1 or not second.unit:
            continue
        if not (first.unit or reading.is_plural(first)) or first.dimension in ("time", "calendar"):
            continue
        made = second.dimension in ("mass", "volume", "length", "area", "energy")
        between = _TO_MAKE.fullmatch(reading.past_noun(first, second))
        if not made or not between or not _TAKES.search(reading.before(first)):
            continue
        share = over(amount_of(first), Amount(second.value, second.bound))
        if share is None or share.value < _EVEN:
            continue
        share = whole_count(share) if first.unit is None else share.rounded()
        what = first.unit.said(share.value) if first.unit else first.noun
        text = f"{share.said()} {what}"
        each = second.unit.singular
        yield draft("for a single", "quotient", (first, second), (share,), amount=text, each=each)


def one_of_the_whole(reading: Reading) -> Iterator[Draft]:
    """Say a part of a whole of the same unit: «two minutes of speech in its 89 minutes»."""
    if len(reading.amounts) != _EVEN:
        return
    first, second = reading.amounts
    alike = first.unit == second.unit and (first.unit or first.noun.split()[-1:] == second.noun.split()[-1:])
    if not alike or not (first.unit or reading.is_plural(first)):
        return
    if not (_is_single(first) and _is_single(second)) or second.value < _LEAST_PART * first.value:
        return
    ratio = over(amount_of(second), amount_of(first))
    if ratio is None or not _IN_THE_WHOLE.fullmatch(reading.between(first, second)):
        return
    whole = Fraction(round(ratio.value))
    bound = "about" if ratio.bound == "exactly" and whole != ratio.value else ratio.bound
    ratio = Amount(whole, bound)
    yield draft("one in", "quotient", (second, first), (ratio,), one_in=ratio.said())


def time_for_each(reading: Reading) -> Iterator[Draft]:
    """Share a time out: «took 269 moves and 20 hours and 15 minutes»."""
    for things, time in reading.neighbours:
        counted = things.kind == "count" and reading.is_plural(things) and things.value >= _LEAST_PART
        if not counted or time.dimension != "time" or not time.unit:
            continue
        told = _LASTED.search(reading.before(things)) and _AND_TIME.fullmatch(reading.past_noun(things, time))
        if not told or not (_is_single(things) and _is_single(time)):
            continue
        size = SECONDS[time.unit.name]
        seconds = over(scaled(amount_of(time), size), amount_of(things))
        if seconds is None or seconds.value < 1:
            continue
        name = next((n for n in ("day", "hour", "minute") if seconds.value >= _EVEN * SECONDS[n]), "second")
        amount = Amount(seconds.value / SECONDS[name], seconds.bound, 2).rounded()
        text = f"{amount.said()} {units()[name].said(amount.value)}"
        given = (size / SECONDS[name],)
        each = singular(things.noun)
        yield draft("average", "quotient", (time, things), (amount,), given=given, amount=text, each=each)


def used_in_so_long(reading: Reading) -> Iterator[Draft]:
    """Share out «a scene of ten minutes used up 3,000 metres», and «four million pairs within four days»."""
    for first, second in reading.neighbours:
        if not (_is_single(first) and _is_single(second)):
            continue
        if _is_stretch_of(reading, first) and _is_stuff(reading, second, "length"):
            if _OF_SO_LONG.fullmatch(reading.past_noun(first, second)):
                yield from pace_of(second, first)
        elif _is_stuff(reading, first) and _was_done(reading, first, second):
            yield from pace_of(first, second)


def would_last(reading: Reading) -> Iterator[Draft]:
    """Give how long a store lasts at a rate: «takes 2,700 litres, and a person drinks about three a day»."""
    for first, second in reading.neighbours:
        whole, rate = (first, second) if second.per else (second, first)
        if whole.per or rate.per not in SECONDS or whole.high or rate.high or not rate.value:
            continue
        if (
            not rate.unit
            or rate.unit != whole.unit
            or rate.dimension not in (*_STUFFS[:2], "length", "energy")
        ):
            continue
        lasts = _LASTS.search(reading.before(whole))
        if not (lasts if rate.dimension == "length" else lasts or _STORED.search(reading.before(whole))):
            continue
        time = over(amount_of(whole), amount_of(rate))
        used = _USES.search(reading.before(rate)) or lasts
        if time is None or not used or time.value < _EVEN:
            continue
        if time.value * SECONDS[rate.per] <= _MOST_YEARS * SECONDS["year"]:
            time = time.rounded()
            text = f"{time.said()} {units()[rate.per].said(time.value)}"
            yield draft("would last", "quotient", (whole, rate), (time,), time=text)


def a_minute_of_it(reading: Reading) -> Iterator[Draft]:
    """Turn «four seconds of film a day» around: how long a whole minute takes."""
    for figure in reading.amounts:
        name = {"second": "minute", "minute": "hour"}.get(figure.unit.name if figure.unit else "")
        if not name or figure.high or figure.per not in ("day", "week", "month", "year") or not figure.noun:
            continue
        if not 1 < figure.value <= 60 / _EVEN:
            continue
        time = over(exact(60), amount_of(figure))
        if time:
            time = time.rounded()
            text = f"{time.said()} {units()[figure.per].said(time.value)}"
            one = f"one {name}"
            yield draft("whole of it", "inverse", (figure,), (time,), given=(60,), time=text, one=one)


def _is_single(figure: Figure) -> bool:
    """Tell a plain amount from a range, a rate and a part."""
    return figure.high is None and not figure.per and figure.kind != "part" and figure.value > 0


def _is_stuff(reading: Reading, figure: Figure, *more: str) -> bool:
    counted = figure.kind == "count" and reading.is_plural(figure)
    return counted or figure.dimension in (*_STUFFS, *more)


def _is_stretch_of(reading: Reading, figure: Figure) -> bool:
    return figure.dimension == "time" and bool(re.search(r"\b[a-z]+ of $", reading.before(figure)))


def _was_done(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell whether a passive of the past stands between, and then a time: «were sold … in four days»."""
    if second.dimension not in ("time", "calendar") or second.value < _EVEN or len(reading.amounts) != _EVEN:
        return False
    tags = [token.tag for token in reading.tokens_in(first.noun_end, second.start)]
    past = any(pair == ("VBD", "VBN") for pair in pairwise(tags))
    ends = not re.match(r"(?: later| after| before| ago|['’-])", reading.after(second))
    return past and ends and bool(_DONE_WITHIN.fullmatch(reading.past_noun(first, second)))
