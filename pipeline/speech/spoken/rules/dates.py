"""Days, weekdays and months, in all the ways in which people write a date."""

from __future__ import annotations

import re

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.rules.rule import DASH, Context, alternatives, rule, spell
from pipeline.speech.spoken.rules.years import counts_something, month_of
from pipeline.speech.spoken.symbols import MONTHS, SHORT_MONTHS, WEEKDAYS

_MONTH = alternatives([*MONTHS, *SHORT_MONTHS, *map(str.upper, [*MONTHS, *SHORT_MONTHS])])
_BEFORE_A_DAY = frozenset("on by until since dated due before after through from to between".split())
_MONTHS_A_YEAR = 12
_LONGEST_MONTH = 31
_DENOMINATORS = frozenset((2, 3, 4, 5, 6, 8, 9, 10, 12, 16, 20, 24, 30))


@rule(r"(?P<year>\d{4})(?P<stroke>[-/.])(?P<month>\d{1,2})(?P=stroke)(?P<day>\d{1,2})", "-/.")
def iso_date(match: re.Match[str], context: Context) -> str | None:
    """Say «2024-02-29», the world's own notation, day before month; «2024/10/1» as Americans say a date."""
    if match["stroke"] == "-" and len(match["month"] + match["day"]) == 4:
        return _world_date(match["year"], match["month"], match["day"], context)
    return _date(match["year"], match["month"], match["day"], context)


@rule(
    r"(?P<date>\d{4}-\d\d-\d\d)T(?P<time>\d\d:\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?(?P<zone>Z|[-+]\d\d:?\d\d)?",
    "T",
)
def time_stamp(match: re.Match[str], context: Context) -> str:
    """Say «2013-10-30T18:00:00Z», its seconds only where there are any."""
    second = match["second"] if match["second"] != "00" else None
    clock = f"{match['time']}:{second}" if second else match["time"]
    said = f"{context.reread(match['date']).rstrip(',')}, {context.reread(clock)}"
    return said + (f" {spell('UTC')}" if match["zone"] == "Z" else "")


@rule(r"(?P<first>\d{1,2})(?P<stroke>[-/])(?P<second>\d{1,2})(?P=stroke)(?P<year>\d{4}|\d\d)", "-/")
def numeric_date(match: re.Match[str], context: Context) -> str | None:
    """Say «10/26/2025» and «3/9/09», the month first; the day where it can be no month, «15-01-2020»."""
    if match["stroke"] == "-" and len(match["year"]) == 2:
        return None  # a record of wins and losses
    first, second = match["first"], match["second"]
    return _date(match["year"], first, second, context) or _date(match["year"], second, first, context)


@rule(
    rf"(?:(?P<day>\d{{1,2}})-(?P<month>{_MONTH})|(?P<month2>{_MONTH})-(?P<day2>\d{{1,2}}))-(?P<year>\d{{4}}|\d\d)",
    "-",
)
def stamped_date(match: re.Match[str], context: Context) -> str | None:
    """Say «25-Jul-2012» and «Jul-25-2012»."""
    name = MONTHS.index(month_of(match["month"] or match["month2"])) + 1
    return _date(match["year"], str(name), match["day"] or match["day2"], context)


_TWO_WAYS = re.compile(r"(?P<one>\d{1,2})[-/](?P<other>\d{1,2})(?:[-/](?:\d{4}|\d\d))?")


def reads_two_ways(token: str, said: str) -> bool:
    """Tell whether figures that were said as a date could be another: the day first, or a fraction."""
    match = _TWO_WAYS.fullmatch(token)
    if match is None or said.partition(" ")[0] not in MONTHS:
        return False
    one, other = int(match["one"]), int(match["other"])
    if token.count("/") == 1:
        return other in _DENOMINATORS
    return one != other and max(one, other) <= _MONTHS_A_YEAR


@rule(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", ".")
def dotted_date(match: re.Match[str], context: Context) -> str | None:
    """Say «31.12.1999»: the day first."""
    return _date(match["year"], match["month"], match["day"], context)


@rule(r"(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12]\d|0?[1-9])", "/")
def month_and_day(match: re.Match[str], context: Context) -> str | None:
    """Say «12/25» as a day where it can hardly be a fraction: after «on» or «by», or opening a sentence."""
    before, day = context.previous.casefold(), int(match["day"])
    if match[0] in ("9/11", "24/7") or context.following == "of":
        return None
    told = before in _BEFORE_A_DAY and (day > int(match["month"]) or before in ("on", "dated"))
    opens = not context.index and day > 10 and day not in _DENOMINATORS
    return f"{MONTHS[int(match['month']) - 1]} {numbers.ordinal(str(day))}" if told or opens else None


def _is_a_day(month: str, day: str) -> bool:
    return 1 <= int(month) <= _MONTHS_A_YEAR and 1 <= int(day) <= _LONGEST_MONTH


def _world_date(year: str, month: str, day: str, context: Context) -> str | None:
    if not _is_a_day(month, day):
        return None
    the = "" if context.previous.casefold() == "the" else "the "
    return f"{the}{numbers.ordinal(str(int(day)))} of {MONTHS[int(month) - 1]} {numbers.year(year)}"


def _date(year: str, month: str, day: str, context: Context) -> str | None:
    """Say a day, its year between pauses as in «October 1, 2024, it began»."""
    if not _is_a_day(month, day):
        return None
    full = year if len(year) == 4 else ("20" if int(year) < 50 else "19") + year
    said = f"{MONTHS[int(month) - 1]} {numbers.ordinal(str(int(day)))}, {numbers.year(full)}"
    return said if context.pause_after else f"{said},"


@rule(
    rf"(?P<day>0?[1-9]|[12]\d|3[01])(?P<th>st|nd|rd|th|TH|ST|ND|RD)?(?:{DASH}(?P<last>\d\d?)(?:th|st|nd|rd)?)?",
    "0123456789",
)
def day_of_month(match: re.Match[str], context: Context) -> str | None:
    """Say the 5 of «May 5» and «5th May»; «May 5 horses» may run, so a plural after it makes it a count."""
    last = f" to {numbers.ordinal(match['last'])}" if match["last"] else ""
    said = numbers.ordinal(str(int(match["day"]))) + last
    if month_of(context.previous) and not context.at(-1).pauses:
        return None if counts_something(context) and not match["th"] else said
    if month_of(context.following) and not context.here.after:
        the = "" if context.previous.casefold() == "the" else "the "
        return f"{the}{said} of"
    return None


@rule(_MONTH)
def month(match: re.Match[str], context: Context) -> str | None:
    """Say «Oct.» in full where it has its full stop or stands beside a number."""
    dotted = context.here.after.startswith(".") and bool(context.following)
    beside = context.following[:1].isdecimal() or context.previous[-1:].isdecimal()
    return month_of(match[0]) if match[0].title() not in MONTHS and (dotted or beside) else None


@rule(rf"(?P<first>{alternatives(WEEKDAYS)}){DASH}(?P<last>{alternatives(WEEKDAYS)})", "-–—")
def weekdays(match: re.Match[str], _: Context) -> str:
    """Say «Mon–Fri»."""
    return f"{WEEKDAYS[match['first']]} to {WEEKDAYS[match['last']]}"


@rule(alternatives(WEEKDAYS))
def weekday(match: re.Match[str], context: Context) -> str | None:
    """Say «Tue.,»; without a full stop «Sun» and «Sat» are words."""
    dotted = context.here.after.startswith(".") and bool(context.following)
    return WEEKDAYS[match[0]] if dotted or month_of(context.following) else None


@rule(rf"(?P<first>{_MONTH}){DASH}(?P<last>{_MONTH})", "-–—")
def months(match: re.Match[str], _: Context) -> str:
    """Say «May–June»."""
    return f"{month_of(match['first'])} to {month_of(match['last'])}"
