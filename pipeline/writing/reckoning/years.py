"""Years apart, doublings and half-lives, and the rest of a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from pipeline.writing.quantities import Figure
from pipeline.writing.reckoning.amounts import Amount, amount_of, exact, times
from pipeline.writing.reckoning.moments import moments
from pipeline.writing.reckoning.numerals import said
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.vocabulary import loosely

_DOUBLES = re.compile(
    rf"\bdoubl(?:e|es|ed|ing)\b(?: in (?:size|number|strength))?[^,;:.]{{0,25}}? "
    rf"(?:{loosely()}every|in) {loosely()}(?:every )?$"
)
_RETURNS = re.compile(
    r"\b(?:until|till|not before|only in|came back|comes back|returned|reopened|rediscovered"
    r"|found again|finished"
    r"|completed|closed|abolished|repealed|the last|last one|vanished|ended|died out|the next"
    r"|won again|gave it back"
    r"|was broken|broken|lifted|went extinct|stood until|lasted until|proved|solved|reversed|overturned)\b",
    re.IGNORECASE,
)
_SAME_AGAIN = re.compile(r"[,;] (?:and |but )?(?:the )?[A-Z][\w’' -]{1,30} (?:only )?in ")
_BEGINS = re.compile(
    r"\b(?:the first|began|begun|started|reached|arrived|introduced|invented|launched|proposed|promised"
    r"|borrowed|lent|lost|buried|stolen|sealed|planted"
    r"|ordered)\b[^.;]*$"
)
_DONE = re.compile(
    r"[^.;,]* (?:was |were )(?:only )?(?:given back|returned|recovered|reopened|repaid|found again|dug up)\b"
    r"|[^.;]* and (?:the last|(?:had |has |was |were )?(?:finally |only )?"
    r"(?:ended|finished|completed|opened|closed|abolished|banned|reached|destroyed|gone))\b"
)
_WENT_ON = re.compile(
    r"\band (?:then )?(?:lay|stood|lasted|remained|reigned|ruled|stayed|waited|slept|survived|hung|hid"
    r"|was (?:lost|hidden|buried|closed|forgotten))\b[^,;.]{0,30} for $"
)
_IN_THE_END = re.compile(
    r"[^;.]*?, [^;.]* (?:in (?:[A-Za-z]+ )?|on \d{1,2} [A-Z][a-z]+ |by the (?:[a-z]+ )*"
    r"(?:earthquake|fire|flood|storm|eruption|explosion|revolution)s? (?:of|in) )$"
)
# What is destroyed and built again, closed and opened: the years between are those without it.
_GONE = re.compile(
    r"\b(?:[Dd]estroyed|[Cc]losed|[Bb]urned down|[Bb]urnt down|[Dd]emolished|[Ss]unk|[Ll]ost|[Dd]issolved)\b"
)
_BACK_AGAIN = re.compile(r"\b(?:rebuilt|reopened|restored|raised again|refloated|refounded|re-established)\b")
_ANOTHER = re.compile(
    r"\b(?:second|third|fourth|next) time\b|\bonce more\b|\b(?:though|although|while|whereas|whose)\b"
    r"|,? (?:and|but) (?:an? |another |the (?!last|first|final|whole|work|same)[a-z]"
    r"|[A-Z][a-z]+ (?!only\b|in\b))"
)
_PAIR = 2
_FEW_MONTHS = 2  # beyond whole years that need not be told
_LONG = 5  # years, that somebody waits or works for
_YEAR = 31_536_000  # seconds
_LAST_YEAR = 2020  # a year that may not have come yet is not told
_HALVES = re.compile(
    rf"\b(?:half-life (?:of|is|was)|halv(?:es|ed|ing)\b[^,;:.]{{0,20}} (?:in|every)) {loosely()}$"
)


def years_between(reading: Reading) -> Iterator[Draft]:
    """Give the years from the first to the last of the years told."""
    years = sorted(reading.years, key=lambda figure: figure.value)
    if len(years) < 2:
        return
    first, last = years[0], years[-1]
    gap = last.value - first.value - (1 if first.value < 0 < last.value else 0)
    about = "about" in (first.bound, last.bound)
    bounds = {first.bound, last.bound} - {"exactly", "about"}
    told = sorted(years, key=lambda figure: figure.start)
    if len(years) > _PAIR and _is_back_again(reading, *told[:2]):
        years = told = told[:2]
        first, last = told
        gap = last.value - first.value
        about, bounds = "about" in (first.bound, last.bound), {first.bound, last.bound} - {"exactly", "about"}
    until = (
        len(years) > _PAIR
        and told == years
        and _is_one_story(reading.between(first, last))
        and re.search(r"\buntil (?:[A-Z][a-z]+ )?$", reading.before(last))
    )
    if not until and (len(years) != _PAIR or not _is_span(reading, *told)):
        return
    if gap < 2 or bounds or _is_plain_to_see(first, last) or not _are_whole(reading, first, last):
        return
    if any(_is_near(figure, gap, reading.after(figure)) for figure in reading.amounts):
        return
    spoken = Amount(gap, "about") if about else Amount(gap)
    if about and gap > 100:
        spoken = Amount(gap, "about", 2).rounded()
    earlier, later = (first, last) if until else told
    taken = (
        gap >= _LONG
        and _BEGINS.search(reading.before(earlier))
        and _DONE.match(reading.between(earlier, later))
    )
    span = f"{spoken.said()} years"
    yield draft(
        "years taken" if taken else "years",
        "years between",
        (first, last),
        (spoken,),
        years=span if taken else spoken.said(),
        years_cap=span[:1].upper() + span[1:],
        first=_year(first, with_era=first.value < 0),
        last=_year(last, with_era=first.value < 0),
    )


def _are_whole(reading: Reading, first: Figure, last: Figure) -> bool:
    """Tell whether it is nearly as many years as the years' numbers say, where their months are told."""
    told = {each.figure.start: each.month for each in moments(reading)}
    one, two = (told.get(each.start, 0) for each in (first, last))
    return not (one and two) or abs(two - one) <= _FEW_MONTHS


def _is_plain_to_see(first: Figure, last: Figure) -> bool:
    """Tell two years of one decade, between which a listener counts alone."""
    return first.value // 10 == last.value // 10


def _is_span(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell whether two years bound something: a stretch, or a thing and its end or its return."""
    between = reading.between(first, second)
    if not _is_one_story(between):
        return False
    if re.search(r"\bfrom (?:about |around )?$", reading.before(first)):
        to = re.fullmatch(r" (?:to|until|till|through) (?:about |around )?", between)
        return bool(to) or _is_of_one(
            reading, first, second
        )  # «Watched from 1991, it was switched off in 2001»
    if re.search(
        r"\b(?:[Ff]ilmed|[Bb]uilt|[Ww]ritten|[Pp]ainted|[Cc]omposed|[Ss]hot|[Cc]arved|[Rr]ecorded"
        r"|[Cc]ompiled) (?:[a-z]+ ){0,6}between $",
        reading.before(first),
    ):
        return bool(re.fullmatch(r" and ", between))
    if re.search(r"\bbetween $", reading.before(first)):
        return False  # «between 1951 and 1975 the lake fell …» is when, not how long
    if _is_of_one(reading, first, second) or _is_back_again(reading, first, second):
        return True
    return bool(_RETURNS.search(between)) or bool(_SAME_AGAIN.fullmatch(between))


def _is_one_story(between: str) -> bool:
    """Tell whether what stands between two years is one clause's, of one subject's one happening."""
    return not re.search(r"[.;:—]\s", between) and not _ANOTHER.search(between)


def _is_back_again(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell «Destroyed by troops in June 1776, the tower was rebuilt in 1783»."""
    between = reading.between(first, second)
    gone = _GONE.search(re.split(r"[.;]", reading.before(first))[-1])
    return (
        bool(gone) and first.value < second.value and bool(_BACK_AGAIN.search(between)) and "." not in between
    )


def _is_of_one(reading: Reading, first: Figure, second: Figure) -> bool:
    """Tell «Ringed as an adult in 1956, the albatross laid an egg in 2024» and «… died before … in 1795»."""
    opening = re.match(
        r"([A-Z][a-z]+(?:ed|en|wn|lt|de|nt|ld|un|ht)) "
        r"(?:about|after|around|as|at|before|by|down|during"
        r"|for|from|in|into|near|off|on|out|to|under|up|with) [^,;.]*$",
        reading.before(first),
    )
    participle = opening and reading.tokens and reading.tokens[0].tag in ("VBN", "VBD", "NNP", "NN", "JJ")
    between = reading.between(first, second)
    if participle and _IN_THE_END.match(between):
        return True
    return bool(re.search(r"\bdied before\b[^;.]* in $", between))


def _is_near(figure: Figure, years: Fraction, behind: str) -> bool:
    """Tell whether the summary says itself how long it was: «872 days, from 1941 to 1944»."""
    if figure.unit is None or figure.dimension not in ("time", "calendar"):
        return False
    if re.match(r" (?:after|before|later)\b", behind):
        return False
    in_years = figure.value * (
        figure.unit.size / 12 if figure.dimension == "calendar" else figure.unit.size / _YEAR
    )
    return Fraction(3, 5) <= in_years / years <= Fraction(3, 2)


def years_away(reading: Reading) -> Iterator[Draft]:
    """Give the year so many years before or after the one that is told: «from 1899, 46 years after …»."""
    spans = [f for f in reading.amounts if f.unit and f.unit.name == "year" and not f.high]
    if len(reading.years) != 1 or len(spans) != 1 or spans[0].value < 2 or spans[0].value.denominator != 1:
        return
    year, span = reading.years[0], spans[0]
    if {year.bound, span.bound} != {"exactly"} or 0 < year.value < 100:
        return
    back = _is_before(reading, year, span)
    if back is None:
        return
    other = Amount(year.value - span.value if back else year.value + span.value)
    if other.value > _LAST_YEAR or (other.value > 0) != (year.value > 0):
        return
    kind = "since" if _lasted_until(reading, span) else "year before" if back else "year after"
    yield draft(
        kind,
        "difference" if back else "total",
        (year, span),
        (other,),
        span=said(span.value),
        small=f"{said(span.value)} years",
        year=_year(year, with_era=False),
        other=_year(replace(year, value=other.value), with_era=False),
    )


def _is_before(reading: Reading, year: Figure, span: Figure) -> bool | None:
    after = reading.after(span)
    if year.start < span.start and " more " in reading.text[span.start : span.end]:
        return False  # «went on to live 13 more years»
    if year.start < span.start:
        if re.match(r" (?:after|on from)\b", after) or re.search(r"\bafter $", reading.before(span)):
            return True
        if _WENT_ON.search(reading.before(span)):
            return False
        return False if re.match(r" (?:later|afterwards|more|longer)\b", after) else None
    return True if _lasted_until(reading, span) else None


def _lasted_until(reading: Reading, span: Figure) -> bool:
    """Tell «for 76 years, until … in 2006»."""
    lasted = re.search(r"\bfor $", reading.before(span))
    return bool(lasted and re.match(r"[^.;:]{0,40}\buntil\b", reading.after(span)))


def _year(figure: Figure, *, with_era: bool) -> str:
    era = "BC " if figure.value < 0 else "AD " if with_era or figure.value < 1000 else ""
    number = abs(int(figure.value))
    return f"{number} BC" if era == "BC " else f"{era}{number}"


def doublings(reading: Reading) -> Iterator[Draft]:
    """Carry a doubling or a half-life three steps on."""
    for figure in reading.amounts:
        if figure.dimension not in ("time", "calendar") or figure.high or not figure.unit:
            continue
        before = reading.before(figure)
        doubles = _DOUBLES.search(before)
        if not doubles and not _HALVES.search(before):
            continue
        if (
            doubles
            and re.search(r"\b(?:in|every) (?:about |some )?$", before)
            and "in" in before.split()[-2:]
            and re.search(r"\bdoubled in\b", before)
        ):
            continue
        steps = 3 if doubles else 2
        span = times(exact(steps), amount_of(figure))
        if span is None:
            continue
        span = _exactly_multiplied(span)
        text = f"{span.said()} {figure.unit.said(span.value)}"
        yield draft(
            "doubling" if doubles else "halving",
            "doublings",
            (figure,),
            (span, exact(2**steps)),
            given=(steps, 2, 4),  # «two, four, eight»
            span=text,
        )


def _exactly_multiplied(span: Amount) -> Amount:
    return Amount(span.value, span.bound)
