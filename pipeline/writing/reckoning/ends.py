"""The pairs in which a summary tells one quantity at two times: «from … to …», «…, today it is …»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.factors import on_one_scale, same_quantity
from pipeline.writing.reckoning.reading import Reading
from pipeline.writing.reckoning.verbs import says_the_same
from pipeline.writing.reckoning.vocabulary import either, loosely

FROM = re.compile(rf"\bfrom {loosely()}$", re.IGNORECASE)
_WITHIN = re.compile(rf"\b(?:in|for|within|after|during) {loosely()}$")
_TO = re.compile(rf"^[^;:.]*? to {loosely()}$")
_CHANGED = re.compile(rf"\b{either('rising', 'falling', 'going')}\b")
_RISES, _FALLS = (re.compile(rf"\b{either(name)}\b") for name in ("rising", "falling"))
_WORKED_DOWN = re.compile(
    rf",? (?:was |were |is |has been )?(?:widened|raised|lengthened|extended|enlarged|deepened|reduced"
    rf"|boiled down|shortened|cut|thinned|lowered|brought down|whittled down) to {loosely()}"
)
_MOVED_FROM = re.compile(rf"\b{either('rising', 'falling')} from {loosely()}$")
_AFTERWARDS = re.compile(rf", (?:and )?after(?:wards| it| that)?,? {loosely()}$")
_ARE_LEFT = re.compile(r" (?:are|were|is|was) (?:still )?left\b| remain(?:ed)?\b")
_AND_THEN = re.compile(rf"(?:^|[a-z0-9])[,;] (?:and |of which |today |now |only )*{loosely()}$")
_STARTS = re.compile(rf"\b(?:starts?|started|begins?|began|opens|opened) (?:out )?(?:with|at) {loosely()}$")
_ENDS = re.compile(
    rf" (?:ends?|ended|finish(?:es|ed)?|stands|stood|closes|closed) (?:up )?(?:with|at) {loosely()}$"
)
_NOW = re.compile(
    rf"(?:^|[,;.] (?:and |but )?|\b(?:and|but) )(?:[Tt]oday|[Nn]ow|[Nn]owadays|these days),?"
    rf"(?: (?:it|they|she|he|there)(?:['’]s)?)?(?: [a-z]+)?,? {loosely()}$"
)
_NEW = re.compile(
    rf"[,;] (?:and |but )?(?:the (?:new|modern|latest|present)"
    rf"|today['’]s) [a-z -]{{2,30}} [a-z]+ {loosely()}$"
)
_LATER_YEAR = re.compile(
    rf"[,;] (?:and |but )?(?:in|by) \d{{4}},?(?P<it> (?:it|they|she|he|there|the (?:figure|share"
    rf"|number)))?(?: [a-z]+)? {loosely()}$"
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
                yield Ends(first, second, _is_change(reading, first, second), _then(reading, first, second))
        elif (first.unit or first.noun) and same_quantity(first, second):
            if _is_worked_down(reading, first, second) or _is_start_and_end(reading, first, second):
                early = _year_by(reading, first)
                yield Ends(
                    first, second, is_change=True, then=_in(early) if early else _then(reading, first, second)
                )
            elif not _is_only_when(reading, first, second) and (now := now_of(reading, first, second)):
                yield now


def from_to(reading: Reading) -> Iterator[tuple[Figure, Figure]]:
    """Give the pairs of one quantity's two ends: «from 3 percent in 1929 to about 25 in 1933»."""
    for ends in ends_of(reading):
        yield ends.first, ends.second


def _is_worked_down(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell «was widened to 24», «Before …, after it …» and «6,000 workers in 1960, and 400 are left»."""
    between = reading.past_noun(first, second)
    if reading.text.startswith("Before ") and _AFTERWARDS.search(between):
        return reading.text.startswith("Before ") and says_the_same(reading, first, second)
    if second.is_plain and _ARE_LEFT.match(reading.after(second)) and _AND_THEN.search(between):
        return reading.amounts == (first, second)
    return bool(_WORKED_DOWN.fullmatch(between))


def _is_start_and_end(reading: Reading, first: Figure, second: Figure) -> bool:
    return bool(_STARTS.search(reading.before(first)) and _ENDS.search(reading.past_noun(first, second)))


def _is_only_when(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell «56.8 kilometres in one hour …, where he had ridden 49.4»: those are no hours."""
    timed = first.dimension in ("time", "calendar") and not first.per
    return timed and second.is_plain and bool(_WITHIN.search(reading.before(first)))


def now_of(reading: Reading, first: Figure, second: Figure) -> Ends | None:
    """Read «2,500 kilos a year in 1950, today she gives 8,500»: the same of the same, at another time."""
    between = reading.past_noun(first, second)
    early, late = _year_by(reading, first), _year_by(reading, second)
    now = _NOW.search(between) or (early and _NEW.search(between) and second.unit)
    later = _LATER_YEAR.search(between)
    told = later and late and not early and later["it"] and _IN_SOME_YEAR.match(reading.text)
    if later and late and not early and later["it"] and not now and not told:
        return _once(reading, first, second, late)
    in_year = later or (
        _IN_YEAR.match(reading.behind(first))
        and _IN_YEAR_OR_NOW.match(reading.behind(second))
        and _APART.search(between)
    )
    if in_year and early and not late and re.match(r" (?:today|now)\b", reading.behind(second)):
        now = in_year
    if not now and not told and not (in_year and early and late and early != late):
        return None
    if (second.noun and second.noun != first.noun) or not says_the_same(reading, first, second, level=True):
        return None
    if (re.search(r"[.;]\s", between) and not (early or now or told)) or any(
        other.is_plain and other.start > second.end for other in reading.amounts
    ):
        return None  # of three numbers, no two are the pair
    if not now and early and late and late < early:
        return Ends(second, first, is_change=True, then=_in(late))
    return Ends(first, second, is_change=True, then=_in(early))


def _once(reading: Reading, first: Figure, second: Figure, late: int) -> Ends | None:
    """Read «drive 17 kilometres to work, in 1999 it was 14.6»: what is now is told first."""
    verbs = [token.tag for token in reading.tokens_in(0, first.start) if token.tag in ("VBZ", "VBP", "VBD")]
    if verbs[-1:] not in (["VBZ"], ["VBP"]) or re.search(r"\b(?:normally|usually|typically)\b", reading.text):
        return None
    was = re.search(rf"\b(?:was|were) {loosely()}$", reading.before(second))
    return Ends(second, first, is_change=True, then=_in(late)) if was else None


def _in(year: int) -> str:
    return f"in {'the year ' if year < 1100 else ''}{year}" if year else "before"


def _year_by(reading: Reading, figure: Figure) -> int:
    """Give the year behind a figure, or before it in its own part of the sentence; else nought."""
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
    """Tell whether bare numbers are the ends of a change: «rose from 300 to 1,200», not hours."""
    return bool(_MOVED_FROM.search(reading.before(figure)))


def _is_change(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell a change in time from a range: something grew or fell, the way its numbers do."""
    scaled_values = on_one_scale(first, second)
    before = re.sub(rf", from {loosely()}$", " from ", reading.before(first))[-90:]
    clause = re.split(r"[.;:,]", before)[-1]
    varies = max((match.start() for match in _VARIES.finditer(clause)), default=-1)
    changed = max((match.start() for match in _CHANGED.finditer(clause)), default=-1)
    if changed < 0 or changed < varies or scaled_values is None:
        return False
    verbs = _RISES if scaled_values[0].value > scaled_values[1].value else _FALLS
    return not verbs.search(clause) or bool((_FALLS if verbs is _RISES else _RISES).search(clause))
