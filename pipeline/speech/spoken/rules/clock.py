"""Hours and minutes: clock times and their spans, durations, and the ratios that are written as they are."""

from __future__ import annotations

import re

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.rules.rule import DASH, Context, alternatives, rule, spell
from pipeline.speech.spoken.rules.units import UNIT, unit_names

_NEAR_RATIO = frozenset(
    "ratio ratios scale mix odds aspect screen split dilution mixture blend model".split()
)
HALVES = frozenset(("am", "pm", "a.m", "p.m"))
_ZONES = frozenset("UTC UT GMT EST EDT CET CEST PST PDT ET PT".split())


HOURS_OF_A_DAY = 24
_BEFORE_MILITARY = frozenset("at by from to until till before after around about approximately since".split())
_HALF_DAY = r"(?P<half>[AaPp])\.?[Mm]\.?"
_CLOCK = r"\d{1,2}(?::[0-5]\d)?(?:[AaPp]\.?[Mm]\.?)?"


@rule(rf"(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d))?{_HALF_DAY}", "mM")
def hour(match: re.Match[str], _: Context) -> str:
    """Say «7pm», «9:30AM»."""
    minute = _two_digits(match["minute"]) if match["minute"] and match["minute"] != "00" else ""
    return " ".join(filter(None, [numbers.cardinal(match["hour"]), minute, spell(match["half"] + "m")]))


@rule(r"(?P<hour>[01]?\d|2[0-4])(?P<minute>[0-5]\d)", "0123456789")
def hour_without_a_colon(match: re.Match[str], context: Context) -> str | None:
    """Say «1030 am», «0830 hours» and «at 1800 hours»; «1800 hours of music» are counted."""
    hour, minute = match["hour"], match["minute"]
    if (
        context.following.casefold() in HALVES
        and 1 <= int(hour) <= HOURS_OF_A_DAY // 2
        and not context.here.after
    ):
        return " ".join(
            [numbers.cardinal(str(int(hour))), *([] if minute == "00" else [_two_digits(minute)])]
        )
    if len(match[0]) != len("0830") or not _is_military(match[0], context):
        return None
    return f"{_two_digits(hour)} {'hundred' if minute == '00' else _two_digits(minute)}"


def _is_military(digits: str, context: Context) -> bool:
    """Tell «0830 hours», «at 1800 hours», «0600 UTC» and both ends of «from 0900 to 1700»."""
    before, after = context.previous.casefold(), context.following
    if after in ("UTC", "GMT", "Zulu") and not context.here.after:
        return True
    told = digits[0] == "0" or before in _BEFORE_MILITARY
    if after.casefold() in ("hours", "hrs", "h") and not context.here.after:
        return told and context.at(2).core != "of"
    other = context.at(2).core if after in ("to", "and") and not context.here.after else ""
    if before in ("to", "and"):
        other = other or context.at(-2).core
    spanned = re.fullmatch(r"(?:[01]\d|2[0-4])[0-5]\d", other)
    return spanned is not None and "0" in (digits[0], other[0])


@rule(rf"(?P<first>{_CLOCK}){DASH}(?P<last>{_CLOCK})", ":mM")
def hours(match: re.Match[str], context: Context) -> str | None:
    """Say «9am–5pm» and «9:30-10:30»."""
    if match["first"].isdecimal() and match["last"].isdecimal():
        return None
    return f"{context.reread(match['first'])} to {context.reread(match['last'])}"


@rule(rf"(?P<first>[Nn]oon|[Mm]idnight){DASH}(?P<last>{_CLOCK})", "-–—")
def from_noon(match: re.Match[str], context: Context) -> str:
    """Say «noon–1 p.m.»."""
    return f"{match['first']} to {context.reread(match['last'])}"


@rule(r"[AaPp]\.[Mm]|am|pm|AM|PM")
def half_of_the_day(match: re.Match[str], context: Context) -> str | None:
    """Say «p.m.» letter by letter; «am» and «AM» only after an hour."""
    dotted = "." in match[0]
    if dotted or re.fullmatch(r"(?:\d{1,2}(?:[:.]?\d\d)?[-–—])?\d{1,2}(?:[:.]?\d\d)?", context.previous):
        return spell(match[0].replace(".", ""))
    return None


@rule(rf"(?P<parts>\d+(?::\d+)+(?:,\d{{3}})*)(?P<part>\.\d+)?(?:/(?P<per>{UNIT}))?", ":")
def colons(match: re.Match[str], context: Context) -> str:
    """Say clock times, durations and ratios.

    Two digits after each colon make it a time («7:30», «1:59:40.2», «2:50/km»), unless a word such as «ratio»
    or «scale» stands beside it; everything else is a ratio («1:1:1», «16:9»). «o'clock» needs a clock nearby.
    """
    first, *others = match["parts"].replace(",", "").split(":")
    beside = {context.previous.casefold(), context.following.casefold(), context.at(-2).core.casefold()}
    timed = all(len(part) == 2 and int(part) < 60 for part in others) and not beside & _NEAR_RATIO
    if not timed:
        return " to ".join(map(numbers.cardinal, [first, *others]))
    if len(others) == 2 and not (int(first) and int(others[0])) and not match["part"]:
        return _place_in_a_recording([first, *others])
    if others == ["00"] and not match["part"]:
        halves = {*HALVES, *map(str.casefold, _ZONES)} & {context.following.casefold()}
        hour = numbers.cardinal(first.lstrip("0") or "0")
        if context.following.casefold() in ("hours", "hrs", "h"):
            return f"{_two_digits(first) if len(first) > 1 else hour} hundred"
        if not int(first):
            return "midnight"
        return hour + ("" if halves else " o'clock" if int(first) < 13 else " hundred")
    said = " ".join([numbers.cardinal(first.lstrip("0") or "0"), *map(_two_digits, others)])
    if match["part"]:
        said += f" point {numbers.one_by_one(match['part'][1:])}"
    return said + (f" a {unit_names(match['per'])[0]}" if match["per"] else "")


def _place_in_a_recording(parts: list[str]) -> str:
    hours, minutes, seconds = (
        f"{numbers.cardinal(count)} {name}{'' if count == '1' else 's'}"
        for count, name in zip(
            (part.lstrip("0") or "0" for part in parts), ("hour", "minute", "second"), strict=True
        )
    )
    return f"{hours} {minutes} and {seconds}"


def _two_digits(digits: str) -> str:
    if digits == "00":
        return "oh oh"
    return f"oh {numbers.cardinal(digits[1])}" if digits[0] == "0" else numbers.cardinal(digits)


@rule("hrs|h")
def hours_of_a_clock(_: re.Match[str], context: Context) -> str | None:
    """Say the «hrs» of «05:00 hrs»."""
    return "hours" if re.fullmatch(r"\d\d?:\d\d", context.previous) else None


@rule(alternatives(_ZONES))
def time_zone(match: re.Match[str], context: Context) -> str | None:
    """Say «UTC» letter by letter after a time."""
    timed = re.match(r"\d\d?:\d\d|\d+[ap]m", context.previous) or context.previous.casefold() in HALVES
    return spell(match[0]) if timed else None
