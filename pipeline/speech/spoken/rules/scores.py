"""Scores, records and sets, and what tells them from a range."""

from __future__ import annotations

import re

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.rules.rule import DASH, Context, rule

_SET = re.compile(rf"[0-7]{DASH}[0-7](?:\(\d+\))?")
_IN_SPORT = frozenset("lead win victory loss defeat record start run deficit advantage triumph".split())
_SEASON = frozenset("went finished started record".split())


@rule(rf"(?P<one>[0-7]){DASH}(?P<other>[0-7])\((?P<tiebreak>\d+)\)", "(")
def tiebreak(match: re.Match[str], _: Context) -> str:
    """Say a tennis set with its tiebreak: «7–6(5)» as «seven six, five»."""
    one, other, points = map(numbers.cardinal, match.groups())
    return f"{one} {other}, {points}"


@rule(rf"\d+(?:{DASH}\d+){{2}}", "-–—")
def record(match: re.Match[str], _: Context) -> str:
    """Say a record of wins, losses and draws: «27-0-0»."""
    return ", ".join(map(numbers.cardinal, re.split(DASH, match[0])))


@rule(rf"(?P<one>\d{{1,3}}){DASH}(?P<other>\d{{1,3}})", "-–—")
def score(match: re.Match[str], context: Context) -> str | None:
    """Say a score: no «to» where both sides are equal («0-0», «50-50»), or among sets of tennis («6–4, 7–6»).

    Between two teams it has its «to» («Portugal 3-3 Spain»). After «went» it is a record, «twelve and
    four»; «a 3-0 lead» is «three oh». Any other reads like a range: «seven to two».
    """
    one, other = numbers.cardinal(match["one"]), numbers.cardinal(match["other"])
    if match["one"] == match["other"]:
        return f"{one} to {other}" if _is_between_teams(context) else f"{one} {other}"
    if context.previous in _SEASON:
        return f"{one} and {other}"
    if match["other"] == "0" and context.following.casefold() in _IN_SPORT and not context.here.after:
        return f"{one} oh"
    among_sets = _SET.fullmatch(match[0]) and any(_is_set_beside(context, offset) for offset in (-1, 1))
    return f"{one} {other}" if among_sets else None


def _is_between_teams(context: Context) -> bool:
    capitals = context.previous[:1].isupper() and context.following[:1].isupper()
    return capitals and not context.here.after and not context.at(-1).pauses and context.index > 0


def _is_set_beside(context: Context, offset: int) -> bool:
    between = context.at(min(offset, 0)).after
    return "," in between and _SET.fullmatch(context.at(offset).core) is not None
