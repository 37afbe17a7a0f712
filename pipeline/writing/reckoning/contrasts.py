"""Two things that the summary sets against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.writing.figures import Figure
from pipeline.writing.reckoning.amounts import amount_of, minus, over
from pipeline.writing.reckoning.changes import (
    FROM,
    UNSCALED,
    contrast,
    on_one_scale,
    plain_ratio,
    same_quantity,
)
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import units

_AGAINST = re.compile(
    r"\b(?:against|versus|vs\.?|compared (?:with|to)|instead of|rather than|as opposed to|where (?:an?|the)|than)\b[^;.]*$"
)
_GIVES = re.compile(
    r"(?:^|[ ,])(?:which )?(?:makes?|made|gives?|gave|yields?|yielded|produces?|produced|to make|to hold|to produce) (?:about |some |only |just |up to )?$"
)
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_OF_NUMBERS = re.compile(r"\bof (?:them|whom|which|these)\b")


def contrasts(reading: Reading) -> Iterator[Draft]:
    """Say by what factor two things differ that the summary sets against each other."""
    for first, second in reading.neighbours:
        if first.high or second.high or not _is_contrast(reading, first, second):
            continue
        unit = second.unit or first.unit
        if unit and unit.dimension in (*UNSCALED, "calendar", "times"):
            continue
        yield from contrast(first, second)


def _is_contrast(reading: Reading, first: Figure, second: Figure) -> bool:
    between = reading.past_noun(first, second)
    if (
        not same_quantity(first, second)
        or FROM.search(reading.before(first))
        or (first.is_plain and second.is_plain)
    ):
        return False
    if first.value == 1 or second.value == 1 or (second.per and second.per != first.per):
        return False
    against = _AGAINST.search(between)
    if against and not re.search(r"\b(?:more|less|fewer|other) than (?:about )?$", between):
        return first.dimension != "percent" or not (first.noun and second.noun and first.noun != second.noun)
    return _is_elliptic(reading, first, second, between) or _is_other_share(reading, first, second, between)


def _is_elliptic(reading: Reading, first: Figure, second: Figure, between: str) -> bool:
    """Tell «300 bones, a grown-up 206»: a bare number takes over the whole of the first one's sense."""
    if not second.is_plain or not (first.noun or first.unit) or first.is_plain:
        return False
    if not re.match(r"(?:[,.;:]|$| (?:in|by|at|on) )", reading.after(second)):
        return False
    if not _says_the_same(reading, first, second):
        return False
    if _OF_NUMBERS.search(between) or re.search(
        r"\b(?:by|after|within|until|since|for|of|at) (?:about )?$", between
    ):
        return False
    return bool(re.match(r"(?:[^;:.]*[,;] |[^;:.,]* and )", between)) and first.bound in (
        "exactly",
        "about",
        "over",
        "under",
    )


def _says_the_same(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell whether no verb stands between two figures, or only the one that stands before the first."""
    new = [t.text.lower() for t in reading.tokens_in(first.noun_end, second.start) if t.tag in _FINITE]
    old = [t.text.lower() for t in reading.tokens_in(0, first.start) if t.tag in _FINITE]
    return not new or (bool(old) and len(new) == 1 and _root(new[0]) == _root(old[-1]))


def _root(verb: str) -> str:
    """Give what the forms of a verb have in common: «held» and «holds», «ran» and «runs»."""
    if verb in ("is", "are", "was", "were"):
        return "be"
    return re.sub(r"[aeiouy]", "", re.sub(r"(?:ed|s)$", "", verb)) or verb


def _is_other_share(reading: Reading, first: Figure, second: Figure, between: str) -> bool:
    """Tell «6 percent of the coal's energy; an electric one 85 percent»: one share of the same, for another."""
    return (
        first.dimension == second.dimension == "percent"
        and bool(first.noun)
        and not second.noun
        and not reading.after(second).startswith(" of ")
        and bool(
            re.search(
                r"(?:;|, (?:and|but|while|whereas)|,) [^,;.]*\b(?:ones?|that of|those|others?)\b[^,;.]*$",
                between,
            )
        )
    )


def yields(reading: Reading) -> Iterator[Draft]:
    """Give how much of one stuff makes one of another: «30 kilograms of leaf give some 7 of tea»."""
    for first, second in reading.neighbours:
        if (
            not (first.unit and second.unit)
            or first.high
            or second.high
            or first.dimension != second.dimension
        ):
            continue
        if (
            first.dimension not in ("mass", "volume")
            or not (first.noun and second.noun)
            or first.noun == second.noun
        ):
            continue
        if not _GIVES.search(reading.past_noun(first, second)) or not all(
            re.match(r" of ", reading.after(each)) for each in (first, second)
        ):
            continue
        scaled = on_one_scale(first, second)
        if scaled is None or (1 in (first.value, second.value) and first.unit == second.unit):
            continue
        rises = scaled[1].value > scaled[0].value
        ratio = over(*(scaled[::-1] if rises else scaled))
        spoken = plain_ratio(ratio) if ratio else None
        if spoken is None or spoken.value < 2:
            continue
        values = tuple(each.value for each in (scaled[::-1] if rises else scaled))
        many, one = (second.noun, first.noun) if rises else (first.noun, second.noun)
        unit = first.unit.singular if first.unit.size <= second.unit.size else second.unit.singular
        plural = units()[first.unit.name if first.unit.size <= second.unit.size else second.unit.name].plural
        yield draft(
            "yields",
            "quotient",
            (first, second),
            (spoken,),
            values=values,
            ratio=spoken.said(),
            many=many,
            one=one,
            unit=unit,
            units=plural,
        )


def disagreements(reading: Reading) -> Iterator[Draft]:
    """Give the gap of two values that the summary calls a disagreement, a margin or a difference."""
    if not re.search(
        r"\b(?:disagree(?:s|d|ment)?|margin|difference|differ|discrepancy|tension|gap)\b", reading.text
    ):
        return
    for first, second in reading.neighbours:
        if (
            first.high
            or second.high
            or not same_quantity(first, second)
            or not (second.is_plain or first.unit == second.unit)
        ):
            continue
        large, small = (first, second) if first.value > second.value else (second, first)
        gap = minus(amount_of(large), amount_of(small))
        if (
            gap
            and gap.value > 0
            and re.search(r"\b(?:against|and|while|but|give|versus)\b|[,;]", reading.between(first, second))
        ):
            unit = (first.unit or second.unit).plural if (first.unit or second.unit) else ""
            if not reading.says(gap.value):
                yield draft("gap", "difference", (large, small), (gap,), gap=f"{gap.said()} {unit}".strip())
            return
