"""Numbers that the summary gives by another: so much for every so much, so many times that, so many more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.writing.reckoning.amounts import Amount, amount_of, minus, over, scaled, times
from pipeline.writing.reckoning.factors import duration
from pipeline.writing.reckoning.rates import SECONDS
from pipeline.writing.reckoning.reading import Draft, Reading, draft
from pipeline.writing.reckoning.units import units
from pipeline.writing.reckoning.vocabulary import loosely

_FOR_EVERY = re.compile(
    r"\b(?:[Ff]or|[Ww]ith|[Oo]n|[Pp]er)? ?(?:every|each) (?:further |extra |additional )?$"
)
_TIMES_THAT = re.compile(
    r"[,;] (?:and |but |while )?(?:an?|the|in|on|with|for|at|today's) [\w’' -]{2,40}? "
    r"(?:about |some |almost |nearly |more than |at least |just )?"
    r"(?P<times>twice|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|half|a third of"
    r"|a quarter of|a tenth of)"
    r"(?: times)? (?:as (?:much|many|long|far|deep|high|heavy|wide)|that)(?=[.,;]|$)"
)
_TIMES: dict[str, Fraction | int] = {
    "twice": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "twenty": 20, "half": Fraction(1, 2), "a third of": Fraction(1, 3),
    "a quarter of": Fraction(1, 4), "a tenth of": Fraction(1, 10),
}  # fmt: skip
_BOUNDED = re.compile(r"(?:about|some|almost|nearly|more than|at least) \w+(?: times)? (?:as|that)")
_NEEDS = re.compile(
    rf"(?:[,;] (?:and |but |so |while )?| and )(?:an?|the|one|each) [a-z’' -]{{2,40}}? (?:needs?|takes?|has"
    rf"|holds?|requires?|needed|took|had) {loosely()}$"
)
_GOES_ON = re.compile(rf"^ and (?:holds?|lasts?|runs?|plays?|goes on for|burns?) (?:for )?{loosely()}$")
_NEVER = ("percent", "temperature", "degree", "calendar", "times", "point", "ppm")


def for_every(reading: Reading) -> Iterator[Draft]:
    """Carry «for every 1,000 metres … six degrees» to the «2,500 metres» that are told as well."""
    amounts = reading.amounts
    if len(amounts) != 3 or any(each.high for each in amounts):
        return
    step, gain, whole = amounts
    if not _FOR_EVERY.search(reading.before(step)) or not step.unit or step.unit != whole.unit:
        return
    if (
        gain.unit is None
        or gain.unit == step.unit
        or gain.dimension == "percent"
        or whole.value <= step.value
    ):
        return
    if re.search(r"\b(?:first|until|up to|down to|except|only above|above|below)\b", reading.text):
        return
    ratio = over(amount_of(whole), Amount(step.value))
    total = times(ratio, amount_of(gain)) if ratio else None
    if total is None:
        return
    spoken = total if total.value.denominator == 1 and total.value < 1000 else total.rounded()
    text = f"{spoken.said()} {gain.unit.said(spoken.value)}"
    yield draft("for every", "step by step", (whole, step, gain), (spoken,), amount=text)


def times_that(reading: Reading) -> Iterator[Draft]:
    """Work out «a loaf takes 40 minutes, a tin loaf three times as long»."""
    match = _TIMES_THAT.search(reading.text)
    if not match or len([f for f in reading.amounts if f.start < match.start("times")]) != 1:
        return
    figure = reading.amounts[0]
    if figure.high or figure.dimension in _NEVER or figure.kind == "part" or not (figure.unit or figure.noun):
        return
    if re.search(r"[.;]\s", reading.text[figure.end : match.start()]) or any(
        other.start > match.end() for other in reading.amounts
    ):
        return
    if figure.unit is None and not reading.is_plural(figure):
        return
    factor = Fraction(_TIMES[match["times"]])
    bounded = _BOUNDED.search(match[0])
    if bounded and bounded[0].startswith(("more", "at least")):
        return
    result = scaled(amount_of(figure), factor)
    if result.value == 1 or (result.value.denominator != 1 and figure.unit is None):
        return
    exact = result.bound == "exactly" and not bounded and result.value.denominator == 1
    spoken = (
        Amount(result.value, "exactly")
        if exact
        else Amount(result.value, "about" if bounded else result.bound, 2)
    )
    spoken = spoken if exact else spoken.rounded()
    what = figure.unit.said(spoken.value) if figure.unit else figure.noun
    yield draft(
        "times that",
        "each times",
        (figure,),
        (spoken,),
        given=(factor,),
        amount=f"{spoken.said()} {what}" + (f" a {figure.per}" if figure.per else ""),
    )


def done_in(reading: Reading) -> Iterator[Draft]:
    """Give how long it takes: «lays 500 bricks a day, and a house needs 12,000»."""
    for rate, whole in reading.neighbours:
        if rate.per not in SECONDS or rate.high or whole.high or whole.per or rate.unit or whole.unit:
            continue
        if not reading.is_plural(rate) or (whole.noun and whole.noun.split()[-1] != rate.noun.split()[-1]):
            continue
        if not _NEEDS.search(reading.past_noun(rate, whole)) or whole.value < 2 * rate.value:
            continue
        time = over(amount_of(whole), amount_of(rate))
        if time is None:
            continue
        time = time.rounded()
        text = f"{time.said()} {units()[rate.per].said(time.value)}"
        yield draft("done in", "quotient", (whole, rate), (time,), time=text)


def by_the_day(reading: Reading) -> Iterator[Draft]:
    """Give how long it takes: «flies 10,000 kilometres to South Africa, some 200 a day»."""
    for whole, rate in reading.neighbours:
        if rate.per not in SECONDS or rate.unit or rate.noun or rate.high or whole.high or whole.per:
            continue
        if whole.dimension not in ("", "length", "mass") or not (whole.unit or reading.is_plural(whole)):
            continue
        if not re.fullmatch(
            rf"[^,;.]*, (?:at a rate of |and (?:an?|the) [a-z ]{{2,30}} )?{loosely()}",
            reading.past_noun(whole, rate),
        ):
            continue
        time = over(amount_of(whole), amount_of(rate))
        if time and time.value >= 2 and re.match(r"[.,;]|$", reading.behind(rate)):
            time = time.rounded()
            text = f"{time.said()} {units()[rate.per].said(time.value)}"
            yield draft("done in", "quotient", (whole, rate), (time,), time=text)


def gone_on(reading: Reading) -> Iterator[Draft]:
    """Multiply «turns 33 times a minute» by «and holds about 23 minutes»."""
    for rate, time in reading.neighbours:
        if rate.high or time.high or time.per or not time.unit or rate.per != time.unit.name:
            continue
        if not _GOES_ON.match(reading.past_noun(rate, time)):
            continue
        total = times(amount_of(rate), amount_of(time))
        what = "times" if rate.dimension == "times" else rate.noun
        if total is None or (rate.unit and rate.dimension != "times") or not what:
            continue
        total = total.rounded()
        yield draft("total", "product", (rate, time), (total,), total=f"{total.said()} {what}")


def weekly(reading: Reading) -> Iterator[Draft]:
    """Multiply «75 minutes a day, five days a week»."""
    for daily, days in reading.neighbours:
        if (
            daily.high
            or days.high
            or daily.per != "day"
            or days.per != "week"
            or not daily.unit
            or not days.unit
        ):
            continue
        if daily.dimension != "time" or days.unit.name != "day":
            continue
        if not re.fullmatch(rf",? (?:on |for )?{loosely()}", reading.past_noun(daily, days)):
            continue
        total = times(amount_of(daily), amount_of(days))
        if total:
            text = f"{duration(total, daily.unit)} a week"
            yield draft("total", "product", (daily, days), (total,), total=text)


_MORE_THAN = re.compile(
    r"(?: [a-z]+)? (?P<way>more|fewer|less) than (?:the )?(?:year |season |week "
    r"|day )?(?P<then>before|the year before)\b"
)


def more_than_before(reading: Reading) -> Iterator[Draft]:
    """Give what it was in «48 teams, 16 more than before»."""
    for now, gap in reading.neighbours:
        match = _MORE_THAN.match(reading.after(gap))
        if not match or now.high or gap.high or (gap.unit != now.unit and not gap.is_plain):
            continue
        if now.dimension in _NEVER or not re.fullmatch(rf",? {loosely()}", reading.past_noun(now, gap)):
            continue
        if match["way"] == "more":
            before = minus(amount_of(now), amount_of(gap))
        else:
            before = Amount(
                now.value + gap.value, "about" if "about" in (now.bound, gap.bound) else "exactly"
            )
        if before is None or before.value <= 0 or {now.bound, gap.bound} - {"exactly", "about"}:
            continue
        what = now.unit.said(before.value) if now.unit else now.noun
        operation = "difference" if match["way"] == "more" else "total"
        yield draft("it was", operation, (now, gap), (before,), amount=f"{before.said()} {what}")
