"""Years, decades, days and hours, and what tells a year from a count."""

from __future__ import annotations

import re

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.rules.rule import DASH, Context, alternatives, rule, spell
from pipeline.speech.spoken.rules.units import UNIT, unit_names
from pipeline.speech.spoken.symbols import MONTHS, SHORT_MONTHS, WEEKDAYS

YEAR = r"(?:1[1-9]|20)\d\d"
_ALWAYS_BEFORE_A_YEAR = frozenset("in since published circa spring summer autumn fall winter".split())
_OFTEN_BEFORE_A_YEAR = frozenset("from of by until till before after around the".split())
_FIRST_RECENT, _LAST_RECENT = 1900, 2035  # beyond, «2048 tokens» is likelier
_BEFORE_A_COUNT = frozenset(
    "some about nearly almost over only all than least most roughly another = < > ≈".split()
)
_MANY_THINGS = frozenset(
    "people men women children sheep fish deer feet teeth mice cattle aircraft species".split()
)
_NO_PLURALS = frozenset("is was has its this as us does".split())
_ERAS = frozenset("AD BC BCE CE".split())
_NEAR_RATIO = frozenset(
    "ratio ratios scale mix odds aspect screen split dilution mixture blend model".split()
)
_BOOKS = frozenset(
    "Psalm Psalms Genesis Exodus Matthew Mark Luke John Acts Romans Corinthians Isaiah Proverbs Surah".split()
)
_ZONES = frozenset("UTC UT GMT EST EDT CET CEST PST PDT ET PT".split())
_MONTH = alternatives([*MONTHS, *SHORT_MONTHS])


def month_of(word: str) -> str:
    """Give a month's whole name for it or its abbreviation, or «»."""
    return word if word in MONTHS else SHORT_MONTHS.get(word, "")


@rule(rf"(?P<year>{YEAR})", "12")
def year(match: re.Match[str], context: Context) -> str | None:
    """Say a year where it is one: four digits from 1100 to 2099 that count nothing.

    After «in», «since» and a month it is one. Else it counts before a plural («2048 tokens»), a few words
    such as «sheep» and a unit, and after «some» or «nearly»; before a pause or anything else it is a year.
    What looks like a plural may be a verb («a paper from 2020 ends»): after «from», «of» or «the» our own
    times win.
    """
    before, after = context.previous.casefold(), context.following
    if month_of(context.previous) or before in _ALWAYS_BEFORE_A_YEAR:
        return numbers.year(match[0])
    if before in _BEFORE_A_COUNT or (after != "in" and re.fullmatch(UNIT, after)):
        return None
    word = after.casefold()
    plural = word.endswith("s") and word not in _NO_PLURALS and not word.endswith(("'s", "’s", "ss"))
    counts = (plural or word in _MANY_THINGS) and not context.here.pauses
    ours = (
        before in _OFTEN_BEFORE_A_YEAR
        and match[0] != "2000"
        and _FIRST_RECENT <= int(match[0]) <= _LAST_RECENT
    )
    return None if counts and not (ours and word not in _MANY_THINGS) else numbers.year(match[0])


@rule(rf"(?P<part>mid|late|early|pre|post)-(?P<when>{YEAR}s?)", "-")
def part_of_a_time(match: re.Match[str], _: Context) -> str:
    """Say «mid-1970s» and «pre-2019»."""
    digits = match["when"].removesuffix("s")
    return f"{match['part']} {numbers.decade(digits) if digits != match['when'] else numbers.year(digits)}"


@rule(r"(?P<year>10\d\d|\d{2,4})", "0123456789")
def old_year(match: re.Match[str], context: Context) -> str | None:
    """Say «in 1066», «476 AD»."""
    digits = match[0]
    if context.following.replace(".", "") in _ERAS:
        if len(digits) == 3:
            return numbers.cardinal(digits) if digits.endswith("00") else _in_parts(digits)
        return numbers.year(digits) if len(digits) == 4 else None
    if (
        len(digits) == 4
        and context.previous.casefold() in ("in", "since", "until", "by", "of")
        and context.pause_after
    ):
        return numbers.year(digits)
    return None


def _in_parts(digits: str) -> str:
    tail = f"oh {numbers.cardinal(digits[2])}" if digits[1] == "0" else numbers.cardinal(digits[1:])
    return f"{numbers.cardinal(digits[0])} {tail}"


@rule(alternatives(_ERAS))
def era(match: re.Match[str], context: Context) -> str | None:
    """Say «AD» letter by letter after a year or a century."""
    return spell(match[0]) if re.search(r"\d|century", context.previous) else None


@rule(rf"(?P<year>{YEAR})['’]s", "'’")
def possessive_year(match: re.Match[str], _: Context) -> str:
    """Say «2017's»."""
    return numbers.year(match["year"]) + "'s"


@rule(r"['’‘](?P<year>\d\d)(?P<of>['’]s)?", "'’‘")
def short_year(match: re.Match[str], _: Context) -> str:
    """Say «‘18» as twenty eighteen; from 50 on it belongs to the last century."""
    century = "20" if int(match["year"]) < 50 else "19"
    return numbers.year(century + match["year"]) + ("'s" if match["of"] else "")


@rule(rf"(?P<start>{YEAR}){DASH}(?P<end>\d\d|{YEAR})", "-–—")
def year_range(match: re.Match[str], _: Context) -> str:
    """Say «2024-25»."""
    end = match["end"]
    return (
        f"{numbers.year(match['start'])} to {numbers.year(end) if len(end) == 4 else numbers.cardinal(end)}"
    )


@rule(rf"(?P<start>{YEAR})/(?P<end>\d\d)", "/")
def season(match: re.Match[str], _: Context) -> str:
    """Say «2023/24»."""
    return f"{numbers.year(match['start'])} {numbers.cardinal(match['end'])}"


@rule(rf"['’‘]?(?P<decade>(?:1[1-9]|20)\d0|[2-9]0)s(?:{DASH}['’‘]?(?P<to>\d\d)s)?(?P<of>['’])?", "s")
def decade(match: re.Match[str], context: Context) -> str | None:
    """Say «1990s» and «her 30s»; «a 30s timer» lasts seconds."""
    if len(match[0]) == 3 and context.previous in ("a", "an", "after") and context.before_noun:
        return None
    to = f" to {numbers.decade(match['to'])}" if match["to"] else ""
    return numbers.decade(match["decade"]) + to + ("'" if match["of"] else "")


@rule(rf"(?:FY)['’]?(?P<year>\d\d|{YEAR})", "F")
def fiscal_year(match: re.Match[str], _: Context) -> str:
    """Say «FY2025» and «FY24»."""
    digits = match["year"]
    return f"fiscal year {numbers.year(digits if len(digits) == 4 else '20' + digits)}"


@rule(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", "-")
def iso_date(match: re.Match[str], _: Context) -> str:
    """Say «2024-02-29»."""
    return _date(match)


@rule(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d\d)", "/")
def american_date(match: re.Match[str], _: Context) -> str:
    """Say «10/26/2025» and «3/9/09»: the month first."""
    return _date(match)


@rule(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", ".")
def dotted_date(match: re.Match[str], _: Context) -> str:
    """Say «31.12.1999»: the day first."""
    return _date(match)


def _date(match: re.Match[str]) -> str:
    month, day, written = int(match["month"]), int(match["day"]), match["year"]
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return " ".join(numbers.cardinal(part) for part in re.split(r"[-/.]", match[0]))
    full = written if len(written) == 4 else ("20" if int(written) < 50 else "19") + written
    return f"{MONTHS[month - 1]} {numbers.ordinal(str(day))} {numbers.year(full)}"


@rule(rf"(?P<day>[1-9]|[12]\d|3[01])(?:{DASH}(?P<last>\d\d?))?", "0123456789")
def day_of_month(match: re.Match[str], context: Context) -> str | None:
    """Say the 5 of «May 5» and «5 May»; «May 5 horses» may run, so a plural after it makes it a count."""
    after = context.following.casefold()
    last = f" to {numbers.ordinal(match['last'])}" if match["last"] else ""
    if month_of(context.previous) and not context.at(-1).pauses:
        counts = after.endswith("s") and after not in _NO_PLURALS and not context.here.pauses
        return None if counts else numbers.ordinal(match["day"]) + last
    if month_of(context.following) and not context.here.after:
        the = "" if context.previous == "the" else "the "
        return f"{the}{numbers.ordinal(match['day'])}{last} of"
    return None


@rule(_MONTH)
def month(match: re.Match[str], context: Context) -> str | None:
    """Say «Oct.» in full where it has its full stop or stands beside a number."""
    dotted = context.here.after.startswith(".") and bool(context.following)
    beside = context.following[:1].isdigit() or context.previous[-1:].isdigit()
    return month_of(match[0]) if match[0] not in MONTHS and (dotted or beside) else None


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


_HALF_DAY = r"(?P<half>[ap])\.?m\.?"


@rule(rf"(?P<hour>\d{{1,2}})(?::(?P<minute>\d\d))?{_HALF_DAY}", "m")
def hour(match: re.Match[str], _: Context) -> str:
    """Say «7pm» and «9:30am»."""
    minute = _two_digits(match["minute"]) if match["minute"] and match["minute"] != "00" else ""
    return " ".join(filter(None, [numbers.cardinal(match["hour"]), minute, spell(match["half"] + "m")]))


@rule(rf"(?P<first>\d{{1,2}}(?::\d\d)?(?:[ap]m)?){DASH}(?P<last>\d{{1,2}}(?::\d\d)?[ap]m)", "m")
def hours(match: re.Match[str], context: Context) -> str:
    """Say «9am–5pm»."""
    return f"{context.reread(match['first'])} to {context.reread(match['last'])}"


@rule(r"[ap]\.m|am|pm|AM|PM")
def half_of_the_day(match: re.Match[str], context: Context) -> str | None:
    """Say «p.m.» letter by letter; «am» and «AM» only after an hour."""
    dotted = "." in match[0]
    if dotted or re.fullmatch(r"\d{1,2}(?::\d\d)?", context.previous):
        return spell(match[0].replace(".", ""))
    return None


@rule(rf"(?P<parts>\d+(?::\d+)+)(?P<part>\.\d+)?(?:/(?P<per>{UNIT}))?", ":")
def colons(match: re.Match[str], context: Context) -> str:
    """Say clock times, durations and ratios.

    Two digits after each colon make it a time («7:30», «1:59:40.2», «2:50/km»), unless a word such as «ratio»
    or «scale» stands beside it; everything else is a ratio («1:1:1», «16:9»). «o'clock» needs a clock nearby.
    """
    first, *others = match["parts"].split(":")
    beside = {context.previous.casefold(), context.following.casefold(), context.at(-2).core.casefold()}
    timed = all(len(part) == 2 and int(part) < 60 for part in others) and not beside & _NEAR_RATIO
    if not timed:
        joint = " " if context.previous in _BOOKS else " to "
        return joint.join(map(numbers.cardinal, [first, *others]))
    if others == ["00"] and not match["part"]:
        halves = {"am", "pm", "a.m", "p.m", *map(str.casefold, _ZONES)} & {context.following.casefold()}
        return numbers.cardinal(first) + ("" if halves else " o'clock" if int(first) < 13 else " hundred")
    said = " ".join([numbers.cardinal(first.lstrip("0") or "0"), *map(_two_digits, others)])
    if match["part"]:
        said += f" point {numbers.one_by_one(match['part'][1:])}"
    return said + (f" a {unit_names(match['per'])[0]}" if match["per"] else "")


def _two_digits(digits: str) -> str:
    if digits == "00":
        return "oh oh"
    return f"oh {numbers.cardinal(digits[1])}" if digits[0] == "0" else numbers.cardinal(digits)


@rule(alternatives(_ZONES))
def time_zone(match: re.Match[str], context: Context) -> str | None:
    """Say «UTC» letter by letter after a time."""
    return spell(match[0]) if re.match(r"\d\d?:\d\d", context.previous) else None
