"""Two things that the summary sets against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, minus_as_told, over
from pipeline.writing.reckoning.ends import FROM
from pipeline.writing.reckoning.factors import (
    PLAIN_TO_SEE,
    UNSCALED,
    duration,
    on_one_scale,
    plain_ratio,
    ratio_said,
    same_quantity,
    times_said,
)
from pipeline.writing.reckoning.measures import as_much
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.things import Thing, is_placed_alike, of_kinds, things_of
from pipeline.writing.reckoning.units import units
from pipeline.writing.reckoning.verbs import says_the_same
from pipeline.writing.reckoning.vocabulary import either, loosely

_AGAINST = re.compile(rf"\b{either('against')}(?!\w)[^;.]*$")
_GIVES = re.compile(rf"(?:^|[ ,])(?:which )?{either('giving')} {loosely()}$")
_BESIDE = re.compile(rf",? {either('against')} {loosely()}")
MORE_THAN = re.compile(r"\b(?:more|less|fewer|other|\w+er)(?: \w+)? than\b")
_SENTENCE = re.compile(r"[.;]\s")
_ENDS = re.compile(r"(?:[,.;:]|$| (?:in|by|at|on) | today\b| now\b)")
_NO_ELLIPSIS = re.compile(r"\b(?:by|after|within|until|since|for|of|at) (?:about )?$")
_NEXT = re.compile(r"[^;:.]*[,;] |[^;:.,]* and ")
_SIZES = re.compile(
    r"\b(?:depth|width|height|length|weight|diameter|thickness|long|wide|high|deep|tall|thick|across)\b"
)
_SIZE = re.compile(r" (?:long|wide|high|deep|tall|thick|across)\b")
_ANOTHER = re.compile(
    r"(?:;|, (?:and|but|while|whereas)|,) [^,;.]*\b(?:ones?|that of|those|others?|today|now)\b[^,;.]*$"
)
_ELSEWHERE = re.compile(rf", in (?:the )?[A-Z][\w ]+ {loosely()}$")
_THOUGH = re.compile(rf"[,;] (?:and|but|though|while|whereas|yet|today|now) {loosely()}$|; {loosely()}$")
_IN_YEAR = re.compile(r" in \d{4}\b")
_AS_MUCH = re.compile(rf"\bas (?:much|many)(?: \w+)? as {loosely()}$")
_AS_WITH = re.compile(r"\bas (?:an?|the) [\w ]+ with $")
_OF_NUMBERS = re.compile(r"\bof (?:them|whom|which|these)\b")


def contrasts(reading: Reading) -> Iterator[Draft]:
    """Say by what factor, or by how much, two things differ that the summary sets against each other."""
    for first, second in reading.neighbours:
        if bool(first.high) != bool(second.high) or 1 in (first.value, second.value):
            continue
        if (second.per and second.per != first.per) or not _is_contrast(reading, first, second):
            continue
        things = things_of(reading, first, second)
        if things:
            yield from _compared(reading, (first, second), things)


def _compared(reading: Reading, pair: tuple[Figure, Figure], things: tuple[Thing, Thing]) -> Iterator[Draft]:
    """Compare two figures by a plain factor, else by their difference; ranges by their upper ends."""
    ranges = pair[0].high is not None
    ends = pair if not ranges else (_top(pair[0]), _top(pair[1]))
    scaled = on_one_scale(*ends)
    if scaled is None or scaled[0].value == scaled[1].value:
        return
    large, small = sorted(scaled, key=lambda amount: -amount.value)
    placed = [thing.placed for thing in (things if large is scaled[0] else things[::-1])]
    names = (placed[0], placed[1])
    measure = pair[1].unit or pair[0].unit
    if measure and measure.dimension in UNSCALED:
        if measure.dimension != "point" and not ranges:
            yield from _ahead(reading, pair, (large, small), names)
        return
    ratio = over(large, small)
    if ratio is None or ratio.value < Fraction(7, 5):
        if not ranges:
            yield from _ahead(reading, pair, (large, small), names)
        return
    spoken = plain_ratio(ratio)
    much = as_much(reading, *pair)
    if spoken is None and not ranges:
        yield from _ahead(reading, pair, (large, small), names)
    if spoken is None or not much:
        return
    placed_both = all(thing.preposition for thing in things)
    yield draft(
        "contrast of ranges" if ranges else "contrast" if placed_both else "to one",
        "quotient",
        pair,
        (spoken,),
        values=(large.value, small.value),
        number=ratio_said(ratio, spoken),
        factor=times_said(ratio_said(ratio, spoken)),
        much=much,
        at_large=names[0],
        at_small=names[1],
    )


def _top(figure: Figure) -> Figure:
    return figure if figure.high is None else replace(figure, value=figure.high, high=None)


def _ahead(
    reading: Reading, pair: tuple[Figure, Figure], amounts: tuple[Amount, Amount], names: tuple[str, str]
) -> Iterator[Draft]:
    """Give the difference of two that are near each other: «85 millimetres more»."""
    if amounts[0].value <= PLAIN_TO_SEE and amounts[0].value.denominator == amounts[1].value.denominator == 1:
        return
    gap = minus_as_told(*amounts)
    unit = pair[1].unit or pair[0].unit
    if gap is None or gap.bound not in ("exactly", "about") or reading.says(gap.value):
        return
    if unit is None and not reading.is_plural(pair[0]):
        return
    if unit and pair[0].unit and pair[1].unit and pair[0].unit != pair[1].unit:
        return
    if unit and unit.dimension == "percent":
        unit = units()["percentage point"]
    gap = gap if gap.bound == "exactly" else gap.rounded()
    text = duration(gap, unit) if unit else gap.said()
    yield draft(
        "ahead",
        "difference",
        pair,
        (gap,),
        values=(amounts[0].value, amounts[1].value),
        gap=f"{text} {'longer' if unit and unit.dimension == 'time' else 'more'}",
        at_large=names[0],
        at_small=names[1],
    )


def _is_contrast(reading: Reading, first: Figure, second: Figure) -> bool:
    if not same_quantity(first, second) or FROM.search(reading.before(first)) or first.is_plain:
        return False
    between = reading.past_noun(first, second)
    if second.is_plain and of_kinds(reading, first, second):
        return True
    if second.is_plain and not (_is_only_one(reading, first) or _BESIDE.fullmatch(between)):
        return False  # «80 people at 90 kilometres per hour against 100»: of which, nobody can say
    if any(other.is_plain for other in reading.amounts if other.start > second.end):
        return False  # of three numbers, no two are the pair
    if (_AGAINST.search(between) or _is_as_much(reading, first, between)) and not MORE_THAN.search(between):
        return first.dimension != "percent" or not (first.noun and second.noun and first.noun != second.noun)
    return (
        _is_elliptic(reading, first, second, between)
        or (second.is_plain and is_placed_alike(reading, first, second))
        or _is_same_size(reading, first, second, between)
        or _is_same_again(reading, first, second, between)
        or _is_other_share(reading, first, second, between)
    )


def _is_as_much(reading: Reading, first: Figure, between: str) -> bool:
    """Tell «as much light with 9 watts as a bulb with 60»."""
    return bool(_AS_WITH.search(between)) and bool(
        re.search(r"\bas (?:much|many|\w+)\b", reading.before(first))
    )


def _is_only_one(reading: Reading, figure: Figure) -> bool:
    """Tell whether no other amount stands before a figure in its sentence."""
    start = max((match.end() for match in _SENTENCE.finditer(reading.before(figure))), default=0)
    others = [other for other in reading.amounts if other.kind != "part" and other.dimension != "times"]
    return not any(start <= other.start < figure.start for other in others)


def _is_elliptic(reading: Reading, first: Figure, second: Figure, between: str) -> bool:
    """Tell «300 bones, a grown-up 206»: a bare number takes over the whole of the first one's sense."""
    if not second.is_plain or not _ENDS.match(reading.after(second)):
        return False
    preposition = _NO_ELLIPSIS.search(between)
    if _OF_NUMBERS.search(between) or (preposition and not reading.before(first).endswith(preposition[0])):
        return False
    return bool(_NEXT.match(between)) and says_the_same(reading, first, second)


def _is_same_size(reading: Reading, first: Figure, second: Figure, between: str) -> bool:
    """Tell «seven millimetres wide, the mirror eight metres»: the word for the size is told once."""
    if first.dimension != "length" or second.dimension != "length" or second.noun:
        return False
    if not _SIZE.match(reading.after(first)) or not _ENDS.match(reading.after(second)):
        return False
    return (
        bool(_NEXT.match(between))
        and says_the_same(reading, first, second)
        and not _SIZES.search(_SIZE.sub("", reading.after(first)[: second.start - first.end], count=1))
    )


def _is_same_again(reading: Reading, first: Figure, second: Figure, between: str) -> bool:
    """Tell «spans 30 metres; the other spans 1,991 metres»: the same verb, or none, with another subject."""
    if not first.unit or not second.unit or first.dimension == "percent" or second.noun:
        return False
    if _IN_YEAR.match(reading.behind(first)) and _IN_YEAR.match(reading.after(second)):
        return _is_only_one(reading, first) and says_the_same(reading, first, second)
    if first.noun:
        return False
    if not _is_only_one(reading, first) or not re.match(r"[^;:.]*[;,] ", between) or first.per or second.per:
        return False
    if (
        _SIZES.search(between)
        or _SIZES.search(reading.after(second)[:20])
        or _SIZES.search(reading.after(first)[:20])
    ):
        return False
    subject = any(t.tag.startswith(("NN", "DT")) for t in reading.tokens_in(first.end, second.start))
    return subject and says_the_same(reading, first, second, level=True)


def _is_other_share(reading: Reading, first: Figure, second: Figure, between: str) -> bool:
    """Tell «6 percent of the coal's energy; an electric one 85 percent»: two shares of the same."""
    if first.dimension != "percent" or second.dimension != "percent" or not first.noun or second.noun:
        return False
    if reading.after(second).startswith(" of "):
        return False
    if _IN_YEAR.match(reading.after(second)) and _IN_YEAR.match(reading.behind(first)):
        return True
    if _ELSEWHERE.search(between) and reading.before(first)[:3] == "In ":
        return True
    following = reading.token_after(second.end)
    acts = following is not None and following.tag in ("MD", "VBZ", "VBP", "VBD")
    return bool(_ANOTHER.search(between)) or (acts and bool(_THOUGH.search(between)))


def yields(reading: Reading) -> Iterator[Draft]:
    """Give how much of one stuff makes one of another: «30 kilograms of leaf give some 7 of tea»."""
    for first, second in reading.neighbours:
        between = reading.past_noun(first, second)
        if not _are_stuffs(reading, first, second) or not (
            _GIVES.search(between) or _AS_MUCH.search(between)
        ):
            continue
        scaled = on_one_scale(first, second)
        if scaled is None or (1 in (first.value, second.value) and first.unit == second.unit):
            continue
        large, small = sorted(scaled, key=lambda amount: -amount.value)
        many, one = (first, second) if large is scaled[0] else (second, first)
        ratio = over(large, small)
        spoken = plain_ratio(ratio) if ratio else None
        if ratio is None or spoken is None or spoken.value < 2:
            continue
        unit = min((each.unit for each in (first, second) if each.unit), key=lambda unit: unit.size)
        yield draft(
            "yields",
            "quotient",
            (first, second),
            (spoken,),
            values=(large.value, small.value),
            ratio=ratio_said(ratio, spoken),
            many=many.noun,
            one=one.noun,
            unit=unit.singular,
            units=unit.plural,
        )


def _are_stuffs(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell whether two weights or volumes are of two stuffs: «40 grams of wax», «2 kilograms of honey»."""
    if first.high or second.high or first.dimension != second.dimension:
        return False
    if first.dimension not in ("mass", "volume") or not first.noun or not second.noun:
        return False
    both = all(reading.after(figure).startswith(" of ") for figure in (first, second))
    return both and first.noun != second.noun
