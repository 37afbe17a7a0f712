"""Hours with a stop for a colon, «9.30», and what tells them from decimals."""

from __future__ import annotations

import re

from pipeline.speech.spoken.rules.clock import HALVES, HOURS_OF_A_DAY
from pipeline.speech.spoken.rules.rule import Context, Peeled, rule
from pipeline.speech.spoken.symbols import WEEKDAYS

_DOTTED = re.compile(r"\d{1,2}\.[0-5]\d")
_TO = frozenset("to and till until - – —".split())
# What is from one time to another, what stands after a span of times, and after the time of a meeting.
_HELD = frozenset(
    "open opens opened closed closes held daily daytime weekdays weekends work worked works runs ran lasts "
    "lasted scheduled served available lunch dinner breakfast class session place".split()
)
_OFTEN_HELD = ("day", "days", "ing", "ings", "classes", "sessions")
_AFTER_A_TIME = frozenset(
    "a.m p.m am pm it we they he she i you there the a on in at every each daily and or but when while with "
    "for this that to by tomorrow today tonight yesterday monday tuesday wednesday thursday friday saturday "
    "sunday".split()
)
_AFTER_A_MEETING = frozenset("we he she they i it the there sharp tonight tomorrow yesterday".split())


@rule(r"(?P<hour>\d{1,2})\.(?P<minute>[0-5]\d)", ".")
def dotted_hour(match: re.Match[str], context: Context) -> str | None:
    """Say the «5.05» of «5.05 p.m.», and «from 9.30 to 10.30» where neither can well be a decimal."""
    if not (_is_halved(context) or _is_in_a_span(context) or _is_a_meeting(context)):
        return None
    return context.reread(match[0].replace(".", ":"))


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
    return lead in ("from", "between") and (not verb or verb in _HELD or verb.endswith(_OFTEN_HELD))


def _is_measured(end: Peeled, after: Peeled) -> bool:
    return bool(after.core) and not end.pauses and after.core.casefold() not in _AFTER_A_TIME


def _rises(begin: Peeled, end: Peeled) -> bool:
    first, last = (int(each.core.split(".")[0]) for each in (begin, end))
    return first < HOURS_OF_A_DAY and last < HOURS_OF_A_DAY and begin.core != end.core


def _is_a_meeting(context: Context) -> bool:
    """Tell «At 9.30 we left» and «at 9.30 on Monday»."""
    quarter = context.here.core.endswith((".00", ".15", ".30", ".45"))
    known = context.following.casefold() in _AFTER_A_MEETING and not context.here.after
    weekday = context.following == "on" and context.at(2).core.removesuffix("s") in WEEKDAYS.values()
    return quarter and context.previous in ("at", "At") and (known or weekday)
