"""Hours with a stop for a colon, «9.30», and what tells them from decimals."""

from __future__ import annotations

import re

from pipeline.speech.spoken.rules.clock import HALVES, HOURS_OF_A_DAY
from pipeline.speech.spoken.rules.rule import DASH, Context, Peeled, rule
from pipeline.speech.spoken.symbols import WEEKDAYS

_DOTTED = re.compile(r"\d{1,2}\.[0-5]\d")
_QUARTERS = (".00", ".15", ".30", ".45")
_TO = frozenset("to and till until - – —".split())
_DAYS = frozenset(
    [*map(str.casefold, WEEKDAYS), *map(str.casefold, WEEKDAYS.values()), "daily", "weekdays", "weekends"]
)
# What is from one time to another, what stands after a span of times, and what moves from one to another.
_HELD = frozenset(
    "open opens opened closed closes held daily daytime weekdays weekends work worked works runs ran lasts "
    "lasted scheduled served available lunch dinner breakfast class session place".split()
)
_OFTEN_HELD = ("day", "days", "ing", "ings", "classes", "sessions")
_MOVES = frozenset(
    "went goes go rose rises rise fell falls fall grew grows climbed dropped moved moves increased decreased "
    "ranged ranges range improved cut raised lowered varied changed up down".split()
)
_AFTER_A_TIME = frozenset(
    "a.m p.m am pm it we they he she i you there the a on in at every each daily and or but when while with "
    "for this that to by tomorrow today tonight yesterday monday tuesday wednesday thursday friday saturday "
    "sunday".split()
)
_AFTER_A_MEETING = frozenset("we he she they i it the there sharp tonight tomorrow yesterday".split())
_BEGINS = frozenset(
    "start starts started begin begins began leave leaves left depart departs departed arrive arrives "
    "arrived meet meets met land lands landed".split()
)
_PARTS_OF_A_DAY = frozenset("morning afternoon evening night".split())
_TIMED = frozenset("train bus ferry flight express boat show news bulletin performance bell".split())


@rule(r"(?P<hour>\d{1,2})\.(?P<minute>[0-5]\d)", ".")
def dotted_hour(match: re.Match[str], context: Context) -> str | None:
    """Say the «5.05» of «5.05 p.m.», and «from 9.30 to 10.30» where neither can well be a decimal."""
    told = _is_halved(context) or _is_in_a_span(context) or _is_a_meeting(context) or _is_timed(context)
    return (
        context.reread(match[0].replace(".", ":")) if told and int(match["hour"]) <= HOURS_OF_A_DAY else None
    )


@rule(rf"(?P<first>\d{{1,2}}(?:\.[0-5][05])?){DASH}(?P<last>\d{{1,2}}(?:\.[0-5][05])?)", ".")
def dotted_span(match: re.Match[str], context: Context) -> str | None:
    """Say «open 9.30–17.00» and «10-11.30 am»."""
    before, after = context.previous.casefold(), context.following.casefold()
    held = (
        before in _HELD or before in _DAYS or after in _DAYS or (after in HALVES and not context.here.after)
    )
    hours = [int(each.split(".")[0]) for each in match.groups()]
    if not held or max(hours) > HOURS_OF_A_DAY:
        return None
    first, last = (
        context.reread(each.replace(".", ":")) if "." in each else context.reread(each)
        for each in match.groups()
    )
    return f"{first} to {last}"


def _is_halved(context: Context) -> bool:
    """Tell «9.45 a.m.», and the «8.15» of «from 8.15 to 9.45 a.m.»."""
    if context.here.after:
        return False
    spanned = context.following in _TO and _DOTTED.fullmatch(context.at(2).core) and not context.at(2).after
    return context.at(3 if spanned else 1).core.casefold() in HALVES


def _is_in_a_span(context: Context) -> bool:
    """Tell «from 9.30 to 10.30»: round minutes, what follows is no measure, and nothing grew or fell."""
    first = 0 if context.following in _TO else -2
    begin, join, end = (context.at(first + place) for place in range(3))
    if join.core not in _TO or begin.after or join.after:
        return False
    if not all(_DOTTED.fullmatch(each.core) and each.core[-1] in "05" for each in (begin, end)):
        return False
    return _is_held(context, first) and not _is_measured(end, context.at(first + 3)) and _rises(begin, end)


def _is_held(context: Context, first: int) -> bool:
    lead, verb = context.at(first - 1).core.casefold(), context.at(first - 2).core.casefold()
    if lead not in ("from", "between") or verb in _MOVES:
        return False
    begin, end = context.at(first).core, context.at(first + 2).core
    dated = begin.endswith(_QUARTERS) and end.endswith(_QUARTERS) and _is_dated(context, first + 2)
    return not verb or verb in _HELD or verb.endswith(_OFTEN_HELD) or dated


def _is_dated(context: Context, place: int) -> bool:
    """Tell whether «on Tuesday», «daily» or «in the morning» stands after a place."""
    words = [context.at(place + step).core.casefold() for step in (1, 2, 3)]
    if context.at(place).after:
        return False
    named = words[0] in _DAYS or (words[0] == "on" and words[1].removesuffix("s") in _DAYS)
    return named or (words[:2] == ["in", "the"] and words[2] in _PARTS_OF_A_DAY)


def _is_measured(end: Peeled, after: Peeled) -> bool:
    return bool(after.core) and not end.pauses and after.core.casefold() not in _AFTER_A_TIME


def _rises(begin: Peeled, end: Peeled) -> bool:
    first, last = (int(each.core.split(".")[0]) for each in (begin, end))
    return first < HOURS_OF_A_DAY and last < HOURS_OF_A_DAY and begin.core != end.core


def _is_a_meeting(context: Context) -> bool:
    """Tell «At 9.30 we left», «it left at 9.30» and «at 6.15 in the morning»."""
    quarter = context.here.core.endswith(_QUARTERS)
    known = context.following.casefold() in _AFTER_A_MEETING and not context.here.after
    known = known or context.at(-2).core.casefold() in _BEGINS
    return quarter and context.previous in ("at", "At") and (known or _is_dated(context, 0))


def _is_timed(context: Context) -> bool:
    """Tell «the 5.15 train»."""
    return context.following in _TIMED and not context.here.after
