"""Degrees, of heat and of angles."""

from __future__ import annotations

import re

from pipeline.speech.spoken.rules.amounts import amount, span
from pipeline.speech.spoken.rules.rule import RANGE, Context, rule
from pipeline.speech.spoken.rules.units import amount_before

_WAYS = {"N": "north", "S": "south", "E": "east", "W": "west"}
_NORTH_OR_SOUTH = re.compile(r"\d{1,3}(?:\.\d+)?[NS]")
_EAST_OR_WEST = re.compile(r"\d{1,3}(?:\.\d+)?[EW]")
_BEFORE_HEAT = frozenset("at to of around about from below above near over under reaches is".split())


@rule(
    r"(?P<degrees>\d+)°(?P<minutes>\d+)[′’'](?:(?P<seconds>\d+(?:\.\d+)?)(?:[″”\"]|''))?(?P<way>[NSEW])?", "°"
)
def place_on_earth(match: re.Match[str], _: Context) -> str:
    """Say «40°26′46″N», a latitude or longitude."""
    parts = zip(
        (match["degrees"], match["minutes"], match["seconds"]), ("degree", "minute", "second"), strict=True
    )
    said = [f"{amount(count)} {name}{'' if count == '1' else 's'}" for count, name in parts if count]
    return " ".join([*said, *([_WAYS[match["way"]]] if match["way"] else [])])


@rule(r"(?P<low>\d{1,3}(?:\.\d+)?)(?P<way>[NSEW])", "NSEW")
def side_of_a_place(match: re.Match[str], context: Context) -> str | None:
    """Say «51.5N, 0.1W», which are no newtons and watts where they stand together."""
    other = _EAST_OR_WEST if match["way"] in "NS" else _NORTH_OR_SOUTH
    beside = context.at(1 if match["way"] in "NS" else -1).core
    return f"{amount(match['low'])} degrees {_WAYS[match['way']]}" if other.fullmatch(beside) else None


@rule(r"(?P<frost>[-−]\d{1,3}(?:\.\d+)?)(?P<scale>[CF])", "CF")
def frost(match: re.Match[str], _: Context) -> str:
    """Say «-5C»."""
    return f"{amount(match['frost'])} degrees {'Celsius' if match['scale'] == 'C' else 'Fahrenheit'}"


@rule("[CF]")
def scale_apart(match: re.Match[str], context: Context) -> str | None:
    """Say the letter of «20 ° C», and of «98.6 F» where heat is meant."""
    name = {"C": "Celsius", "F": "Fahrenheit"}[match[0]]
    if _is_heat(context):
        return f"degrees {name}"
    sign = context.previous
    apart = sign in ("°", "º") and amount_before(Context(context.tokens, context.index - 1))
    return name if apart or (sign.endswith(("°", "º")) and sign[0].isdecimal()) else None


def _is_heat(context: Context) -> bool:
    """Tell «98.6 F» and «at 350 F» from an amount and a letter."""
    heat = context.previous
    if not re.fullmatch(r"[-−]?\d{2,3}(?:\.\d)?", heat) or context.at(-1).after or context.before_noun:
        return False
    return "." in heat or context.at(-2).core.casefold() in _BEFORE_HEAT


@rule(rf"{RANGE}[°º](?P<scale>[CFK]|[NSEW])?", "°º")
def degrees(match: re.Match[str], context: Context) -> str:
    """Say «350°F» and «40°N»; «a 90° turn» is a ninety degree turn."""
    if match["scale"] in _WAYS:
        name = "degree" if match["low"] == "1" and not match["high"] else "degrees"
        return f"{span(match['low'], match['high'])} {name} {_WAYS[match['scale']]}"
    scale = {"C": " Celsius", "F": " Fahrenheit", "K": " kelvin", None: ""}[match["scale"]]
    one = (match["low"] == "1" and not match["high"]) or (context.before_noun and context.determined())
    return f"{span(match['low'], match['high'])} {'degree' if one else 'degrees'}{scale}"


@rule(r"(?P<low>\d{2,3})(?P<scale>[CF])", "CF")
def degrees_without_a_sign(match: re.Match[str], context: Context) -> str | None:
    """Say «180C» after «at», «to» and the like, where heat is meant."""
    if context.previous.casefold() not in _BEFORE_HEAT:
        return None
    return f"{amount(match['low'])} degrees {'Celsius' if match['scale'] == 'C' else 'Fahrenheit'}"


@rule("[°º](?P<scale>[CF])?", "°º")
def degrees_alone(match: re.Match[str], context: Context) -> str | None:
    """Say «°C» after an amount that stands apart from it, also with the sign of an ordinal, «º C»."""
    before = amount_before(context)
    if not before and (not match["scale"] or match[0][0] == "º"):
        return None
    scale = {"C": " Celsius", "F": " Fahrenheit", None: ""}[match["scale"]]
    return ("degree" if before == "1" else "degrees") + scale
