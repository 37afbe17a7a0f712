"""How long it was from one full date to another: «opened on 1 July 1940 and fell on 7 November»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise

from pipeline.writing.reckoning.amounts import Amount
from pipeline.writing.reckoning.parsed import parse
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import units

MONTHS = "January February March April May June July August September October November December".split()
_DATE = re.compile(rf"\b(?P<day>[1-3]?\d) (?P<month>{'|'.join(MONTHS)})\b(?: (?P<year>1\d{{3}}|20\d\d)\b)?")
_BEGINS = re.compile(
    r"\b(?:opened|lit|born|founded|launched|commissioned|set (?:out|off|sail)|sailed|left|began|begun|started"
    r"|took off|crowned|elected|sworn in|signed|appointed|took office|imprisoned|arrested|captured|besieged"
    r"|switched on|shown|unveiled|went up)\b[^,;.]*\bon $"
)
_LASTED = re.compile(r" (?:to|until|till) ")
_AND_ENDED = re.compile(r"[^;.]*? and (?P<verb>[a-z]+) [^,;.]*\bon ")
# The longest gap that is told in a unit, and the days of one.
_STEPS = (("day", 21, Fraction(1)), ("week", 70, Fraction(7)), ("month", 730, Fraction(365, 12)))
IN_YEARS = ("year", Fraction(1461, 4))
_LEAST = 2
_PAST = ("VBD", "VBN")


def step_of(gap: int) -> tuple[str, Fraction]:
    """Give the unit in which a gap of so many days is told, and the days of one."""
    return next(((name, size) for name, most, size in _STEPS if gap <= most), IN_YEARS)


def days_between(reading: Reading) -> Iterator[Draft]:
    """Say how long something lasted whose beginning and end the summary dates."""
    if any(each.dimension == "time" for each in parse(reading).quantities):
        return  # the summary says how long, or tells of another stretch
    found = list(_DATE.finditer(reading.text))
    for first, second in pairwise(found):
        if len(found) == _LEAST and first["year"] and _are_ends(reading, first, second):
            yield from _apart(reading, first, second)


def _are_ends(reading: Reading, first: re.Match[str], second: re.Match[str]) -> bool:
    """Tell the beginning and the end of one thing: «from … to …», or two verbs of one subject."""
    before, between = reading.text[: first.start()], reading.text[first.end() : second.start()]
    if _LASTED.fullmatch(between):
        return before.endswith("rom ")
    ended = _AND_ENDED.fullmatch(between)
    if not ended or not _BEGINS.search(before):
        return False
    verb = reading.token_after(first.end() + ended.start("verb"))
    return verb is not None and verb.tag in _PAST


def _apart(reading: Reading, first: re.Match[str], second: re.Match[str]) -> Iterator[Draft]:
    year = int(first["year"])
    later = int(second["year"] or year)
    one, two = (MONTHS.index(each["month"]) + 1 for each in (first, second))
    try:
        gap = (date(later, two, int(second["day"])) - date(year, one, int(first["day"]))).days
    except ValueError:
        return  # the 31st of June
    name, size = step_of(gap)
    value = Fraction(round(gap / size))
    if value < _LEAST:
        return
    spoken = Amount(value, "exactly" if name == "day" else "about")
    figures = [
        f
        for f in reading.figures
        if first.start() <= f.start < second.end() and _is_in(f.start, first, second)
    ]
    yield draft(
        "dates apart", "days between", figures, (spoken,),
        values=tuple(Fraction(number) for number in (first["day"], year, second["day"])),
        given=(one, two, later - year, size), span=f"{spoken.said()} {units()[name].said(value)}",
    )  # fmt: skip


def _is_in(place: int, *dates: re.Match[str]) -> bool:
    return any(each.start() <= place < each.end() for each in dates)
