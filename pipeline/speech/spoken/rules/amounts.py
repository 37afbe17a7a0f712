"""Amounts as they stand in ranges, prices and measures: signs, decimals, mixed fractions."""

from __future__ import annotations

import re

from pipeline.speech.spoken import numbers
from pipeline.speech.spoken.rules.rule import DASH, FRACTIONS

# «½ cup» is half a cup: these are measured in parts. Unit signs come from `units`.
MEASURE_WORDS = frozenset(
    "cup teaspoon tablespoon pound ounce inch mile hour day year second minute gallon quart pint foot acre "
    "mile dozen liter meter gram teaspoonful tablespoonful cupful".split()
)
_MINUS = {"-": "minus ", "−": "minus ", "+": "plus "}


def amount(written: str) -> str:
    """Say «1½», «−26.7», «1,000», «½»."""
    sign = _MINUS.get(written[0], "")
    rest = written[1:] if sign else written
    if rest[-1] in FRACTIONS:
        part = part_of_one(FRACTIONS[rest[-1]])
        if len(rest) == 1:
            return sign + part
        joined = "a half" if part == "half" else part.replace("one ", "a ", 1)
        return f"{sign}{numbers.cardinal(rest[:-1])} and {joined}"
    said = numbers.cardinal(rest)
    return sign + (said.removeprefix("zero ") if rest[0] == "." else said)


def span(low: str, high: str | None) -> str:
    """Say an amount or a range of them («2–3» as «two to three»)."""
    return f"{amount(low)} to {amount(high)}" if high else amount(low)


def part_of_one(written: str) -> str:
    """Say a fraction below one: «1/2» as «half», «3/4» as «three quarters»."""
    top, bottom = written.split("/")
    return "half" if (top, bottom) == ("1", "2") else numbers.fraction(top, bottom)


def part_of(written: str, thing: str) -> str:
    """Say a part of one thing, without the thing: «half a», «three quarters of an»."""
    article = "an" if thing.startswith(("ounce", "inch", "hour", "acre")) else "a"
    said = part_of_one(written)
    if said == "half":
        return f"half {article}"
    top = written.split("/", maxsplit=1)[0]
    if top == "1":
        part = said.removeprefix("one ")
        said = f"{'an' if part.startswith('eigh') else 'a'} {part}"
    return f"{said} of {article}"


def is_part(written: str) -> bool:
    """Tell whether an amount, or the end of a range, is a fraction below one."""
    last = re.split(DASH, written)[-1]
    return last in FRACTIONS or bool(re.fullmatch(r"[1-9]\d?/[1-9]\d?", last))


def decimals(written: str) -> str:
    """Give a fraction sign as figures («¾» as «3/4»)."""
    return FRACTIONS.get(written, written)
