"""One quantity at two times: «from 3 percent in 1929 to about 25 in 1933»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from pipeline.writing.figures import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, minus, minus_as_told, over
from pipeline.writing.reckoning.measures import as_much
from pipeline.writing.reckoning.numerals import part_said, said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import Unit, units
from pipeline.writing.reckoning.verbs import says_the_same
from pipeline.writing.reckoning.vocabulary import either, loosely

# Ends of a scale that has no nought of its own: neither ratio nor percentage.
UNSCALED = ("temperature", "degree", "point")
FROM = re.compile(rf"\bfrom {loosely()}$", re.IGNORECASE)
_TO = re.compile(rf"^[^;:.]*? to {loosely()}$")
_FACTOR_MOST = 10**5
PLAIN_TO_SEE = 10  # two numbers up to here a listener subtracts alone
_CHANGED = re.compile(rf"\b{either('rising', 'falling', 'going')}\b")
_DIFFERING = ("time", "length", "mass", "volume", "area", "money")
_WORKED_DOWN = re.compile(
    rf",? (?:reduced|boiled down|shortened|cut|thinned|lowered|brought down|whittled down) to {loosely()}"
)
_STARTS = re.compile(rf"\b(?:starts?|started|begins?|began|opens|opened) (?:out )?(?:with|at) {loosely()}$")
_ENDS = re.compile(
    rf" (?:ends?|ended|finish(?:es|ed)?|stands|stood|closes|closed) (?:up )?(?:with|at) {loosely()}$"
)
_NOW = re.compile(
    rf"(?:^|[,;.] (?:and |but )?|\b(?:and|but) )(?:[Tt]oday|[Nn]ow|[Nn]owadays|these days),?"
    rf"(?: (?:it|they|she|he|there)(?:['’]s)?)?(?: [a-z]+)?,? {loosely()}$"
)
_NEW = re.compile(
    rf"[,;] (?:and |but )?(?:the (?:new|modern|latest|present)|today['’]s) [a-z -]{{2,30}} [a-z]+ {loosely()}$"
)
_LATER_YEAR = re.compile(
    rf"[,;] (?:and |but )?(?:in|by) \d{{4}},?(?P<it> (?:it|they|she|he|there|the (?:figure|share|number)))?(?: [a-z]+)? {loosely()}$"
)
_IN_YEAR = re.compile(r" (?:in|by) (?:the year |AD )?\d{3,4}\b")
_BY_YEAR = re.compile(r" (?:in|by) (?:the year |AD )?(?P<year>\d{3,4})\b")
_IN_YEAR_OR_NOW = re.compile(r" (?:(?:in|by) (?:the year |AD )?\d{3,4}|today|now)\b")
_IN_SOME_YEAR = re.compile(
    r"(?:Around|About|In|By|Before|Until) (?:about )?(?:the year )?(?:\d{3,4}\b|the [a-z]+,)"
)
_APART = re.compile(r"[,;] | and | but ")
_VARIES = re.compile(rf"\b{either('varying')}\b")


@dataclass(frozen=True, slots=True)
class Ends:
    """A quantity at two times, the earlier first, and how the earlier time is called: «in 1950»."""

    first: Figure
    second: Figure
    is_change: bool  # and no range
    then: str = "before"


def ends_of(reading: Reading) -> Iterator[Ends]:
    """Give each quantity that is told at two times, by «from … to …», «…, today it is …» and their like."""
    for first, second in reading.neighbours:
        if first.high or second.high or (first.per and second.per and first.per != second.per):
            continue
        if first.kind == "part" or second.kind == "part":
            continue
        if FROM.search(reading.before(first)) and _TO.match(reading.between(first, second)):
            bare = first.is_plain and second.is_plain  # «from 9 to 5» are hours of the clock
            if same_quantity(first, second) and not (bare and not _moves(reading, first)):
                yield Ends(first, second, _is_change(reading, first), _then(reading, first, second))
        elif (first.unit or first.noun) and same_quantity(first, second):
            if _is_worked_down(reading, first, second) or _is_start_and_end(reading, first, second):
                yield Ends(first, second, is_change=True, then=_then(reading, first, second))
            elif now := now_of(reading, first, second):
                yield now


def from_to(reading: Reading) -> Iterator[tuple[Figure, Figure]]:
    """Give the pairs of one quantity's two ends: «from 3 percent in 1929 to about 25 in 1933»."""
    for ends in ends_of(reading):
        yield ends.first, ends.second


def _is_worked_down(reading: Reading, first: Figure, second: Figure) -> bool:
    return bool(_WORKED_DOWN.fullmatch(reading.past_noun(first, second)))


def _is_start_and_end(reading: Reading, first: Figure, second: Figure) -> bool:
    return bool(_STARTS.search(reading.before(first)) and _ENDS.search(reading.past_noun(first, second)))


def now_of(reading: Reading, first: Figure, second: Figure) -> Ends | None:
    """Read «2,500 kilos a year in 1950, today she gives 8,500»: the same of the same, at another time."""
    between = reading.past_noun(first, second)
    early, late = _year_by(reading, first), _year_by(reading, second)
    now = _NOW.search(between) or (early and _NEW.search(between) and second.unit)
    in_year = _LATER_YEAR.search(between)
    if in_year and late and not early and in_year["it"] and _IN_SOME_YEAR.match(reading.text):
        return (
            Ends(first, second, is_change=True) if says_the_same(reading, first, second, level=True) else None
        )
    in_year = in_year or (
        _IN_YEAR.match(reading.behind(first))
        and _IN_YEAR_OR_NOW.match(reading.behind(second))
        and _APART.search(between)
    )
    if in_year and early and not late and re.match(r" (?:today|now)\b", reading.behind(second)):
        now = in_year
    if not now and not (in_year and early and late and early != late):
        return None
    if second.noun and second.noun != first.noun:
        return None
    if re.search(r"[.;]\s", between) and not (early or now):
        return None
    if not says_the_same(reading, first, second, level=True):
        return None
    if any(other.is_plain and other.start > second.end for other in reading.amounts):
        return None  # of three numbers, no two are the pair
    if not now and early and late and late < early:
        return Ends(second, first, is_change=True, then=_in(late))
    return Ends(first, second, is_change=True, then=_in(early))


def _in(year: int) -> str:
    return f"in {'the year ' if year < 1100 else ''}{year}" if year else "before"


def _year_by(reading: Reading, figure: Figure) -> int:
    """Give the year that stands behind a figure, or before it in its own part of the sentence; else nought."""
    behind = _BY_YEAR.match(reading.behind(figure))
    if behind:
        return int(behind["year"])
    start = max((m.end() for m in re.finditer(r"[.,;] ", reading.before(figure))), default=0)
    start = max([start, *(other.end for other in reading.amounts if other.start < figure.start)])
    years = [
        int(year.value) for year in reading.years if start <= year.start < figure.start and year.value > 0
    ]
    return years[0] if len(years) == 1 else 0


def _then(reading: Reading, first: Figure, second: Figure) -> str:
    years = [year for year in reading.years if first.end < year.start < second.start and year.value > 0]
    if len(years) == 1 and re.search(r" in $", reading.before(years[0])):
        return _in(int(years[0].value))
    return "before"


def _moves(reading: Reading, figure: Figure) -> bool:
    clause = re.split(r"[.;:,]", reading.before(figure)[-60:])[-1]
    return bool(_CHANGED.search(clause) or _VARIES.search(clause))


def same_quantity(first: Figure, second: Figure) -> bool:
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


def on_one_scale(first: Figure, second: Figure) -> tuple[Amount, Amount] | None:
    """Give both amounts in the same unit."""
    one, two = amount_of(first), amount_of(second)
    if first.unit and second.unit and first.unit != second.unit:
        size = first.unit.size / second.unit.size
        one = Amount(one.value * size, one.bound, one.digits)
    return (one, two) if one.value > 0 and two.value > 0 else None


def changes(reading: Reading) -> Iterator[Draft]:
    """Say by what factor a quantity changed, or how many degrees or points it went."""
    for ends in ends_of(reading):
        first, second = ends.first, ends.second
        unit = second.unit or first.unit
        if unit and unit.dimension in UNSCALED:
            yield from _degrees(first, second)
            continue
        if unit and unit.dimension == "calendar":
            continue
        ratio = over(*sorted((amount_of(first), amount_of(second)), key=lambda each: -each.value))
        if unit and unit.dimension == "percent" and (ratio is None or ratio.value < 2 or _is_odd(ends)):
            yield from _points(first, second)
        elif ends.is_change:
            yield from _factor(reading, ends)
        elif _VARIES.search(re.split(r"[.;:,]", reading.before(first)[-60:])[-1]):
            yield from _range(first, second)


def _is_odd(ends: Ends) -> bool:
    """Tell whether a share fell by no plain factor, from a time that has no name."""
    found = _ratio(ends.first, ends.second)
    return bool(
        found
        and found[3]
        and found[1].value < 10
        and ends.then == "before"
        and not part_of(found[2], ratio_said(*found[1:3]))
    )


def _points(first: Figure, second: Figure) -> Iterator[Draft]:
    """Give the points between two percentages that are too near each other for a factor."""
    way = (second, first) if second.value > first.value else (first, second)
    gap = minus(*(amount_of(each) for each in way))
    if gap and gap.value >= 2 and gap.bound in ("exactly", "about"):
        gap = gap.rounded()
        yield draft("points", "difference", way, (gap,), gap=gap.said())


def _is_change(reading: Reading, first: Figure) -> bool:
    """Tell a change in time from a range: something grew or fell, and does not vary between the two."""
    before = re.sub(rf", from {loosely()}$", " from ", reading.before(first))[-90:]
    clause = re.split(r"[.;:,]", before)[-1]
    return bool(_CHANGED.search(clause)) and not _VARIES.search(clause)


def _degrees(first: Figure, second: Figure) -> Iterator[Draft]:
    if first.unit and second.unit and first.unit != second.unit:
        return
    way = (second, first) if second.value > first.value else (first, second)
    gap = minus(*(amount_of(each) for each in way))
    if gap and gap.value > 1:
        yield draft("degrees", "difference", way, (gap,), gap=gap.said())


def _factor(reading: Reading, ends: Ends) -> Iterator[Draft]:
    """Give the larger over the smaller, up or down, where it is worth a word."""
    found = _ratio(ends.first, ends.second)
    if found is None:
        return
    values, ratio, spoken, falls = found
    number = ratio_said(ratio, spoken)
    part = part_of(spoken, number) if falls else ""
    kind = "changed down" if part else "changed to down" if falls else "changed to up"
    yield draft(
        kind,
        "quotient",
        (ends.first, ends.second),
        (spoken,),
        values=values,
        factor=times_said(number),
        part=part,
        then=ends.then,
        then_at=f"{ends.then},",
        much=as_much(reading, ends.first, ends.second) or "as much",
    )


def _range(first: Figure, second: Figure) -> Iterator[Draft]:
    found = _ratio(first, second)
    if found:
        values, ratio, spoken, _ = found
        factor = times_said(ratio_said(ratio, spoken))
        yield draft("range", "quotient", (first, second), (spoken,), values=values, factor=factor)


def _ratio(first: Figure, second: Figure) -> tuple[tuple[Fraction, Fraction], Amount, Amount, bool] | None:
    scaled = on_one_scale(first, second)
    if scaled is None or scaled[0].value == scaled[1].value:
        return None
    falls = scaled[0].value > scaled[1].value
    large, small = scaled if falls else scaled[::-1]
    ratio = over(large, small)
    if ratio is None or not Fraction(7, 5) <= ratio.value <= _FACTOR_MOST:
        return None
    spoken = plain_ratio(ratio)
    return ((large.value, small.value), ratio, spoken, falls) if spoken else None


def part_of(spoken: Amount, number: str) -> str:
    """Turn «almost four» into «a little more than a quarter», and «more than five» into «less than a fifth»."""
    if spoken.value.denominator != 1 or spoken.value > 10:
        return ""
    name = part_said(1 / spoken.value)
    if number.startswith("almost "):
        return f"a little more than {name}"
    if number.startswith("a little more than "):
        return f"a little less than {name}"
    return _part_of_bound(spoken)


def plain_ratio(ratio: Amount) -> Amount | None:
    """Round a ratio to a plain number, the nearest whole or half one; a bound that would break is doubt."""
    value = ratio.value
    if ratio.bound in ("over", "at least", "under", "at most"):
        rounded = ratio.rounded()
        if value < 10:  # «more than one and a half», never «more than 1.7»
            halves = value * 2
            is_least = ratio.bound in ("over", "at least")
            rounded = Amount(Fraction(floor(halves) if is_least else ceil(halves), 2), ratio.bound)
        return rounded if rounded.value >= Fraction(3, 2) else None
    if value >= 10:
        return Amount(value, ratio.bound, min(ratio.digits or 2, 2)).rounded()
    half, whole = Fraction(round(value * 2), 2), Fraction(round(value))
    if value >= 5 and abs(whole - value) <= value * Fraction(5, 100):
        return Amount(whole, ratio.bound if whole == value else "about")
    if value < 10 and half >= Fraction(3, 2) and abs(half - value) <= value * Fraction(3, 100):
        return Amount(half, ratio.bound if half == value else "about")
    if whole >= 2 and abs(whole - value) <= value * Fraction(12, 100):
        return Amount(whole, ratio.bound if whole == value else "about")
    is_near = half >= 2 and value < 5 and abs(half - value) <= value * Fraction(9, 100)
    return Amount(half, "about") if is_near else None


def ratio_said(ratio: Amount, spoken: Amount) -> str:
    """Say a ratio as one does: «about five», and «a little more than two» where it is a little off."""
    off = (ratio.value - spoken.value) / ratio.value
    if spoken.bound == "about" and abs(off) > Fraction(3, 100) and spoken.value <= 10:
        return f"{'a little more than' if off > 0 else 'almost'} {said(spoken.value)}"
    return spoken.said()


def times_said(number: str) -> str:
    """Say a factor: «twice», «about five times»."""
    return re.sub(r"\btwo$", "twice", number) if re.search(r"\btwo$", number) else f"{number} times"


def _part_of_bound(ratio: Amount) -> str:
    """Turn «more than five times» into «less than a fifth»."""
    words = {
        "exactly": "",
        "about": "about ",
        "over": "less than ",
        "under": "more than ",
        "at least": "at most ",
        "at most": "at least ",
    }
    return words[ratio.bound] + (part_said(1 / ratio.value) or f"one part in {said(ratio.value)}")


def differences(reading: Reading) -> Iterator[Draft]:
    """Give how much less or more a measure is at the end: «from 6 hours 40 minutes to 4 hours»."""
    for ends in ends_of(reading):
        first, second = ends.first, ends.second
        unit = (first.unit if first.unit and second.unit else second.unit) or first.unit
        scaled = on_one_scale(second, first)
        if scaled is None or not ends.is_change or scaled[0].value == scaled[1].value:
            continue
        if (unit and unit.dimension not in _DIFFERING) or (unit is None and not reading.is_plural(first)):
            continue
        if first.unit and second.unit and first.unit != second.unit and first.unit.size > second.unit.size:
            unit = second.unit
            scaled = (amount_of(second), scaled_to(first, second.unit))
        falls = scaled[0].value < scaled[1].value
        large, small = scaled[::-1] if falls else scaled
        gap = minus_as_told(large, small)
        if large.value <= PLAIN_TO_SEE and large.value.denominator == small.value.denominator == 1:
            continue
        if gap is None or _is_told_by_factor(ends, large, small) or gap.bound not in ("exactly", "about"):
            continue
        gap = gap if gap.bound == "exactly" else gap.rounded()
        if reading.says(gap.value):
            continue
        per = first.per or second.per
        text = duration(gap, unit) if unit else gap.said()
        yield draft(
            "saved" if falls else "gained",
            "difference",
            (first, second),
            (gap,),
            values=(large.value, small.value),
            gap=text,
            less=("fewer" if unit is None else "less") + (f" a {per}" if per else ""),
            then=ends.then,
        )


def _is_told_by_factor(ends: Ends, large: Amount, small: Amount) -> bool:
    """Tell whether a factor says the change better than the difference does."""
    if large.value < 2 * small.value:
        return False
    found = _ratio(ends.first, ends.second)
    if found is None:
        return True
    _, ratio, spoken, falls = found
    return not falls or bool(part_of(spoken, ratio_said(ratio, spoken))) or ratio.value > 10


def scaled_to(figure: Figure, unit: Unit) -> Amount:
    """Give a figure's amount in another unit of its dimension."""
    amount = amount_of(figure)
    size = figure.unit.size / unit.size if figure.unit else Fraction(1)
    return Amount(amount.value * size, amount.bound, amount.digits)


def duration(amount: Amount, unit: Unit) -> str:
    """Say an amount with its unit, minutes as hours and minutes: «two hours and forty minutes»."""
    if unit.name == "percentage point":
        return f"{amount.said()} percentage point{'' if amount.value == 1 else 's'}"
    if unit.name != "minute" or amount.value < 60 or amount.bound not in ("exactly", "about"):
        return f"{amount.said()} {unit.said(amount.value)}"
    hours, minutes = (Fraction(part) for part in divmod(amount.value, 60))
    about = "about " if amount.bound == "about" else ""
    first = f"{about}{said(hours)} {units()['hour'].said(hours)}"
    return f"{first} and {said(minutes)} {unit.said(minutes)}" if minutes else first
