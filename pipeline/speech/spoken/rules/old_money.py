"""Pounds, shillings and pence, as Britain counted until 1971: «£5 10s. 6d.»."""

from __future__ import annotations

import re

from pipeline.speech.spoken.rules.amounts import amount
from pipeline.speech.spoken.rules.rule import FRACTIONS, Context, rule

_PENNIES = rf"\d{{1,2}}[{''.join(FRACTIONS)}]?"
_PENCE = re.compile(f"{_PENNIES}d")
_SHILLINGS = re.compile(r"\d{1,3}s")
_POUNDS = re.compile(r"£[\d,]+|\d{1,4}l")
_COSTING = frozenset("cost costs price priced worth".split())
_COUNT = re.compile(r"\d{1,3}")


@rule(r"(?P<count>\d{1,3})s", "s")
def shillings(match: re.Match[str], context: Context) -> str | None:
    """Say the «10s.» of «£5 10s.» and «10s. 6d.»; any other «10s» lasts seconds."""
    beside = _POUNDS.fullmatch(context.previous) or _PENCE.fullmatch(_beyond_and(context, 1))
    return f"{amount(match['count'])} shilling{'' if match['count'] == '1' else 's'}" if beside else None


@rule(r"(?P<count>\d{1,4})l", "l")
def pounds(match: re.Match[str], context: Context) -> str | None:
    """Say the «5l.» of «5l. 10s.»."""
    if not _SHILLINGS.fullmatch(_beyond_and(context, 1)):
        return None
    return f"{amount(match['count'])} pound{'' if match['count'] == '1' else 's'}"


@rule(rf"(?P<count>{_PENNIES})d", "d")
def pence(match: re.Match[str], context: Context) -> str | None:
    """Say the «6d.» of «10s. 6d.», «£5 and 6d.» and «cost 6d.»."""
    before = _beyond_and(context, -1)
    told = before.casefold() in _COSTING and context.here.after.startswith(".")
    if not (told or _SHILLINGS.fullmatch(before) or _POUNDS.fullmatch(before)):
        return None
    return "one penny" if match["count"] == "1" else f"{amount(match['count'])} pence"


@rule(r"(?=£|.*d|.*-)(?:£(?P<pounds>\d+)/)?(?P<shillings>\d{1,2})/(?P<pence>\d{1,2}d?|-)", "£d-")
def stroked(match: re.Match[str], _: Context) -> str | None:
    """Say «£3/10/6», «2/6d» and «5/-»."""
    pounds, pennies = match["pounds"], match["pence"].removesuffix("d").strip("-")
    said = [f"{amount(pounds)} pound{'' if pounds == '1' else 's'}"] if pounds else []
    said.append(f"{amount(match['shillings'])} shilling{'' if match['shillings'] == '1' else 's'}")
    return " ".join([*said, f"and {amount(pennies)} pence"] if pennies else said)


def _beyond_and(context: Context, way: int) -> str:
    beside = context.at(way).core
    return context.at(2 * way).core if beside in ("and", "&") else beside


@rule("[sd]")
def apart(match: re.Match[str], context: Context) -> str | None:
    """Say the letters of «4 s 4 d», written apart."""
    if not _COUNT.fullmatch(context.previous):
        return None
    if match[0] == "s":
        told = _COUNT.fullmatch(context.following) and context.at(2).core == "d"
        return ("shilling" if context.previous == "1" else "shillings") if told else None
    after_shillings = context.at(-2).core == "s" and _COUNT.fullmatch(context.at(-3).core)
    return ("penny" if context.previous == "1" else "pence") if after_shillings else None
