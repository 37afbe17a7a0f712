"""Sums on two figures that belong together: a change, a contrast, a yield, a pair that can be checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from math import factorial

from pipeline.writing.figures import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, minus, over
from pipeline.writing.reckoning.numerals import part_said, said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import units

# Ends of a scale that has no nought of its own: neither ratio nor percentage.
UNSCALED = ("temperature", "degree", "point")
_FROM = re.compile(
    r"\bfrom (?:a |an |the |just |only |about |some |around |over |under |more than |less than |fewer than |nearly |almost |roughly )*$",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:against|versus|vs\.?|compared (?:with|to)|instead of|rather than|as opposed to|where (?:an?|the)|than)\b[^;.]*$"
)
_TO = re.compile(
    r"^[^;:.]*? to (?:a |an |the |just |only |about |some |around |over |under |more than |less than |fewer than |nearly |almost |roughly |below |above )*$"
)
_GIVES = re.compile(r"(?:^|[ ,])(?:which )?(?:makes?|made|gives?|gave|yields?|yielded|produces?|produced|to make|to hold|to produce) (?:about |some |only |just |up to )?$")  # fmt: skip
_FACTOR_MOST = 10**6
_CHANGED = re.compile(
    r"\b(?:rises?|rose|risen|rising|f[ae]ll|falls|fallen|falling|gr[eo]ws?|grown|growing|drop(?:s|ped|ping)?|climb(?:s|ed|ing)?|increas(?:es|ed|ing|e)"
    r"|decreas(?:es|ed|ing|e)|cut|cuts|cutting|reduc(?:es|ed|ing|e)|shr[aiu]nk(?:s|en|ing)?|went|go(?:es)?|jump(?:s|ed)|s[aiu]nk|slow(?:s|ed)|improv(?:es|ed)"
    r"|swell(?:s|ed)|declin(?:es|ed)|rais(?:es|ed|ing)|lower(?:s|ed|ing)|brings?|brought|takes?|took|expand(?:s|ed)|plung(?:es|ed)|soar(?:s|ed))\b"
)
_VARIES = re.compile(r"\b(?:rang(?:es?|ed|ing)|var(?:y|ies|ied|ying)|spans?|anywhere|everything|anything|sizes?)\b")


def from_to(reading: Reading) -> Iterator[tuple[Figure, Figure]]:
    """Give the pairs of one quantity's two ends: «from 3 percent in 1929 to about 25 in 1933»."""
    for first, second in reading.neighbours:
        if not _FROM.search(reading.before(first)) or not _TO.match(reading.between(first, second)):
            continue
        if first.high or second.high or first.per and second.per and first.per != second.per:
            continue
        if _same_quantity(first, second):
            yield first, second


def _same_quantity(first: Figure, second: Figure) -> bool:
    """Tell whether two figures measure alike; a bare one takes the unit or the noun of the other."""
    if "part" in (first.kind, second.kind):
        return False
    if first.unit and second.unit:
        return first.dimension == second.dimension
    if first.is_plain or second.is_plain:
        return True
    if first.unit or second.unit:  # «from 5 to 8 dollars» is read as 5 and 8 dollars
        return not (first.noun if first.unit is None else second.noun)
    return bool(first.noun and second.noun) and first.noun.split()[-1] == second.noun.split()[-1]


def _on_one_scale(first: Figure, second: Figure) -> tuple[Amount, Amount] | None:
    """Give both amounts in the same unit."""
    one, two = amount_of(first), amount_of(second)
    if first.unit and second.unit and first.unit != second.unit:
        size = first.unit.size / second.unit.size
        one = Amount(one.value * size, one.bound, one.digits)
    return (one, two) if one.value > 0 and two.value > 0 else None


def changes(reading: Reading) -> Iterator[Draft]:
    """Say by what factor a quantity changed, or how many degrees it went."""
    for first, second in from_to(reading):
        unit = second.unit or first.unit
        if unit and unit.dimension in UNSCALED:
            yield from _degrees(first, second)
            continue
        if unit and unit.dimension == "calendar":
            continue
        ratio = over(*sorted((amount_of(first), amount_of(second)), key=lambda each: -each.value))
        if unit and unit.dimension == "percent" and (ratio is None or ratio.value < Fraction(7, 5)):
            yield from _points(first, second)
            continue
        if _is_change(reading, first):
            yield from _factor(first, second, "changed to")
        else:
            yield from _contrast(first, second)


def _points(first: Figure, second: Figure) -> Iterator[Draft]:
    """Give the points between two percentages that are too near each other for a factor."""
    way = (second, first) if second.value > first.value else (first, second)
    gap = minus(*(amount_of(each) for each in way))
    if gap and gap.value >= 2:
        yield draft("points", "difference", way, (gap,), gap=gap.said())


def _is_change(reading: Reading, first: Figure) -> bool:
    """Tell a change in time from a range: something grew or fell, and does not vary, from the one to the other."""
    before = reading.before(first)[-60:]
    clause = re.split(r"[.;:,]", before)[-1]
    return bool(_CHANGED.search(clause)) and not _VARIES.search(clause)


def _contrast(first: Figure, second: Figure) -> Iterator[Draft]:
    for each in _factor(first, second, "contrast"):
        yield Draft("contrast", each.formula, each.blanks, each.used)


def _degrees(first: Figure, second: Figure) -> Iterator[Draft]:
    if first.unit and second.unit and first.unit != second.unit:
        return
    way = (second, first) if second.value > first.value else (first, second)
    gap = minus(*(amount_of(each) for each in way))
    if gap and gap.value > 1:
        yield draft("degrees", "difference", way, (gap,), gap=gap.said())


def _factor(first: Figure, second: Figure, kind: str) -> Iterator[Draft]:
    """Give the larger over the smaller, up or down, where it is worth a word."""
    scaled = _on_one_scale(first, second)
    if scaled is None or scaled[0].value == scaled[1].value:
        return
    falls = scaled[0].value > scaled[1].value
    large, small = scaled if falls else scaled[::-1]
    ratio = over(large, small)
    if ratio is None or not Fraction(7, 5) <= ratio.value <= _FACTOR_MOST:
        return
    spoken = _plain_ratio(ratio)
    if spoken is None:
        return
    values = (large.value, small.value)
    pair = (first, second)
    if spoken.value == int(spoken.value) and spoken.value <= 10 and falls and kind == "changed to":
        part = _part_of_bound(spoken)
        yield draft("changed down", "quotient", pair, (spoken,), values=values, part=part, factor=_times(spoken))
    else:
        way = "down" if falls else "up"
        yield draft(
            f"{kind} {way}", "quotient", pair, (spoken,), values=values, factor=_times(spoken), to_one=_to_one(spoken)
        )


def _plain_ratio(ratio: Amount) -> Amount | None:
    """Round a ratio to a plain number: the nearest whole or half one, «about»; a bound that would break is doubt."""
    value = ratio.value
    if ratio.bound in ("over", "at least", "under", "at most"):
        return ratio.rounded() if ratio.rounded().value >= Fraction(3, 2) else None
    if value >= 10:
        return Amount(value, ratio.bound, min(ratio.digits or 2, 2)).rounded()
    nearest = Fraction(round(value * 2), 2) if value < 5 else Fraction(round(value))
    if nearest < Fraction(3, 2) or abs(nearest - value) > value * Fraction(5, 100):
        return None
    return Amount(nearest, ratio.bound if nearest == value else "about")


def _times(ratio: Amount) -> str:
    if ratio.value == 2 and ratio.bound in ("exactly", "about"):
        return {"exactly": "", "about": "about "}[ratio.bound] + "twice"
    return f"{ratio.said()} times"


def _to_one(ratio: Amount) -> str:
    return f"{ratio.said()} to one"


def _part_of_bound(ratio: Amount) -> str:
    """Turn «more than five times» into «less than a fifth»."""
    words = {"exactly": "", "about": "about ", "over": "less than ", "under": "more than ", "at least": "at most ", "at most": "at least "}  # fmt: skip
    return words[ratio.bound] + (part_said(1 / ratio.value) or f"one part in {said(ratio.value)}")


def saved_time(reading: Reading) -> Iterator[Draft]:
    """Give how much shorter or longer something takes: «from 6 hours 40 minutes to 4 hours»."""
    for first, second in from_to(reading):
        if not (first.unit and second.unit and first.dimension == "time" and first.unit != second.unit):
            continue
        scaled = _on_one_scale(second, first)
        if scaled is None or scaled[0].bound != "exactly" or scaled[1].bound != "exactly":
            continue
        gap = scaled[1].value - scaled[0].value
        if gap > 0 and gap.denominator == 1:
            text = duration(gap, first.unit.name)
            values = (scaled[1].value, scaled[0].value)
            yield draft("saved", "difference", (first, second), (Amount(gap),), values=values, gap=text)


def duration(value: Fraction, unit: str) -> str:
    """Say minutes as hours and minutes: «two hours and forty minutes»."""
    if unit == "minute" and value >= 60:
        hours, minutes = divmod(value, 60)
        first = f"{said(Fraction(hours))} {units()['hour'].said(Fraction(hours))}"
        return first if not minutes else f"{first} and {said(Fraction(minutes))} {units()['minute'].said(Fraction(minutes))}"
    return f"{said(value)} {units()[unit].said(value)}"


def contrasts(reading: Reading) -> Iterator[Draft]:
    """Say by what factor two things differ that the summary sets against each other."""
    for first, second in reading.neighbours:
        if first.high or second.high or not _is_contrast(reading, first, second):
            continue
        unit = second.unit or first.unit
        if unit and unit.dimension in (*UNSCALED, "calendar", "times", "money"):
            continue
        yield from _contrast(first, second)


def _is_contrast(reading: Reading, first: Figure, second: Figure) -> bool:
    between = reading.past_noun(first, second)
    if not _same_quantity(first, second) or _FROM.search(reading.before(first)) or (first.is_plain and second.is_plain):
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
    if not re.match(r"(?:[,.;:]|$| in (?:[A-Z]|\d)| (?:by|at|on) )", reading.after(second)):
        return False
    if _OF_NUMBERS.search(between) or re.search(r"\b(?:by|after|within|until|since|for|of|at) (?:about )?$", between):
        return False
    return bool(re.match(r"(?:[^;:.]*[,;] |[^;:.,]* and )", between)) and first.bound in ("exactly", "about", "over", "under")


def _is_other_share(reading: Reading, first: Figure, second: Figure, between: str) -> bool:
    """Tell «6 percent of the coal's energy; an electric one 85 percent»: one share of the same, for another."""
    return (
        first.dimension == second.dimension == "percent"
        and bool(first.noun)
        and not second.noun
        and not reading.after(second).startswith(" of ")
        and bool(re.search(r"(?:;|, (?:and|but|while|whereas)|,) [^,;.]*\b(?:ones?|that of|those|others?)\b[^,;.]*$", between))
    )


_OF_NUMBERS = re.compile(r"\bof (?:them|whom|which|these)\b")


def yields(reading: Reading) -> Iterator[Draft]:
    """Give how much of one stuff makes one of another: «30 kilograms of leaf give some 7 of tea»."""
    for first, second in reading.neighbours:
        if not (first.unit and second.unit) or first.high or second.high or first.dimension != second.dimension:
            continue
        if first.dimension not in ("mass", "volume") or not (first.noun and second.noun) or first.noun == second.noun:
            continue
        if not _GIVES.search(reading.past_noun(first, second)) or not all(
            re.match(r" of ", reading.after(each)) for each in (first, second)
        ):
            continue
        scaled = _on_one_scale(first, second)
        if scaled is None or 1 in (first.value, second.value) and first.unit == second.unit:
            continue
        rises = scaled[1].value > scaled[0].value
        ratio = over(*(scaled[::-1] if rises else scaled))
        spoken = _plain_ratio(ratio) if ratio else None
        if spoken is None or spoken.value < 2:
            continue
        values = tuple(each.value for each in (scaled[::-1] if rises else scaled))
        many, one = (second.noun, first.noun) if rises else (first.noun, second.noun)
        unit = first.unit.singular if first.unit.size <= second.unit.size else second.unit.singular
        plural = units()[first.unit.name if first.unit.size <= second.unit.size else second.unit.name].plural
        yield draft(
            "yields", "quotient", (first, second), (spoken,), values=values, ratio=spoken.said(), many=many, one=one, unit=unit, units=plural
        )  # fmt: skip


def disagreements(reading: Reading) -> Iterator[Draft]:
    """Give the gap of two values that the summary calls a disagreement, a margin or a difference."""
    if not re.search(r"\b(?:disagree(?:s|d|ment)?|margin|difference|differ|discrepancy|tension|gap)\b", reading.text):
        return
    for first, second in reading.neighbours:
        if first.high or second.high or not _same_quantity(first, second) or not (second.is_plain or first.unit == second.unit):
            continue
        large, small = (first, second) if first.value > second.value else (second, first)
        gap = minus(amount_of(large), amount_of(small))
        if gap and gap.value > 0 and re.search(r"\b(?:against|and|while|but|give|versus)\b|[,;]", reading.between(first, second)):
            unit = (first.unit or second.unit).plural if (first.unit or second.unit) else ""
            if not reading.says(gap.value):
                yield draft("gap", "difference", (large, small), (gap,), gap=f"{gap.said()} {unit}".strip())
            return


def checks(reading: Reading) -> Iterator[Draft]:
    """Confirm a number by another: orders of so many things, pairs, powers of two, squares."""
    for small in reading.amounts:
        for large in reading.amounts:
            if small is large or small.high or large.high or small.value.denominator != 1 or not 3 <= small.value <= 10**6:
                continue
            yield from _check(reading, small, large)


def _check(reading: Reading, small: Figure, large: Figure) -> Iterator[Draft]:
    n, total, text = int(small.value), large.value, reading.text
    if 4 <= n <= 20 and total == factorial(n) and re.search(r"\b(?:orders?|ways|rows|sequences|arrang\w+|permut\w+|changes)\b", text):
        down = ", ".join(said(Fraction(k)) for k in (n, n - 1, n - 2))
        yield draft("orders", "factorial", (small, large), (Amount(total),), n=said(Fraction(n)), down=f"{down}", total=said(total))
    elif n >= 4 and total == Fraction(n * (n - 1), 2) and re.search(
        r"\b(?:pairs?|games|match(?:es)?|handshakes|connections|links|meets?|plays?|everyone|each other|every other|lines)\b", text
    ):
        yield draft("paired", "pairs", (small, large), (Amount(total),), n=said(Fraction(n)), other=said(Fraction(n - 1)), twice=said(total * 2), total=said(total))
    elif n >= 4 and n <= 60 and total == 2**n and re.search(r"\b(?:bits?|questions?|doubl\w+|coins?|flips|toss\w*|folds?|yes|halv\w+|generations|squares|switches)\b", text):
        yield draft("powers", "power of two", (small, large), (Amount(total),), n=said(Fraction(n)), total=said(total))
    elif n >= 5 and total == n * n and re.search(r"\b(?:quadratic\w*|squared?|squares|board|grid|pairs?|pairwise|by|each way|table)\b", text):
        yield draft("squares", "square", (small, large), (Amount(total),), n=said(Fraction(n)), total=said(total))
